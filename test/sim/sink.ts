// What one simulated capture records: growing columns of frames, cut at the snap length, and for
// every frame the number of the packet it is a sighting of, which only the truth knows.

import type { FrameColumns } from '@hopscope/packet';
import { ENCODED_MAX, encode, frameLength, type Segment, type Wrap } from './encode.ts';

/** Frames that are sightings of no packet of the VM: foreign ones, flooded copies. */
export const NO_PACKET = -1;

export class Sink {
  readonly #snapBytes: number;
  #count = 0;
  #used = 0;
  #sec = new Uint32Array(256);
  #nsec = new Uint32Array(256);
  #side = new Uint8Array(256);
  #original = new Uint32Array(256);
  #captured = new Uint32Array(256);
  #offset = new Uint32Array(256);
  #packet = new Int32Array(256);
  #arrived = new Float64Array(256);
  #bytes = new Uint8Array(32_768);

  constructor(snapBytes: number) {
    this.#snapBytes = snapBytes;
  }

  get count(): number {
    return this.#count;
  }

  #growRows(): void {
    const twice = <T extends { length: number; set: (from: T) => void }>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    const size = this.#sec.length * 2;
    this.#sec = twice(this.#sec, new Uint32Array(size));
    this.#nsec = twice(this.#nsec, new Uint32Array(size));
    this.#side = twice(this.#side, new Uint8Array(size));
    this.#original = twice(this.#original, new Uint32Array(size));
    this.#captured = twice(this.#captured, new Uint32Array(size));
    this.#offset = twice(this.#offset, new Uint32Array(size));
    this.#packet = twice(this.#packet, new Int32Array(size));
    this.#arrived = twice(this.#arrived, new Float64Array(size));
  }

  /** Records a frame at `timeNs` (relative to `baseSec`) on the capture's own clock. */
  add(segment: Segment, wrap: Wrap, at: FrameAt): void {
    if (this.#count === this.#sec.length) this.#growRows();
    if (this.#used + this.#snapBytes + ENCODED_MAX > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    const row = this.#count;
    const length = frameLength(segment, wrap);
    const captured = Math.min(length, this.#snapBytes);
    const written = encode(this.#bytes, this.#used, segment, wrap);
    if (this.#used + captured > written) this.#bytes.fill(0, written, this.#used + captured);
    const ns = Math.round(at.timeNs);
    this.#sec[row] = at.baseSec + Math.floor(ns / 1e9);
    this.#nsec[row] = ((ns % 1e9) + 1e9) % 1e9;
    this.#side[row] = at.side;
    this.#original[row] = length;
    this.#captured[row] = captured;
    this.#offset[row] = this.#used;
    this.#packet[row] = at.packet;
    this.#arrived[row] = at.arrivedNs;
    this.#used += captured;
    this.#count += 1;
  }

  /** The frames in the order they arrived, as a capture delivers them, and the truth about each. */
  finish(): { frames: FrameColumns; packets: Int32Array; arrivedNs: Float64Array } {
    const order = Uint32Array.from({ length: this.#count }, (_, row) => row).toSorted(
      (a, b) => (this.#arrived[a] ?? 0) - (this.#arrived[b] ?? 0),
    );
    const take = <T extends Uint32Array | Uint8Array | Int32Array | Float64Array>(
      column: T,
      made: T,
    ): T => {
      for (let i = 0; i < order.length; i += 1) made[i] = column[order[i] ?? 0] ?? 0;
      return made;
    };
    const count = this.#count;
    return {
      packets: take(this.#packet, new Int32Array(count)),
      arrivedNs: take(this.#arrived, new Float64Array(count)),
      frames: {
        count,
        sec: take(this.#sec, new Uint32Array(count)),
        nsec: take(this.#nsec, new Uint32Array(count)),
        side: take(this.#side, new Uint8Array(count)),
        originalBytes: take(this.#original, new Uint32Array(count)),
        capturedBytes: take(this.#captured, new Uint32Array(count)),
        offset: take(this.#offset, new Uint32Array(count)),
        bytes: this.#bytes.subarray(0, this.#used),
      },
    };
  }
}

export interface FrameAt {
  readonly baseSec: number;
  /** By the capture's own clock. */
  readonly timeNs: number;
  /** In truth. */
  readonly arrivedNs: number;
  /** 0 in, 1 out. */
  readonly side: number;
  readonly packet: number;
}
