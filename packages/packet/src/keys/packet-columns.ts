// What correlate needs of every frame, as columns: one number per packet and column, nothing
// allocated per packet. The columns hold what the hops leave alone (the key) beside what they
// rewrite (addresses, ports, MACs, TTL), so that the rewriting can be checked instead of assumed.

/** Marks of one packet, as bits of the `kind` column. */
export const KIND = {
  /** A packet of the flow that was asked about. Without it only ICMP_ERROR or ARP may be set. */
  flow: 1,
  /** An ICMP error; key, local address, port, seq and id are those of the packet it quotes. */
  icmpError: 2,
  /** local address = sender, seq = target, local port = operation. */
  arp: 4,
  rst: 8,
  /** Part of a fragmented datagram. */
  fragment: 16,
  /** Not the first part: it has no ports. */
  laterFragment: 32,
  /** The checksum field holds only the pseudo-header: the device would have filled it in. */
  partialChecksum: 64,
  /** Complete in the capture, and its checksum is wrong. */
  wrongChecksum: 128,
  /** The snap length cut bytes that the key covers. */
  cut: 256,
  /** Nothing in the key tells this packet from an identical one that is sent again. */
  weak: 512,
  /** The quoted packet is too short for its key: compare id and seq instead. */
  quotePartial: 1024,
  /** Came in a VXLAN packet. */
  encapsulated: 2048,
} as const;

export const DIRECTION = { forward: 0, reply: 1, none: 2 } as const;

/** Structure of arrays; index = row of the FrameColumns it was made from. */
export interface PacketColumns {
  readonly count: number;
  /** Every mark that some row has: what is not in it need not be looked for. */
  readonly kinds: number;
  /** Nanoseconds since the context's `baseSec`; exact below 104 days. */
  readonly timeNs: Float64Array;
  /** 0 in, 1 out. */
  readonly side: Uint8Array;
  readonly kind: Uint16Array;
  readonly keyHi: Uint32Array;
  readonly keyLo: Uint32Array;
  /** One of DIRECTION. */
  readonly direction: Uint8Array;
  /** The address of the VM's side, as it is at this point. */
  readonly localAddress: Uint32Array;
  /** TCP or UDP port of the VM's side, or the ICMP identifier. */
  readonly localPort: Uint16Array;
  /** Port of the peer; 0 for ICMP and later fragments. */
  readonly remotePort: Uint16Array;
  readonly seq: Uint32Array;
  readonly ack: Uint32Array;
  /** Flags of TCP; of an ICMP echo its type. */
  readonly tcpFlags: Uint8Array;
  /** Bytes of payload by the IP length, not by what was captured. */
  readonly payloadBytes: Uint32Array;
  readonly ttl: Uint8Array;
  readonly ipId: Uint16Array;
  /** Flags and offset word of the IP header. */
  readonly fragment: Uint16Array;
  /** The checksum without what NAT changes; 0 = unknown. */
  readonly residual: Uint16Array;
  /** Of exactly min(16, payload) bytes; 0 = not captured. */
  readonly payloadHash: Uint32Array;
  /** `macHash` of the innermost Ethernet header. */
  readonly sourceMac: Uint32Array;
  readonly destinationMac: Uint32Array;
}

/** Zeroed columns for `count` packets. */
export const allocateColumns = (count: number): PacketColumns => ({
  count,
  kinds: 0,
  timeNs: new Float64Array(count),
  side: new Uint8Array(count),
  kind: new Uint16Array(count),
  keyHi: new Uint32Array(count),
  keyLo: new Uint32Array(count),
  direction: new Uint8Array(count).fill(DIRECTION.none),
  localAddress: new Uint32Array(count),
  localPort: new Uint16Array(count),
  remotePort: new Uint16Array(count),
  seq: new Uint32Array(count),
  ack: new Uint32Array(count),
  tcpFlags: new Uint8Array(count),
  payloadBytes: new Uint32Array(count),
  ttl: new Uint8Array(count),
  ipId: new Uint16Array(count),
  fragment: new Uint16Array(count),
  residual: new Uint16Array(count),
  payloadHash: new Uint32Array(count),
  sourceMac: new Uint32Array(count),
  destinationMac: new Uint32Array(count),
});
