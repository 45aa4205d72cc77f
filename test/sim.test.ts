// The simulator against correlate and localise: worlds drawn from a printed seed, and the parts
// of the product that must not be switched off. `bench sim` runs a thousand of them.

import test from 'ava';
import { simulateMany, type Ablations, type Tally } from './sim/driver.ts';

/** Fixed unless HOPSCOPE_SEED asks for another draw. */
const SEED = Number(process.env['HOPSCOPE_SEED'] ?? 1);
const HARSH = { missRate: 0.05, losses: true };
const DRAWN = { missRate: null, losses: true };

const isGood = ({ segmentRight, falseLost, clockOutside, mixed, split }: Tally): boolean =>
  segmentRight >= 0.99 && falseLost + clockOutside + mixed + split === 0;

for (const [name, harshness] of [
  ['drawn conditions', DRAWN],
  ['5 % misses at every point', HARSH],
] as const) {
  test(`30 simulated clouds with ${name}: segments right, no false loss, clocks in bounds`, (t) => {
    t.log(`seed ${SEED}`);
    const found = simulateMany(SEED, 30, harshness);
    t.deepEqual(found.bad, []);
    t.true(isGood(found), JSON.stringify(found));
    t.true(found.visible >= 5, 'the draw has losses to find');
  });
}

const NEEDED: readonly (readonly [string, Ablations])[] = [
  ['pairing k-th with k-th', { kthPairing: false }],
  ['joining over NAT', { natJoin: false }],
  ['censoring the ends of the window', { censoring: false }],
  ['estimating what captures miss', { missRates: false }],
];

for (const [name, off] of NEEDED) {
  test(`without ${name} the simulation fails`, (t) => {
    const found = simulateMany(1, 80, HARSH, off);
    t.false(isGood(found), JSON.stringify({ ...found, bad: [] }));
  });
}

test('with everything switched on the same worlds pass', (t) => {
  const found = simulateMany(1, 80, HARSH);
  t.deepEqual(found.bad, []);
  t.true(isGood(found));
});
