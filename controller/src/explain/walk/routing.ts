// The lost packet through policy rules and routing tables, as fib_rules and fib_lookup do: rules by
// priority, in each table the longest prefix, then the lowest metric; a table without a fitting
// route lets the next rule try. ip-rule(8).

import { type PolicyRule, type Route } from '@hopscope/nodestate';
import { parsePrefix, prefixHolds } from './address.ts';

export interface RoutedPacket {
  readonly source: string;
  readonly destination: string;
  /** Device it came in by; '' = made on this host. */
  readonly inDevice: string;
  /** null: nobody knows, and no rule about it can be decided. */
  readonly mark: number | null;
  /** Not given, or null: not known. */
  readonly protocol?: string;
  readonly sourcePort?: number | null;
  readonly destinationPort?: number | null;
}

export interface RouteWalk {
  /** no-route: no rule led to a route; the router answers "net unreachable". */
  readonly outcome: 'forward' | 'local' | 'unreachable' | 'blackhole' | 'prohibit' | 'no-route';
  readonly rule: PolicyRule | null;
  readonly route: Route | null;
  /** Every rule that took the packet, in order, and what its table said. */
  readonly tried: readonly { rule: PolicyRule; found: boolean }[];
  /** Rules that could not be decided (IPv6, ports, uid). */
  readonly undecided: readonly string[];
}

const holds = (address: string, length: number, packet: string): boolean | null =>
  address === 'all' ? true : prefixHolds(`${address}/${length}`, packet);

const portFits = (
  range: readonly [number, number] | null,
  port: number | null | undefined,
): boolean | null => {
  if (range === null) return true;
  return port === null || port === undefined ? null : port >= range[0] && port <= range[1];
};

const markFits = ({ mark, markMask }: PolicyRule, of: number | null): boolean | null => {
  if (mark === null) return true;
  return of === null ? null : (of & markMask) >>> 0 === mark;
};

const protocolFits = ({ ipProtocol }: PolicyRule, of: string | undefined): boolean | null => {
  if (ipProtocol === '') return true;
  return of === undefined ? null : of === ipProtocol;
};

/** Null = cannot be decided. One condition that does not hold is enough for "no". */
const ruleTakes = (rule: PolicyRule, packet: RoutedPacket): boolean | null => {
  const conditions = [
    rule.inDevice === '' || rule.inDevice === packet.inDevice,
    // An outgoing device binds sockets; a forwarded packet has none.
    rule.outDevice === '',
    markFits(rule, packet.mark),
    holds(rule.source, rule.sourceLength, packet.source),
    holds(rule.destination, rule.destinationLength, packet.destination),
    protocolFits(rule, packet.protocol),
    portFits(rule.sourcePorts, packet.sourcePort),
    portFits(rule.destinationPorts, packet.destinationPort),
    rule.other.length === 0 ? true : null,
  ];
  if (conditions.includes(false)) return rule.not;
  return conditions.includes(null) ? null : !rule.not;
};

/** Longest prefix, then lowest metric; routes without a live next hop do not count. */
export const lookUpTable = (
  routes: readonly Route[],
  table: string,
  destination: string,
): Route | null => {
  let best: Route | null = null;
  let bestLength = -1;
  for (const route of routes) {
    if (route.table !== table || route.family !== 'inet') continue;
    if (route.flags.includes('dead')) continue;
    const length = parsePrefix(route.destination)?.length ?? -1;
    if (prefixHolds(route.destination, destination) !== true || length < bestLength) continue;
    if (best !== null && length === bestLength && route.metric >= best.metric) continue;
    best = route;
    bestLength = length;
  }
  return best;
};

const isSuppressed = ({ suppressLength }: PolicyRule, { destination }: Route): boolean =>
  suppressLength !== null && (parsePrefix(destination)?.length ?? 0) <= suppressLength;

const OUTCOMES: Readonly<Record<string, RouteWalk['outcome']>> = {
  unicast: 'forward',
  local: 'local',
  broadcast: 'local',
  multicast: 'forward',
  unreachable: 'unreachable',
  blackhole: 'blackhole',
  prohibit: 'prohibit',
};

const NUMBERED: Readonly<Record<string, string>> = {
  '255': 'local',
  '254': 'main',
  '253': 'default',
};

/** Rules and routes as `ip -j rule` and `ip -j route show table all` give them. */
export const walkRouting = (
  rules: readonly PolicyRule[],
  routes: readonly Route[],
  packet: RoutedPacket,
): RouteWalk => {
  const tried: { rule: PolicyRule; found: boolean }[] = [];
  const undecided: string[] = [];
  const end = (
    outcome: RouteWalk['outcome'],
    rule: PolicyRule | null,
    route: Route | null,
  ): RouteWalk => ({ outcome, rule, route, tried, undecided });
  let from = -1;
  for (const rule of rules.toSorted((a, b) => a.priority - b.priority)) {
    if (rule.priority < from) continue;
    const held = ruleTakes(rule, packet);
    if (held === null) undecided.push(`${rule.priority}: from ${rule.source}`);
    if (held !== true) continue;
    // The kernel only lets it lead forward (fib_nl_newrule).
    if (rule.action === 'goto') from = rule.goto ?? from;
    if (rule.action !== 'lookup') {
      const outcome = OUTCOMES[rule.action];
      if (outcome !== undefined && rule.action !== 'local') return end(outcome, rule, null);
      continue;
    }
    const route = lookUpTable(routes, NUMBERED[rule.table] ?? rule.table, packet.destination);
    const found = route !== null && route.type !== 'throw' && !isSuppressed(rule, route);
    tried.push({ rule, found });
    if (found) return end(OUTCOMES[route.type] ?? 'forward', rule, route);
  }
  return end('no-route', null, null);
};
