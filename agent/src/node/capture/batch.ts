// Columns of one Sightings message, filled packet by packet and cut out when full. The arrays
// are reused; what `cut` returns are copies or is encoded before the next `add`.

import { NODE_LIMITS } from '../limits.ts';

/** Bytes of all columns of one packet beside the frame: sec, nsec, side, original, captured. */
const COLUMN_BYTES = 15;
const FRAMES_BYTES_FIRST = 8 * 1024;
/** The largest frame a ring hands over: snap of 2048 and a tag. */
const FRAME_BYTES_MAX = 2048 + 4;
/** Where an 802.1Q tag goes: after the two MAC addresses. */
const TAG_AT = 12;

export interface SightingColumns {
  readonly count: number;
  readonly sec: Uint32Array;
  readonly nsec: Uint32Array;
  readonly side: Uint8Array;
  readonly originalBytes: Uint32Array;
  readonly capturedBytes: Uint16Array;
  readonly frames: Uint8Array;
}

export class SightingBatch {
  private readonly bytesMax: number;
  private readonly sec: Uint32Array;
  private readonly nsec: Uint32Array;
  private readonly side: Uint8Array;
  private readonly original: Uint32Array;
  private readonly captured: Uint16Array;
  private frames: Buffer = Buffer.alloc(FRAMES_BYTES_FIRST);
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

  /** Appends one frame of `snap` bytes at `from`; times as the kernel gave them. */
  add(
    sec: number,
    nsec: number,
    side: number,
    wire: number,
    source: Buffer,
    from: number,
    snap: number,
  ): void {
    this.reserve(snap);
    this.head(sec, nsec, side, wire, snap);
    source.copy(this.frames, this.used, from, from + snap);
    this.used += snap;
  }

  /** Like `add`, and puts the tag back that the device took out. */
  addTagged(
    sec: number,
    nsec: number,
    side: number,
    wire: number,
    source: Buffer,
    from: number,
    snap: number,
    tpid: number,
    tci: number,
  ): void {
    const before = Math.min(snap, TAG_AT);
    this.reserve(snap + 4);
    this.head(sec, nsec, side, wire + 4, snap + 4);
    const { frames, used } = this;
    source.copy(frames, used, from, from + before);
    frames.writeUInt16BE(tpid, used + before);
    frames.writeUInt16BE(tci, used + before + 2);
    source.copy(frames, used + before + 4, from + before, from + snap);
    this.used += snap + 4;
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

  private head(sec: number, nsec: number, side: number, wire: number, kept: number): void {
    const at = this.length;
    this.sec[at] = sec;
    this.nsec[at] = nsec;
    this.side[at] = side;
    this.original[at] = wire;
    this.captured[at] = kept;
    this.length = at + 1;
  }

  private reserve(bytes: number): void {
    if (this.used + bytes <= this.frames.length) return;
    const larger = Buffer.alloc(Math.max(this.frames.length * 2, this.used + bytes));
    this.frames.copy(larger, 0, 0, this.used);
    this.frames = larger;
  }
}
