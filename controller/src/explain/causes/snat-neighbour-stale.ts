// Row 7: the permanent neighbour entry of the SNAT port has another MAC than the port: the port was
// made anew and this router was not told. Frames then go to a MAC that nobody has.

import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { inside } from '../lines.ts';
import { routerEvidence, routerView, walkLine } from '../router-view.ts';
import { inRouter } from '../words.ts';

export const snatNeighbourStale: Cause = {
  code: 'SNAT_NEIGHBOUR_STALE',
  owner: 'platform',
  summary: 'The neighbour entry of the SNAT port in qrouter has a MAC the port does not have.',
  segments: ['router', 'tunnel-out', 'underlay', 'tunnel-in', 'integration-bridge'],
  directions: ['forward'],
  catalogue: [7],
  test: (file) => {
    const view = routerView(file);
    const neighbour = view?.neighbour ?? null;
    if (view === null || neighbour === null || neighbour.mac === '') return null;
    if (neighbour.mac.toLowerCase() === view.sgMac.toLowerCase()) return null;
    if (view.walk.route?.gateway !== view.sgAddress) return null;
    const { node, netns } = view.where;
    const set = (mac: string): string =>
      inside(
        netns,
        `ip neigh replace ${view.sgAddress} lladdr ${mac} dev ${view.qrDevice} nud permanent`,
      );
    return finding(file, snatNeighbourStale, {
      confidence: view.certain ? 'confirmed' : 'likely',
      title:
        `${inRouter(file, node)}: the SNAT port ${view.sgAddress} is believed at ${neighbour.mac}, ` +
        `it is ${view.sgMac}`,
      detail: 'Every frame to it carries a MAC that no port accepts.',
      evidence: [...routerEvidence(file, view), walkLine(view)],
      affects: affectsNetworkOnNode(file, node),
      fixes: [
        fixNow(`on ${node}; one neighbour entry`, [set(view.sgMac)], set(neighbour.mac)),
        restartL3Agent(node),
      ],
      references: ['LP#1512199', 'LP#1936980', 'LP#1869887', 'LP#1774459'],
    });
  },
};
