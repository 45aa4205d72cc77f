// Digests: the columns of a packet in 32 bytes, for captures that see more packets than anybody
// wants to carry home whole. What differs from packet to packet stands in the row; what most
// packets of a capture share (MACs, the VM's address, TTL, flags, marks) stands in a table of
// heads that each batch brings, and the row names its entry. Nothing is lost on the way: columns
// from digests and columns from frames are the same.
//
//   row   u32 key high, key low | u32 seconds since base << 30, nanoseconds | u32 seq
//         u32 ack, or payload hash | u32 payload bytes | u16 local port, ip id, residual, head
//   head  u32 source MAC, destination MAC, local address | u16 remote port, fragment, kind
//         u8 TCP flags, ttl, side, direction, has ack, 0 | u32 payload hash where both are there
//
// All little-endian. Reading them is in read-digests.ts.

import type { PacketColumns } from './packet-columns.ts';

export const DIGEST_BYTES = 32;
export const DIGEST_HEAD_BYTES = 28;

const ROW_WORDS = DIGEST_BYTES / 4;
/** Words of a head. */
export const HEAD_WORDS: number = DIGEST_HEAD_BYTES / 4;
/** Two bits of a row's time. */
const SECONDS_MAX = 4;
/** Heads are found again by a hash of this many slots; two that share one push each other out. */
const SLOTS = 256;

/** One batch of digests as it travels and as it is kept. */
export interface DigestBatch {
  readonly count: number;
  /** Seconds since the epoch that the rows' times count from. */
  readonly baseSec: number;
  /** DIGEST_BYTES each. */
  readonly rows: Uint8Array;
  /** DIGEST_HEAD_BYTES each. */
  readonly heads: Uint8Array;
  /** 1 of 2^shift packets, by `sampledOf`. */
  readonly sampleShift: number;
}

const bytesOf = (words: Int32Array, count: number): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, count * 4);

/** Collects rows of columns. Its buffers are used again: what `cut` returns ends with `add`. */
export class DigestWriter {
  private readonly rows: Int32Array;
  private readonly heads: Int32Array;
  private readonly slots = new Int16Array(SLOTS).fill(-1);
  /** By side and direction: the head of the last row. */
  private readonly recent = new Int16Array(8).fill(-1);
  private readonly head = new Int32Array(HEAD_WORDS);
  private readonly rowsMax: number;
  private readonly headsMax: number;
  private length = 0;
  private headCount = 0;
  private baseSec = 0;
  /** Counts batches: heads are numbered anew in each. */
  batch = 0;

  constructor(rowsMax: number, headsMax: number) {
    this.rowsMax = rowsMax;
    this.headsMax = headsMax;
    this.rows = new Int32Array(rowsMax * ROW_WORDS);
    this.heads = new Int32Array(headsMax * HEAD_WORDS);
  }

  get count(): number {
    return this.length;
  }

  /**
   * Appends one row with its time as the kernel gave it; false = there is no room, or its time is
   * too far from that of the rows before: cut first. `columns.timeNs` is not looked at.
   */
  add(columns: PacketColumns, row: number, sec: number, nsec: number): boolean {
    const ack = columns.ack[row] ?? 0;
    const head = this.findHead(columns, row, ack === 0 ? 0 : 1);
    if (head < 0) return false;
    return this.put(
      sec,
      nsec,
      columns.keyHi[row] ?? 0,
      columns.keyLo[row] ?? 0,
      columns.seq[row] ?? 0,
      // Mostly one of the two: what has both has its hash in the head.
      ack === 0 ? (columns.payloadHash[row] ?? 0) : ack,
      columns.payloadBytes[row] ?? 0,
      (columns.localPort[row] ?? 0) | ((columns.ipId[row] ?? 0) << 16),
      (columns.residual[row] ?? 0) | (head << 16),
    );
  }

  /** As `add`, of the words that a row is made of; its head is of this batch. */
  put(
    sec: number,
    nsec: number,
    keyHi: number,
    keyLo: number,
    seq: number,
    ackOrHash: number,
    payloadBytes: number,
    portAndId: number,
    residualAndHead: number,
  ): boolean {
    if (this.length === 0) this.baseSec = sec;
    const since = sec - this.baseSec;
    if (this.length === this.rowsMax || since < 0 || since >= SECONDS_MAX) return false;
    const { rows } = this;
    const at = this.length * ROW_WORDS;
    rows[at] = keyHi;
    rows[at + 1] = keyLo;
    rows[at + 2] = (since << 30) | nsec;
    rows[at + 3] = seq;
    rows[at + 4] = ackOrHash;
    rows[at + 5] = payloadBytes;
    rows[at + 6] = portAndId;
    rows[at + 7] = residualAndHead;
    this.length += 1;
    return true;
  }

  /** The batch so far, as views that the next `add` overwrites; the writer is empty then. */
  cut(sampleShift: number): DigestBatch {
    const batch = {
      count: this.length,
      baseSec: this.baseSec,
      rows: bytesOf(this.rows, this.length * ROW_WORDS),
      heads: bytesOf(this.heads, this.headCount * HEAD_WORDS),
      sampleShift,
    };
    this.length = 0;
    this.headCount = 0;
    this.slots.fill(-1);
    this.recent.fill(-1);
    this.batch += 1;
    return batch;
  }

  /** The number of the row's head, a new one when needed; -1 = no room. */
  private findHead(columns: PacketColumns, row: number, hasAck: number): number {
    const { head, recent } = this;
    const side = columns.side[row] ?? 0;
    const direction = columns.direction[row] ?? 0;
    const marks = (columns.kind[row] ?? 0) | ((columns.tcpFlags[row] ?? 0) << 16);
    head[0] = columns.sourceMac[row] ?? 0;
    head[1] = columns.destinationMac[row] ?? 0;
    head[2] = columns.localAddress[row] ?? 0;
    head[3] = (columns.remotePort[row] ?? 0) | ((columns.fragment[row] ?? 0) << 16);
    head[4] = marks | ((columns.ttl[row] ?? 0) << 24);
    head[5] = side | (direction << 8) | (hasAck << 16);
    head[6] = hasAck === 1 ? (columns.payloadHash[row] ?? 0) : 0;
    // Packets of one side and direction mostly look like the one before.
    const way = (side << 2) | direction;
    const before = recent[way] ?? -1;
    if (before >= 0 && this.isHead(before, head)) return before;
    const found = this.headNumber(head);
    recent[way] = found;
    return found;
  }

  /** The number of a head in this batch, a new one when needed; -1 = no room. */
  headNumber(head: Int32Array): number {
    const { heads, slots } = this;
    let hash = 0;
    for (let word = 0; word < HEAD_WORDS; word += 1)
      hash = Math.imul(hash ^ (head[word] ?? 0), 0x9e3779b1 | 0) ^ (hash >>> 15);
    const slot = hash >>> 24;
    const known = slots[slot] ?? -1;
    if (known >= 0 && this.isHead(known, head)) return known;
    if (this.headCount === this.headsMax) return -1;
    const made = this.headCount;
    heads.set(head, made * HEAD_WORDS);
    slots[slot] = made;
    this.headCount = made + 1;
    return made;
  }

  private isHead(index: number, head: Int32Array): boolean {
    const { heads } = this;
    const at = index * HEAD_WORDS;
    return (
      heads[at] === head[0] &&
      heads[at + 1] === head[1] &&
      heads[at + 2] === head[2] &&
      heads[at + 3] === head[3] &&
      heads[at + 4] === head[4] &&
      heads[at + 5] === head[5] &&
      heads[at + 6] === head[6]
    );
  }
}
