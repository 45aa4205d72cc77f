// Keeps the first packets of each side and direction whole, and makes digests of the rest, by the
// code that the controller reads frames with. ICMP errors and ARP stay whole longer: they are few,
// and people read them.

import {
  allocateColumns,
  DIGEST_BYTES,
  DigestWriter,
  KIND,
  parseIpv4,
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
  /** Of the rows in the writer. */
  private shift = 0;
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
    const { columns, options, raw } = this;
    const { context, sampling } = options;
    // What a packet has no use for is zero, not what the packet before left there.
    for (const array of this.arrays) array.fill(0, 0, packets.count);
    summariseInto(columns, 0, packets, context);
    const shift = sampling.shift();
    if (shift !== this.shift) this.flushDigests();
    this.shift = shift;
    for (let row = 0; row < packets.count; row += 1) {
      if (this.staysRaw(row)) raw.keep(packets, row);
      else if (sampledOf(columns, row, context.protocol, shift) === SAMPLED.out)
        this.sampledOut += 1;
      else this.digest(packets, row);
    }
  }

  flush(): void {
    this.raw.flush();
    this.flushDigests();
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
    const { digestRowsMax, digestHeadsMax } = NODE_LIMITS;
    this.writer ??= new DigestWriter(digestRowsMax, digestHeadsMax);
    const sec = packets.sec[row]!;
    const nsec = packets.nsec[row]!;
    if (!this.writer.add(columns, row, sec, nsec)) {
      this.flushDigests();
      this.writer.add(columns, row, sec, nsec);
    }
    budget.packets -= 1;
    budget.bytes -= DIGEST_BYTES;
  }

  private flushDigests(): void {
    if (this.writer === null || this.writer.count === 0) return;
    const batch = this.writer.cut(this.shift);
    if (this.output.digests(batch)) this.digested += batch.count;
  }
}
