// What every impairment says of itself. An impairment is a fault that does not cut the path: it
// loses some packets, delays them, or loses only large ones. Made and taken back as faults are; a
// verdict should show it by numbers, which stand here beside the deed.

import type { Status } from '../../../controller/src/localise/finding.ts';
import type { Direction, SegmentKind } from '../../../controller/src/resolve/path.ts';
import type { Changes } from '../faults/changes.ts';
import type { Victim } from '../faults/victim.ts';
import type { DelayPlan } from './relay/delays.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What a verdict should show while the impairment is there. */
export interface Shown {
  readonly status: Status;
  readonly segment: SegmentKind;
  readonly direction: Direction;
  /** Cause code; null when numbers are all there is to say. */
  readonly cause: string | null;
  /** Share of packets lost in the segment, 0 to 1; null when none is. */
  readonly loss: Range | null;
  /** What the segment's median latency is made longer by, in milliseconds; null: not at all. */
  readonly addedMs: Range | null;
  /** The smallest IP packet, in bytes, that is lost; null when size does not matter. */
  readonly lostFromBytes: number | null;
}

export interface Settings {
  /** One packet of this many is lost. */
  readonly every: number;
  /** nth: every Nth packet. random: each with that chance. */
  readonly loss: 'nth' | 'random';
  readonly delay: DelayPlan;
  readonly mtu: number;
}

export const DEFAULT_SETTINGS: Settings = {
  every: 100,
  loss: 'nth',
  delay: { distribution: 'normal', delayMs: 8, jitterMs: 2, keepOrder: false, seed: 1 },
  mtu: 1400,
};

export interface Impairment {
  /** `hopscope lab impair NAME`. */
  readonly name: string;
  readonly summary: string;
  readonly fits: (victim: Victim) => boolean;
  readonly apply: (changes: Changes, victim: Victim, settings: Settings) => Promise<void>;
  readonly shown: (victim: Victim, settings: Settings) => Shown;
}
