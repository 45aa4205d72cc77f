// What a packet has where a condition of nftables looks: addresses, ports, devices, the state of
// its connection. nft(8), libnftables-json(5).
//
// Unknown is not absent: of a header that the packet does not have no condition holds, not even a
// negated one, because nft asks first whether it is there.

import { PROTOCOL_NUMBERS, type WalkPacket } from './packet.ts';

export interface NftContext {
  /** As it is at the hook: on a tunnel's card the outer packet. */
  readonly packet: WalkPacket;
  /** As the hook sees them; '' where it sees none. */
  readonly inDevice: string;
  readonly outDevice: string;
  /** Bridges that the two are ports of; '' for none. */
  readonly inBridge?: string;
  readonly outBridge?: string;
  /** What conntrack says of it: new, established, untracked; null = nobody knows. */
  readonly state?: string | null;
  /** True for answers; a connection has two directions. */
  readonly answer?: boolean;
  /** The packet in a tunnel's packet. */
  readonly inner?: { readonly packet: WalkPacket; readonly vni: number } | null;
  /** An ARP packet instead: of `packet` only the MACs count. */
  readonly arp?: 'request' | 'reply' | null;
}

export type FieldKind = 'address' | 'mac' | 'device' | 'number' | 'word' | 'flags';

/** `value` null: not known. */
export interface Field {
  readonly kind: FieldKind;
  readonly value: string | number | null;
}

/** Several fields side by side (concat). */
export interface Joined {
  readonly kind: 'joined';
  readonly parts: readonly Looked[];
}

/** `absent`: no such header; null: not a field that is known here. */
export type Looked = Field | Joined | 'absent' | null;

type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const name = (value: unknown): string => (typeof value === 'string' ? value : '');

const field = (kind: FieldKind, value: string | number | null | undefined): Field => ({
  kind,
  value: value === '' && kind === 'address' ? null : (value ?? null),
});

const metaField = (key: string, context: NftContext): Looked => {
  const { packet, inDevice, outDevice, arp } = context;
  const isArp = arp === 'request' || arp === 'reply';
  switch (key) {
    case 'iifname':
    case 'iif':
      return field('device', inDevice);
    case 'oifname':
    case 'oif':
      return field('device', outDevice);
    case 'ibrname':
      return field('device', context.inBridge ?? null);
    case 'obrname':
      return field('device', context.outBridge ?? null);
    case 'l4proto':
      return isArp ? 'absent' : field('word', packet.protocol);
    case 'protocol':
      return field('word', isArp ? 'arp' : 'ip');
    case 'nfproto':
      return field('word', 'ipv4');
    default:
      return null;
  }
};

/** SYN alone opens a connection; what is set later on nobody knows. */
const tcpFlags = ({ state }: NftContext): Field => field('flags', state === 'new' ? 'syn' : null);

const portField = (key: string, context: NftContext): Looked => {
  const { packet } = context;
  if (packet.protocol === 'icmp') return 'absent';
  if (key === 'sport') return field('number', packet.sourcePort);
  if (key === 'dport') return field('number', packet.destinationPort);
  return key === 'flags' && packet.protocol === 'tcp' ? tcpFlags(context) : null;
};

const ipField = (key: string, packet: WalkPacket): Looked => {
  if (key === 'saddr') return field('address', packet.source);
  if (key === 'daddr') return field('address', packet.destination);
  if (key === 'protocol') return field('word', packet.protocol);
  return key === 'version' ? field('number', 4) : null;
};

const etherField = (key: string, { packet, arp }: NftContext): Looked => {
  if (key === 'saddr') return field('mac', packet.sourceMac);
  if (key === 'daddr') return field('mac', packet.destinationMac);
  return key === 'type' ? field('word', arp ? 'arp' : 'ip') : null;
};

const icmpField = (key: string, { icmpType, icmpCode }: WalkPacket): Looked => {
  if (key === 'type') return field('number', icmpType);
  return key === 'code' ? field('number', icmpCode) : null;
};

/** Headers that no packet has which is walked here. */
const FOREIGN = new Set(['ip6', 'icmpv6', 'igmp', 'sctp', 'dccp', 'udplite', 'ah', 'esp', 'comp']);

const headerField = (header: string, key: string, context: NftContext): Looked => {
  const { packet, arp, inner } = context;
  if (header === 'ether') return etherField(key, context);
  if (FOREIGN.has(header)) return 'absent';
  if (header === 'arp') {
    if (!arp) return 'absent';
    return key === 'operation' ? field('word', arp) : null;
  }
  if (arp) return ['ip', 'tcp', 'udp', 'icmp', 'th'].includes(header) ? 'absent' : null;
  if (header === 'ip') return ipField(key, packet);
  if (header === 'th') return portField(key, context);
  if (header === 'vxlan') return key === 'vni' && inner ? field('number', inner.vni) : null;
  // Whatever the key: without the header the rule is not asked on.
  if (header !== 'tcp' && header !== 'udp' && header !== 'icmp') return null;
  if (header !== packet.protocol) return 'absent';
  return header === 'icmp' ? icmpField(key, packet) : portField(key, context);
};

const payloadField = (payload: Json, context: NftContext): Looked => {
  const [header, key] = [name(payload['protocol']), name(payload['field'])];
  if (payload['tunnel'] === undefined) return headerField(header, key, context);
  const { inner } = context;
  if (payload['tunnel'] !== 'vxlan' || !inner) return null;
  return headerField(header, key, {
    packet: inner.packet,
    inDevice: context.inDevice,
    outDevice: context.outDevice,
  });
};

const connectionField = (key: string, { state, answer }: NftContext): Looked => {
  if (key === 'state') return field('word', state);
  if (key !== 'direction' || answer === undefined || !state || state === 'untracked') return null;
  return field('word', answer ? 'reply' : 'original');
};

/** What the packet has where the left side of a condition looks. */
export const fieldOf = (left: unknown, context: NftContext): Looked => {
  if (!isJson(left)) return null;
  const { payload, meta, ct, concat } = left;
  if (isJson(meta)) return metaField(name(meta['key']), context);
  if (isJson(payload)) return payloadField(payload, context);
  if (isJson(ct)) return connectionField(name(ct['key']), context);
  if (!Array.isArray(concat)) return null;
  // A joined key has no joined keys in it.
  const parts = concat.map((one) =>
    isJson(one) && 'concat' in one ? null : fieldOf(one, context),
  );
  return parts.includes('absent') ? 'absent' : { kind: 'joined', parts };
};

export const protocolNumber = (protocol: string): number | undefined =>
  Object.hasOwn(PROTOCOL_NUMBERS, protocol) ? PROTOCOL_NUMBERS[protocol] : undefined;
