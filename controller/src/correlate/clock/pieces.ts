// Clocks that were stepped: where no single line fits between the packets' bounds, the time is cut
// into pieces that each have one. The longest beginning that still fits is found by bisection,
// then the rest is treated alike.

import { fitClock, type ClockLine } from './fit.ts';
import type { Points } from './hull.ts';

/** More steps than this within one recording are not steps. */
const PIECES_MAX = 4;

/** A line and the stretch of x it holds for. */
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

/**
 * Lines that together cover [from, to], in order; one when the clocks were not stepped. Empty when
 * even pieces do not fit: packets were joined wrongly, or went one way only.
 */
export const fitPieces = (upper: Points, lower: Points, from: number, to: number): ClockPiece[] => {
  const whole = fitClock(upper, lower, from, to);
  if (whole !== null) return [{ line: whole, from, to }];
  const times = Float64Array.from(new Set([...upper.x, ...lower.x])).toSorted();
  const pieces: ClockPiece[] = [];
  for (let start = 0; start < times.length;) {
    let good = start;
    let bad = times.length;
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      const line = lineWithin(upper, lower, times[start] ?? 0, times[middle] ?? 0);
      if (line === null) bad = middle;
      else good = middle;
    }
    const begin = start === 0 ? from : (times[start] ?? 0);
    const end = bad === times.length ? to : (times[good] ?? 0);
    const line = lineWithin(upper, lower, begin, end);
    if (line === null || line === 'unknown' || pieces.length === PIECES_MAX) return [];
    pieces.push({ line, from: begin, to: end });
    start = bad;
  }
  return pieces;
};
