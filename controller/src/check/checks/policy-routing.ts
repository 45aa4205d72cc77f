// Check 4: qrouter on the VM's node sends the subnet to its SNAT port (rule, table, permanent
// neighbour), no IPv4 default route in main wins over that, and the VM's address leaves by the
// floating IP rule exactly when it has a floating IP. dvr_local_router.py.

import { isResolved, type PolicyRule, type Route } from '@hopscope/nodestate';
import type { Where } from '../../explain/lines.ts';
import { redirectIndex } from '../../neutron-names.ts';
import type { Check, CheckRow, Scope } from '../check.ts';
import { CODES } from '../codes.ts';
import { forwardingRow } from '../forwarding-row.ts';
import { namespaceRow } from '../namespace-row.ts';
import { routerPortRow } from '../router-port-row.ts';
import { equal, judged, unknown } from '../rows.ts';
import type { CheckState } from '../state.ts';

/** Table of floating IPs (dvr_fip_ns.py FIP_RT_TBL). */
const FIP_TABLE = '16';

const base = (where: Where, scope: Scope = 'host') => ({ where, scope }) as const;

const defaultOf = (routes: readonly Route[], table: string): Route | null =>
  routes.find(
    (route) => route.family === 'inet' && route.table === table && route.destination === 'default',
  ) ?? null;

const spelled = (route: Route | null): string =>
  route === null ? 'none' : route.gateway === '' ? `dev ${route.device}` : `via ${route.gateway}`;

interface Redirect {
  readonly where: Where;
  readonly qr: string;
  readonly qrPrefix: string;
  readonly index: string;
  readonly sg: string;
  readonly sgMac: string;
}

const redirectOf = ({ path, parts }: CheckState): Redirect | null => {
  const { routerPort, snatPort, subnet } = path.neutron;
  const qr = routerPort?.addresses.find(({ subnetId }) => subnetId === subnet.id)?.address;
  const sg = snatPort?.addresses.find(({ subnetId }) => subnetId === subnet.id)?.address;
  if (qr === undefined || sg === undefined || snatPort === null) return null;
  return {
    where: { node: parts.compute, netns: parts.qrouter },
    qr,
    qrPrefix: `${qr}/${subnet.cidr.split('/')[1] ?? ''}`,
    index: String(redirectIndex(qr)),
    sg,
    sgMac: snatPort.mac,
  };
};

const ruleRow = (rules: readonly PolicyRule[] | null, redirect: Redirect): CheckRow => {
  const { where, index, qrPrefix } = redirect;
  const wanted = {
    ...base(where),
    what: `ip rule ${index}`,
    expected: `from ${qrPrefix}`,
    command: 'ip rule',
  };
  if (rules === null) return unknown(wanted);
  const rule = rules.find(({ table }) => table === index);
  const found = rule === undefined ? 'absent' : `from ${rule.source}/${rule.sourceLength}`;
  return equal(wanted, found, CODES.pbrRuleMissing);
};

const tableRow = (routes: readonly Route[] | null, redirect: Redirect): CheckRow => {
  const { where, index, sg } = redirect;
  const wanted = {
    ...base(where),
    what: `table ${index}`,
    expected: `via ${sg}`,
    command: `ip route show table ${index}`,
  };
  if (routes === null) return unknown(wanted);
  const route = defaultOf(routes, index);
  const cause = route === null ? CODES.pbrTableEmpty : CODES.pbrWrongNextHop;
  return equal(wanted, route === null ? 'empty' : spelled(route), cause);
};

const neighbourRow = (state: CheckState, redirect: Redirect): CheckRow => {
  const { where, sg, sgMac } = redirect;
  const wanted = {
    ...base(where),
    what: `neighbour ${sg}`,
    expected: `${sgMac}, PERMANENT`,
    command: `ip neigh show ${sg}`,
  };
  const read = state.neighbour(where.node, where.netns, sg);
  if (read === null) return unknown(wanted);
  const mac = read.entry?.mac.toLowerCase() ?? '';
  if (read.entry === null || mac === '')
    return judged(wanted, 'absent', false, CODES.snatNeighbourMissing);
  const found = `${mac}, ${read.entry.states.join(' ')}`;
  // A learned one is as good while it holds.
  if (mac === sgMac && isResolved(read.entry)) return judged(wanted, found, true, '');
  const cause = mac === sgMac ? CODES.snatNeighbourMissing : CODES.snatNeighbourStale;
  return judged(wanted, found, false, cause);
};

const mainRow = (where: Where, routes: readonly Route[] | null): CheckRow => {
  const wanted = {
    ...base(where),
    what: 'IPv4 default in table main',
    expected: 'none',
    command: 'ip -4 route show default table main',
  };
  if (routes === null) return unknown(wanted);
  return equal(wanted, spelled(defaultOf(routes, 'main')), CODES.pbrShadowed);
};

const floatingRows = (
  { path }: CheckState,
  where: Where,
  rules: readonly PolicyRule[] | null,
  routes: readonly Route[] | null,
): CheckRow[] => {
  const address = path.flow.localAddress;
  const leavesHere = path.points.some(({ role }) => role === 'rfp');
  const wanted = {
    ...base(where, 'vm'),
    what: `ip rule from ${address}`,
    expected: leavesHere ? `lookup ${FIP_TABLE}` : 'absent',
    command: 'ip rule',
  };
  if (rules === null) return [unknown(wanted)];
  const rule = rules.find(
    ({ source, sourceLength, table }) =>
      source === address && sourceLength === 32 && table === FIP_TABLE,
  );
  const found = rule === undefined ? 'absent' : `lookup ${FIP_TABLE}`;
  const row = equal(wanted, found, leavesHere ? CODES.fipRuleMissing : CODES.fipRuleStale);
  if (!leavesHere) return [row];
  const table = {
    ...base(where),
    what: `table ${FIP_TABLE}`,
    expected: `via the fip namespace`,
    command: `ip route show table ${FIP_TABLE}`,
  };
  if (routes === null) return [row, unknown(table)];
  const route = defaultOf(routes, FIP_TABLE);
  const isThere = route?.device.startsWith('rfp-') === true;
  const said = isThere ? table.expected : route === null ? 'empty' : spelled(route);
  return [row, judged(table, said, isThere, CODES.fipRouteMissing)];
};

export const policyRouting: Check = {
  number: 4,
  id: 'policy-routing',
  title: 'the router on the VM node sends the subnet to its SNAT port, or to its floating IP',
  rows: (state) => {
    const { path, parts } = state;
    const { router, routerPort } = path.neutron;
    if (router?.distributed !== true || routerPort === null || path.exit === 'none') return [];
    const where = { node: parts.compute, netns: parts.qrouter };
    const namespace = namespaceRow(state, where, 'host', CODES.qrouterNamespaceMissing);
    if (namespace.outcome !== 'ok') return [namespace];
    const rules = state.rules(where.node, where.netns);
    const routes = state.routes(where.node, where.netns);
    const redirect = redirectOf(state);
    const leavesHere = path.points.some(({ role }) => role === 'rfp');
    return [
      namespace,
      routerPortRow(state, where, { name: parts.qr, port: routerPort, scope: 'host' }),
      forwardingRow(state, where, parts.qr, 'host'),
      // A VM with a floating IP does not need the redirect: its own rule comes first.
      ...(redirect === null || leavesHere
        ? []
        : [ruleRow(rules, redirect), tableRow(routes, redirect), neighbourRow(state, redirect)]),
      mainRow(where, routes),
      ...floatingRows(state, where, rules, routes),
      ...(leavesHere
        ? [
            namespaceRow(
              state,
              { node: parts.compute, netns: parts.fip },
              'host',
              CODES.fipNamespaceMissing,
            ),
          ]
        : []),
    ];
  },
};
