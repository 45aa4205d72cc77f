// Row 48: the router asks for the MAC of the VM and nobody answers: the packet waits in the router
// and is dropped after some seconds.

import { isResolved } from '@hopscope/nodestate';
import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { receiver, removeCommand, replaceCommand } from '../receiver.ts';
import { routedView } from '../routed-view.ts';
import { inRouter } from '../words.ts';

export const vmNeighbourUnresolved: Cause = {
  code: 'VM_NEIGHBOUR_UNRESOLVED',
  owner: 'platform',
  summary: 'The router does not get the MAC of the VM by ARP.',
  segments: ['snat-router', 'router'],
  directions: ['forward', 'reply'],
  catalogue: [48],
  test: (file) => {
    const view = routedView(file);
    const port = view === null ? null : receiver(file, view);
    if (view === null || port === null || view.neighbour === null) return null;
    const { entry } = view.neighbour;
    if (entry !== null && isResolved(entry)) return null;
    const { node } = view.where;
    return finding(file, vmNeighbourUnresolved, {
      confidence: entry === null ? 'likely' : 'confirmed',
      title: `${inRouter(file, node)}: nobody tells it the MAC of ${view.nextHop}`,
      detail: 'br-tun answers such ARP from the addresses that the server announces (table 21).',
      evidence: [
        checked(
          view.where,
          `neighbour ${view.nextHop}`,
          port.mac,
          entry === null ? 'absent' : entry.states.join(' '),
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
        restartOvsAgent(node),
      ],
      references: ['LP#1853613', 'LP#1789846'],
    });
  },
};
