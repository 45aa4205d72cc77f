// Row 6: qrouter has no neighbour entry of the SNAT port. It then asks by ARP, which DVR does not
// count on; data waits for an answer that may never come.

import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { inside } from '../lines.ts';
import { routerEvidence, routerView, walkLine } from '../router-view.ts';
import { inRouter } from '../words.ts';

export const snatNeighbourMissing: Cause = {
  code: 'SNAT_NEIGHBOUR_MISSING',
  owner: 'platform',
  summary: 'qrouter has no usable neighbour entry of the SNAT port.',
  segments: ['router'],
  directions: ['forward'],
  catalogue: [6],
  test: (file) => {
    const view = routerView(file);
    if (view === null || !view.neighbourRead || view.walk.route?.gateway !== view.sgAddress)
      return null;
    const { neighbour } = view;
    if (neighbour !== null && neighbour.mac !== '' && !/FAILED|INCOMPLETE/.test(neighbour.states))
      return null;
    const { node, netns } = view.where;
    const entry = `${view.sgAddress} dev ${view.qrDevice}`;
    // Absent may also be "not asked yet": only an unanswered question is proof.
    const asked = neighbour !== null;
    return finding(file, snatNeighbourMissing, {
      confidence: asked && view.certain ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: the MAC of the SNAT port ${view.sgAddress} is not known`,
      detail: 'Neutron sets this entry; ARP for it is answered only by br-tun, if at all.',
      evidence: [...routerEvidence(file, view), walkLine(view)],
      affects: affectsNetworkOnNode(file, node),
      fixes: [
        fixNow(
          `on ${node}; one neighbour entry`,
          [inside(netns, `ip neigh replace ${entry} lladdr ${view.sgMac} nud permanent`)],
          inside(netns, `ip neigh del ${entry}`),
        ),
        restartL3Agent(node),
      ],
      references: ['LP#1933092', 'LP#1501086'],
    });
  },
};
