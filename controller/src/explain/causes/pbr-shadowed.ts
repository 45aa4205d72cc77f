// Row 4: table main is asked before the SNAT redirect; a route there that fits the destination (an
// extra route 0.0.0.0/0, a stray default) takes the packet elsewhere.

import { type Route } from '@hopscope/nodestate';
import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { inside, noted } from '../lines.ts';
import { routerEvidence, routerView, walkLine } from '../router-view.ts';
import { parsePrefix } from '../walk/address.ts';
import { inRouter } from '../words.ts';

/** The router's own extra route that put it there, if the API knows one. */
const extraRoute = (
  file: CaseFile,
  route: Route,
): { destination: string; nexthop: string } | null =>
  file.path.neutron.router?.routes.find(
    ({ destination, nexthop }) =>
      nexthop === route.gateway &&
      parsePrefix(destination)?.length === parsePrefix(route.destination)?.length,
  ) ?? null;

export const pbrShadowed: Cause = {
  code: 'PBR_SHADOWED',
  owner: 'platform',
  summary: 'A route in qrouter table main takes the packet before the SNAT redirect is asked.',
  segments: ['router', 'tunnel-out', 'underlay', 'tunnel-in', 'integration-bridge', 'fip-link'],
  directions: ['forward'],
  catalogue: [4],
  test: (file) => {
    const view = routerView(file);
    const route = view?.walk.route;
    if (view === null || route === null || route === undefined) return null;
    if (view.walk.rule?.table !== 'main' || view.walk.outcome === 'local') return null;
    const { node, netns } = view.where;
    const extra = extraRoute(file, route);
    const spelled = `${route.destination} ${route.gateway === '' ? '' : `via ${route.gateway} `}dev ${route.device}`;
    const router = file.path.neutron.router?.id ?? '';
    return finding(file, pbrShadowed, {
      confidence: view.certain ? 'confirmed' : 'likely',
      owner: extra === null ? 'platform' : 'tenant',
      title: `${inRouter(file, node)}: a route in table main (${spelled}) wins over the SNAT redirect`,
      detail:
        extra === null
          ? 'Nothing in Neutron asks for this route: somebody or something added it on the node.'
          : 'The project gave the router this extra route.',
      evidence: [
        noted(view.where, 'table main', spelled, 'ip route show table main'),
        walkLine(view),
        ...routerEvidence(file, view),
      ],
      affects: affectsNetworkOnNode(file, node),
      fixes:
        extra === null
          ? [
              fixNow(
                `on ${node}; removes one route`,
                [inside(netns, `ip route del ${spelled}`)],
                inside(netns, `ip route add ${spelled}`),
              ),
              restartL3Agent(node),
            ]
          : [
              fixNow(
                "the project's decision; removes the extra route",
                [
                  `openstack router unset --route destination=${extra.destination},gateway=${extra.nexthop} ${router}`,
                ],
                `openstack router set --route destination=${extra.destination},gateway=${extra.nexthop} ${router}`,
                'what was meant to use this route no longer does',
              ),
            ],
    });
  },
};
