// Nodes whose clocks differ: an agent shows its stamps, and answers about its clock, shifted by an
// offset, a drift and a step. Two real clocks this is not; it is their arithmetic, end to end. The
// verdict is right, and the offset it prints is the true one, within the bound it prints.

import { join } from 'node:path';
import test from 'ava';
import { readBundle } from '../../controller/src/store/bundle.ts';
import type { Verdict } from '../../controller/src/report/verdict.ts';
import { destinationOf, victimOf } from '../lab/faults/victim.ts';
import { talk } from '../lab/traffic/talk-of.ts';
import { listedAgents, restartAgent, restartAgentFlagged } from './agents.ts';
import { brief, everything, theLab, trace } from './support.ts';
import { isHealthy, traceInjected } from './verdicts.ts';

const lab = theLab();
const victim = victimOf(lab.topology, 'a1', 'icmp');
const NODE = victim.snatNode.name;
const HOST = victim.snatNode.host;
const OFFSET_US = 7_500;
const DRIFT_PPM = 40;
const STEP_US = -12_000;
/** After the agent's start: a trace is armed by then, and its window lasts longer. */
const STEP_AT_SEC = 9;
const LIVE_SECONDS = 10;
/** Agents say in whole seconds when they started. */
const ORIGIN_NS = 1e9;

const clockOf = ({ clock }: Verdict) => {
  const found = clock[HOST];
  if (found === undefined) throw new Error(`no clock of ${HOST}`);
  return found;
};

/** What is to be added to the node's stamps, beside its bound, at both ends of the window. */
const errorsOf = async (verdict: Verdict, bundle: string, stepUs: number) => {
  const { offsetNs, driftPpm, boundNs } = clockOf(verdict);
  const since = (await listedAgents(lab)).find(({ node }) => node === HOST)?.since ?? '';
  const { baseSec, windows } = readBundle(bundle);
  const originNs = Date.parse(since) * 1e6 - baseSec * 1e9;
  const ends = windows
    .filter(({ node }) => node === HOST)
    .flatMap(({ armedNs, stoppedNs }) => [armedNs, stoppedNs]);
  const slack = (DRIFT_PPM * ORIGIN_NS) / 1e6;
  return ends.map((stampNs) => {
    const ahead = (OFFSET_US + stepUs) * 1000 + (DRIFT_PPM * (stampNs - originNs)) / 1e6;
    return Math.abs(stampNs * driftPpm * 1e-6 + offsetNs + ahead) - boundNs - slack;
  });
};

const shift = [`--clock-offset-us=${OFFSET_US}`, `--clock-drift-ppm=${DRIFT_PPM}`];

test.afterEach.always(() => restartAgent(lab, NODE));

test('a clock that is ahead and drifts: delivered, and the offset within its bound', async (t) => {
  await restartAgentFlagged(lab, NODE, shift);
  const bundle = join(lab.stateDirectory, `clock-${process.pid}`);
  const traced = await traceInjected(lab, victim, '-o', bundle);
  isHealthy(t, traced);
  const { boundNs, source } = clockOf(traced.verdict);
  t.is(source, 'packets');
  t.true(boundNs > 0 && boundNs < 2e6, `${boundNs}`);
  for (const error of await errorsOf(traced.verdict, bundle, 0)) t.true(error <= 0, `${error} ns`);
  for (const { kind, latency } of traced.verdict.segments) {
    // 7.5 ms of offset would be seen in one direction, and negative times in the other.
    if (kind === 'underlay') t.true(Math.abs(latency?.p50Ns ?? Infinity) < 3e6, kind);
  }
});

const long = everything ? test : test.skip;

long('a clock that is set during the capture: nothing is lost, and both are said', async (t) => {
  await restartAgentFlagged(lab, NODE, [...shift, `--clock-step-us=${STEP_US}@${STEP_AT_SEC}`]);
  const bundle = join(lab.stateDirectory, `clock-step-${process.pid}`);
  const talking = talk(lab, 'a1', 'icmp', { rate: 50, seconds: LIVE_SECONDS + 5 });
  const live = ['--live', `${LIVE_SECONDS}s`, '-o', bundle];
  const traced = await trace(lab, 'a1', destinationOf(victim), ...live);
  await talking;
  isHealthy(t, traced);
  const { verdict } = traced;
  t.true(verdict.limits.includes(`the clock of ${HOST} was set while the captures ran`));
  t.true(
    readBundle(bundle).events.some(({ code, node }) => code === 'CLOCK_STEP' && node === HOST),
  );
  // The offset printed is that of the longer piece.
  const before = await errorsOf(verdict, bundle, 0);
  const after = await errorsOf(verdict, bundle, STEP_US);
  const holds = [before, after].some((errors) => errors.every((error) => error <= 0));
  t.true(holds, `${before.join()} ${after.join()} ${brief(verdict)}`);
});
