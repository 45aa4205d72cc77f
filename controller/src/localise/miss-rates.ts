// How much each capture misses, learned from packets that others prove passed it (capture and
// recapture), and how far that can be trusted.

import { reachedOf, type Counts } from './counts.ts';
import type { PointSight } from './observability.ts';

/** Prior of a capture's miss rate, Beta(1, 19): one in twenty until packets say otherwise. */
const PRIOR_MISSES = 1;
const PRIOR_SEEN = 19;
/** So many packets say how good captures are in general. */
const PASSED_ENOUGH = 100;
/** Shape of a miss rate that is judged by those of other captures: known to about a third. */
const CAPTURES_DIFFER = 10;

export interface Rate {
  readonly rate: number;
  /** Shape of the rate's distribution: how many misses it was learned from, and the prior. */
  readonly shape: number;
}

export const NO_MISSES: Rate = { rate: 0, shape: Infinity };

export interface Passages {
  /** Per point: packets that something further on, or a witness, proves passed it. */
  readonly passed: readonly number[];
  /** How many of those it did not see. */
  readonly missed: readonly number[];
}

/** What passed a point was seen there or further on; whoever was seen further on passed. */
export const passagesOf = ({ alone, stoppedAt }: Pick<Counts, 'alone' | 'stoppedAt'>): Passages => {
  const reached = reachedOf(stoppedAt);
  const passed = Array.from(alone, (_, k) => (reached[k] ?? 0) - (stoppedAt[k] ?? 0));
  const missed = passed.map((n, k) => n + (stoppedAt[k] ?? 0) - (alone[k] ?? 0));
  return { passed, missed };
};

const sum = (frames: ReadonlyMap<number, number>, of: (parts: number) => number): number => {
  let total = 0;
  for (const parts of frames.values()) total += of(parts);
  return total;
};

/** The same, where the parts of one super-packet are one passage. */
const independent = (counts: Counts): Passages => {
  const { passed, missed } = passagesOf(counts);
  const { parts } = counts;
  if (parts === null) return { passed, missed };
  const ofParts = passagesOf(parts);
  // Parts per frame, where they were seen; missed ones come in as many.
  const together = parts.frames.map((frames) => sum(frames, (n) => n) / Math.max(1, frames.size));
  const less = (all: readonly number[], some: readonly number[]): number[] =>
    all.map((n, k) => n - (some[k] ?? 0) * (1 - 1 / Math.max(1, together[k] ?? 1)));
  return { passed: less(passed, ofParts.passed), missed: less(missed, ofParts.missed) };
};

const UNKNOWN: Rate = { rate: PRIOR_MISSES / (PRIOR_MISSES + PRIOR_SEEN), shape: PRIOR_MISSES };

/**
 * Few packets: no capture alone shows what it misses, but all of them together may show that they
 * miss nothing.
 */
const pooled = (
  rates: readonly Rate[],
  { passed, missed }: Passages,
  sights: readonly PointSight[],
): Rate[] => {
  const add = (of: readonly number[]): number =>
    of.reduce((total, n, k) => total + (sights[k]?.sight === 'trusted' ? n : 0), 0);
  const passages = add(passed);
  const isClean = passages >= PASSED_ENOUGH && add(missed) === 0;
  const together = { rate: PRIOR_MISSES / (passages + PRIOR_MISSES + PRIOR_SEEN), shape: 1 };
  return rates.map((rate, k) => {
    if ((passed[k] ?? 0) === 0) return UNKNOWN;
    return isClean ? together : rate;
  });
};

/** Miss rate of each point. */
export const ratesOf = (counts: Counts, sights: readonly PointSight[]): Rate[] => {
  const { passed, missed } = independent(counts);
  const rates = passed.map((n, k) => {
    const shape = (missed[k] ?? 0) + PRIOR_MISSES;
    return { rate: shape / (n + PRIOR_MISSES + PRIOR_SEEN), shape };
  });
  // A point that nothing vouches for is taken to be no better than the worst of the others, and
  // how far captures differ from each other is known only roughly.
  const vouched = rates.filter(
    (_, k) => sights[k]?.sight === 'trusted' && (passed[k] ?? 0) >= PASSED_ENOUGH,
  );
  if (vouched.length === 0) return pooled(rates, { passed, missed }, sights);
  const worst = vouched.reduce(
    (max, { rate }) => ({ rate: Math.max(max.rate, rate), shape: CAPTURES_DIFFER }),
    { rate: 0, shape: CAPTURES_DIFFER },
  );
  // Few packets that vouch for a point say less than the other captures do, unless they say worse.
  const isUnknown = (rate: Rate, n: number): boolean =>
    n === 0 || (n < PASSED_ENOUGH && rate.rate <= worst.rate);
  return rates.map((rate, k) => (isUnknown(rate, passed[k] ?? 0) ? worst : rate));
};

/** Per point: how many packets come and go together, weighted by packets; 1 = each alone. */
export const clumpsOf = ({ alone, parts }: Counts): number[] =>
  Array.from(alone, (seen, k) => {
    const frames = parts?.frames[k];
    if (frames === undefined || seen === 0) return 1;
    const single = seen - (parts?.alone[k] ?? 0);
    return (single + sum(frames, (n) => n * n)) / seen;
  });
