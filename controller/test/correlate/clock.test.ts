// Clock alignment by itself: the printed bound holds, whatever the delays; steps are found.

import test from 'ava';
import fc from 'fast-check';
import { fitClock } from '../../src/correlate/clock/fit.ts';
import { hullOf, type Points } from '../../src/correlate/clock/hull.ts';
import { fitPieces } from '../../src/correlate/clock/pieces.ts';

const SECOND = 1e9;

interface Clocks {
  /** Clock B minus clock A at A's time t. */
  readonly theta: (t: number) => number;
}

interface Crossing {
  readonly atNs: number;
  readonly delayNs: number;
}

const upperOf = ({ theta }: Clocks, crossings: readonly Crossing[]): Points => ({
  x: Float64Array.from(crossings, ({ atNs }) => atNs),
  y: Float64Array.from(crossings, ({ atNs, delayNs }) => theta(atNs + delayNs) + delayNs),
});

const lowerOf = ({ theta }: Clocks, crossings: readonly Crossing[]): Points => ({
  // Sent by B at A's time `at`, received by A `delay` later.
  x: Float64Array.from(crossings, ({ atNs, delayNs }) => atNs + delayNs),
  y: Float64Array.from(crossings, ({ atNs, delayNs }) => theta(atNs) - delayNs),
});

const crossings = fc.array(
  fc.record({
    atNs: fc.integer({ min: 0, max: 3 * SECOND }),
    delayNs: fc.integer({ min: 1000, max: 2_000_000 }),
  }),
  { minLength: 1, maxLength: 60 },
);

test('the true difference lies within the printed bound, for any drift and any delays', (t) => {
  fc.assert(
    fc.property(
      crossings,
      crossings,
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.double({ min: -150e-6, max: 150e-6, noNaN: true }),
      (there, back, offset, drift) => {
        const clocks = { theta: (at: number) => offset + drift * at };
        const line = fitClock(upperOf(clocks, there), lowerOf(clocks, back), 0, 3 * SECOND);
        if (line === null) return t.fail('no line fits, although there is one');
        for (const at of [0, 1.5 * SECOND, 3 * SECOND]) {
          const error = Math.abs(line.slope * at + line.intercept - clocks.theta(at));
          t.true(error <= line.boundNs + 1, `${error} > ${line.boundNs} at ${at}`);
        }
        return undefined;
      },
    ),
  );
});

test('many fast packets both ways leave a bound of about their delay', (t) => {
  const clocks = { theta: (at: number) => 3_200_000 + 15e-6 * at };
  const series = Array.from({ length: 300 }, (_, i) => ({
    atNs: i * 1e7,
    delayNs: 30_000 + ((i * 7919) % 97) * 1000,
  }));
  const line = fitClock(upperOf(clocks, series), lowerOf(clocks, series), 0, 3 * SECOND);
  t.true(line !== null && line.boundNs < 45_000, JSON.stringify(line));
  t.true(line !== null && Math.abs(line.slope - 15e-6) < 5e-6);
});

test('hulls keep what bounds, and nothing is beyond them', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 })), {
        minLength: 1,
        maxLength: 100,
      }),
      (drawn) => {
        const points = {
          x: Float64Array.from(drawn, ([x]) => x),
          y: Float64Array.from(drawn, ([, y]) => y),
        };
        for (const slope of [-2, 0, 0.5]) {
          const least = ({ x, y }: Points) => Math.min(...y.map((v, i) => v - slope * (x[i] ?? 0)));
          t.is(least(hullOf(points, 1)), least(points));
          const most = ({ x, y }: Points) => Math.max(...y.map((v, i) => v - slope * (x[i] ?? 0)));
          t.is(most(hullOf(points, -1)), most(points));
        }
      },
    ),
  );
});

test('a clock that is set once gives two pieces, each within its bound', (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 500_000, max: 50_000_000 }),
      fc.boolean(),
      fc.integer({ min: 0.5 * SECOND, max: 2.5 * SECOND }),
      (size, back, stepAt) => {
        const step = back ? -size : size;
        const theta = (at: number) => 1000 + (at >= stepAt ? step : 0);
        const series = Array.from({ length: 600 }, (_, i) => ({ atNs: i * 5e6, delayNs: 40_000 }));
        const quiet = series.filter(({ atNs }) => Math.abs(atNs - stepAt) > 1e6);
        const upper = upperOf({ theta }, quiet);
        const pieces = fitPieces(upper, lowerOf({ theta }, quiet), 0, 3 * SECOND);
        t.is(pieces.length, 2);
        for (const { line, from, to } of pieces) {
          const middle = (from + to) / 2;
          const error = Math.abs(line.slope * middle + line.intercept - theta(middle));
          t.true(error <= line.boundNs + 1);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('packets one way only fit nothing', (t) => {
  const one = { x: Float64Array.of(1), y: Float64Array.of(5) };
  const other = { x: Float64Array.of(1), y: Float64Array.of(50_000_000) };
  // The lower bound above the upper one: no line, and no pieces either.
  t.is(fitClock(one, other, 0, 10), null);
  t.deepEqual(fitPieces(one, other, 0, 10), []);
});

test('where an agent says that its clock was set, only what packets show on each side is known', (t) => {
  const theta = (at: number) => (at >= SECOND ? 9_000_000 : 0);
  const late = [1.5, 2, 2.5].map((at) => ({ atNs: at * SECOND, delayNs: 30_000 }));
  const early = { atNs: 0.2 * SECOND, delayNs: 30_000 };
  const told = () => [[0.5 * SECOND, 1.1 * SECOND]] as const;
  const fit = (there: readonly Crossing[], back: readonly Crossing[], steps: typeof told | null) =>
    fitPieces(
      upperOf({ theta }, there),
      lowerOf({ theta }, back),
      0,
      3 * SECOND,
      steps ?? undefined,
    );
  // One packet back before the step contradicts nothing: a single line fits.
  t.is(fit(late, [early, ...late], null).length, 1);
  const [piece, ...more] = fit(late, [early, ...late], told);
  t.deepEqual([piece?.from, piece?.to, more.length], [1.1 * SECOND, 3 * SECOND, 0]);
  t.true(Math.abs((piece?.line.intercept ?? 0) - 9_000_000) <= (piece?.line.boundNs ?? 0) + 1e6);
  t.deepEqual(
    fit([early], [early], () => [[0, 3 * SECOND]]),
    [],
  );
});
