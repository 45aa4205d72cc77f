// One direction, counted: for every stretch between two trusted points, how many packets were
// last seen before it, and how many of those the misses of the later captures explain
// (capture-recapture). A packet seen anywhere further on crossed everything before: a gap is
// a miss of that capture, never a loss.

import type { DirectionJourneys } from '../correlate/journeys.ts';
import { incompleteBeta } from './binomial.ts';
import { countJourneys, reachedOf, type Counts } from './counts.ts';
import { clumpsOf, NO_MISSES, passagesOf, ratesOf, type Rate } from './miss-rates.ts';
import type { PointSight } from './observability.ts';

/** Of packets that are only counted: this share may be missing for no reason. */
const MISSES_USUAL = 0.1;
const Z_CLEAR = 5;
/** Alarm: misses explain so many packets with less than this probability. */
const CHANCE_MAX = 1e-5;
/** And this many packets more than misses explain. */
const EXCESS_MIN = 3;
/**
 * Fewer lost packets are named only when misses explain less than this many of them, and when
 * the next point misses so few that the loss is not really further on.
 */
const ARTEFACTS_MAX = 1e-4;
const FEW_RATE_MAX = 0.01;
/** Of identical packets this share may be paired wrongly in time, and seem to end somewhere. */
const MISPAIRED = 0.01;

/** Between two neighbouring trusted points, or from the last one to the end. */
export interface Stretch {
  /** Indexes of points of the direction; `to` = number of points: the end. */
  readonly from: number;
  readonly to: number;
  /** Packets that reached `from`: seen there or further on. */
  readonly reached: number;
  /** Packets nobody saw after it, and no witness proves. */
  readonly stopped: number;
  /**
   * How many of those misses explain: of packets that arrived, and of packets that were lost
   * further on.
   */
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

/** True when `count` events are too many for misses that explain `mean` of them. */
const isUnlikely = (count: number, mean: number, shape: number): boolean => {
  const known = Math.min(shape, 1e6);
  return count > 0 && incompleteBeta(count, known, mean / (mean + known)) < CHANCE_MAX;
};

/** How packets that stop in a stretch come together: a missed super-packet is one miss. */
interface Clumping {
  /** Packets per frame at the stretch's end. */
  readonly clump: number;
  /** Of the stopped packets, how many are certainly not of one frame. */
  readonly events: number;
}

/**
 * True when misses do not explain `stopped`: the tail of a Poisson count whose mean is itself
 * known only as well as the miss rates are (gamma), which is a negative binomial. What comes in
 * clumps is counted in clumps: all as the usual clump, or those that are known to be apart.
 */
const isAlarm = (
  stopped: number,
  expected: number,
  shape: number,
  { clump, events }: Clumping,
): boolean => {
  if (stopped - expected < EXCESS_MIN) return false;
  if (expected === 0) return true;
  return (
    isUnlikely(Math.floor(stopped / clump), expected / clump, shape) ||
    isUnlikely(events, expected, shape)
  );
};

/**
 * The stretches from the last to the first. Of the packets that passed a point and were never
 * seen after it, the point itself saw the share 1 - m: those end there. The share m it missed
 * too: those seem to end before it, whether they arrived in the end or were lost further on.
 */
const stretchesOf = (
  trusted: readonly number[],
  reached: readonly number[],
  rates: readonly Rate[],
  { unsureAt, parts }: Counts,
  clumps: readonly number[],
  options: JudgeOptions,
): Stretch[] => {
  const stretches: Stretch[] = [];
  const stride = reached.length - 1;
  const end = trusted.at(-1) ?? stride;
  let endedAfter = (reached[end] ?? 0) - (reached[stride] ?? 0);
  // Probability that a packet which arrived is seen by none of the points after this one.
  let unseen = (endedAfter + 1) / ((reached[end] ?? 0) + 1);
  let isQuiet = true;
  for (let index = trusted.length - 2; index >= 0; index -= 1) {
    const from = trusted[index] ?? 0;
    const to = trusted[index + 1] ?? stride;
    const { rate, shape } = rates[to] ?? NO_MISSES;
    const enter = reached[from] ?? 0;
    const stopped = enter - (reached[to] ?? 0);
    // One more than was counted: the count itself is uncertain.
    const mispaired = MISPAIRED * unsureAt.slice(from).reduce((sum, count) => sum + count, 0);
    const expected = ((endedAfter + 1) * rate) / (1 - rate) + (options.missRates ? mispaired : 0);
    unseen *= rate;
    const total = stopped > 0 && (reached[to] ?? 0) === 0;
    const isSure = unsureAt.slice(from, to).every((count) => count === 0);
    const isPlain = isSure && isQuiet && rate < FEW_RATE_MAX;
    const isFew = isPlain && stopped > 0 && enter * unseen < ARTEFACTS_MAX;
    const excess = total ? stopped : Math.max(1, Math.round(stopped - expected));
    const events = parts?.eventsAt.slice(from, to).reduce((sum, count) => sum + count, 0);
    const clumping = { clump: clumps[to] ?? 1, events: events ?? 0 };
    const lost = isFew || isAlarm(stopped, expected, shape, clumping) ? excess : 0;
    stretches.unshift({ from, to, reached: enter, stopped, expected, lost, total });
    endedAfter = stopped;
    isQuiet &&= stopped === 0;
  }
  return stretches;
};

/**
 * Adds the packets that are only counted. How many of them each capture missed is not known, so
 * only a clear drop of their number is a loss.
 */
const withCrowds = (stretch: Stretch, crowds: Uint32Array): Stretch => {
  const enter = crowds[stretch.from] ?? 0;
  if (enter === 0) return stretch;
  const leave = crowds[stretch.to] ?? 0;
  const dropped = enter - leave;
  const usual = enter * MISSES_USUAL;
  const isClear = dropped > usual + Z_CLEAR * Math.sqrt(usual) && dropped >= EXCESS_MIN;
  const passed = stretch.reached - stretch.stopped + leave;
  const stopped = stretch.stopped + dropped;
  return {
    ...stretch,
    reached: stretch.reached + enter,
    stopped,
    lost: stretch.lost + (isClear ? dropped : 0),
    total: stopped > 0 && passed === 0,
  };
};

/** Counts one direction. `sights` are those of its points, in the same order. */
export const judge = (
  journeys: DirectionJourneys,
  sights: readonly PointSight[],
  options: JudgeOptions,
): Judgement => {
  const counts = countJourneys(journeys);
  const { last, stoppedAt, crowds } = counts;
  const reached = reachedOf(stoppedAt);
  const { passed, missed } = passagesOf(counts);
  const rates = options.missRates ? ratesOf(counts, sights) : passed.map(() => NO_MISSES);
  // What is before the first trusted point cannot be judged, but packets may be seen there.
  const trusted = sights.flatMap(({ sight }, k) => (sight === 'trusted' ? [k] : []));
  const single = stretchesOf(trusted, reached, rates, counts, clumpsOf(counts), options);
  const stretches = single.map((stretch) => withCrowds(stretch, crowds));
  const missRate = passed.map((n, k) => (n === 0 ? 0 : (missed[k] ?? 0) / n));
  const seen = Array.from(counts.alone, (n, k) => n + (counts.crowded[k] ?? 0));
  const entered = reached.map((n, k) => n + (crowds[k] ?? 0));
  const { judged } = counts;
  return { journeys, sights, judged, seen, reached: entered, missRate, stretches, last };
};
