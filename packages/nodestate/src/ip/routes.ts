// `ip -j route show table T|all` and `ip -j route get`. A route without `table` is in main. `table
// all` prints both families into one list, and both have a `default`.

import { isJson, list, number, type Json, type Parsed, text, texts } from '../parsed.ts';
import { eachEntry } from './document.ts';

export interface NextHop {
  readonly gateway: string;
  readonly device: string;
}

export interface Route {
  /** unicast, local, broadcast, multicast, anycast, unreachable, blackhole, prohibit, throw. */
  readonly type: string;
  /** `default`, an address or a prefix, as printed. */
  readonly destination: string;
  readonly gateway: string;
  readonly device: string;
  /** `main` when not printed. */
  readonly table: string;
  readonly protocol: string;
  readonly scope: string;
  readonly source: string;
  readonly metric: number;
  readonly family: 'inet' | 'inet6';
  readonly nextHops: readonly NextHop[];
  /** linkdown, dead, onlink, ... */
  readonly flags: readonly string[];
}

/** The answer of `ip route get`. */
export interface RouteAnswer extends Route {
  readonly from: string;
  readonly inDevice: string;
  readonly mark: string;
  readonly cache: readonly string[];
}

const gatewayOf = (entry: Json): string => {
  const via = entry['via'];
  return text(entry['gateway']) || (isJson(via) ? text(via['host']) : '');
};

/** Only IPv6 routes have a router preference; their default is told by it or by its gateway. */
const familyOf = (entry: Json): Route['family'] => {
  const isV6 = [text(entry['dst']), gatewayOf(entry)].some((address) => address.includes(':'));
  return isV6 || 'pref' in entry ? 'inet6' : 'inet';
};

const readHop = (value: unknown): NextHop[] =>
  isJson(value) ? [{ gateway: gatewayOf(value), device: text(value['dev']) }] : [];

const readRoute = (entry: Json): Route | null => {
  const destination = text(entry['dst']);
  if (destination === '') return null;
  return {
    type: text(entry['type']) || 'unicast',
    destination,
    gateway: gatewayOf(entry),
    device: text(entry['dev']),
    table:
      typeof entry['table'] === 'number' ? String(entry['table']) : text(entry['table']) || 'main',
    protocol: text(entry['protocol']),
    scope: text(entry['scope']),
    source: text(entry['prefsrc']),
    metric: number(entry['metric']),
    family: familyOf(entry),
    nextHops: list(entry['nexthops']).flatMap(readHop),
    flags: texts(entry['flags']),
  };
};

/** Routes of `ip -j route show`; a missing table is one of `errors`. */
export const parseRoutes = (input: string): Parsed<Route[]> => eachEntry(input, readRoute);

/** The route of `ip -j route get`, or null with what the kernel said in `errors`. */
export const parseRouteGet = (input: string): Parsed<RouteAnswer | null> => {
  const routes = eachEntry(input, (entry): RouteAnswer | null => {
    const route = readRoute(entry);
    if (route === null) return null;
    return {
      ...route,
      from: text(entry['from']),
      inDevice: text(entry['iif']),
      mark: text(entry['mark']),
      cache: texts(entry['cache']),
    };
  });
  return { ...routes, value: routes.value[0] ?? null };
};
