// What correlate needs of every frame, as columns: one number per packet and column, nothing
// allocated per packet. The columns hold what the hops leave alone (the key) beside what they
// rewrite (addresses, ports, MACs, TTL), so that the rewriting can be checked instead of assumed.

/** Marks of one packet, as bits of the `kind` column. */
export const KIND = {
  /** A packet of the flow that was asked about. Without it only ICMP_ERROR or ARP may be set. */
  flow: 1,
  /**
   * An ICMP error; key, local address, port, seq and id are those of the packet it quotes. ack =
   * who sent it, TCP flags = its type, payload hash = code << 16 | next-hop MTU.
   */
  icmpError: 2,
  /**
   * local address = sender, seq = target, local port = operation; payload hash and ack = the
   * sender's MAC address, 16 and 32 bits.
   */
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

/** Memory for columns; a SharedArrayBuffer lets threads hand them over without copying. */
export type MakeBuffer = (bytes: number) => ArrayBufferLike;

const ownBuffer: MakeBuffer = (bytes) => new ArrayBuffer(bytes);

/** Bytes of all columns of one packet. */
export const COLUMN_BYTES = 62;

/** Zeroed columns for `count` packets. */
export const allocateColumns = (count: number, make: MakeBuffer = ownBuffer): PacketColumns => ({
  count,
  kinds: 0,
  timeNs: new Float64Array(make(8 * count)),
  side: new Uint8Array(make(count)),
  kind: new Uint16Array(make(2 * count)),
  keyHi: new Uint32Array(make(4 * count)),
  keyLo: new Uint32Array(make(4 * count)),
  direction: new Uint8Array(make(count)),
  localAddress: new Uint32Array(make(4 * count)),
  localPort: new Uint16Array(make(2 * count)),
  remotePort: new Uint16Array(make(2 * count)),
  seq: new Uint32Array(make(4 * count)),
  ack: new Uint32Array(make(4 * count)),
  tcpFlags: new Uint8Array(make(count)),
  payloadBytes: new Uint32Array(make(4 * count)),
  ttl: new Uint8Array(make(count)),
  ipId: new Uint16Array(make(2 * count)),
  fragment: new Uint16Array(make(2 * count)),
  residual: new Uint16Array(make(2 * count)),
  payloadHash: new Uint32Array(make(4 * count)),
  sourceMac: new Uint32Array(make(4 * count)),
  destinationMac: new Uint32Array(make(4 * count)),
});

/** The first `count` rows, over the same memory. */
export const firstRows = (columns: PacketColumns, count: number, kinds: number): PacketColumns => ({
  count,
  kinds,
  timeNs: columns.timeNs.subarray(0, count),
  side: columns.side.subarray(0, count),
  kind: columns.kind.subarray(0, count),
  keyHi: columns.keyHi.subarray(0, count),
  keyLo: columns.keyLo.subarray(0, count),
  direction: columns.direction.subarray(0, count),
  localAddress: columns.localAddress.subarray(0, count),
  localPort: columns.localPort.subarray(0, count),
  remotePort: columns.remotePort.subarray(0, count),
  seq: columns.seq.subarray(0, count),
  ack: columns.ack.subarray(0, count),
  tcpFlags: columns.tcpFlags.subarray(0, count),
  payloadBytes: columns.payloadBytes.subarray(0, count),
  ttl: columns.ttl.subarray(0, count),
  ipId: columns.ipId.subarray(0, count),
  fragment: columns.fragment.subarray(0, count),
  residual: columns.residual.subarray(0, count),
  payloadHash: columns.payloadHash.subarray(0, count),
  sourceMac: columns.sourceMac.subarray(0, count),
  destinationMac: columns.destinationMac.subarray(0, count),
});
