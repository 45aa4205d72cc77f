// Row 3: the redirect table names a next hop that is not the SNAT port (an old sg address). Packets
// stay in the router while nobody answers ARP for it, or leave it towards somebody else.

import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { inside } from '../lines.ts';
import { routerEvidence, routerView, walkLine } from '../router-view.ts';
import { inRouter, networkName } from '../words.ts';

export const pbrWrongNextHop: Cause = {
  code: 'PBR_WRONG_NEXT_HOP',
  owner: 'platform',
  summary: 'The SNAT redirect sends packets to an address that is not the SNAT port.',
  segments: ['router', 'tunnel-out', 'underlay', 'tunnel-in', 'integration-bridge'],
  directions: ['forward'],
  catalogue: [3],
  test: (file) => {
    const view = routerView(file);
    const route = view?.walk.route;
    if (view === null || route === null || route === undefined) return null;
    if (view.walk.rule?.table !== view.index) return null;
    if (route.gateway === view.sgAddress && route.device === view.qrDevice) return null;
    const { node, netns } = view.where;
    const repair = (gateway: string, device: string): string =>
      inside(netns, `ip route replace default via ${gateway} dev ${device} table ${view.index}`);
    return finding(file, pbrWrongNextHop, {
      confidence: view.certain ? 'confirmed' : 'likely',
      title:
        `${inRouter(file, node)}: the SNAT redirect of ${networkName(file)} points to ` +
        `${route.gateway || route.device}, the SNAT port is ${view.sgAddress}`,
      detail: 'The route was made for a SNAT port that is no longer the current one.',
      evidence: [...routerEvidence(file, view), walkLine(view)],
      affects: affectsNetworkOnNode(file, node),
      fixes: [
        fixNow(
          `on ${node}; replaces one route`,
          [repair(view.sgAddress, view.qrDevice)],
          repair(route.gateway, route.device),
        ),
        restartL3Agent(node),
      ],
      references: ['LP#1651813', 'LP#1709774'],
    });
  },
};
