// What becomes of captured packets. A keeper takes the packets of each block, puts them into
// batches, and hands full batches on. This one keeps every frame; the one in digester.ts keeps
// the first ones and makes digests of the rest.

import type { DigestBatch } from '@hopscope/packet';

import { SightingBatch } from './batch.ts';
import type { SightingColumns } from './batch.ts';
import type { RingPackets } from './ring.ts';

/** Where batches go. Views: use before returning. False = not taken, the packets are lost. */
export interface KeeperOutput {
  readonly sightings: (columns: SightingColumns) => boolean;
  readonly digests: (batch: DigestBatch) => boolean;
}

/** What a capture may still send. */
export interface Budget {
  packets: number;
  bytes: number;
}

export interface KeeperCounts {
  /** Handed on and taken. */
  readonly sent: number;
  /** Of those, as digests. */
  readonly digested: number;
  /** In a batch that is not full yet. */
  readonly pending: number;
  readonly sampledOut: number;
}

export interface Keeper {
  /** Everything that is kept is copied before it returns. */
  readonly take: (packets: RingPackets) => void;
  /** Hands on what is in the batches, however little. */
  readonly flush: () => void;
  /**
   * To be called every so often: the same, but for batches that were begun since the last call,
   * where packets come so fast that they fill by themselves.
   */
  readonly tick: () => void;
  readonly counts: () => KeeperCounts;
}

export const hasRoom = ({ packets, bytes }: Budget): boolean => packets > 0 && bytes > 0;

/** Raw frames in batches of at most `bytesMax`. */
export class RawKeeper implements Keeper {
  private readonly batch: SightingBatch;
  private readonly budget: Budget;
  private readonly output: KeeperOutput;
  private sent = 0;
  private isFresh = false;

  constructor(bytesMax: number, budget: Budget, output: KeeperOutput) {
    this.batch = new SightingBatch(bytesMax);
    this.budget = budget;
    this.output = output;
  }

  take(packets: RingPackets): void {
    for (let index = 0; index < packets.count; index += 1) this.keep(packets, index);
  }

  /** One packet, when there is room for it. */
  keep(packets: RingPackets, index: number): void {
    const { batch, budget } = this;
    if (!hasRoom(budget)) return;
    if (batch.isFull()) {
      this.flush();
      this.isFresh = true;
    }
    budget.packets -= 1;
    budget.bytes -= batch.add(packets, index);
  }

  flush(): void {
    if (this.batch.count === 0) return;
    const columns = this.batch.cut();
    if (this.output.sightings(columns)) this.sent += columns.count;
  }

  tick(): void {
    if (!this.isFresh) this.flush();
    this.isFresh = false;
  }

  counts(): KeeperCounts {
    return { sent: this.sent, digested: 0, pending: this.batch.count, sampledOut: 0 };
  }
}
