// The figures behind a verdict: intervals, and who may be said to have refused.

import test from 'ava';
import fc from 'fast-check';
import type { Correlation, Witness } from '../../src/correlate/journeys.ts';
import { incompleteBeta, rateInterval } from '../../src/localise/binomial.ts';
import type { Judgement } from '../../src/localise/judge.ts';
import { refusals } from '../../src/localise/refusals.ts';
import type { Sight } from '../../src/localise/observability.ts';

test('intervals are those of Clopper and Pearson', (t) => {
  // Tables: exact 95 % intervals.
  for (const [hits, trials, low, high] of [
    [0, 20, 0, 0.1684],
    [1, 20, 0.0013, 0.2487],
    [5, 10, 0.1871, 0.8129],
    [10, 10, 0.6915, 1],
    [3, 1000, 0.0006, 0.0087],
  ] as const) {
    const [from, to] = rateInterval(hits, trials);
    t.true(Math.abs(from - low) < 1e-4 && Math.abs(to - high) < 1e-4, `${hits} of ${trials}`);
  }
  t.deepEqual(rateInterval(0, 0), [0, 1]);
});

test('the incomplete beta function is a distribution', (t) => {
  const shape = fc.double({ min: 0.5, max: 400, noNaN: true });
  fc.assert(
    fc.property(shape, shape, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, x) => {
      const value = incompleteBeta(a, b, x);
      t.true(value >= -1e-9 && value <= 1 + 1e-9);
      t.true(incompleteBeta(a, b, Math.min(1, x + 0.01)) >= value - 1e-9);
      t.true(Math.abs(value + incompleteBeta(b, a, 1 - x) - 1) < 1e-6);
    }),
  );
});

const error = (point: string, more: Partial<Witness> = {}): Witness => ({
  kind: 'icmp-error',
  point,
  timeNs: 0,
  from: '10.1.0.1',
  icmpType: 3,
  icmpCode: 1,
  journey: -1,
  mtu: 0,
  ...more,
});

/** Where answers come in, one after the other; the last is the VM's port. */
const ENTRIES = ['ext', 'qg', 'sg', 'tap'];

/** Ten packets that nobody answered, and what was said about them. */
const refused = (
  witnesses: readonly Witness[],
  opening = 1,
  sights: readonly Sight[] = ['trusted', 'trusted', 'trusted', 'trusted'],
): string | null => {
  const forward = {
    count: 10,
    answered: new Uint8Array(10),
    opening: new Uint8Array(10).fill(opening),
  };
  const correlation = { witnesses, forward } as unknown as Correlation;
  const judgement = { judged: 10, last: new Int16Array(10) } as unknown as Judgement;
  const reply = {
    sights: ENTRIES.map((id, k) => ({ point: { id }, sight: sights[k] })),
  } as unknown as Judgement;
  return refusals(correlation, judgement, reply);
};

test('an ICMP error refuses only where it entered from outside', (t) => {
  t.regex(refused([error('ext', { from: '203.0.113.1' })]) ?? '', /203\.0\.113\.1.*type 3 code 1/);
  t.is(refused([error('tap')]), null, 'a router of the cloud: a witness of a loss inside');
});

test('too big, redirect and source quench refuse nothing', (t) => {
  for (const [icmpType, icmpCode] of [
    [3, 4],
    [5, 1],
    [4, 0],
  ] as const)
    t.is(refused([error('ext', { icmpType, icmpCode })]), null);
});

test('resets refuse when they answer openings, most of them', (t) => {
  const reset = (journey: number) => error('ext', { kind: 'rst', journey });
  const all = Array.from({ length: 10 }, (_, journey) => reset(journey));
  t.regex(refused(all) ?? '', /reset/);
  t.is(refused(all, 0), null, 'of an established connection');
  t.is(refused(all.slice(0, 5)), null, 'half of them are no refusal');
});

test('resets that began inside the cloud are no refusal of the peer', (t) => {
  const resets = (point: string) =>
    Array.from({ length: 10 }, (_, journey) => error(point, { kind: 'rst', journey }));
  t.regex(refused(resets('qg')) ?? '', /reset/, 'one capture may have missed them');
  t.is(refused(resets('sg')), null, 'made by a router or its firewall');
  const blind = ['blind', 'blind', 'trusted', 'trusted'] as const;
  t.regex(
    refused(resets('sg'), 1, blind) ?? '',
    /reset/,
    'nobody watched where they would come in',
  );
});
