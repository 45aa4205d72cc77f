// Localise on the real captures, with losses, misses and blind spots made afterwards.

import test from 'ava';
import { JOURNEY } from '../../src/correlate/journeys.ts';
import { correlate } from '../../src/correlate/mod.ts';
import { localise } from '../../src/localise/mod.ts';
import { NO_DEVICE, UNKNOWN_DEVICE } from '../../src/resolve/path.ts';
import type { Recording } from '../../src/run/recording.ts';
import { lose, withCaptures } from '../helpers/lose.ts';
import { recordedRecording } from '../helpers/recorded.ts';

const judged = (recording: Recording) => localise(recording, correlate(recording));

const snat = (protocol: 'icmp' | 'tcp' | 'udp') => recordedRecording('hybrid', 'snat', protocol);

test('a black hole in any forward segment is LOST in that segment, for every protocol', (t) => {
  for (const protocol of ['icmp', 'tcp', 'udp'] as const) {
    const recording = snat(protocol);
    const whole = correlate(recording);
    const { points } = whole.forward;
    for (let k = 0; k + 1 < points.length; k += 1) {
      const broken = lose(
        recording,
        whole,
        (direction, _, point) => direction === 'reply' || point > k,
      );
      const { status, direction, guilty } = judged(broken);
      t.deepEqual([status, direction], ['LOST', 'forward'], `${protocol} after ${points[k]}`);
      t.deepEqual([guilty?.segment.from, guilty?.segment.to], [points[k], points[k + 1]]);
      t.is(guilty?.lost, guilty?.sent);
    }
  }
});

test('a black hole in any reply segment is LOST in that segment of the reply', (t) => {
  const recording = snat('icmp');
  const whole = correlate(recording);
  const { points } = whole.reply;
  for (let k = 0; k + 1 < points.length; k += 1) {
    const broken = lose(
      recording,
      whole,
      (direction, _, point) => direction === 'reply' && point > k,
    );
    const { status, direction, guilty } = judged(broken);
    t.deepEqual([status, direction], ['LOST', 'reply'], `after ${points[k]}`);
    t.deepEqual([guilty?.segment.from, guilty?.segment.to], [points[k], points[k + 1]]);
  }
});

test('answers too late to be followed leave their way open, unless they were seen at the VM', (t) => {
  const recording = snat('icmp');
  const whole = correlate(recording);
  const late = (correlation: typeof whole) =>
    localise(recording, {
      ...correlation,
      reply: {
        ...correlation.reply,
        flags: correlation.reply.flags.map((flag) => flag | JOURNEY.censored),
      },
    });
  t.is(late(whole).status, 'DELIVERED');
  const end = whole.reply.points.length - 1;
  const gone = lose(recording, whole, (direction, _, k) => direction === 'reply' && k === end);
  const { status, limits } = late(correlate(gone));
  t.is(status, 'INCONCLUSIVE');
  t.regex(limits.join('; '), /too close to the end/);
});

test('some packets of a bulk transfer lost in one segment are DEGRADED in that segment', (t) => {
  const recording = snat('tcp');
  const whole = correlate(recording);
  const { points } = whole.forward;
  for (let k = 0; k + 2 < points.length; k += 1) {
    const broken = lose(
      recording,
      whole,
      (direction, j, point) => direction === 'forward' && j % 20 === 7 && point > k,
    );
    const { status, guilty } = judged(broken);
    t.deepEqual(
      [status, guilty?.segment.from, guilty?.segment.to],
      ['DEGRADED', points[k], points[k + 1]],
    );
  }
});

test('a capture that misses packets is no loss, whichever point it is', (t) => {
  const recording = snat('tcp');
  const whole = correlate(recording);
  for (let k = 0; k + 1 < whole.forward.points.length; k += 1) {
    const blurred = lose(
      recording,
      whole,
      (direction, j, point) => direction === 'forward' && j % 3 === 0 && point === k,
    );
    const { status, guilty, points } = judged(blurred);
    t.deepEqual([status, guilty], ['DELIVERED', null], `misses at ${whole.forward.points[k]}`);
    t.true((points[k]?.missRate ?? 0) > 0.25);
  }
});

test('nothing sent, nothing answered, and too few packets each have their own status', (t) => {
  const recording = snat('udp');
  const whole = correlate(recording);
  t.is(judged(lose(recording, whole, () => true)).status, 'NOT_SENT');
  t.is(judged(lose(recording, whole, (direction) => direction === 'reply')).status, 'UNANSWERED');
  const two = lose(
    recording,
    whole,
    (direction, j, point) => direction === 'reply' || j > 1 || point > 4,
  );
  const { status, limits } = judged(two);
  t.is(status, 'INCONCLUSIVE');
  t.regex(limits.join('\n'), /only 2 different packets/);
});

test('LOST is not said from a capture that was not armed, dropped packets or never ended', (t) => {
  const recording = snat('icmp');
  const whole = correlate(recording);
  const { points } = whole.forward;
  const broken = lose(
    recording,
    whole,
    (direction, _, point) => direction === 'reply' || point > 3,
  );
  const blind = { armed: false, failure: 'CAPTURE_FAILED' };
  for (const change of [blind, { droppedByKernel: 5 }, { droppedByAgent: 5 }, { endedBy: '' }]) {
    const unsure = withCaptures(broken, (capture, ids) =>
      ids.includes(points[4] ?? '') ? { ...capture, ...change } : capture,
    );
    const { status, limits } = judged(unsure);
    t.is(status, 'INCONCLUSIVE', JSON.stringify(change));
    t.true(limits.length > 0);
  }
});

test('a device that does not exist is where the packets end', (t) => {
  const recording = snat('icmp');
  const whole = correlate(recording);
  const sg = whole.forward.points.findIndex((id) => id.includes('snat-sg'));
  const broken = withCaptures(
    lose(recording, whole, (direction, _, point) => direction === 'reply' || point >= sg),
    (capture, ids) =>
      ids.some((id) => id.includes('snat-'))
        ? { ...capture, armed: false, failure: 'NETNS_MISSING: no such network namespace' }
        : capture,
  );
  const { status, guilty } = judged(broken);
  t.deepEqual([status, guilty?.segment.to], ['LOST', whole.forward.points[sg]]);
});

test('what nothing leads on from is where the packets end, the last device of all too', (t) => {
  const recording = snat('icmp');
  const whole = correlate(recording);
  const { points } = whole.forward;
  const broken = lose(
    recording,
    whole,
    (direction, _, point) => direction === 'reply' || point === points.length - 1,
  );
  const { path, plan } = broken;
  const ends = path.points.filter(({ role }) => role === 'ext-nic').map(({ id }) => id);
  const unplugged = (device: string) => ({
    ...broken,
    path: {
      ...path,
      points: path.points.map((one) => (ends.includes(one.id) ? { ...one, device } : one)),
    },
    plan: {
      ...plan,
      nodes: plan.nodes.map((node) => ({
        ...node,
        captures: node.captures.filter(({ points: ids }) => !ids.some((id) => ends.includes(id))),
      })),
    },
  });
  const { status, guilty, lostSamples } = judged(unplugged(NO_DEVICE));
  t.deepEqual([status, guilty?.segment.from], ['LOST', points.at(-2)]);
  t.is(guilty?.lost, guilty?.sent);
  t.true(lostSamples.length > 0);
  t.is(judged(unplugged(UNKNOWN_DEVICE)).status, 'INCONCLUSIVE');
});

test('when only large packets vanish, the sizes are told', (t) => {
  const recording = snat('tcp');
  const whole = correlate(recording);
  const { points, sighting } = whole.forward;
  const captureOf = (id: string) =>
    recording.captures.find((capture) =>
      recording.plan.nodes.some(({ captures }) =>
        captures.some((c) => c.capture === capture.capture && c.points.includes(id)),
      ),
    );
  const lengths = captureOf(points[0] ?? '')?.frames.originalBytes;
  const isLarge = (j: number): boolean => (lengths?.[sighting[j * points.length] ?? 0] ?? 0) > 1000;
  // What answers the large ones does not exist then: of the replies the handshakes remain.
  const ext = captureOf(whole.reply.points[0] ?? '')?.frames;
  const isHandshake = (j: number): boolean => {
    const frame = whole.reply.sighting[j * whole.reply.points.length] ?? 0;
    return ext?.bytes[(ext.offset[frame] ?? 0) + 14 + 20 + 13] === 0x12;
  };
  const broken = lose(recording, whole, (direction, j, point) =>
    direction === 'forward' ? point > 6 && isLarge(j) : !isHandshake(j),
  );
  const { status, guilty, sizes, limits } = judged(broken);
  t.deepEqual([status, guilty?.segment.from], ['DEGRADED', points[6]]);
  t.true((sizes?.smallestLost ?? 0) > 1000 && (sizes?.largestPassed ?? 0) < 1000);
  t.regex(limits.join('\n'), /only large packets are lost: frames of \d+ bytes pass/);
});
