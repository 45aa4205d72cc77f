// Check 9: the router's central namespace has the addresses the API gave it, leads to the gateway
// outside, and translates exactly when SNAT is on; no other node has the same addresses.
// dvr_edge_router.py, router_info.py.

import type { Route } from '@hopscope/nodestate';

import type { Where } from '../../explain/lines.ts';
import type { Check, CheckRow } from '../check.ts';
import { CODES } from '../codes.ts';
import { forwardingRow } from '../forwarding-row.ts';
import { namespaceRow } from '../namespace-row.ts';
import { ipv4Of, routerPortRow, type RouterDevice } from '../router-port-row.ts';
import { equal, judged, unknown } from '../rows.ts';
import type { CheckState } from '../state.ts';
import { cardRow, gatewayMacRow } from '../way-out-rows.ts';

/** All gateways of a route: several share its packets. */
const gatewaysOf = ({ gateway, device, nextHops }: Route): string =>
  nextHops.length === 0
    ? gateway || `dev ${device}`
    : nextHops.map((hop) => hop.gateway || `dev ${hop.device}`).join(' and ');

const routeRow = (state: CheckState, where: Where): CheckRow[] => {
  const gateway = state.path.neutron.externalSubnet?.gateway ?? '';
  if (gateway === '') return [];
  const wanted = {
    where,
    what: 'IPv4 default route',
    expected: `via ${gateway}`,
    command: 'ip -4 route show default',
    scope: 'router',
  } as const;
  const routes = state.routes(where.node, where.netns);
  if (routes === null) return [unknown(wanted)];
  const gateways = routes
    .filter(
      ({ family, table, destination }) =>
        family === 'inet' && table === 'main' && destination === 'default',
    )
    .map(gatewaysOf);
  const isThere = gateways.includes(gateway);
  const found = isThere ? gateway : gateways.join(', ') || 'none';
  return [
    judged(
      wanted,
      isThere ? wanted.expected : found === 'none' ? found : `via ${found}`,
      isThere,
      CODES.snatNoDefaultRoute,
    ),
  ];
};

/** Address that `-o qg- -j SNAT` translates to; null = there is no such rule. */
const translates = (state: CheckState, where: Where): string | null | undefined => {
  const table = state.iptables(where.node, where.netns, 'nat');
  if (table === null) return undefined;
  for (const { name, rules } of table.chains.values()) {
    if (!name.endsWith('-snat')) continue;
    const rule = rules.find(
      ({ target, matches }) =>
        target.name === 'SNAT' &&
        matches.some(
          (one) => one.name === 'out-interface' && !one.not && one.values[0] === state.parts.qg,
        ),
    );
    if (rule !== undefined) return rule.target.options['to-source'] ?? '';
  }
  return null;
};

const natRow = (state: CheckState, where: Where): CheckRow[] => {
  const { router, gatewayPort } = state.path.neutron;
  const [address] = ipv4Of(gatewayPort);
  if (router === null || address === undefined) return [];
  const wanted = {
    where,
    what: 'SNAT rule',
    expected: router.enableSnat ? `to ${address}` : 'none',
    command: 'iptables -t nat -S neutron-l3-agent-snat',
    scope: 'router',
  } as const;
  const found = translates(state, where);
  if (found === undefined) return [unknown(wanted)];
  const cause = router.enableSnat ? CODES.snatRuleMissing : CODES.snatRuleStray;
  return [equal(wanted, found === null ? 'none' : `to ${found}`, cause)];
};

/** Other nodes of the router; asked only where their namespaces were read. */
const elsewhereRows = (state: CheckState, where: Where): CheckRow[] => {
  const { l3Agents, gatewayPort, router } = state.path.neutron;
  const [address] = ipv4Of(gatewayPort);
  if (router?.ha !== true || address === undefined) return [];
  const others = l3Agents.map(({ host }) => host).filter((host) => host !== where.node);
  return [...new Set(others)].map((node) => {
    const wanted = {
      where: { node, netns: where.netns },
      what: `${address} on the standby`,
      expected: 'absent',
      command: `ip -br address show ${state.parts.qg}`,
      scope: 'router',
    } as const;
    const links = state.links(node, where.netns);
    if (links === null) return unknown(wanted);
    const isThere = links.some(({ addresses }) => addresses.some((one) => one.address === address));
    return judged(wanted, isThere ? 'there too' : 'absent', !isThere, CODES.haTwoActive);
  });
};

const devicesOf = ({ path, parts }: CheckState): RouterDevice[] => {
  const { snatPort, routerPort, gatewayPort, router } = path.neutron;
  const inner = router?.distributed === true ? snatPort : routerPort;
  const name = router?.distributed === true ? parts.sg : parts.qr;
  return [
    ...(inner === null ? [] : [{ name, port: inner, scope: 'network' } as const]),
    ...(gatewayPort === null
      ? []
      : [{ name: parts.qg, port: gatewayPort, scope: 'router' } as const]),
  ];
};

export const snatNamespace: Check = {
  number: 9,
  id: 'snat-namespace',
  title: 'the namespace that translates has its addresses, its default route and its rule',
  rows: (state) => {
    const { path, parts } = state;
    const point = path.points.find(({ role }) => role === 'qg');
    if (point === undefined) return [];
    const distributed = path.neutron.router?.distributed === true;
    const where = { node: point.node, netns: distributed ? parts.snat : parts.qrouter };
    const namespace = namespaceRow(state, where, 'router', CODES.snatNamespaceMissing);
    if (namespace.outcome !== 'ok') return [namespace];
    return [
      namespace,
      ...devicesOf(state).map((device) => routerPortRow(state, where, device)),
      ...devicesOf(state).map(({ name }) => forwardingRow(state, where, name, 'router')),
      ...routeRow(state, where),
      ...gatewayMacRow(state, where),
      ...cardRow(state),
      ...natRow(state, where),
      ...elsewhereRows(state, where),
    ];
  },
};
