// Row 48, the other half: the router believes the VM at a MAC that its port does not have. Frames
// then go to nobody.

import { isResolved } from '@hopscope/nodestate';
import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { receiver, removeCommand, replaceCommand } from '../receiver.ts';
import { routedView } from '../routed-view.ts';
import { inRouter } from '../words.ts';

export const vmNeighbourStale: Cause = {
  code: 'VM_NEIGHBOUR_STALE',
  owner: 'platform',
  summary: 'The router believes the VM at a MAC that its port does not have.',
  segments: ['snat-router', 'router'],
  directions: ['forward', 'reply'],
  catalogue: [48],
  test: (file) => {
    const view = routedView(file);
    const port = view === null ? null : receiver(file, view);
    const entry = view?.neighbour?.entry ?? null;
    if (view === null || port === null || entry === null || !isResolved(entry)) return null;
    if (entry.mac.toLowerCase() === port.mac.toLowerCase()) return null;
    const { node } = view.where;
    return finding(file, vmNeighbourStale, {
      confidence: 'confirmed',
      title: `${inRouter(file, node)}: ${view.nextHop} is believed at ${entry.mac}, it is ${port.mac}`,
      detail: 'Frames to it carry a MAC that its port does not have.',
      evidence: [
        checked(
          view.where,
          `neighbour ${view.nextHop}`,
          port.mac,
          `${entry.mac}, ${entry.states.join(' ')}`,
          false,
          `ip neigh show ${view.nextHop}`,
        ),
      ],
      affects: affectsThisPort(file),
      fixes: [
        fixNow(
          `on ${node}; one neighbour entry`,
          [replaceCommand(view, port)],
          removeCommand(view),
        ),
        restartL3Agent(node),
      ],
      references: ['LP#1512199', 'LP#1869887'],
    });
  },
};
