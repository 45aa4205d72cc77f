// A TPACKET_V3 ring as the kernel would have filled it, for tests of the reader alone.

export interface RingPacket {
  readonly sec: number;
  readonly nsec: number;
  readonly frame: Uint8Array;
  readonly wire?: number;
  readonly outgoing?: boolean;
  /** tci, and tpid when the kernel gives it. */
  readonly vlan?: { readonly tci: number; readonly tpid?: number };
}

const BLOCK_HEADER_BYTES = 48;
/** tpacket3_hdr, sockaddr_ll, padding: where the kernel puts an Ethernet frame. */
const MAC_AT = 82;

const align = (bytes: number, to: number): number => Math.ceil(bytes / to) * to;

/** Writes packets as block `index`, and hands the block to the reader. */
export const fillBlock = (
  view: ArrayBuffer,
  blockBytes: number,
  index: number,
  packets: readonly RingPacket[],
  { timedOut = false }: { readonly timedOut?: boolean } = {},
): void => {
  const data = new DataView(view, index * blockBytes, blockBytes);
  const bytes = new Uint8Array(view, index * blockBytes, blockBytes);
  let at = BLOCK_HEADER_BYTES;
  packets.forEach((packet, number) => {
    const size = align(MAC_AT + packet.frame.length, 8);
    data.setUint32(at, number === packets.length - 1 ? 0 : size, true);
    data.setUint32(at + 4, packet.sec, true);
    data.setUint32(at + 8, packet.nsec, true);
    data.setUint32(at + 12, packet.frame.length, true);
    data.setUint32(at + 16, packet.wire ?? packet.frame.length, true);
    const { vlan } = packet;
    const status = 1 | (vlan ? 1 << 4 : 0) | (vlan?.tpid === undefined ? 0 : 1 << 6);
    data.setUint32(at + 20, status, true);
    data.setUint16(at + 24, MAC_AT, true);
    data.setUint32(at + 32, vlan?.tci ?? 0, true);
    data.setUint16(at + 36, vlan?.tpid ?? 0, true);
    data.setUint8(at + 58, packet.outgoing ? 4 : 0);
    bytes.set(packet.frame, at + MAC_AT);
    at += size;
  });
  data.setUint32(12, packets.length, true);
  data.setUint32(16, BLOCK_HEADER_BYTES, true);
  data.setUint32(8, timedOut ? 1 | (1 << 5) : 1, true);
};

/** True when the kernel has the block back. */
export const isReturned = (view: ArrayBuffer, blockBytes: number, index: number): boolean =>
  new DataView(view).getUint32(index * blockBytes + 8, true) === 0;
