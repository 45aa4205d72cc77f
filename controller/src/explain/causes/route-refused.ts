// A policy rule or a route inside a router says "unreachable", "prohibit" or "blackhole" for the
// packet. Neutron writes no such rule for a flow it routes: a person or another program did.

import { type Route } from '@hopscope/nodestate';
import { affectsNetworkOnNode, affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside } from '../lines.ts';
import { routedView } from '../routed-view.ts';
import { spelledRule } from '../spelled-rule.ts';
import { inRouter } from '../words.ts';

const REFUSING: readonly string[] = ['unreachable', 'prohibit', 'blackhole'];

const spellRoute = ({ type, destination, table }: Route): string =>
  `${type} ${destination} table ${table}`;

export const routeRefused: Cause = {
  code: 'ROUTE_REFUSED',
  owner: 'platform',
  summary: 'A policy rule or a route inside a router refuses the packet.',
  segments: ['router', 'snat-router', 'fip-router'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['PBR_SHADOWED', 'SNAT_NO_DEFAULT_ROUTE'],
  test: (file) => {
    const view = routedView(file);
    const walk = view?.walk;
    if (view === null || walk === null || walk === undefined) return null;
    if (!REFUSING.includes(walk.outcome) || walk.rule === null) return null;
    const { node, netns } = view.where;
    const [kind, text] =
      walk.route === null ? ['rule', spelledRule(walk.rule)] : ['route', spellRoute(walk.route)];
    return finding(file, routeRefused, {
      confidence: walk.undecided.length === 0 ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: a ${kind} refuses the packet (${text})`,
      detail: 'Neutron writes no such entry for this flow: somebody or something added it.',
      evidence: [
        checked(
          view.where,
          `${view.packet.source} to ${view.packet.destination} walked through the rules`,
          'a next hop',
          `${walk.outcome} by ${kind} ${text}`,
          false,
          kind === 'rule' ? 'ip rule' : 'ip route show table all',
        ),
      ],
      affects:
        file.place?.kind === 'router' ? affectsNetworkOnNode(file, node) : affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; one ${kind}, find who made it first`,
          [inside(netns, `ip ${kind} del ${text}`)],
          inside(netns, `ip ${kind} add ${text}`),
        ),
      ],
    });
  },
};
