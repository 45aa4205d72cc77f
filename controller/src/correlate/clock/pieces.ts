// Clocks that were stepped: where no single line fits between the packets' bounds, the time is cut
// into pieces that each have one. The longest beginning that still fits is found by bisection,
// then the rest is treated alike.

import { fitClock, type ClockLine } from './fit.ts';
import type { Points } from './hull.ts';

/** More steps than this within one recording are not steps. */
const PIECES_MAX = 4;

/** A line and the stretch of x it certainly holds for; what lies between two pieces may be either. */
export interface ClockPiece {
  readonly line: ClockLine;
  readonly from: number;
  readonly to: number;
}

const within = ({ x, y }: Points, from: number, to: number): Points => {
  const kept: number[] = [];
  for (let i = 0; i < x.length; i += 1) {
    const at = x[i] ?? 0;
    if (at >= from && at <= to) kept.push(i);
  }
  return {
    x: Float64Array.from(kept, (i) => x[i] ?? 0),
    y: Float64Array.from(kept, (i) => y[i] ?? 0),
  };
};

/** The line for [from, to]; null when none fits, 'unknown' when packets went one way only. */
const lineWithin = (
  upper: Points,
  lower: Points,
  from: number,
  to: number,
): ClockLine | null | 'unknown' => {
  const above = within(upper, from, to);
  const below = within(lower, from, to);
  if (above.x.length === 0 || below.x.length === 0) return 'unknown';
  return fitClock(above, below, from, to);
};

/** Index of the last of `times` for which [times[start], it] still fits. */
const lastThatFits = (upper: Points, lower: Points, times: Float64Array, start: number): number => {
  let good = start;
  let bad = times.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const fits = lineWithin(upper, lower, times[start] ?? 0, times[middle] ?? 0) !== null;
    if (fits) good = middle;
    else bad = middle;
  }
  return good;
};

/** Index of the first of `times` after `before` for which [it, times[end]] fits. */
const firstThatFits = (
  upper: Points,
  lower: Points,
  times: Float64Array,
  before: number,
  end: number,
): number => {
  let bad = before;
  let good = end;
  while (good - bad > 1) {
    const middle = (good + bad) >> 1;
    const fits = lineWithin(upper, lower, times[middle] ?? 0, times[end] ?? 0) !== null;
    if (fits) good = middle;
    else bad = middle;
  }
  return good;
};

/** First and last index of each longest beginning that fits; null = too many. */
const cutsOf = (
  upper: Points,
  lower: Points,
  times: Float64Array,
): { start: number; end: number }[] | null => {
  const cuts: { start: number; end: number }[] = [];
  for (let start = 0; start < times.length;) {
    if (cuts.length === PIECES_MAX) return null;
    const end = lastThatFits(upper, lower, times, start);
    cuts.push({ start, end });
    start = end + 1;
  }
  return cuts;
};

/** Stretches of x within which an agent says that its clock was set. */
export type ToldSteps = readonly (readonly [from: number, to: number])[];

/**
 * A line that fits all packets although a clock was set: too few crossed on one side of it to
 * contradict. Only the stretches whose own packets give a line are known.
 */
const aroundSteps = (
  upper: Points,
  lower: Points,
  [from, to]: readonly [number, number],
  told: ToldSteps,
): ClockPiece[] => {
  const sorted = told.toSorted((a, b) => a[0] - b[0]);
  const begins = [from, ...sorted.map(([, end]) => end)];
  const ends = [...sorted.map(([begin]) => begin), to];
  return begins.flatMap((begin, index) => {
    const end = ends[index] ?? to;
    if (begin >= end) return [];
    const line = lineWithin(upper, lower, begin, end);
    return line === null || line === 'unknown' ? [] : [{ line, from: begin, to: end }];
  });
};

/**
 * Lines that cover [from, to], in order; one when the clocks were not stepped. Empty when even
 * pieces do not fit: packets were joined wrongly, or went one way only. `told`: asked, for the line
 * that seems to fit, where a clock was set; what only such a stretch could tell is left out.
 */
export const fitPieces = (
  upper: Points,
  lower: Points,
  from: number,
  to: number,
  told: (line: ClockLine) => ToldSteps = () => [],
): ClockPiece[] => {
  const whole = fitClock(upper, lower, from, to);
  if (whole !== null) {
    const steps = told(whole);
    const isTold = steps.length > 0;
    return isTold ? aroundSteps(upper, lower, [from, to], steps) : [{ line: whole, from, to }];
  }
  const times = Float64Array.from(new Set([...upper.x, ...lower.x])).toSorted();
  const cuts = cutsOf(upper, lower, times) ?? [];
  const pieces: ClockPiece[] = [];
  for (const [index, { start, end }] of cuts.entries()) {
    const next = cuts[index + 1];
    const begin = start === 0 ? from : (times[start] ?? 0);
    // The next piece may have begun before this one stopped fitting.
    const border = next === undefined ? null : firstThatFits(upper, lower, times, start, next.end);
    const stop = border === null ? to : (times[Math.min(end, border - 1)] ?? 0);
    const line = lineWithin(upper, lower, begin, stop);
    if (line === null || line === 'unknown') return [];
    pieces.push({ line, from: begin, to: stop });
  }
  return pieces;
};
