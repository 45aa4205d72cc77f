// `ip -j rule show`: policy routing. Table numbers of Neutron's SNAT redirect are unsigned 32-bit
// and printed as strings; `srclen` is left out for /32.

import { number, type Json, type Parsed, text } from '../parsed.ts';
import { eachEntry } from './document.ts';

export interface PolicyRule {
  readonly priority: number;
  /** 'all' or an address; host bits are kept as Neutron set them. */
  readonly source: string;
  readonly sourceLength: number;
  readonly destination: string;
  readonly destinationLength: number;
  readonly inDevice: string;
  readonly outDevice: string;
  readonly mark: number | null;
  readonly markMask: number;
  /** `local`, `main`, `default`, a name of rt_tables or a decimal number; '' for other actions. */
  readonly table: string;
  /** lookup, blackhole, unreachable, prohibit, goto, nop. */
  readonly action: string;
  /** Priority of the rule that `goto` leads to; null for other actions. */
  readonly goto: number | null;
  /** `tcp`, `udp`, `icmp`, ...; '' = any. */
  readonly ipProtocol: string;
  /** First and last port; null = any. */
  readonly sourcePorts: readonly [number, number] | null;
  readonly destinationPorts: readonly [number, number] | null;
  /** Routes of `lookup` that are no longer than this do not count; null = all do. */
  readonly suppressLength: number | null;
  readonly not: boolean;
  /** A condition this parser does not evaluate (uid, tos), word for word. */
  readonly other: readonly string[];
}

const KNOWN = new Set(
  [
    'priority src srclen dst dstlen iif oif fwmark fwmask table action not protocol',
    'goto nop ipproto sport sport_start sport_end dport dport_start dport_end suppress_prefixlen',
  ].flatMap((keys) => keys.split(' ')),
);
/** Printed for people or without influence on which packets a rule takes. */
const HARMLESS = new Set(['iif_detached', 'oif_detached', 'protocol']);

const hex = (value: unknown): number =>
  typeof value === 'string' && value.startsWith('0x') ? Number.parseInt(value, 16) : number(value);

const prefixLength = (entry: Json, address: string, key: string): number => {
  if (address === 'all') return 0;
  return number(entry[key], address.includes(':') ? 128 : 32);
};

const ports = (entry: Json, key: 'sport' | 'dport'): readonly [number, number] | null => {
  const one = entry[key];
  if (typeof one === 'number') return [one, one];
  const first = entry[`${key}_start`];
  return typeof first === 'number' ? [first, number(entry[`${key}_end`], first)] : null;
};

const actionOf = (entry: Json, table: string): string => {
  for (const action of ['goto', 'nop']) if (action in entry) return action;
  return text(entry['action']) || (table === '' ? '' : 'lookup');
};

const readRule = (entry: Json): PolicyRule | null => {
  if (typeof entry['priority'] !== 'number') return null;
  const source = text(entry['src']) || 'all';
  const destination = text(entry['dst']) || 'all';
  const table = typeof entry['table'] === 'number' ? String(entry['table']) : text(entry['table']);
  return {
    priority: entry['priority'],
    source,
    sourceLength: prefixLength(entry, source, 'srclen'),
    destination,
    destinationLength: prefixLength(entry, destination, 'dstlen'),
    inDevice: text(entry['iif']),
    outDevice: text(entry['oif']),
    mark: entry['fwmark'] === undefined ? null : hex(entry['fwmark']),
    markMask: entry['fwmask'] === undefined ? 0xffffffff : hex(entry['fwmask']),
    table,
    action: actionOf(entry, table),
    goto: typeof entry['goto'] === 'number' ? entry['goto'] : null,
    ipProtocol: text(entry['ipproto']),
    sourcePorts: ports(entry, 'sport'),
    destinationPorts: ports(entry, 'dport'),
    suppressLength:
      typeof entry['suppress_prefixlen'] === 'number' ? entry['suppress_prefixlen'] : null,
    not: 'not' in entry,
    other: Object.keys(entry).filter((key) => !KNOWN.has(key) && !HARMLESS.has(key)),
  };
};

/** Rules of `ip -j rule show`, in the order of the kernel (priority, then age). */
export const parseRules = (input: string): Parsed<PolicyRule[]> => eachEntry(input, readRule);
