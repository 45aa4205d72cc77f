// Row 3: the redirect table names a next hop that is not the SNAT port (an old sg address). Packets
// stay in the router while nobody answers ARP for it, or leave it towards somebody else.

import { type Route } from '@hopscope/nodestate';
import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause, type Fix } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { inside } from '../lines.ts';
import { routerEvidence, routerView, type RouterView, walkLine } from '../router-view.ts';
import { inRouter, networkName } from '../words.ts';

const wayOf = ({ gateway, device }: Route): string =>
  `${gateway === '' ? '' : `via ${gateway} `}dev ${device}`;

const replaced = ({ where, index, sgAddress, qrDevice }: RouterView, route: Route): Fix => {
  const repair = (way: string): string =>
    inside(where.netns, `ip route replace default ${way} table ${index}`);
  const right = `via ${sgAddress} dev ${qrDevice}`;
  return fixNow(`on ${where.node}; replaces one route`, [repair(right)], repair(wayOf(route)));
};

const removed = ({ where, index }: RouterView, route: Route): Fix => {
  const spelled = `${route.destination} ${wayOf(route)} table ${index}`;
  return fixNow(
    `on ${where.node}; removes one route`,
    [inside(where.netns, `ip route del ${spelled}`)],
    inside(where.netns, `ip route add ${spelled}`),
  );
};

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
    const { node } = view.where;
    const isDefault = route.destination === 'default';
    return finding(file, pbrWrongNextHop, {
      confidence: view.certain ? 'confirmed' : 'likely',
      title:
        `${inRouter(file, node)}: the SNAT redirect of ${networkName(file)} points to ` +
        `${route.gateway || route.device}, the SNAT port is ${view.sgAddress}`,
      detail: isDefault
        ? 'The route was made for a SNAT port that is no longer the current one.'
        : `Neutron puts only a default route into this table; the one to ${route.destination} is not its own.`,
      evidence: [...routerEvidence(file, view), walkLine(view)],
      affects: affectsNetworkOnNode(file, node),
      fixes: [isDefault ? replaced(view, route) : removed(view, route), restartL3Agent(node)],
      references: ['LP#1651813', 'LP#1709774'],
    });
  },
};
