// Keeps the first packets of each side and direction whole, and makes digests of the rest, by the
// code that the controller reads frames with. ICMP errors and ARP stay whole longer: they are few,
// and people read them.

import {
  allocateColumns,
  DIGEST_BYTES,
  DigestWriter,
  KIND,
  parseIpv4,
  QuickDigest,
  SAMPLED,
  sampledOf,
  summariseInto,
} from '@hopscope/packet';
import type { Match, PacketColumns, SummariseContext } from '@hopscope/packet';

import { NODE_LIMITS } from '../limits.ts';
import { hasRoom, RawKeeper } from './keeper.ts';
import type { Budget, Keeper, KeeperCounts, KeeperOutput } from './keeper.ts';
import type { RingPackets } from './ring.ts';
import type { Sampling } from './sampling.ts';

export interface DigesterOptions {
  /** Raw frames of each side and direction. */
  readonly rawFrames: number;
  readonly context: SummariseContext;
  readonly sampling: Sampling;
  /** Of a batch of raw frames. */
  readonly batchBytes: number;
  /** At most this many packets are taken at once. */
  readonly countMax: number;
}

/** What the agent's digests are made of; the controller reads frames by the same. */
export const digestContext = (match: Match): SummariseContext => ({
  baseSec: 0,
  remote: parseIpv4(match.remote) ?? 0,
  locals: match.locals.map((local) => parseIpv4(local) ?? 0),
  protocol: match.protocol,
  remotePort: match.remotePort,
  vnis: match.vni === 0 ? [] : [match.vni],
});

/** Sides times directions, none included. */
const WAYS = 6;
const WITNESS = KIND.icmpError | KIND.arp;

/** The arrays of columns, to be cleared one by one. */
const arraysOf = (columns: PacketColumns): Uint32Array[] =>
  (Object.values(columns) as unknown[]).filter((column) =>
    ArrayBuffer.isView(column),
  ) as unknown as Uint32Array[];

export class Digester implements Keeper {
  private readonly options: DigesterOptions;
  private readonly budget: Budget;
  private readonly output: KeeperOutput;
  private readonly raw: RawKeeper;
  private readonly columns: PacketColumns;
  private readonly arrays: readonly Uint32Array[];
  private readonly rawLeft: Int32Array;
  private witnessesLeft: number = NODE_LIMITS.witnessFrames;
  /** Made when the first digest is. */
  private writer: DigestWriter | null = null;
  private quick: QuickDigest | null = null;
  /** Packets of the last block that stayed raw. */
  private keptRaw = Infinity;
  /** The columns are those of this block. */
  private summarised = false;
  /** Of the rows in the writer. */
  private shift = 0;
  /** The batch under way was begun since the last tick. */
  private isFresh = false;
  private digested = 0;
  private sampledOut = 0;

  constructor(options: DigesterOptions, budget: Budget, output: KeeperOutput) {
    this.options = options;
    this.budget = budget;
    this.output = output;
    this.raw = new RawKeeper(options.batchBytes, budget, output);
    this.columns = allocateColumns(options.countMax);
    this.arrays = arraysOf(this.columns);
    this.rawLeft = new Int32Array(WAYS).fill(options.rawFrames);
  }

  take(packets: RingPackets): void {
    const shift = this.options.sampling.shift();
    if (shift !== this.shift) this.flushDigests();
    this.shift = shift;
    // Not while most packets stay raw: V8 compiles the shortcut for what it was seen to do.
    const quick = shift === 0 && this.keptRaw <= packets.count / 4 ? this.shortcut(packets) : null;
    this.keptRaw = 0;
    this.summarised = false;
    for (let row = 0; row < packets.count; row += 1) {
      if (quick !== null) row += this.takeQuick(quick, packets, row);
      if (row < packets.count) this.takeRow(packets, row, shift);
    }
  }

  flush(): void {
    this.raw.flush();
    this.flushDigests();
  }

  tick(): void {
    this.raw.tick();
    if (!this.isFresh) this.flushDigests();
    this.isFresh = false;
  }

  counts(): KeeperCounts {
    const { sent, pending } = this.raw.counts();
    return {
      sent: sent + this.digested,
      digested: this.digested,
      pending: pending + (this.writer?.count ?? 0),
      sampledOut: this.sampledOut,
    };
  }

  /** Null when there is none for this flow. */
  private shortcut({ bytes }: RingPackets): QuickDigest | null {
    const { context } = this.options;
    if (this.quick === null && QuickDigest.serves(context))
      this.quick = new QuickDigest(this.writerOf(), context, bytes);
    return this.quick;
  }

  /** How many packets from `row` on the shortcut took. */
  private takeQuick(quick: QuickDigest, packets: RingPackets, row: number): number {
    const { budget } = this;
    if (!hasRoom(budget)) return 0;
    const room = Math.min(budget.packets, Math.ceil(budget.bytes / DIGEST_BYTES));
    const to = Math.min(packets.count, row + room);
    const taken = quick.run(packets, row, to, this.rawLeft);
    budget.packets -= taken;
    budget.bytes -= taken * DIGEST_BYTES;
    return taken;
  }

  private takeRow(packets: RingPackets, row: number, shift: number): void {
    const { columns, options } = this;
    const { context } = options;
    if (!this.summarised) {
      this.summarised = true;
      // What a packet has no use for is zero, not what the packet before left there.
      for (const array of this.arrays) array.fill(0, 0, packets.count);
      summariseInto(columns, 0, packets, context);
    }
    if (this.staysRaw(row)) {
      this.keptRaw += 1;
      this.raw.keep(packets, row);
    } else if (sampledOf(columns, row, context.protocol, shift) === SAMPLED.out)
      this.sampledOut += 1;
    else this.digest(packets, row);
  }

  private staysRaw(row: number): boolean {
    const { columns, rawLeft } = this;
    const way = columns.side[row]! * 3 + columns.direction[row]!;
    const left = rawLeft[way]!;
    if (left > 0) {
      rawLeft[way] = left - 1;
      return true;
    }
    if ((columns.kind[row]! & WITNESS) === 0 || this.witnessesLeft === 0) return false;
    this.witnessesLeft -= 1;
    return true;
  }

  private digest(packets: RingPackets, row: number): void {
    const { columns, budget } = this;
    if (!hasRoom(budget)) return;
    const writer = this.writerOf();
    const sec = packets.sec[row]!;
    const nsec = packets.nsec[row]!;
    if (!writer.add(columns, row, sec, nsec)) {
      this.flushDigests();
      this.isFresh = true;
      writer.add(columns, row, sec, nsec);
    }
    budget.packets -= 1;
    budget.bytes -= DIGEST_BYTES;
  }

  private writerOf(): DigestWriter {
    const { digestRowsMax, digestHeadsMax } = NODE_LIMITS;
    this.writer ??= new DigestWriter(digestRowsMax, digestHeadsMax);
    return this.writer;
  }

  private flushDigests(): void {
    if (this.writer === null || this.writer.count === 0) return;
    const batch = this.writer.cut(this.shift);
    if (this.output.digests(batch)) this.digested += batch.count;
  }
}
