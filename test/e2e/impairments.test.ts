// Paths that are not cut but bad: losses at one place, a slow wire, a black hole for large packets.
// Segment and figures must be right.

import test from 'ava';
import { accessOf } from '../lab/access.ts';
import { heal } from '../lab/faults/changes.ts';
import { destinationOf, victimOf, type Victim } from '../lab/faults/victim.ts';
import { applyImpairment, impairmentNamed } from '../lab/impairments/catalogue.ts';
import { DEFAULT_SETTINGS, type Impairment, type Settings } from '../lab/impairments/impairment.ts';
import { talk } from '../lab/traffic/talk-of.ts';
import { brief, everything, theLab, trace } from './support.ts';
import { isHealthy, traceInjected } from './verdicts.ts';

const lab = theLab();
const access = accessOf(lab);
const SERVER = 'a1';
const victim = victimOf(lab.topology, SERVER, 'icmp');
/** The slower tests. */
const long = everything ? test : test.skip;

const named = (name: string): Impairment => {
  const found = impairmentNamed(name);
  if (found === null) throw new Error(`no impairment ${name}`);
  return found;
};

const impaired = async (
  { name }: Impairment,
  of: Victim,
  settings: Partial<Settings>,
  during: () => Promise<void>,
): Promise<void> => {
  const undo = await applyImpairment(access, named(name), of, settings);
  try {
    await during();
  } finally {
    await heal(access, undo);
  }
};

for (const name of ['loss-in-snat', 'loss-of-replies', 'loss-in-qrouter'] as const) {
  const run = name === 'loss-in-snat' ? test : long;
  run(`${name}: one packet of 100 is lost, there and nowhere else`, async (t) => {
    const impairment = named(name);
    await impaired(impairment, victim, {}, async () => {
      const talking = talk(lab, SERVER, 'icmp', { rate: 200, seconds: 8 });
      const { verdict } = await trace(lab, SERVER, destinationOf(victim), '--live', '4s');
      await talking;
      const shown = impairment.shown(victim, DEFAULT_SETTINGS);
      const said = brief(verdict);
      t.is(verdict.status, shown.status, said);
      const place = [verdict.segment?.kind, verdict.direction];
      t.deepEqual(place, [shown.segment, shown.direction], said);
      t.is(verdict.causes[0]?.code ?? null, shown.cause, said);
      const guilty = verdict.segments.filter(({ lost }) => lost > 0);
      t.is(guilty.length, 1, said);
      const [{ lost, sent, lossLow, lossHigh } = { lost: 0, sent: 0, lossLow: 1, lossHigh: 0 }] =
        guilty;
      t.true(lost / sent >= (shown.loss?.low ?? 0), `${lost} of ${sent}`);
      t.true(lost / sent <= (shown.loss?.high ?? 1), `${lost} of ${sent}`);
      t.true(lossLow <= 0.01 && lossHigh >= 0.01, `${lossLow} to ${lossHigh}`);
    });
  });
}

test('slow-underlay: the underlay shows the delay and its jitter, no other segment does', async (t) => {
  const impairment = named('slow-underlay');
  const settings = { delay: { ...DEFAULT_SETTINGS.delay, delayMs: 20, jitterMs: 3 } };
  await impaired(impairment, victim, settings, async () => {
    const traced = await traceInjected(lab, victim);
    isHealthy(t, traced);
    const { addedMs } = impairment.shown(victim, { ...DEFAULT_SETTINGS, ...settings });
    let wires = 0;
    for (const { kind, from, direction, latency } of traced.verdict.segments) {
      if (latency === null) continue;
      const { p50Ns, p90Ns, boundNs } = latency;
      const what = `${direction} ${kind} ${from}: ${p50Ns / 1e6} ms, ${p90Ns / 1e6} ms`;
      if (kind === 'underlay') {
        wires += 1;
        // The relay delays both ways alike, so that the bound is as wide as the delay.
        t.true(Math.abs(p50Ns - (addedMs?.low ?? 0) * 1e6) < 10e6, what);
        t.true(p90Ns >= p50Ns + 1e6, what);
        t.true(boundNs >= 10e6 && boundNs < 40e6, `${boundNs}`);
      } else t.true(p50Ns < 6e6, what);
    }
    t.is(wires, 2);
    t.true((traced.verdict.roundTrip?.p50Ns ?? 0) >= 2 * 18e6);
  });
});

for (const name of ['mtu-nic', 'mtu-wire'] as const) {
  const run = name === 'mtu-nic' ? test : long;
  run(`${name}: large packets vanish, small ones pass`, async (t) => {
    const impairment = named(name);
    await impaired(impairment, victim, {}, async () => {
      const shown = impairment.shown(victim, DEFAULT_SETTINGS);
      const large = await traceInjected(lab, victim, '--size', '1372');
      t.is(large.verdict.status, shown.status, brief(large.verdict));
      t.is(large.verdict.segment?.kind, shown.segment, brief(large.verdict));
      t.is(large.verdict.causes[0]?.code ?? null, shown.cause, brief(large.verdict));
      if (!everything) return;
      isHealthy(t, await traceInjected(lab, victim, '--size', '1000'));
      const talking = [56, 1372].map((size) =>
        talk(lab, SERVER, 'icmp', { rate: 20, seconds: 8, size }),
      );
      const both = await trace(lab, SERVER, destinationOf(victim), '--live', '4s');
      await Promise.all(talking);
      const said = brief(both.verdict);
      t.deepEqual([both.verdict.status, both.verdict.segment?.kind], ['DEGRADED', shown.segment]);
      t.is(both.verdict.causes[0]?.code, 'MTU_BLACKHOLE', said);
    });
  });
}
