// The wall clock against a simulated pair of clocks.
import test from 'ava';

import { createWallClock } from '../src/wall-clock.ts';

/** A pair of clocks that advances by 0.7 us at each reading of the steady one. */
const clocks = (startMs: number) => {
  const state = { steady: 5_000, wallAhead: startMs - 5_000 };
  return {
    state,
    dateMs: () => Math.floor(state.steady + state.wallAhead),
    steadyMs: () => {
      state.steady += 0.0007;
      return state.steady;
    },
  };
};

const ms = ({ sec, nsec }: { sec: number; nsec: number }): number => sec * 1000 + nsec / 1e6;

test('it is right to a few microseconds', (t) => {
  const pair = clocks(1_700_000_000_123.4);
  const clock = createWallClock(pair);
  pair.state.steady += 1_234.567;
  const shown = ms(clock.now());
  t.true(Math.abs(shown - (pair.state.steady + pair.state.wallAhead)) < 0.005);
});

test('it follows a step of the wall clock, forwards and backwards', (t) => {
  const pair = clocks(1_700_000_000_000);
  const clock = createWallClock(pair);
  for (const step of [3_600_000, -7_200_000, 2.5]) {
    pair.state.wallAhead += step;
    clock.now(); // the pair goes on while it looks for the edge
    const shown = ms(clock.now());
    t.true(Math.abs(shown - (pair.state.steady + pair.state.wallAhead)) < 0.005, `${step}`);
  }
});

test('it ends also when the wall clock stands still', (t) => {
  const clock = createWallClock({ dateMs: () => 1_000, steadyMs: () => 0 });
  t.deepEqual(clock.now(), { sec: 1, nsec: 0 });
});
