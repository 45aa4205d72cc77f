// Reads TPACKET_V3 blocks into sighting batches. The hot path of the agent: no object per
// packet. The layout is the kernel's (struct tpacket_block_desc, tpacket3_hdr, sockaddr_ll in
// linux/if_packet.h), little-endian machines only. Knows no system call: any ArrayBuffer does.

import type { SightingBatch } from './batch.ts';

/** Offsets within a block descriptor. */
const BLOCK_STATUS = 8;
const BLOCK_PACKETS = 12;
const BLOCK_FIRST = 16;
const TP_STATUS_USER = 1;

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

const TP_STATUS_VLAN_VALID = 1 << 4;
const TP_STATUS_VLAN_TPID_VALID = 1 << 6;
const PACKET_OUTGOING = 4;
const ETHERTYPE_VLAN = 0x8100;

/** What the reader does with packets and when it stops. */
export interface RingSink {
  readonly batch: SightingBatch;
  /** Must cut the batch. */
  readonly full: () => void;
  /** How many more packets and bytes are kept; the rest is only counted. */
  readonly budget: { packets: number; bytes: number };
}

export interface RingProgress {
  /** Packets taken out of the ring. */
  read: number;
  /** Of those, packets that went into batches. */
  kept: number;
}

export class RingReader {
  private readonly words: Int32Array;
  private readonly bytes: Buffer;
  private readonly blockBytes: number;
  private readonly blocks: number;
  private next = 0;
  readonly progress: RingProgress = { read: 0, kept: 0 };

  constructor(view: ArrayBuffer, blockBytes: number) {
    this.words = new Int32Array(view);
    this.bytes = Buffer.from(view);
    this.blockBytes = blockBytes;
    this.blocks = view.byteLength / blockBytes;
  }

  /** Reads every block that is ready, at most once around. True when there was one. */
  drain(sink: RingSink): boolean {
    let any = false;
    for (let turn = 0; turn < this.blocks; turn += 1) {
      const base = this.next * this.blockBytes;
      const status = (base + BLOCK_STATUS) >> 2;
      if ((Atomics.load(this.words, status) & TP_STATUS_USER) === 0) break;
      this.readBlock(base, sink);
      Atomics.store(this.words, status, 0);
      this.next = (this.next + 1) % this.blocks;
      any = true;
    }
    return any;
  }

  private readBlock(base: number, sink: RingSink): void {
    const { words, progress } = this;
    const count = words[(base + BLOCK_PACKETS) >> 2]!;
    let at = base + words[(base + BLOCK_FIRST) >> 2]!;
    const { batch, budget } = sink;
    for (let index = 0; index < count; index += 1) {
      if (budget.packets > 0 && budget.bytes > 0) {
        if (batch.isFull()) sink.full();
        budget.packets -= 1;
        budget.bytes -= this.keep(at, batch);
        progress.kept += 1;
      }
      at += words[(at + PACKET_NEXT) >> 2]!;
    }
    progress.read += count;
  }

  /** Copies one packet; the bytes it takes. */
  private keep(at: number, batch: SightingBatch): number {
    const { words, bytes } = this;
    const head = at >> 2;
    const status = words[head + (PACKET_STATUS >> 2)]!;
    const from = at + (words[head + (PACKET_MAC >> 2)]! & 0xffff);
    const snap = words[head + (PACKET_SNAP >> 2)]!;
    const wire = words[head + (PACKET_LENGTH >> 2)]! >>> 0;
    const sec = words[head + (PACKET_SEC >> 2)]! >>> 0;
    const nsec = words[head + (PACKET_NSEC >> 2)]! >>> 0;
    const side = bytes[at + PACKET_TYPE] === PACKET_OUTGOING ? 1 : 0;
    if ((status & TP_STATUS_VLAN_VALID) === 0) {
      batch.add(sec, nsec, side, wire, bytes, from, snap);
      return snap;
    }
    const tci = words[head + (PACKET_VLAN_TCI >> 2)]! & 0xffff;
    const tpid =
      (status & TP_STATUS_VLAN_TPID_VALID) === 0
        ? ETHERTYPE_VLAN
        : words[head + (PACKET_VLAN_TPID >> 2)]! & 0xffff;
    batch.addTagged(sec, nsec, side, wire, bytes, from, snap, tpid, tci);
    return snap + 4;
  }
}
