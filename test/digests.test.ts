// Digests and sampling from end to end, without a network: recorded and simulated captures go
// through the agent's code, and the controller judges what comes out of it.

import test from 'ava';

import { recordedRecording } from '../controller/test/helpers/recorded.ts';
import { lose } from '../controller/test/helpers/lose.ts';
import { correlate } from '../controller/src/correlate/mod.ts';
import type { Correlation } from '../controller/src/correlate/journeys.ts';
import { localise } from '../controller/src/localise/mod.ts';
import { makeVerdict } from '../controller/src/report/make-verdict.ts';
import { mergeFrames } from '../controller/src/report/merged.ts';
import type { Recording } from '../controller/src/run/recording.ts';
import { readCapture } from '@hopscope/pcapng';
import { checkRun } from './sim/check.ts';
import { runScenario } from './sim/run.ts';
import { scenarioOf } from './sim/scenario.ts';
import { digested } from './support/digested.ts';

/** What does not depend on which packets were kept whole. */
const essence = (recording: Recording): Record<string, unknown> => {
  const correlation = correlate(recording);
  const localisation = localise(recording, correlation);
  const verdict = makeVerdict(recording, correlation, localisation, []);
  const { roundTrip: _frames, points, ...rest } = verdict;
  return { ...rest, points: points.map(({ note: _text, ...point }) => point) };
};

const judge = (recording: Recording, correlation: Correlation = correlate(recording)) =>
  localise(recording, correlation);

test('recorded traffic judged from digests gives the verdict of whole frames', (t) => {
  for (const firewall of ['hybrid', 'ovsfw'] as const)
    for (const traffic of ['snat', 'fip', 'ew'] as const)
      for (const protocol of ['icmp', 'tcp', 'udp'] as const) {
        const recording = recordedRecording(firewall, traffic, protocol);
        const whole = essence(recording);
        for (const rawFrames of [0, 3])
          t.deepEqual(
            essence(digested(recording, { rawFrames, sampleShift: 0 })),
            whole,
            `${firewall} ${traffic} ${protocol}, ${rawFrames} raw`,
          );
      }
});

test('a loss among digests is found in its segment', (t) => {
  const recording = recordedRecording('hybrid', 'snat', 'tcp');
  const correlation = correlate(recording);
  const { points } = correlation.forward;
  for (const k of [1, 4, 7]) {
    const broken = lose(
      recording,
      correlation,
      (direction, j, point) => direction === 'forward' && j % 20 === 7 && point > k,
    );
    const { status, guilty, lostSamples } = judge(
      digested(broken, { rawFrames: 5, sampleShift: 0 }),
    );
    t.deepEqual(
      [status, guilty?.segment.from, guilty?.segment.to],
      ['DEGRADED', points[k], points[k + 1]],
    );
    t.true(lostSamples.length > 0);
  }
});

test('merged.pcapng has the whole frames, and nothing in the place of digests', (t) => {
  const recording = digested(recordedRecording('hybrid', 'snat', 'icmp'), {
    rawFrames: 4,
    sampleShift: 0,
  });
  const correlation = correlate(recording);
  const merged = mergeFrames(recording, correlation, judge(recording, correlation));
  const { interfaces, problem } = readCapture(Buffer.from(merged));
  t.is(problem, '');
  for (const { frames } of interfaces) {
    t.true(frames.count > 0 && frames.count <= 8);
    t.true(frames.capturedBytes.every((bytes) => bytes > 0));
  }
});

/** Worlds in which a capture sees more than a handful of packets. */
const busyWorlds = (count: number) => {
  const found = [];
  for (let seed = 1; found.length < count; seed += 1) {
    const scenario = scenarioOf(seed, { missRate: null, losses: true });
    if (scenario.packets >= 2000) found.push(scenario);
  }
  return found;
};

test('simulated worlds are judged alike from digests and from whole frames', (t) => {
  for (const scenario of busyWorlds(12)) {
    const { recording } = runScenario(scenario);
    const mixed = digested(recording, { rawFrames: 100, sampleShift: 0 });
    t.deepEqual(essence(mixed), essence(recording), `seed ${scenario.seed}`);
  }
});

test('sampled worlds: no false loss, no packet mistaken, and what is lost is found', (t) => {
  let visible = 0;
  let right = 0;
  for (const scenario of busyWorlds(24)) {
    const simulated = runScenario(scenario);
    const whole = correlate(simulated.recording);
    const recording = digested(simulated.recording, { rawFrames: 50, sampleShift: 2 });
    const correlation = correlate(recording);
    const localisation = judge(recording, correlation);
    const about = `seed ${scenario.seed} ${scenario.protocol}: ${localisation.status}`;
    const truth = checkRun(simulated, whole, judge(simulated.recording, whole));
    const outcome = checkRun({ ...simulated, packets: [] }, correlation, localisation);
    t.false(outcome.falseLost, about);
    if (recording.captures.every(({ sampledOut }) => sampledOut === 0)) continue;
    t.true(
      localisation.limits.some((limit) => limit.startsWith('sampled: 1 of 4 packets')),
      about,
    );
    // packets that are all alike are all in or all out
    if (scenario.identical || scenario.conditions.loss?.rate !== 1) continue;
    if (!truth.segmentRight) continue;
    visible += 1;
    if (outcome.segmentRight) right += 1;
    else t.log(about, localisation.limits.join('; '));
  }
  t.true(visible >= 3, `only ${visible} worlds lose everything somewhere`);
  t.is(right, visible);
});

test('the share that is judged is about the share that is sampled', (t) => {
  for (const scenario of busyWorlds(30).filter(({ protocol }) => protocol !== 'tcp')) {
    if (scenario.identical || scenario.fragmented) continue;
    const { recording } = runScenario(scenario);
    const { sent } = judge(recording);
    const sampled = judge(digested(recording, { rawFrames: 20, sampleShift: 2 })).sent;
    t.true(Math.abs(sampled - sent / 4) < sent / 8, `seed ${scenario.seed}: ${sampled} of ${sent}`);
  }
});
