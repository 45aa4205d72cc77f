// Where packets are lost: the result of localise.

import type { Direction, Segment } from '../resolve/path.ts';

export const STATUSES = [
  'INCONCLUSIVE',
  'NOT_SENT',
  'LOST',
  'REJECTED',
  'UNANSWERED',
  'DEGRADED',
  'DELIVERED',
] as const;
export type Status = (typeof STATUSES)[number];

export interface Percentiles {
  readonly count: number;
  readonly p50Ns: number;
  readonly p90Ns: number;
  readonly p99Ns: number;
  readonly maxNs: number;
  /** Half-width from the clocks of two nodes; 0 on one node. */
  readonly boundNs: number;
  /** Packets below 1 us, below 2 us, below 4 us, ...; the last bucket has all the rest. */
  readonly histogram: readonly number[];
}

export interface SegmentFinding {
  readonly segment: Segment;
  /** Packets that reached its start (seen there or further on). */
  readonly sent: number;
  readonly lost: number;
  /** 95 % interval of the loss rate. */
  readonly lossLow: number;
  readonly lossHigh: number;
  readonly latency: Percentiles | null;
  readonly reordered: number;
  readonly duplicated: number;
  readonly observable: boolean;
}

export interface PointFinding {
  readonly point: string;
  /** Different packets of the flow seen here. */
  readonly packets: number;
  /** Share of packets this capture missed that others prove passed here. */
  readonly missRate: number;
}

export interface Localisation {
  readonly status: Status;
  /** Direction of the guilty segment; forward when nothing is lost. */
  readonly direction: Direction;
  readonly guilty: SegmentFinding | null;
  readonly segments: readonly SegmentFinding[];
  readonly points: readonly PointFinding[];
  /** Forward packets judged that want an answer, and how many of them got one. */
  readonly sent: number;
  readonly answered: number;
  /** Frame references of up to 8 packets lost in the guilty segment: capture point and index. */
  readonly lostSamples: readonly { point: string; frame: number; journey: number }[];
  /**
   * Where some are lost in the guilty segment: frame sizes at its start, in bytes. Every lost one
   * larger than every other one: a black hole for large packets.
   */
  readonly sizes?: {
    readonly smallestLost: number;
    readonly largestLost: number;
    readonly largestPassed: number;
  } | null;
  /** Packets without loss seen mean a rate below this, with 95 %. */
  readonly rateBelow: number | null;
  readonly limits: readonly string[];
}
