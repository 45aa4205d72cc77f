// The one packet that summarise is working on: a single object, reused for every row, so that
// the readers of each layer can stay small functions without allocating.

export interface Packet {
  /** Over the bytes of all frames; one read of a word is several times faster than of its bytes. */
  readonly view: DataView;
  /** End of the captured bytes of this frame. */
  capturedEnd: number;
  /** Offset of the innermost Ethernet header. */
  mac: number;
  source: number;
  destination: number;
  protocol: number;
  /** Towards the remote address. */
  forward: boolean;
  ipBytes: number;
  l4Bytes: number;
  ipId: number;
  fragment: number;
  ttl: number;
  kind: number;
  localAddress: number;
  localPort: number;
  remotePort: number;
  seq: number;
  ack: number;
  tcpFlags: number;
  payloadBytes: number;
  payloadHash: number;
  residual: number;
  l4a: number;
  l4b: number;
}

/** The object for one call of summarise. Addresses and sequence numbers are signed 32-bit. */
export const newPacket = (bytes: Uint8Array): Packet => ({
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  capturedEnd: 0,
  mac: 0,
  source: 0,
  destination: 0,
  protocol: 0,
  forward: true,
  ipBytes: 0,
  l4Bytes: 0,
  ipId: 0,
  fragment: 0,
  ttl: 0,
  kind: 0,
  localAddress: 0,
  localPort: 0,
  remotePort: 0,
  seq: 0,
  ack: 0,
  tcpFlags: 0,
  payloadBytes: 0,
  payloadHash: 0,
  residual: 0,
  l4a: 0,
  l4b: 0,
});

/** Forgets what the transport readers of the packet before left behind. */
export const clearTransport = (p: Packet): void => {
  p.localPort = 0;
  p.remotePort = 0;
  p.seq = 0;
  p.ack = 0;
  p.tcpFlags = 0;
  p.payloadBytes = 0;
  p.payloadHash = 0;
  p.residual = 0;
  p.l4a = 0;
  p.l4b = 0;
};
