// Columns that grow by doubling while a file is read, and are cut to length at the end.

import type { FrameColumns } from '@hopscope/packet';

const CAPACITY_FIRST = 1024;

export class ColumnsBuilder {
  count = 0;
  /** Frames whose direction the file gave. */
  withSide = 0;
  readonly comments: Map<number, string> = new Map();
  #sec = new Uint32Array(CAPACITY_FIRST);
  #nsec = new Uint32Array(CAPACITY_FIRST);
  #side = new Uint8Array(CAPACITY_FIRST);
  #original = new Uint32Array(CAPACITY_FIRST);
  #captured = new Uint32Array(CAPACITY_FIRST);
  #offset = new Uint32Array(CAPACITY_FIRST);

  append(sec: number, nsec: number, original: number, captured: number, offset: number): void {
    const at = this.count;
    if (at === this.#sec.length) this.#grow();
    this.#sec[at] = sec;
    this.#nsec[at] = nsec;
    this.#original[at] = original;
    this.#captured[at] = captured;
    this.#offset[at] = offset;
    this.count = at + 1;
  }

  /** Direction of the frame appended last: 0 in, 1 out. */
  setSide(side: number): void {
    this.#side[this.count - 1] = side;
    this.withSide += 1;
  }

  finish(bytes: Uint8Array): FrameColumns {
    const { count } = this;
    return {
      count,
      sec: this.#sec.subarray(0, count),
      nsec: this.#nsec.subarray(0, count),
      side: this.#side.subarray(0, count),
      originalBytes: this.#original.subarray(0, count),
      capturedBytes: this.#captured.subarray(0, count),
      offset: this.#offset.subarray(0, count),
      bytes,
    };
  }

  #grow(): void {
    const capacity = this.#sec.length * 2;
    const larger = (old: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const wide = new Uint32Array(capacity);
      wide.set(old);
      return wide;
    };
    this.#sec = larger(this.#sec);
    this.#nsec = larger(this.#nsec);
    this.#original = larger(this.#original);
    this.#captured = larger(this.#captured);
    this.#offset = larger(this.#offset);
    const side = new Uint8Array(capacity);
    side.set(this.#side);
    this.#side = side;
  }
}
