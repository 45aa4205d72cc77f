// Truly identical packets, paired again by time. Counting k-th with k-th goes wrong when a
// capture began earlier or a packet was lost: everything after it slides. Once the clocks are
// aligned, the usual transit from lane to lane is known, and the same in-order pairing is made
// around it. They stay ambiguous: how many were lost is known, which one is not. Where they follow
// each other faster than transit varies, or no common time is known, only their number per lane
// within the judged window means anything: `counted`.

import { JOURNEY, type Window } from './journeys.ts';
import type { Joined } from './join.ts';

/** A second sighting this close behind another is a copy, unless other lanes saw it too. */
const COPY_NS = 150_000;
/**
 * More sightings at one lane than at any other, this close behind another: copies that a switch
 * flooded into several tunnels, one after the other. On a busy node that takes milliseconds.
 */
const FLOOD_NS = 20e6;
/** Transit varies at least this much before two identical packets are told apart by time. */
const SPREAD_MIN_NS = 200_000;
/**
 * A packet may be so many tolerances late and still be the one that is missing; or so large a part
 * of the time to the next one like it: what is sent again after a second may queue for long.
 */
const LATE = 20;
const LATE_SHARE = 0.25;
/** Tolerance in spreads (10th to 80th percentile): lost packets must not widen it. */
const SPREADS = 4;
/** Closer together than so many tolerances, packets cannot be told apart by time. */
const CROWDED = 4;
const SAMPLES_MAX = 2000;

/** Times of sightings on the reference clock; NaN where not seen. count × lanes. */
export type Times = Float64Array;

interface Transit {
  /** Usual time from the first lane to each, in nanoseconds. */
  readonly since: Float64Array;
  /** Sightings further than this from where they are expected are another packet's. */
  readonly toleranceNs: number;
}

/** Transit, and how late a packet of this chain may be and still be the one that is missing. */
interface Pace extends Transit {
  readonly lateNs: number;
}

interface Track {
  readonly rows: Int32Array;
  /** Its last sighting, minus the usual transit to there. */
  departedNs: number;
  seen: number;
}

interface Occurrence {
  readonly row: number;
  readonly timeNs: number;
}

/** False: no packet is identical to another, and there is nothing to pair. */
export const hasIdentical = ({ nextOf, count }: Joined): boolean => {
  // A loop: the array is as long as there are packets.
  for (let j = 0; j < count; j += 1) if ((nextOf[j] ?? -1) >= 0) return true;
  return false;
};

/** Chain heads: ambiguous journeys that no other journey points to. */
const chainsOf = ({ flags, nextOf, count }: Joined): number[][] => {
  const isNext = new Uint8Array(count);
  for (const next of nextOf) if (next >= 0) isNext[next] = 1;
  const chains: number[][] = [];
  for (let j = 0; j < count; j += 1) {
    if (((flags[j] ?? 0) & JOURNEY.ambiguous) === 0 || isNext[j] === 1) continue;
    const chain: number[] = [];
    for (let at = j; at >= 0; at = nextOf[at] ?? -1) chain.push(at);
    chains.push(chain);
  }
  return chains;
};

const byNumber = (values: readonly number[]): Float64Array => Float64Array.from(values).toSorted();

/** Delays between two lanes of packets that are certain. */
const certainDelays = (joined: Joined, times: Times, from: number, to: number): Float64Array => {
  const stride = joined.lanes.length;
  const delays: number[] = [];
  for (let j = 0; j < joined.count && delays.length < SAMPLES_MAX; j += 1) {
    if (((joined.flags[j] ?? 0) & JOURNEY.ambiguous) !== 0) continue;
    const delay = (times[j * stride + to] ?? 0) - (times[j * stride + from] ?? 0);
    if (!Number.isNaN(delay)) delays.push(delay);
  }
  return byNumber(delays);
};

/** Delays from each sighting of a chain at one lane to the nearest at the lane before. */
const nearestDelays = (from: readonly Occurrence[], to: readonly Occurrence[]): Float64Array => {
  const delays: number[] = [];
  let at = 0;
  for (const { timeNs } of to) {
    const distance = (index: number): number =>
      Math.abs(timeNs - (from[index]?.timeNs ?? Infinity));
    while (at + 1 < from.length && distance(at + 1) <= distance(at)) at += 1;
    const before = from[at];
    if (before !== undefined && delays.length < SAMPLES_MAX) delays.push(timeNs - before.timeNs);
  }
  return byNumber(delays);
};

const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? 0;

const occurrencesAt = (
  { sighting, lanes }: Joined,
  times: Times,
  chain: readonly number[],
  lane: number,
): Occurrence[] =>
  chain
    .map((j) => j * lanes.length + lane)
    .filter((at) => (sighting[at] ?? -1) >= 0)
    .map((at) => ({ row: sighting[at] ?? -1, timeNs: times[at] ?? 0 }))
    .toSorted((a, b) => a.timeNs - b.timeNs);

const transitOf = (joined: Joined, times: Times, lanes: readonly Occurrence[][]): Transit => {
  const since = new Float64Array(lanes.length);
  let spread = SPREAD_MIN_NS;
  let before = -1;
  for (const [lane, occurrences] of lanes.entries()) {
    if (before >= 0) {
      const certain = certainDelays(joined, times, before, lane);
      const delays =
        certain.length >= 10 ? certain : nearestDelays(lanes[before] ?? [], occurrences);
      since[lane] = (since[before] ?? 0) + quantile(delays, 0.5);
      spread = Math.max(spread, SPREADS * (quantile(delays, 0.8) - quantile(delays, 0.1)));
    }
    if (occurrences.length > 0) before = lane;
  }
  return { since, toleranceNs: spread };
};

const join = (track: Track, lane: number, row: number, departedNs: number): void => {
  track.rows[lane] = row;
  track.departedNs = departedNs;
  track.seen += 1;
};

interface Left {
  readonly tracks: readonly Track[];
  readonly occurrences: readonly Occurrence[];
}

/** For each of `from` the index of the nearest of `to`; both in order. */
const nearest = (from: Float64Array, to: Float64Array): Int32Array => {
  const found = new Int32Array(from.length).fill(-1);
  if (to.length === 0) return found;
  let at = 0;
  for (const [index, value] of from.entries()) {
    const distance = (other: number): number => Math.abs(value - (to[other] ?? Infinity));
    while (at + 1 < to.length && distance(at + 1) <= distance(at)) at += 1;
    found[index] = at;
  }
  return found;
};

/** Joins those that are each other's nearest; what is left on both sides, in order. */
const joinNearest = ({ tracks, occurrences }: Left, lane: number, transit: Transit): Left => {
  const since = transit.since[lane] ?? 0;
  const departed = Float64Array.from(tracks, ({ departedNs }) => departedNs);
  const expected = Float64Array.from(occurrences, ({ timeNs }) => timeNs - since);
  const toOccurrence = nearest(departed, expected);
  const toTrack = nearest(expected, departed);
  const isLeft = (index: number): boolean => {
    const at = toTrack[index] ?? -1;
    const track = tracks[at];
    const occurrence = occurrences[index];
    if (track === undefined || occurrence === undefined || toOccurrence[at] !== index) return true;
    const departedNs = expected[index] ?? 0;
    if (Math.abs(departedNs - (departed[at] ?? 0)) > transit.toleranceNs) return true;
    join(track, lane, occurrence.row, departedNs);
    return false;
  };
  const open = occurrences.filter((_, index) => isLeft(index));
  return { tracks: tracks.filter(({ rows }) => (rows[lane] ?? -1) < 0), occurrences: open };
};

/** Late ones: what is left on both sides, in order, within a wider tolerance. */
const joinLate = (
  { tracks, occurrences }: Left,
  lane: number,
  { since, toleranceNs, lateNs }: Pace,
): Occurrence[] => {
  let at = 0;
  return occurrences.filter(({ row, timeNs }) => {
    const departedNs = timeNs - (since[lane] ?? 0);
    while ((tracks[at]?.departedNs ?? Infinity) < departedNs - lateNs) at += 1;
    const track = tracks[at];
    if (track === undefined || track.departedNs > departedNs + toleranceNs) return true;
    join(track, lane, row, departedNs);
    at += 1;
    return false;
  });
};

/** Splits off what follows another sighting of the lane too closely to be a packet of its own. */
const withoutCopies = (all: readonly Occurrence[], left: readonly Occurrence[]): Occurrence[][] => {
  const before = new Map(all.map(({ row }, index) => [row, all[index - 1]?.timeNs ?? -Infinity]));
  const isCopy = ({ row, timeNs }: Occurrence): boolean =>
    timeNs - (before.get(row) ?? -Infinity) <= COPY_NS;
  return [left.filter((one) => !isCopy(one)), left.filter(isCopy)];
};

/** Puts the sightings of one lane to the tracks. */
const extend = (
  tracks: readonly Track[],
  occurrences: readonly Occurrence[],
  lane: number,
  transit: Pace,
): readonly Track[] => {
  const { since } = transit;
  const first = joinNearest({ tracks, occurrences }, lane, transit);
  const second = joinNearest(first, lane, transit);
  const [late = [], copies = []] = withoutCopies(occurrences, second.occurrences);
  const alone = [...joinLate({ ...second, occurrences: late }, lane, transit), ...copies];
  const fresh = alone.map(({ row, timeNs }): Track => {
    const rows = new Int32Array(since.length).fill(-1);
    rows[lane] = row;
    return { rows, departedNs: timeNs - (since[lane] ?? 0), seen: 1 };
  });
  return [...tracks, ...fresh].toSorted((a, b) => a.departedNs - b.departedNs);
};

/** Takes away tracks that are a second sighting of a packet at one lane and nothing else. */
const dropCopies = (tracks: readonly Track[], copies: Uint32Array): Track[] =>
  tracks.filter((track, index) => {
    if (track.seen > 1) return true;
    const isCopyOf = (other: Track | undefined): boolean =>
      other !== undefined &&
      other.seen > 1 &&
      Math.abs(other.departedNs - track.departedNs) <= COPY_NS;
    if (!isCopyOf(tracks[index - 1]) && !isCopyOf(tracks[index + 1])) return true;
    const lane = track.rows.findIndex((row) => row >= 0);
    copies[lane] = (copies[lane] ?? 0) + 1;
    return false;
  });

const grown = (joined: Joined, count: number): Joined => {
  const stride = joined.lanes.length;
  const larger = <T extends { set: (from: T) => void }>(made: T, old: T): T => {
    made.set(old);
    return made;
  };
  return {
    ...joined,
    count,
    sighting: larger(new Int32Array(count * stride).fill(-1), joined.sighting),
    flags: larger(new Uint16Array(count), joined.flags),
    port: larger(new Int32Array(count), joined.port),
    firstLane: larger(new Uint8Array(count), joined.firstLane),
    nextOf: larger(new Int32Array(count).fill(-1), joined.nextOf),
  };
};

interface Paired {
  readonly tracks: readonly Track[];
  /** All tracks but the first so many lie outside the judged window; Infinity: not decided here. */
  readonly judged: number;
}

/** k-th with k-th, of sightings that nothing else tells apart. */
const inTurn = (lanes: readonly (readonly Occurrence[])[]): Track[] => {
  const most = lanes.reduce((max, { length }) => Math.max(max, length), 0);
  return Array.from({ length: most }, (_, k) => ({
    rows: Int32Array.from(lanes, (occurrences) => occurrences[k]?.row ?? -1),
    departedNs: 0,
    seen: 1,
  }));
};

/**
 * Packets that are only counted: those of every lane's window beside each other, then the others.
 * Where a capture began earlier, its first packets are no other lane's losses.
 */
const countOff = (
  lanes: readonly (readonly Occurrence[])[],
  since: Float64Array,
  windows: readonly Window[],
): Paired => {
  const isWithin = ({ timeNs }: Occurrence, lane: number): boolean => {
    const departedNs = timeNs - (since[lane] ?? 0);
    const { fromNs, toNs } = windows[lane] ?? { fromNs: -Infinity, toNs: Infinity };
    return departedNs >= fromNs && departedNs <= toNs;
  };
  const inside = inTurn(lanes.map((all, lane) => all.filter((one) => isWithin(one, lane))));
  const outside = inTurn(lanes.map((all, lane) => all.filter((one) => !isWithin(one, lane))));
  return { tracks: [...inside, ...outside], judged: inside.length };
};

/** Writes tracks over the journeys of their chain; journeys left over become empty. */
const write = (joined: Joined, journeys: readonly number[], { tracks, judged }: Paired): void => {
  const stride = joined.lanes.length;
  const port = joined.port[journeys[0] ?? 0] ?? 0;
  for (const [index, j] of journeys.entries()) {
    const track = tracks[index];
    const rows = track?.rows ?? new Int32Array(stride).fill(-1);
    joined.sighting.set(rows, j * stride);
    joined.port[j] = port;
    joined.firstLane[j] = Math.max(
      0,
      rows.findIndex((row) => row >= 0),
    );
    const counted = judged === Infinity ? 0 : JOURNEY.counted;
    const censored = track === undefined || index >= judged ? JOURNEY.censored : 0;
    joined.flags[j] = JOURNEY.ambiguous | counted | censored;
  }
};

/** The distances in time of two packets of the chain, at the lane that saw most, in order. */
const gapsOf = (lanes: readonly (readonly Occurrence[])[]): Float64Array => {
  const most = lanes.reduce((a, b) => (b.length > a.length ? b : a), []);
  return byNumber(most.slice(1).map(({ timeNs }, i) => timeNs - (most[i]?.timeNs ?? 0)));
};

/**
 * The sightings of one lane without flooded copies: what a lane behind the first has more than all
 * others came from no packet, and went nowhere.
 */
const withoutFloods = (
  lanes: readonly (readonly Occurrence[])[],
  lane: number,
  copies: Uint32Array,
): Occurrence[] => {
  const left = [...(lanes[lane] ?? [])];
  const most = (of: readonly (readonly Occurrence[])[]): number =>
    Math.max(0, ...of.map(({ length }) => length));
  const before = most(lanes.slice(0, lane));
  const packets = before === 0 ? left.length : Math.max(before, most(lanes.slice(lane + 1)));
  while (left.length > packets) {
    const gaps = left.map(({ timeNs }, i) => timeNs - (left[i - 1]?.timeNs ?? -Infinity));
    const closest = gaps.indexOf(Math.min(...gaps));
    if ((gaps[closest] ?? Infinity) > FLOOD_NS) break;
    left.splice(closest, 1);
    copies[lane] = (copies[lane] ?? 0) + 1;
  }
  return left;
};

/**
 * The same journeys with identical packets paired by time, not by count alone. `windows`: what
 * is judged, per lane. `isTimed` false: the lanes' times do not compare.
 */
export const pairByTime = (
  joined: Joined,
  times: Times,
  windows: readonly Window[],
  isTimed: boolean,
): Joined => {
  const chains = chainsOf(joined);
  if (chains.length === 0) return joined;
  const copies = joined.copies.slice();
  const unrelated = new Float64Array(joined.lanes.length);
  const made = chains.map((chain): Paired & { chain: number[] } => {
    const seen = joined.lanes.map((_, lane) => occurrencesAt(joined, times, chain, lane));
    const lanes = seen.map((_, lane) => withoutFloods(seen, lane, copies));
    if (!isTimed) return { chain, ...countOff(lanes, unrelated, windows) };
    const transit = transitOf(joined, times, lanes);
    const gaps = gapsOf(lanes);
    if (quantile(gaps, 0.5) < CROWDED * transit.toleranceNs) {
      return { chain, ...countOff(lanes, transit.since, windows) };
    }
    const lateNs = Math.max(LATE * transit.toleranceNs, LATE_SHARE * quantile(gaps, 0));
    let tracks: readonly Track[] = [];
    for (const [lane, occurrences] of lanes.entries())
      tracks = extend(tracks, occurrences, lane, { ...transit, lateNs });
    return { chain, tracks: dropCopies(tracks, copies), judged: Infinity };
  });
  const extra = made.reduce(
    (sum, { chain, tracks }) => sum + Math.max(0, tracks.length - chain.length),
    0,
  );
  let next = joined.count;
  const result = { ...grown(joined, joined.count + extra), copies };
  for (const { chain, ...paired } of made) {
    const journeys = [...chain];
    while (journeys.length < paired.tracks.length) {
      journeys.push(next);
      next += 1;
    }
    write(result, journeys, paired);
  }
  return result;
};
