// Row 41: the namespace that faces outside has no route to the destination: the router answers "net
// unreachable" to the VM, from inside the cloud.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { checked, inside } from '../lines.ts';
import { routedView } from '../routed-view.ts';
import { inRouter } from '../words.ts';

export const snatNoDefaultRoute: Cause = {
  code: 'SNAT_NO_DEFAULT_ROUTE',
  owner: 'platform',
  summary: 'The namespace that faces outside has no route to the destination.',
  segments: ['snat-router', 'fip-router'],
  directions: ['forward'],
  catalogue: [41],
  test: (file) => {
    const view = routedView(file);
    if (view === null || view.walk === null) return null;
    const { outcome, undecided } = view.walk;
    if (outcome === 'forward' || outcome === 'local') return null;
    const { node, netns } = view.where;
    const gateway = file.path.neutron.externalSubnet?.gateway ?? 'GATEWAY';
    const route = `default via ${gateway} dev ${view.outDevice}`;
    return finding(file, snatNoDefaultRoute, {
      confidence: undecided.length === 0 ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: it has no route to ${view.packet.destination}`,
      detail: `The default route to the external gateway ${gateway} is missing.`,
      evidence: [
        checked(
          view.where,
          'lost packet walked through the rules',
          `via ${gateway}`,
          outcome,
          false,
          'ip route show table all',
        ),
      ],
      affects: affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; adds one route`,
          [inside(netns, `ip route add ${route}`)],
          inside(netns, `ip route del ${route}`),
        ),
        restartL3Agent(node),
      ],
      references: ['LP#1515209', 'LP#1956846', 'LP#1999678'],
    });
  },
};
