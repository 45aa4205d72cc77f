// Row 4: table main is asked before the SNAT redirect; a route there that fits the destination (an
// extra route 0.0.0.0/0, a stray default) takes the packet elsewhere. So does a policy rule of
// somebody else with a table of its own.

import { type PolicyRule, type Route } from '@hopscope/nodestate';
import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause, type CauseFinding } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { isFloatingRule } from '../floating-view.ts';
import { inside, noted } from '../lines.ts';
import { routerEvidence, routerView, type RouterView, walkLine } from '../router-view.ts';
import { spelledRule } from '../spelled-rule.ts';
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

/** A rule of somebody else is asked before the redirect, and its table has a route. */
const byRule = (file: CaseFile, view: RouterView, rule: PolicyRule): CauseFinding => {
  const { node, netns } = view.where;
  const spelled = spelledRule(rule);
  return finding(file, pbrShadowed, {
    confidence: view.certain ? 'confirmed' : 'likely',
    title: `${inRouter(file, node)}: a policy rule (${spelled}) wins over the SNAT redirect`,
    detail: 'Nothing in Neutron asks for this rule: somebody or something added it on the node.',
    evidence: [
      noted(view.where, `ip rule ${rule.priority}`, spelled, 'ip rule'),
      walkLine(view),
      ...routerEvidence(file, view),
    ],
    affects: affectsNetworkOnNode(file, node),
    fixes: [
      fixNow(
        `on ${node}; one rule, find who made it first`,
        [inside(netns, `ip rule del ${spelled}`)],
        inside(netns, `ip rule add ${spelled}`),
      ),
    ],
  });
};

export const pbrShadowed: Cause = {
  code: 'PBR_SHADOWED',
  owner: 'platform',
  summary: 'A route in qrouter table main, or a foreign policy rule, wins over the SNAT redirect.',
  segments: ['router', 'tunnel-out', 'underlay', 'tunnel-in', 'integration-bridge', 'fip-link'],
  directions: ['forward'],
  catalogue: [4],
  test: (file) => {
    const view = routerView(file);
    const route = view?.walk.route;
    if (view === null || route === null || route === undefined) return null;
    const rule = view.walk.rule;
    if (rule === null || view.walk.outcome !== 'forward' || rule.table === view.index) return null;
    if (isFloatingRule(rule, file.path.flow.localAddress)) return null;
    if (rule.table !== 'main') return byRule(file, view, rule);
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
