// Columns of one Sightings message, filled packet by packet and cut out when full. The arrays
// are reused; what `cut` returns are copies or is encoded before the next `add`.

import { NODE_LIMITS } from '../limits.ts';
import type { RingPackets } from './ring.ts';

/** Bytes of all columns of one packet beside the frame: sec, nsec, side, original, captured. */
const COLUMN_BYTES = 15;
const FRAMES_BYTES_FIRST = 8 * 1024;
/** The largest frame a ring hands over: snap of 2048 and a tag. */
const FRAME_BYTES_MAX = 2048 + 4;
/** Where an 802.1Q tag goes: after the two MAC addresses. */
const TAG_AT = 12;
const TAG_BYTES = 4;

export interface SightingColumns {
  readonly count: number;
  readonly sec: Uint32Array;
  readonly nsec: Uint32Array;
  readonly side: Uint8Array;
  readonly originalBytes: Uint32Array;
  readonly capturedBytes: Uint16Array;
  readonly frames: Uint8Array;
}

/** Eight bytes at a time: for frames of this size twice as fast as Buffer.copy. */
const copy = (to: DataView, toAt: number, from: DataView, fromAt: number, length: number): void => {
  const even = length & ~7;
  for (let at = 0; at < even; at += 8)
    to.setBigUint64(toAt + at, from.getBigUint64(fromAt + at, true), true);
  for (let at = even; at < length; at += 1) to.setUint8(toAt + at, from.getUint8(fromAt + at));
};

export class SightingBatch {
  private readonly bytesMax: number;
  private readonly sec: Uint32Array;
  private readonly nsec: Uint32Array;
  private readonly side: Uint8Array;
  private readonly original: Uint32Array;
  private readonly captured: Uint16Array;
  private frames = new Uint8Array(FRAMES_BYTES_FIRST);
  private view = new DataView(this.frames.buffer);
  private used = 0;
  private length = 0;

  /** `bytesMax`: the size of a cut batch, columns included. */
  constructor(bytesMax: number, countMax: number = NODE_LIMITS.batchCountMax) {
    this.bytesMax = bytesMax;
    this.sec = new Uint32Array(countMax);
    this.nsec = new Uint32Array(countMax);
    this.side = new Uint8Array(countMax);
    this.original = new Uint32Array(countMax);
    this.captured = new Uint16Array(countMax);
  }

  get count(): number {
    return this.length;
  }

  /** True when the largest packet might not fit any more. */
  isFull(): boolean {
    const bytes = this.used + this.length * COLUMN_BYTES + FRAME_BYTES_MAX + COLUMN_BYTES;
    return bytes > this.bytesMax || this.length === this.sec.length;
  }

  /** Appends one packet, with the tag back in its place; the bytes its frame takes. */
  add(packets: RingPackets, index: number): number {
    const tag = packets.tag[index]!;
    const snap = packets.capturedBytes[index]!;
    const kept = tag === 0 ? snap : snap + TAG_BYTES;
    const at = this.length;
    this.reserve(kept);
    this.sec[at] = packets.sec[index]!;
    this.nsec[at] = packets.nsec[index]!;
    this.side[at] = packets.side[index]!;
    this.original[at] = packets.originalBytes[index]! + (kept - snap);
    this.captured[at] = kept;
    const from = packets.offset[index]!;
    if (tag === 0) copy(this.view, this.used, packets.view, from, snap);
    else this.copyTagged(packets.view, from, snap, tag);
    this.length = at + 1;
    this.used += kept;
    return kept;
  }

  /** The columns so far, as views that are valid until the next `add`; the batch is empty then. */
  cut(): SightingColumns {
    const count = this.length;
    const columns = {
      count,
      sec: this.sec.subarray(0, count),
      nsec: this.nsec.subarray(0, count),
      side: this.side.subarray(0, count),
      originalBytes: this.original.subarray(0, count),
      capturedBytes: this.captured.subarray(0, count),
      frames: this.frames.subarray(0, this.used),
    };
    this.length = 0;
    this.used = 0;
    return columns;
  }

  private copyTagged(from: DataView, fromAt: number, snap: number, tag: number): void {
    const { view, used } = this;
    const before = Math.min(snap, TAG_AT);
    copy(view, used, from, fromAt, before);
    view.setUint32(used + before, tag);
    copy(view, used + before + TAG_BYTES, from, fromAt + before, snap - before);
  }

  private reserve(bytes: number): void {
    if (this.used + bytes <= this.frames.length) return;
    const larger = new Uint8Array(Math.max(this.frames.length * 2, this.used + bytes));
    larger.set(this.frames.subarray(0, this.used));
    this.frames = larger;
    this.view = new DataView(larger.buffer);
  }
}
