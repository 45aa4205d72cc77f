// What the judgement is made from, counted in one pass over the journeys of a direction: how many
// each point saw, and which point saw each of them last.

import { JOURNEY, type DirectionJourneys } from '../correlate/journeys.ts';

export interface Counts {
  /** Journeys that are not censored. */
  readonly judged: number;
  /** Index of the last point that saw each journey; points = proven to have arrived; -1 = none. */
  readonly last: Int16Array;
  /** Per point: packets seen that are followed one by one. */
  readonly alone: Uint32Array;
  /** Per point and end: packets that were last seen there. */
  readonly stoppedAt: Uint32Array;
  /** Of those, packets that are identical to others. */
  readonly unsureAt: Uint32Array;
  /** The same of packets that were parts of super-packets somewhere; null = there were none. */
  readonly parts: Parts | null;
  /** Per point: packets seen that are only counted. */
  readonly crowded: Uint32Array;
  /** The same, where being seen further on counts as being seen here; one more for the end. */
  readonly crowds: Uint32Array;
}

/** Parts of a super-packet are seen or missed together: they are no independent evidence. */
export interface Parts {
  readonly alone: Uint32Array;
  readonly stoppedAt: Uint32Array;
  /** Per point: parts by the frame they were seen in. */
  readonly frames: readonly Map<number, number>[];
  /**
   * Per end: of all packets last seen there, how many are so far apart in time that they were in
   * different super-packets whatever was put together further on.
   */
  readonly eventsAt: Uint32Array;
}

/** What receive offload puts together arrives within this time. */
const TOGETHER_NS = 2e6;

const newParts = (stride: number): Parts => ({
  alone: new Uint32Array(stride),
  stoppedAt: new Uint32Array(stride + 1),
  frames: Array.from({ length: stride }, () => new Map<number, number>()),
  eventsAt: new Uint32Array(stride + 1),
});

/** Journeys by the point that saw them last, counted in events; those that arrived are not. */
const countEvents = ({ eventsAt }: Parts, journeys: DirectionJourneys, last: Int16Array): void => {
  const stride = journeys.points.length;
  const times: number[][] = Array.from({ length: stride }, () => []);
  for (const [j, at] of last.entries()) {
    if (at < 0 || at >= stride - 1) continue;
    times[at]?.push(journeys.timeNs[j * stride + at] ?? 0);
  }
  for (const [k, stopped] of times.entries()) {
    let before = -Infinity;
    for (const timeNs of Float64Array.from(stopped).toSorted()) {
      if (timeNs - before > TOGETHER_NS) eventsAt[k] = (eventsAt[k] ?? 0) + 1;
      before = timeNs;
    }
  }
};

const addPart = (parts: Parts, sighting: Int32Array, at: number, furthest: number): void => {
  for (const [k, frames] of parts.frames.entries()) {
    const frame = sighting[at + k] ?? -1;
    if (frame < 0) continue;
    parts.alone[k] = (parts.alone[k] ?? 0) + 1;
    frames.set(frame, (frames.get(frame) ?? 0) + 1);
  }
  if (furthest >= 0) parts.stoppedAt[furthest] = (parts.stoppedAt[furthest] ?? 0) + 1;
};

/** Of the journeys that are not censored. */
export const countJourneys = (journeys: DirectionJourneys): Counts => {
  const { points, count, sighting, flags, witnessed } = journeys;
  const stride = points.length;
  const last = new Int16Array(count).fill(-1);
  const alone = new Uint32Array(stride);
  const crowded = new Uint32Array(stride);
  const stoppedAt = new Uint32Array(stride + 1);
  const unsureAt = new Uint32Array(stride + 1);
  let judged = 0;
  let parts: Parts | null = null;
  for (let j = 0, at = 0; j < count; j += 1, at += stride) {
    const mark = flags[j] ?? 0;
    if ((mark & JOURNEY.censored) !== 0) continue;
    judged += 1;
    const isAlone = (mark & JOURNEY.counted) === 0;
    const seen = isAlone ? alone : crowded;
    let furthest = -1;
    for (let k = 0; k < stride; k += 1) {
      if ((sighting[at + k] ?? -1) < 0) continue;
      furthest = k;
      seen[k] = (seen[k] ?? 0) + 1;
    }
    if (!isAlone) continue;
    if (witnessed[j] === 1) furthest = stride;
    last[j] = furthest;
    if ((mark & JOURNEY.interval) !== 0)
      addPart((parts ??= newParts(stride)), sighting, at, furthest);
    if (furthest < 0) continue;
    stoppedAt[furthest] = (stoppedAt[furthest] ?? 0) + 1;
    if ((mark & JOURNEY.ambiguous) !== 0) unsureAt[furthest] = (unsureAt[furthest] ?? 0) + 1;
  }
  if (parts !== null) countEvents(parts, journeys, last);
  const crowds = new Uint32Array(stride + 1);
  for (let k = stride - 1; k >= 0; k -= 1) {
    crowds[k] = Math.max(crowded[k] ?? 0, crowds[k + 1] ?? 0);
  }
  return { judged, last, alone, stoppedAt, unsureAt, parts, crowded, crowds };
};

/** reached[k] = packets whose last sighting is at k or later. */
export const reachedOf = (stoppedAt: ArrayLike<number>): number[] => {
  const reached = Array.from({ length: stoppedAt.length }, () => 0);
  let sum = 0;
  for (let k = stoppedAt.length - 1; k >= 0; k -= 1) {
    sum += stoppedAt[k] ?? 0;
    reached[k] = sum;
  }
  return reached;
};
