// The stage: journeys to a status and a guilty segment. The statuses are asked in a fixed order
// and the first that holds is the answer; LOST is never said where the loss could not be seen.

import { JOURNEY, type Correlation, type Witness } from '../correlate/journeys.ts';
import type { Direction, Segment } from '../resolve/path.ts';
import type { Recording } from '../run/recording.ts';
import type { Localisation, SegmentFinding, Status } from './finding.ts';
import { travelsOf } from './latency.ts';
import { damaged } from './damaged.ts';
import { deafGuest } from './deaf-guest.ts';
import { judge, type Judgement, type JudgeOptions, type Stretch } from './judge.ts';
import { captureOf, sightsOf, type PointSight } from './observability.ts';
import { missingAnswers } from './missing-answers.ts';
import { refusals } from './refusals.ts';
import { segmentFinding } from './segments.ts';
import { sizeReasons, sizesOf } from './sizes.ts';

/** Fewer different packets than this prove nothing. */
const PACKETS_MIN = 3;
const SAMPLES_MAX = 8;
/** No loss among n packets means a rate below 3/n, with 95 % (rule of three). */
const RULE_OF_THREE = 3;

interface Case {
  readonly recording: Recording;
  readonly correlation: Correlation;
  readonly forward: Judgement;
  readonly reply: Judgement;
  readonly sights: readonly PointSight[];
}

interface Answer {
  readonly status: Status;
  readonly direction: Direction;
  readonly guilty: Segment | null;
  readonly stretch: Stretch | null;
  readonly reasons: readonly string[];
}

const answer = (status: Status, direction: Direction, ...reasons: string[]): Answer => ({
  status,
  direction,
  guilty: null,
  stretch: null,
  reasons,
});

const segmentAt = ({ recording }: Case, judgement: Judgement, from: number): Segment | null => {
  const id = judgement.journeys.points[from];
  return (
    recording.path.segments.find(
      (segment) => segment.from === id && segment.direction === judgement.journeys.direction,
    ) ?? null
  );
};

/**
 * The one segment a stretch is about: itself when its ends are neighbours, the way into the first
 * device that does not exist, or null when a point between could not be observed.
 */
const pin = (
  c: Case,
  judgement: Judgement,
  { from, to }: Stretch,
): { segment: Segment | null; reasons: string[] } => {
  const between = judgement.sights.slice(from + 1, to);
  const [first] = between;
  if (first === undefined || first.sight === 'absent') {
    return { segment: segmentAt(c, judgement, from), reasons: [] };
  }
  return { segment: null, reasons: between.map(({ reason }) => reason).filter((r) => r !== '') };
};

const lossAnswer = (c: Case, judgement: Judgement, stretch: Stretch): Answer => {
  const { direction } = judgement.journeys;
  if (stretch.stopped < PACKETS_MIN) {
    const seen = `only ${stretch.stopped} different packets were seen before the loss`;
    return answer('INCONCLUSIVE', direction, seen);
  }
  const { segment, reasons } = pin(c, judgement, stretch);
  if (segment === null) return answer('INCONCLUSIVE', direction, ...reasons);
  const status = stretch.total ? 'LOST' : 'DEGRADED';
  return { status, direction, guilty: segment, stretch, reasons: [] };
};

const notSent = (c: Case): Answer | null => {
  const { forward, reply, recording } = c;
  if (forward.judged > 0) return null;
  // Only replies were judged: the VM spoke outside the window, or its side was not captured.
  if (reply.judged > 0) return null;
  if (forward.journeys.count > 0) {
    return answer('INCONCLUSIVE', 'forward', 'every packet fell outside the judged window');
  }
  const [first] = forward.sights;
  if (first === undefined || first.sight !== 'trusted') {
    return answer('INCONCLUSIVE', 'forward', first?.reason ?? 'no point on the path');
  }
  const sent = recording.injected?.sent ?? 0;
  if (sent > 0) {
    return answer('INCONCLUSIVE', 'forward', `${sent} probes were sent but not seen at the start`);
  }
  return answer('NOT_SENT', 'forward');
};

const totalLoss = (c: Case, judgement: Judgement): Answer | null => {
  const total = judgement.stretches.find(({ total: all, lost }) => all && lost > 0);
  if (total !== undefined) return lossAnswer(c, judgement, total);
  // Nothing passed, but too few packets for the alarm: still no reason to say DELIVERED.
  const few = judgement.stretches.find(({ total: all }) => all);
  return few === undefined ? null : lossAnswer(c, judgement, { ...few, lost: few.stopped });
};

/** All that reached the last device there is: behind it nothing can pass. */
const leftFor = (from: number, reached: number, { journeys }: Judgement): Stretch => ({
  from,
  to: journeys.points.length,
  reached,
  stopped: reached,
  expected: 0,
  lost: reached,
  total: true,
});

const unanswered = (c: Case): Answer | null => {
  const { forward, reply } = c;
  if (reply.journeys.count > 0 || forward.judged === 0) return null;
  const end = forward.sights.findLastIndex(({ sight }) => sight === 'trusted');
  const left = forward.reached[end] ?? 0;
  const blindEnd = forward.sights.slice(end + 1);
  const [entry] = reply.sights;
  if (blindEnd.length > 0 && blindEnd.every(({ sight }) => sight === 'absent'))
    return lossAnswer(c, forward, leftFor(end, left, forward));
  if (blindEnd.length > 0 || entry?.sight !== 'trusted') {
    const reasons = [...blindEnd, ...(entry === undefined ? [] : [entry])];
    const said = reasons.map(({ reason }) => reason).filter((reason) => reason !== '');
    return answer('INCONCLUSIVE', 'forward', ...said);
  }
  if (left < PACKETS_MIN) {
    return answer('INCONCLUSIVE', 'forward', `only ${left} different packets left the cloud`);
  }
  return { ...answer('UNANSWERED', 'forward'), guilty: segmentAt(c, forward, end) };
};

/**
 * Answers that were all seen so late that none is judged: whether they reached the VM is not known,
 * unless one was seen there.
 */
const lateAnswers = ({ forward, reply }: Case): Answer | null => {
  const { count, points, sighting } = reply.journeys;
  if (forward.judged === 0 || reply.judged > 0 || count === 0) return null;
  const end = reply.sights.findLastIndex(({ sight }) => sight === 'trusted');
  for (let j = 0; j < count; j += 1)
    if ((sighting[j * points.length + end] ?? -1) >= 0) return null;
  const late = 'answers came too close to the end of the window to be followed to the VM';
  return answer('INCONCLUSIVE', 'reply', `all ${count} ${late}`);
};

const partialLoss = (c: Case): Answer | null => {
  const candidates = [c.forward, c.reply].flatMap((judgement) =>
    judgement.stretches
      .filter(({ lost }) => lost > 0)
      .map((stretch) => ({ judgement, stretch, excess: stretch.stopped - stretch.expected })),
  );
  const worst = candidates.toSorted((a, b) => b.excess - a.excess)[0];
  if (worst === undefined) return null;
  const found = lossAnswer(c, worst.judgement, worst.stretch);
  if (found.status !== 'INCONCLUSIVE') return found;
  // One or two packets, but seen by enough later points: lost, and said so.
  const { segment } = pin(c, worst.judgement, worst.stretch);
  if (segment === null) return found;
  return { ...found, status: 'DEGRADED', guilty: segment, stretch: worst.stretch, reasons: [] };
};

/** Some got no answer, though every stretch inside passes what it should. */
const unansweredSome = (c: Case): Answer | null => {
  const { outside, anywhere } = missingAnswers(c.recording, c.correlation, c.forward, c.reply);
  if (outside !== null) {
    const guilty = segmentAt(c, c.forward, outside.from);
    return { status: 'DEGRADED', direction: 'forward', guilty, stretch: outside, reasons: [] };
  }
  if (anywhere === 0) return null;
  const said = `${anywhere} of ${c.forward.judged} packets were not answered`;
  const blind = c.sights.flatMap(({ sight, reason }) => (sight === 'trusted' ? [] : [reason]));
  const [first] = blind.filter((reason) => reason !== '');
  const why = first ?? 'too few to say where they were lost';
  return answer('INCONCLUSIVE', 'forward', `${said}: ${why}`);
};

/** All arrived, and the VM took no notice. */
const unheard = (c: Case): Answer | null => {
  const stretch = deafGuest(c.recording, c.correlation, c.reply);
  if (stretch === null) return null;
  const guilty = segmentAt(c, c.reply, stretch.from);
  return { status: 'LOST', direction: 'reply', guilty, stretch, reasons: [] };
};

const silentNodes = ({ recording, sights }: Case): string[] => {
  const ended = recording.captures.filter(({ armed, endedBy }) => armed && endedBy === '');
  const crashed = recording.captures.filter(({ endedBy }) => endedBy === 'crash');
  const nodes = new Set([...ended, ...crashed].map(({ node }) => node));
  const reasons = sights
    .filter(({ point, sight }) => nodes.has(point.node) && sight !== 'trusted')
    .map(({ reason }) => reason);
  return [...new Set(reasons)];
};

const rejected = (c: Case): Answer | null => {
  const from = refusals(c.correlation, c.forward, c.reply);
  if (from === null) return null;
  const end = c.forward.sights.length - 1;
  return { ...answer('REJECTED', 'forward', from), guilty: segmentAt(c, c.forward, end) };
};

const someLost = (c: Case): Answer | null => partialLoss(c) ?? unansweredSome(c);

const decide = (c: Case): Answer => {
  const early = notSent(c) ?? totalLoss(c, c.forward) ?? rejected(c) ?? unanswered(c);
  const found = early ?? totalLoss(c, c.reply) ?? unheard(c) ?? lateAnswers(c) ?? someLost(c);
  const silent = silentNodes(c);
  if (found !== null && found.status !== 'DEGRADED') return found;
  if (silent.length > 0) return answer('INCONCLUSIVE', 'forward', ...silent);
  if (found !== null) return found;
  // Answers alone do not say that what was asked got through.
  return c.forward.judged === 0
    ? answer('INCONCLUSIVE', 'forward', 'every packet of the VM fell outside the judged window')
    : answer('DELIVERED', 'forward');
};

/** The first lost packets; those of which the frame was kept come first. */
const samplesOf = (
  recording: Recording,
  { journeys, last, sights }: Judgement,
  stretch: Stretch | null,
): Localisation['lostSamples'] => {
  if (stretch === null) return [];
  const kept = sights.map(({ point }) => captureOf(recording, point)?.frames.count ?? 0);
  const stride = journeys.points.length;
  const framed: Localisation['lostSamples'][number][] = [];
  const bare: typeof framed = [];
  for (let j = 0; j < journeys.count && framed.length < SAMPLES_MAX; j += 1) {
    const at = last[j] ?? -1;
    if (at < stretch.from || at >= stretch.to) continue;
    if (at === stride - 1 && journeys.answered[j] === 1) continue;
    const frame = journeys.sighting[j * stride + at] ?? -1;
    const sample = { point: journeys.points[at] ?? '', frame, journey: j };
    if (frame < (kept[at] ?? 0)) framed.push(sample);
    else if (bare.length < SAMPLES_MAX) bare.push(sample);
  }
  return [...framed, ...bare].slice(0, SAMPLES_MAX);
};

const findingsOf = (c: Case, { guilty, stretch }: Answer): SegmentFinding[] => {
  const { path } = c.recording;
  const travels = {
    forward: travelsOf(c.correlation.forward),
    reply: travelsOf(c.correlation.reply),
  };
  return path.segments.map((segment) => {
    const { direction } = segment;
    const own = segment === guilty ? stretch : null;
    return segmentFinding(path, c.correlation, c[direction], travels[direction], segment, own);
  });
};

/**
 * Packets that want an answer, and those that got one. A flow of bare acknowledgements wants none:
 * all its packets are counted then.
 */
const askedOf = ({ correlation, forward }: Case): { sent: number; answered: number } => {
  const { answered, asking, flags, count } = correlation.forward;
  const asked = { sent: 0, answered: 0 };
  let rest = 0;
  for (let j = 0; j < count; j += 1) {
    if (((flags[j] ?? 0) & JOURNEY.censored) !== 0) continue;
    const hasAnswer = (forward.last[j] ?? -1) >= 0 && answered[j] === 1;
    if (asking[j] === 1) {
      asked.sent += 1;
      asked.answered += hasAnswer ? 1 : 0;
    } else rest += hasAnswer ? 1 : 0;
  }
  return asked.sent > 0 ? asked : { sent: forward.judged, answered: rest };
};

export interface LocaliseOptions extends JudgeOptions {}

/** Status and guilty segment of one recording. Pure; never throws. */
export const localise = (
  recording: Recording,
  correlation: Correlation,
  options: LocaliseOptions = { missRates: true },
): Localisation => {
  const sights = sightsOf(recording, correlation.natUnresolved > 0);
  const of = (direction: Direction): PointSight[] =>
    sights.filter(({ point }) => point.direction === direction);
  const forward = judge(correlation.forward, of('forward'), options);
  const reply = judge(correlation.reply, of('reply'), options);
  const c: Case = { recording, correlation, forward, reply, sights };
  const found = decide(c);
  const segments = findingsOf(c, found);
  const guilty = segments.find(({ segment }) => segment === found.guilty) ?? null;
  const judgement = found.direction === 'forward' ? forward : reply;
  const { sent, answered } = askedOf(c);
  const sizes = sizesOf(recording, judgement, found.stretch);
  const lossless = found.status === 'DELIVERED' && sent > 0;
  return {
    status: found.status,
    direction: found.direction,
    guilty,
    segments,
    points: [forward, reply].flatMap(({ journeys, seen, missRate }) =>
      journeys.points.map((point, k) => ({
        point,
        packets: seen[k] ?? 0,
        missRate: missRate[k] ?? 0,
      })),
    ),
    sent,
    answered,
    lostSamples: samplesOf(recording, judgement, found.stretch),
    sizes,
    rateBelow: lossless ? Math.min(1, RULE_OF_THREE / sent) : null,
    limits: [
      ...new Set([
        ...found.reasons,
        ...sizeReasons(sizes),
        ...sights.map(({ reason }) => reason).filter((reason) => reason !== ''),
        ...damaged(recording, correlation),
        ...correlation.limits,
      ]),
    ],
  };
};

export type { Witness };
