// Some answers are missing, and no stretch inside the cloud is to blame: packets that want an
// answer each, had time to get it, and of which none was seen anywhere on its way back. Those that
// left the cloud were lost outside, or their answers were. Those that were not seen leaving ended
// somewhere inside, and were too few to say where.

import { JOURNEY, type Correlation, type DirectionJourneys } from '../correlate/journeys.ts';
import type { Recording } from '../run/recording.ts';
import type { Judgement, Stretch } from './judge.ts';

/** An answer that takes longer is late: nobody waits longer for one. */
const ANSWER_NS = 500e6;
/** What a capture may miss at least, until packets say that it misses less. */
const MISS_RATE = 0.05;
/** More answers than this that came in unseen are no proof of anything. */
const ARTEFACTS_MAX = 0.05;

export interface MissingAnswers {
  /** Behind the last point; null when all that left was answered, or nobody can say. */
  readonly outside: Stretch | null;
  /** Packets that were not answered, and of which nobody can say where they ended. */
  readonly anywhere: number;
}

const NONE: MissingAnswers = { outside: null, anywhere: 0 };

/**
 * Which packets surely want an answer each: echo requests, openings, and datagrams when all of
 * them are probes. What else a VM sends by UDP may want none, and TCP sends again by itself.
 */
const askingOf = ({ injected, path }: Recording, { forward }: Correlation): Uint8Array | null => {
  if (path.flow.protocol === 'tcp') return forward.opening;
  if (path.flow.protocol === 'icmp') return forward.asking;
  return injected !== null && injected.sent >= forward.count ? forward.asking : null;
};

/** On the reference clock. */
const firstSeenNs = ({ points, timeNs }: DirectionJourneys, journey: number): number => {
  const from = journey * points.length;
  let at = from;
  while (at < from + points.length && Number.isNaN(timeNs[at] ?? Number.NaN)) at += 1;
  return timeNs[at] ?? Number.NaN;
};

/**
 * How many answers came in and no capture saw them: those of `left` that got through, and those
 * that were lost inside before enough captures could see them.
 */
const unseenOf = ({ sights, missRate, stretches }: Judgement, left: number): number => {
  const lostAt = new Map(stretches.map(({ from, stopped }) => [from, stopped]));
  let share = 1;
  let unseen = 0;
  for (const [k, { sight }] of sights.entries()) {
    if (sight === 'trusted') share *= Math.max(MISS_RATE, missRate[k] ?? 0);
    unseen += share * (lostAt.get(k) ?? 0);
  }
  return unseen + share * left;
};

/** Of the journeys that are judged and old enough. */
export const missingAnswers = (
  recording: Recording,
  correlation: Correlation,
  forward: Judgement,
  reply: Judgement,
): MissingAnswers => {
  const asking = askingOf(recording, correlation);
  const end = forward.sights.length - 1;
  if (asking === null) return NONE;
  const isSeen = forward.sights[end]?.sight === 'trusted' && reply.sights[0]?.sight === 'trusted';
  const { count, flags, answered } = correlation.forward;
  const latestNs = (correlation.window?.toNs ?? Infinity) - ANSWER_NS;
  let [left, missing, inside] = [0, 0, 0];
  for (let j = 0; j < count; j += 1) {
    const isJudged = ((flags[j] ?? 0) & (JOURNEY.censored | JOURNEY.counted)) === 0;
    const last = forward.last[j] ?? -1;
    if (!isJudged || asking[j] !== 1 || last < 0) continue;
    if (firstSeenNs(correlation.forward, j) > latestNs) continue;
    const isMissing = answered[j] !== 1;
    if (last >= end) left += 1;
    if (isMissing && last >= end) missing += 1;
    if (isMissing && last < end) inside += 1;
  }
  const expected = unseenOf(reply, left);
  const isClear = isSeen && missing > 0 && expected <= ARTEFACTS_MAX;
  if (!isClear) return { outside: null, anywhere: inside + missing };
  const outside = {
    ...{ from: end, to: end + 1, reached: left, stopped: missing },
    ...{ expected, lost: missing, total: false },
  };
  return { outside, anywhere: inside };
};
