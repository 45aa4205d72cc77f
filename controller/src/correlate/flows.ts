// What a direction's journeys say about their TCP flow, gathered once into columns: the stages
// after it look at segments, not at frames.

import type { Joined } from './join.ts';

const SYN = 2;
const FIN = 1;

/** Numbers the flows of both directions: local port and the peer's port. */
export class FlowNumbers {
  readonly #first = new Int32Array(0x10001).fill(-1);
  readonly #peer = new Uint16Array(0x10001);
  readonly #more = new Map<number, number>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  of(port: number, peerPort: number): number {
    const first = this.#first[port] ?? -1;
    if (first >= 0 && this.#peer[port] === peerPort) return first;
    if (first < 0) {
      this.#peer[port] = peerPort;
      this.#first[port] = this.#count;
      this.#count += 1;
      return this.#count - 1;
    }
    // The same local port towards another port of the peer.
    const name = port * 0x10000 + peerPort;
    const known = this.#more.get(name);
    if (known !== undefined) return known;
    this.#more.set(name, this.#count);
    this.#count += 1;
    return this.#count - 1;
  }
}

/** One entry per journey, of its first sighting. */
export interface Segments {
  /** Number of the flow; -1 = no sighting. */
  readonly flow: Int32Array;
  readonly seq: Uint32Array;
  readonly ack: Uint32Array;
  readonly flags: Uint8Array;
  readonly payload: Uint32Array;
  /** Sequence numbers taken up (RFC 9293): payload, and one for SYN and FIN each. */
  readonly length: Uint32Array;
}

/** The segments of a direction. */
export const segmentsOf = (joined: Joined, numbers: FlowNumbers): Segments => {
  const { lanes, sighting, firstLane, port, count, unit } = joined;
  const stride = lanes.length;
  const segments: Segments = {
    flow: new Int32Array(count).fill(-1),
    seq: new Uint32Array(count),
    ack: new Uint32Array(count),
    flags: new Uint8Array(count),
    payload: new Uint32Array(count),
    length: new Uint32Array(count),
  };
  for (let j = 0; j < count; j += 1) {
    const lane = firstLane[j] ?? 0;
    const row = sighting[j * stride + lane] ?? -1;
    const columns = lanes[lane]?.columns;
    if (row < 0 || columns === undefined) continue;
    const flags = columns.tcpFlags[row] ?? 0;
    const isUnit = unit !== null && (unit.bytes[j] ?? 0) > 0;
    const payload = (isUnit ? unit.bytes[j] : columns.payloadBytes[row]) ?? 0;
    segments.flow[j] = numbers.of(port[j] ?? 0, columns.remotePort[row] ?? 0);
    segments.seq[j] = (isUnit ? unit.seq[j] : columns.seq[row]) ?? 0;
    segments.ack[j] = columns.ack[row] ?? 0;
    segments.flags[j] = flags;
    segments.payload[j] = payload;
    segments.length[j] = payload + ((flags & SYN) === 0 ? 0 : 1) + ((flags & FIN) === 0 ? 0 : 1);
  }
  return segments;
};
