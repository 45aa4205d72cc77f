// The difference of two clocks from packets that crossed both ways. A packet from A to B gives an
// upper bound on clock B minus clock A, one from B to A a lower bound; the line with the largest
// margin between the two clouds is the fit (Moon's LP, Huygens' SVM in the separable case), and
// the lines that still fit between them give the bound. Asymmetric delay cannot be seen.

import { hullOf, type Points } from './hull.ts';

/** Clocks of two computers do not drift apart faster: 200 parts per million. */
const SLOPE_MAX = 200e-6;
const ROUNDS = 64;

/** theta(t) = slope × t + intercept: nanoseconds clock B is ahead of clock A at A's time t. */
export interface ClockLine {
  readonly slope: number;
  readonly intercept: number;
  /** Half-width: no line through the gap is further away within [from, to]. */
  readonly boundNs: number;
}

/** The line, or null when none fits: a clock was stepped, or packets were joined wrongly. */
export type FitResult = ClockLine | null;

const least = ({ x, y }: Points, slope: number): number => {
  let min = Infinity;
  for (let i = 0; i < x.length; i += 1) min = Math.min(min, (y[i] ?? 0) - slope * (x[i] ?? 0));
  return min;
};

const most = ({ x, y }: Points, slope: number): number => {
  let max = -Infinity;
  for (let i = 0; i < x.length; i += 1) max = Math.max(max, (y[i] ?? 0) - slope * (x[i] ?? 0));
  return max;
};

/** Argument of the maximum of a concave function. */
const ternary = (low: number, high: number, f: (at: number) => number): number => {
  let from = low;
  let to = high;
  for (let round = 0; round < ROUNDS; round += 1) {
    const a = from + (to - from) / 3;
    const b = to - (to - from) / 3;
    if (f(a) < f(b)) from = a;
    else to = b;
  }
  return (from + to) / 2;
};

/** Last argument between `inside` (f >= 0) and `outside` where the concave f is not negative. */
const edge = (inside: number, outside: number, f: (at: number) => number): number => {
  if (f(outside) >= 0) return outside;
  let good = inside;
  let bad = outside;
  for (let round = 0; round < ROUNDS; round += 1) {
    const middle = (good + bad) / 2;
    if (f(middle) >= 0) good = middle;
    else bad = middle;
  }
  return good;
};

const shift = (points: Points, x0: number, y0: number): Points => ({
  x: points.x.map((x) => x - x0),
  y: points.y.map((y) => y - y0),
});

/**
 * Fits clock B against clock A. `upper`: x = A's stamp, y = B's stamp minus A's of packets from A
 * to B; `lower` the same of packets from B to A. Nanoseconds. [from, to] is where the bound must
 * hold. Both clouds must have a point.
 */
export const fitClock = (upper: Points, lower: Points, from: number, to: number): FitResult => {
  const x0 = (from + to) / 2;
  const y0 = upper.y[0] ?? 0;
  const above = hullOf(shift(upper, x0, y0), 1);
  const below = hullOf(shift(lower, x0, y0), -1);
  const gap = (slope: number): number => least(above, slope) - most(below, slope);
  const slope = ternary(-SLOPE_MAX, SLOPE_MAX, gap);
  if (gap(slope) < 0) return null;
  const middle = (least(above, slope) + most(below, slope)) / 2;
  const low = edge(slope, -SLOPE_MAX, gap);
  const high = edge(slope, SLOPE_MAX, gap);
  let boundNs = 0;
  for (const t of [from - x0, to - x0]) {
    const here = slope * t + middle;
    const top = (a: number): number => a * t + least(above, a);
    const bottom = (a: number): number => -(a * t + most(below, a));
    const highest = top(ternary(low, high, top));
    const lowest = -bottom(ternary(low, high, bottom));
    boundNs = Math.max(boundNs, highest - here, here - lowest);
  }
  return { slope, intercept: middle + y0 - slope * x0, boundNs };
};
