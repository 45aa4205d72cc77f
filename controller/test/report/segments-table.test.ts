// The table of times per segment.

import test from 'ava';
import { histogramText, isConcurrent } from '../../src/report/segments-table.ts';

test('within the clock bound nobody says what was first', (t) => {
  t.true(isConcurrent({ p50Ns: 3000, boundNs: 4000 }));
  t.true(isConcurrent({ p50Ns: -3000, boundNs: 4000 }));
  t.false(isConcurrent({ p50Ns: 5000, boundNs: 4000 }));
  t.false(isConcurrent({ p50Ns: 0, boundNs: 0 }), 'one clock');
});

test('a histogram is a line of bars between its ends', (t) => {
  t.is(histogramText([0, 0, 0, 1, 8, 0, 4, 0]), '▁█ ▄ 4 us to 64 us');
  t.is(histogramText([5]), '█ 0 to more');
  t.is(histogramText([0, 0]), '');
});
