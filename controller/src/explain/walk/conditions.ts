// One condition of an iptables rule against a packet: true, false, or null when this walker cannot
// tell. iptables-extensions(8).

import { type IptablesMatch, type NftChain } from '@hopscope/nodestate';
import { prefixHolds } from './address.ts';
import { PROTOCOL_NUMBERS, type WalkPacket } from './packet.ts';

export interface ChainContext {
  readonly packet: WalkPacket;
  /** Devices as the hook sees them; on a bridge both are the bridge itself. */
  readonly inDevice: string;
  readonly outDevice: string;
  /** Ports of the bridge; '' when the packet is not bridged. */
  readonly physdevIn: string;
  readonly physdevOut: string;
  /** What conntrack says of it: NEW, ESTABLISHED, RELATED, INVALID, UNTRACKED. */
  readonly state: string;
  readonly dnat: boolean;
  /** Members of an ipset; null = not read. */
  readonly set: (name: string) => readonly string[] | null;
  /** The ruleset of nftables that these chains are in, where it was read: see told-by-nft.ts. */
  readonly nft?: readonly NftChain[] | null;
  /** null: nobody knows, and no rule about it can be decided. */
  mark: number | null;
  connmark: number | null;
}

type Test = (values: readonly string[], context: ChainContext) => boolean | null;

/** `eth+` matches every name that starts with eth. */
const deviceFits = (pattern: string, device: string): boolean =>
  pattern.endsWith('+') ? device.startsWith(pattern.slice(0, -1)) : pattern === device;

const portFits = (range: string, port: number | null): boolean | null => {
  if (port === null) return null;
  const [low = '', high = low] = range.split(':');
  return port >= Number(low || 0) && port <= Number(high || 65_535);
};

const anyPort = (lists: string, port: number | null): boolean | null =>
  port === null ? null : lists.split(',').some((range) => portFits(range, port) === true);

const masked = (text: string, mark: number | null): boolean | null => {
  if (mark === null) return null;
  const [value = '0', mask = '0xffffffff'] = text.split('/');
  // Unsigned: >>> 0, for a mask with the highest bit.
  return (mark & Number(mask)) >>> 0 === (Number(value) & Number(mask)) >>> 0;
};

const protocolFits: Test = ([name = ''], { packet }) =>
  name === 'all' || name === packet.protocol || Number(name) === PROTOCOL_NUMBERS[packet.protocol];

const ICMP_NAMES: Readonly<Record<string, number>> = {
  any: 255,
  'echo-reply': 0,
  'destination-unreachable': 3,
  'echo-request': 8,
  'time-exceeded': 11,
};

const icmpFits: Test = ([text = ''], { packet }) => {
  const [type = '', code] = text.split('/');
  const wanted = Object.hasOwn(ICMP_NAMES, type) ? ICMP_NAMES[type] : Number(type);
  if (wanted === 255) return true;
  if (packet.icmpType === null || wanted === undefined || Number.isNaN(wanted)) return null;
  return packet.icmpType === wanted && (code === undefined || Number(code) === packet.icmpCode);
};

const stateFits: Test = ([text = ''], { state, dnat }) =>
  text.split(',').some((word) => (word === 'DNAT' ? dnat : word !== 'SNAT' && word === state));

const setFits: Test = ([name = '', sides = ''], context) => {
  const members = context.set(name);
  const address = sides.startsWith('src') ? context.packet.source : context.packet.destination;
  return members === null
    ? null
    : members.some((member) => prefixHolds(member.split(' ')[0] ?? '', address) === true);
};

const TESTS: Readonly<Record<string, Test>> = {
  source: ([prefix = ''], { packet }) => prefixHolds(prefix, packet.source),
  destination: ([prefix = ''], { packet }) => prefixHolds(prefix, packet.destination),
  'in-interface': ([name = ''], { inDevice }) => deviceFits(name, inDevice),
  'out-interface': ([name = ''], { outDevice }) => deviceFits(name, outDevice),
  'physdev-in': ([name = ''], { physdevIn }) => deviceFits(name, physdevIn),
  'physdev-out': ([name = ''], { physdevOut }) => deviceFits(name, physdevOut),
  'physdev-is-bridged': (_, { physdevIn, physdevOut }) => physdevIn !== '' && physdevOut !== '',
  'physdev-is-in': (_, { physdevIn }) => physdevIn !== '',
  'physdev-is-out': (_, { physdevOut }) => physdevOut !== '',
  'mac-source': ([mac = ''], { packet }) =>
    packet.sourceMac === null ? null : packet.sourceMac.toLowerCase() === mac.toLowerCase(),
  protocol: protocolFits,
  'source-port': ([range = ''], { packet }) => portFits(range, packet.sourcePort),
  'destination-port': ([range = ''], { packet }) => portFits(range, packet.destinationPort),
  'source-ports': ([ports = ''], { packet }) => anyPort(ports, packet.sourcePort),
  'destination-ports': ([ports = ''], { packet }) => anyPort(ports, packet.destinationPort),
  'icmp-type': icmpFits,
  state: stateFits,
  mark: ([text = ''], { mark }) => masked(text, mark),
  connmark: ([text = ''], { connmark }) => masked(text, connmark),
  set: setFits,
  // Unicast traffic between hosts; anything else would not be what is traced.
  'packet-type': ([type = '']) => type === 'unicast',
  fragment: () => false,
  // A rule that takes only a share of packets takes some of them: the share is its own cause.
  'statistic-mode': () => true,
  probability: () => null,
};

/** Whether the packet fulfils the condition; null = this walker cannot tell. */
export const conditionHolds = (match: IptablesMatch, context: ChainContext): boolean | null => {
  const known = Object.hasOwn(TESTS, match.name) ? TESTS[match.name] : undefined;
  const held = known === undefined ? null : known(match.values, context);
  return held === null || !match.not ? held : !held;
};
