// Reads TPACKET_V3 blocks as columns. The hot path of the agent: no object per packet, and no byte
// of a packet is copied here. The layout is the kernel's (struct tpacket_block_desc, tpacket3_hdr,
// sockaddr_ll in linux/if_packet.h), little-endian machines only. Knows no system call: any
// ArrayBuffer does.

import type { FrameColumns } from '@hopscope/packet';

/** Offsets within a block descriptor. */
const BLOCK_STATUS = 8;
const BLOCK_PACKETS = 12;
const BLOCK_FIRST = 16;
const TP_STATUS_USER = 1;
/** Handed over by its timer: there was room left. */
const TP_STATUS_BLK_TMO = 1 << 5;

/** Offsets within a packet header. */
const PACKET_NEXT = 0;
const PACKET_SEC = 4;
const PACKET_NSEC = 8;
const PACKET_SNAP = 12;
const PACKET_LENGTH = 16;
const PACKET_STATUS = 20;
const PACKET_MAC = 24;
const PACKET_VLAN_TCI = 32;
const PACKET_VLAN_TPID = 36;
const PACKET_TYPE = 48 + 10;
/** Header, address and padding: no packet takes less of a block. */
const PACKET_BYTES_MIN = 80;

const TP_STATUS_VLAN_VALID = 1 << 4;
const TP_STATUS_VLAN_TPID_VALID = 1 << 6;
const PACKET_OUTGOING = 4;
const ETHERTYPE_VLAN = 0x8100;

/** The packets of one block. Frames lie where the kernel put them: valid while it is looked at. */
export interface RingPackets extends FrameColumns {
  readonly view: DataView;
  /** The 802.1Q tag that the device took out, type << 16 | tag; 0 = none. */
  readonly tag: Uint32Array;
}

class BlockPackets implements RingPackets {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  count = 0;
  readonly sec: Uint32Array;
  readonly nsec: Uint32Array;
  readonly side: Uint8Array;
  readonly originalBytes: Uint32Array;
  readonly capturedBytes: Uint32Array;
  readonly offset: Uint32Array;
  readonly tag: Uint32Array;

  constructor(ring: ArrayBuffer, countMax: number) {
    this.bytes = new Uint8Array(ring);
    this.view = new DataView(ring);
    this.sec = new Uint32Array(countMax);
    this.nsec = new Uint32Array(countMax);
    this.side = new Uint8Array(countMax);
    this.originalBytes = new Uint32Array(countMax);
    this.capturedBytes = new Uint32Array(countMax);
    this.offset = new Uint32Array(countMax);
    this.tag = new Uint32Array(countMax);
  }
}

/** At most this many packets are in a block. */
export const packetsPerBlock = (blockBytes: number): number =>
  Math.ceil(blockBytes / PACKET_BYTES_MIN);

export interface Drained {
  /** Blocks handed over. */
  readonly blocks: number;
  /** One of them was full: more is coming fast. */
  readonly full: boolean;
}

export class RingReader {
  private readonly words: Int32Array;
  private readonly packets: BlockPackets;
  private readonly blockBytes: number;
  private readonly blocks: number;
  private next = 0;
  /** Packets taken out of the ring so far. */
  read = 0;

  constructor(view: ArrayBuffer, blockBytes: number) {
    this.words = new Int32Array(view);
    this.packets = new BlockPackets(view, packetsPerBlock(blockBytes));
    this.blockBytes = blockBytes;
    this.blocks = view.byteLength / blockBytes;
  }

  /** Hands over every block that is ready, at most once around. */
  drain(take: (packets: RingPackets) => void): Drained {
    let full = false;
    let blocks = 0;
    for (; blocks < this.blocks; blocks += 1) {
      const base = this.next * this.blockBytes;
      const at = (base + BLOCK_STATUS) >> 2;
      const status = Atomics.load(this.words, at);
      if ((status & TP_STATUS_USER) === 0) break;
      this.readBlock(base);
      this.read += this.packets.count;
      take(this.packets);
      Atomics.store(this.words, at, 0);
      this.next = (this.next + 1) % this.blocks;
      if ((status & TP_STATUS_BLK_TMO) === 0) full = true;
    }
    return { blocks, full };
  }

  private readBlock(base: number): void {
    const { words, packets } = this;
    const { bytes } = packets;
    const count = words[(base + BLOCK_PACKETS) >> 2]!;
    let at = base + words[(base + BLOCK_FIRST) >> 2]!;
    for (let index = 0; index < count; index += 1) {
      const head = at >> 2;
      const status = words[head + (PACKET_STATUS >> 2)]!;
      packets.sec[index] = words[head + (PACKET_SEC >> 2)]!;
      packets.nsec[index] = words[head + (PACKET_NSEC >> 2)]!;
      packets.capturedBytes[index] = words[head + (PACKET_SNAP >> 2)]!;
      packets.originalBytes[index] = words[head + (PACKET_LENGTH >> 2)]!;
      packets.offset[index] = at + (words[head + (PACKET_MAC >> 2)]! & 0xffff);
      packets.side[index] = bytes[at + PACKET_TYPE] === PACKET_OUTGOING ? 1 : 0;
      packets.tag[index] = (status & TP_STATUS_VLAN_VALID) === 0 ? 0 : this.tagAt(head, status);
      at += words[head + (PACKET_NEXT >> 2)]!;
    }
    packets.count = count;
  }

  private tagAt(head: number, status: number): number {
    const { words } = this;
    const tci = words[head + (PACKET_VLAN_TCI >> 2)]! & 0xffff;
    const tpid =
      (status & TP_STATUS_VLAN_TPID_VALID) === 0
        ? ETHERTYPE_VLAN
        : words[head + (PACKET_VLAN_TPID >> 2)]! & 0xffff;
    return (tpid << 16) | tci;
  }
}
