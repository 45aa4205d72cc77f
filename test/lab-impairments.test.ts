// The relay's delays and queue, and what impairments say they show, without a lab.

import test from 'ava';
import fc from 'fast-check';
import { buildTopology } from './lab/topology/build.ts';
import { victimOf } from './lab/faults/victim.ts';
import { IMPAIRMENTS } from './lab/impairments/catalogue.ts';
import { DEFAULT_SETTINGS } from './lab/impairments/impairment.ts';
import {
  delayQueue,
  delaysOf,
  DISTRIBUTIONS,
  QUEUE_FRAMES_MAX,
  type DelayPlan,
} from './lab/impairments/relay/delays.ts';

const plan = (of: Partial<DelayPlan>): DelayPlan => ({ ...DEFAULT_SETTINGS.delay, ...of });
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test('delays have the mean that was asked for, and never go back in time', (t) => {
  for (const distribution of DISTRIBUTIONS) {
    const next = delaysOf(plan({ distribution, delayMs: 20, jitterMs: 4 }));
    const drawn = Array.from({ length: 20_000 }, next);
    const expected = distribution === 'exponential' ? 24 : 20;
    t.true(Math.abs(mean(drawn) - expected) < 0.2, `${distribution}: ${mean(drawn)}`);
    t.true(drawn.every((each) => each >= 0));
  }
  const narrow = delaysOf(plan({ distribution: 'normal', delayMs: 1, jitterMs: 5 }));
  t.true(Array.from({ length: 1000 }, narrow).every((each) => each >= 0));
});

test('the same seed gives the same delays', (t) => {
  const of = (seed: number): readonly number[] =>
    Array.from({ length: 20 }, delaysOf(plan({ seed })));
  t.deepEqual(of(7), of(7));
  t.notDeepEqual(of(7), of(8));
});

const arrivals = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 });

/** Puts frames in at the given distances (ms) and takes all out when their time has come. */
const passed = (queue: ReturnType<typeof delayQueue>, gaps: readonly number[]) => {
  let now = 0n;
  const out: { readonly frame: number; readonly at: bigint }[] = [];
  const drain = (until: bigint): void => {
    for (let due = queue.nextDue(); due !== null && due <= until; due = queue.nextDue()) {
      const frame = queue.take(due);
      if (frame === null) throw new Error('a frame was due and did not come');
      out.push({ frame: frame[0] ?? -1, at: due });
    }
  };
  for (const [i, gap] of gaps.entries()) {
    now += BigInt(gap) * 1_000_000n;
    drain(now);
    queue.put(Uint8Array.of(i), now);
  }
  drain(now + 10_000_000_000n);
  return out;
};

test('every frame leaves once, not before its time, and in order when that is asked for', (t) => {
  const holds = fc.property(arrivals, fc.boolean(), fc.nat(), (gaps, keepOrder, seed) => {
    const queue = delayQueue(plan({ distribution: 'uniform', jitterMs: 8, keepOrder, seed }));
    const out = passed(queue, gaps);
    const order = out.map((each) => each.frame);
    const times = out.map((each) => each.at);
    const whole = order.toSorted((a, b) => a - b).every((frame, i) => frame === i);
    const forward = times.every((time, i) => i === 0 || time >= (times[i - 1] ?? 0n));
    const kept = !keepOrder || order.every((frame, i) => frame === i);
    return out.length === gaps.length && whole && forward && kept;
  });
  t.notThrows(() => fc.assert(holds));
});

test('jitter without order reorders', (t) => {
  const gaps = Array.from({ length: 50 }, () => 1);
  const queue = delayQueue(plan({ distribution: 'uniform', jitterMs: 8, keepOrder: false }));
  const order = passed(queue, gaps).map((each) => each.frame);
  t.notDeepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
});

test('a full queue says so', (t) => {
  const queue = delayQueue(plan({ distribution: 'fixed' }));
  for (let i = 0; i < QUEUE_FRAMES_MAX; i += 1) queue.put(Uint8Array.of(0), 0n);
  t.false(queue.put(Uint8Array.of(0), 0n));
});

test('every impairment can hit somebody and says what it shows', (t) => {
  const topology = buildTopology('impaired');
  t.is(new Set(IMPAIRMENTS.map((each) => each.name)).size, IMPAIRMENTS.length);
  for (const impairment of IMPAIRMENTS) {
    const victims = topology.servers
      .map((server) => victimOf(topology, server.name, 'icmp'))
      .filter((victim) => impairment.fits(victim));
    t.true(victims.length > 0, impairment.name);
    for (const victim of victims) {
      const { loss, addedMs, lostFromBytes } = impairment.shown(victim, DEFAULT_SETTINGS);
      const said = [loss, addedMs, lostFromBytes].filter((each) => each !== null);
      t.is(said.length, 1, impairment.name);
    }
  }
});
