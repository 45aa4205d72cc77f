// One direction, counted: for every stretch between two trusted points, how many packets were
// last seen before it, and how many of those the misses of the later captures explain
// (capture-recapture). A packet seen anywhere further on crossed everything before: a gap is
// a miss of that capture, never a loss.

import { JOURNEY, type DirectionJourneys } from '../correlate/journeys.ts';
import type { PointSight } from './observability.ts';

/** Prior of a capture's miss rate, Beta(1, 19): one in twenty until packets say otherwise. */
const PRIOR_MISSES = 1;
const PRIOR_SEEN = 19;
/** Alarm: this many standard deviations, and packets, above what misses explain. */
const Z_ALARM = 5;
const EXCESS_MIN = 3;
/** Fewer lost packets are named only when misses explain less than this many of them. */
const ARTEFACTS_MAX = 1e-4;

/** Between two neighbouring trusted points, or from the last one to the end. */
export interface Stretch {
  /** Indexes of points of the direction; `to` = number of points: the end. */
  readonly from: number;
  readonly to: number;
  /** Packets that reached `from`: seen there or further on. */
  readonly reached: number;
  /** Packets nobody saw after it, and no witness proves. */
  readonly stopped: number;
  /** How many of those the captures' own misses explain. */
  readonly expected: number;
  /** Packets taken for lost: 0 unless the alarm's conditions hold. */
  readonly lost: number;
  /** Nothing at all is known to have passed. */
  readonly total: boolean;
}

export interface Judgement {
  readonly journeys: DirectionJourneys;
  readonly sights: readonly PointSight[];
  /** Packets judged: not censored. */
  readonly judged: number;
  /** Per point: packets seen, reached (seen there or further on), and the miss rate. */
  readonly seen: readonly number[];
  readonly reached: readonly number[];
  readonly missRate: readonly number[];
  readonly stretches: readonly Stretch[];
  /** Index of the last point that saw each journey; points.length = proven to have arrived. */
  readonly last: Int16Array;
}

export interface JudgeOptions {
  /** Off only to show that it is needed: captures are then taken to be perfect. */
  readonly missRates: boolean;
}

const isJudged = (flags: number): boolean => (flags & JOURNEY.censored) === 0;

interface Counts {
  readonly last: Int16Array;
  readonly seen: number[];
  readonly stoppedAt: number[];
  judged: number;
}

const countLast = ({ points, count, sighting, flags, witnessed }: DirectionJourneys): Counts => {
  const stride = points.length;
  const counts: Counts = {
    last: new Int16Array(count).fill(-1),
    seen: Array.from({ length: stride }, () => 0),
    stoppedAt: Array.from({ length: stride + 1 }, () => 0),
    judged: 0,
  };
  const { last, seen, stoppedAt } = counts;
  for (let j = 0; j < count; j += 1) {
    if (!isJudged(flags[j] ?? 0)) continue;
    counts.judged += 1;
    let furthest = -1;
    for (let k = 0, at = j * stride; k < stride; k += 1, at += 1) {
      if ((sighting[at] ?? -1) < 0) continue;
      furthest = k;
      seen[k] = (seen[k] ?? 0) + 1;
    }
    if (witnessed[j] === 1) furthest = stride;
    last[j] = furthest;
    if (furthest >= 0) stoppedAt[furthest] = (stoppedAt[furthest] ?? 0) + 1;
  }
  return counts;
};

/** reached[k] = packets whose last sighting is at k or later. */
const reachedOf = (stoppedAt: readonly number[], stride: number): number[] => {
  const reached = Array.from({ length: stride + 1 }, () => 0);
  let sum = 0;
  for (let k = stride; k >= 0; k -= 1) {
    sum += stoppedAt[k] ?? 0;
    reached[k] = sum;
  }
  return reached;
};

/**
 * Packets known to have passed k by what was seen strictly later, and how many of them k missed.
 */
const missesOf = (
  { points, count, sighting }: DirectionJourneys,
  last: Int16Array,
): { passed: number[]; missed: number[] } => {
  const stride = points.length;
  const passed = Array.from({ length: stride }, () => 0);
  const missed = Array.from({ length: stride }, () => 0);
  for (let j = 0; j < count; j += 1) {
    const furthest = last[j] ?? -1;
    for (let k = 0, at = j * stride; k < furthest && k < stride; k += 1, at += 1) {
      passed[k] = (passed[k] ?? 0) + 1;
      if ((sighting[at] ?? -1) < 0) missed[k] = (missed[k] ?? 0) + 1;
    }
  }
  return { passed, missed };
};

const ratesOf = (
  passed: readonly number[],
  missed: readonly number[],
  sights: readonly PointSight[],
): number[] => {
  const rates = passed.map(
    (n, k) => ((missed[k] ?? 0) + PRIOR_MISSES) / (n + PRIOR_MISSES + PRIOR_SEEN),
  );
  // A point that nothing vouches for is no better than the worst of the others.
  const worst = rates.reduce(
    (max, rate, k) =>
      sights[k]?.sight === 'trusted' && (passed[k] ?? 0) >= PRIOR_SEEN ? Math.max(max, rate) : max,
    PRIOR_MISSES / (PRIOR_MISSES + PRIOR_SEEN),
  );
  return rates.map((rate, k) => ((passed[k] ?? 0) === 0 ? worst : rate));
};

const lostOf = (stopped: number, expected: number, total: boolean): number => {
  const excess = stopped - expected;
  const z = excess / Math.sqrt(Math.max(expected, 1));
  if (excess >= EXCESS_MIN && z > Z_ALARM) return total ? stopped : Math.round(excess);
  return stopped > 0 && expected < ARTEFACTS_MAX ? stopped : 0;
};

/** Counts one direction. `sights` are those of its points, in the same order. */
export const judge = (
  journeys: DirectionJourneys,
  sights: readonly PointSight[],
  options: JudgeOptions,
): Judgement => {
  const stride = journeys.points.length;
  const { last, seen, stoppedAt, judged } = countLast(journeys);
  const reached = reachedOf(stoppedAt, stride);
  const { passed, missed } = missesOf(journeys, last);
  const rates = options.missRates ? ratesOf(passed, missed, sights) : passed.map(() => 0);
  const trusted = sights.flatMap(({ sight }, k) => (sight === 'trusted' ? [k] : []));
  // What is before the first trusted point cannot be judged, but packets may be seen there.
  const stretches = trusted.slice(0, -1).map((from, index): Stretch => {
    const to = trusted[index + 1] ?? stride;
    const stopped = (reached[from] ?? 0) - (reached[to] ?? 0);
    const artefact = trusted.slice(index + 1).reduce((product, k) => product * (rates[k] ?? 1), 1);
    const expected = (reached[from] ?? 0) * artefact;
    const total = stopped > 0 && (reached[to] ?? 0) === 0;
    return {
      from,
      to,
      reached: reached[from] ?? 0,
      stopped,
      expected,
      lost: lostOf(stopped, expected, total),
      total,
    };
  });
  const missRate = passed.map((n, k) => (n === 0 ? 0 : (missed[k] ?? 0) / n));
  return { journeys, sights, judged, seen, reached, missRate, stretches, last };
};
