// The simulator's own frame encoder, independent of the product's decoders: Ethernet, VXLAN,
// IPv4, TCP, UDP, ICMP, with right checksums. Payloads are 16 varying bytes and then zeros, which
// add nothing to a checksum: so frames longer than the snap length still have right checksums.

/** One packet as its sender made it; a hop changes only what `Wrap` says. */
export interface Segment {
  readonly protocol: 'icmp' | 'tcp' | 'udp';
  readonly source: number;
  readonly destination: number;
  /** Ports; of an ICMP echo the identifier, twice. */
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly seq: number;
  readonly ack: number;
  /** TCP flags; of ICMP the type. */
  readonly flags: number;
  /** 0 = no timestamp option. */
  readonly tsval: number;
  readonly ipId: number;
  readonly dontFragment: boolean;
  readonly ttl: number;
  readonly payloadBytes: number;
  /** Flags and offset word of a fragment; 0 = a whole packet. */
  readonly fragment: number;
  /** Bytes of the whole datagram's payload; for a whole packet the same as payloadBytes. */
  readonly datagramBytes: number;
  /** Four words: the first 16 payload bytes. */
  readonly payload: readonly [number, number, number, number];
}

/** How a packet looks at one point. */
export interface Wrap {
  readonly sourceMac: Uint8Array;
  readonly destinationMac: Uint8Array;
  /** Routers crossed so far. */
  readonly hops: number;
  /** null = plain. */
  readonly vxlan: {
    readonly vni: number;
    readonly source: number;
    readonly destination: number;
    readonly sourceMac: Uint8Array;
    readonly destinationMac: Uint8Array;
  } | null;
  /** 802.1Q tag; 0 = none. */
  readonly vlan: number;
  /** The checksum field holds only the pseudo-header, as before an offloading device. */
  readonly partialChecksum: boolean;
}

const NUMBER = { icmp: 1, tcp: 6, udp: 17 } as const;
const VXLAN_BYTES = 50;

const put16 = (to: Uint8Array, at: number, value: number): void => {
  to[at] = (value >>> 8) & 255;
  to[at + 1] = value & 255;
};

const put32 = (to: Uint8Array, at: number, value: number): void => {
  put16(to, at, value >>> 16);
  put16(to, at + 2, value & 0xffff);
};

const sum16 = (bytes: Uint8Array, from: number, to: number): number => {
  let sum = 0;
  for (let at = from; at < to; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return sum;
};

const folded = (sum: number): number => {
  let value = sum;
  while (value > 0xffff) value = (value & 0xffff) + Math.floor(value / 65_536);
  return value;
};

const isLaterFragment = ({ fragment }: Segment): boolean => (fragment & 0x1fff) !== 0;

const transportHeader = (segment: Segment): number => {
  if (isLaterFragment(segment)) return 0;
  if (segment.protocol === 'tcp') return segment.tsval === 0 ? 20 : 32;
  return 8;
};

/** Bytes of the IP packet. */
export const ipLength = (segment: Segment): number =>
  20 + transportHeader(segment) + segment.payloadBytes;

/** Bytes of the frame on the wire. */
export const frameLength = (segment: Segment, wrap: Wrap): number =>
  ipLength(segment) + 14 + (wrap.vxlan === null ? 0 : VXLAN_BYTES) + (wrap.vlan === 0 ? 0 : 4);

const putIp = (
  to: Uint8Array,
  at: number,
  header: {
    length: number;
    id: number;
    flags: number;
    ttl: number;
    protocol: number;
    source: number;
    destination: number;
  },
): void => {
  to[at] = 0x45;
  to[at + 1] = 0;
  put16(to, at + 2, header.length);
  put16(to, at + 4, header.id);
  put16(to, at + 6, header.flags);
  to[at + 8] = header.ttl;
  to[at + 9] = header.protocol;
  put16(to, at + 10, 0);
  put32(to, at + 12, header.source);
  put32(to, at + 16, header.destination);
  put16(to, at + 10, ~folded(sum16(to, at, at + 20)) & 0xffff);
};

const putPayload = (to: Uint8Array, at: number, segment: Segment): number => {
  const bytes = Math.min(16, segment.payloadBytes);
  for (let i = 0; i < bytes; i += 1) {
    to[at + i] = ((segment.payload[i >>> 2] ?? 0) >>> (24 - 8 * (i & 3))) & 255;
  }
  // One more, so that an odd last byte is summed with a zero.
  to[at + bytes] = 0;
  return at + bytes;
};

const putTransport = (to: Uint8Array, at: number, segment: Segment, partial: boolean): number => {
  const { protocol } = segment;
  const header = transportHeader(segment);
  if (header === 0) return putPayload(to, at, segment);
  const length = header + segment.datagramBytes;
  let checksumAt = at + 2;
  if (protocol === 'icmp') {
    put32(to, at, segment.flags << 24);
    put16(to, at + 4, segment.sourcePort);
    put16(to, at + 6, segment.seq);
  } else {
    put16(to, at, segment.sourcePort);
    put16(to, at + 2, segment.destinationPort);
    if (protocol === 'udp') {
      put16(to, at + 4, length);
      put16(to, at + 6, 0);
      checksumAt = at + 6;
    } else {
      put32(to, at + 4, segment.seq);
      put32(to, at + 8, segment.ack);
      to[at + 12] = (header / 4) << 4;
      to[at + 13] = segment.flags;
      put16(to, at + 14, 502);
      put32(to, at + 16, 0);
      checksumAt = at + 16;
      if (header === 32) {
        put32(to, at + 20, 0x0101080a);
        put32(to, at + 24, segment.tsval);
        put32(to, at + 28, 0);
      }
    }
  }
  const end = putPayload(to, at + header, segment);
  const { source, destination } = segment;
  const pseudo =
    protocol === 'icmp'
      ? 0
      : (source >>> 16) +
        (source & 0xffff) +
        (destination >>> 16) +
        (destination & 0xffff) +
        NUMBER[protocol] +
        length;
  const whole = partial && protocol !== 'icmp';
  const checksum = whole ? folded(pseudo) : ~folded(pseudo + sum16(to, at, end)) & 0xffff;
  put16(to, checksumAt, checksum === 0 && protocol === 'udp' ? 0xffff : checksum);
  return end;
};

const putVxlan = (
  to: Uint8Array,
  at: number,
  inner: number,
  segment: Segment,
  outer: NonNullable<Wrap['vxlan']>,
): number => {
  to.set(outer.destinationMac, at);
  to.set(outer.sourceMac, at + 6);
  put16(to, at + 12, 0x0800);
  putIp(to, at + 14, {
    length: inner + 36,
    id: 0,
    flags: 0x4000,
    ttl: 64,
    protocol: 17,
    source: outer.source,
    destination: outer.destination,
  });
  put16(to, at + 34, 32_768 + ((segment.sourcePort * 31 + segment.destinationPort) & 0x3fff));
  put16(to, at + 36, 4789);
  put16(to, at + 38, inner + 16);
  put16(to, at + 40, 0);
  put32(to, at + 42, 0x08000000);
  put32(to, at + 46, outer.vni << 8);
  return at + VXLAN_BYTES;
};

/** Longest prefix of a frame that `encode` writes; the rest of any frame is zeros. */
export const ENCODED_MAX = VXLAN_BYTES + 18 + 20 + 32 + 17;

/** Writes the frame at `at`, at most ENCODED_MAX bytes; returns where the written bytes end. */
export const encode = (to: Uint8Array, at: number, segment: Segment, wrap: Wrap): number => {
  let position = at;
  if (wrap.vxlan !== null) {
    const inner = frameLength(segment, wrap) - VXLAN_BYTES;
    position = putVxlan(to, position, inner, segment, wrap.vxlan);
  }
  to.set(wrap.destinationMac, position);
  to.set(wrap.sourceMac, position + 6);
  position += 12;
  if (wrap.vlan !== 0) {
    put32(to, position, 0x81000000 + wrap.vlan);
    position += 4;
  }
  put16(to, position, 0x0800);
  position += 2;
  putIp(to, position, {
    length: ipLength(segment),
    id: segment.ipId,
    flags: segment.dontFragment ? 0x4000 : segment.fragment,
    ttl: segment.ttl - wrap.hops,
    protocol: NUMBER[segment.protocol],
    source: segment.source,
    destination: segment.destination,
  });
  return putTransport(to, position + 20, segment, wrap.partialChecksum);
};
