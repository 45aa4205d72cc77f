// Packets that are cut or put together on the way: segmentation and receive offload make one
// super-packet of many segments, fragmentation many packets of one datagram. Their keys differ, so
// they are put together by the bytes they cover: where one point saw [0, 5600) and another
// [0, 1400), [1400, 2800), ..., the common refinement are the packets, and each of them is seen
// wherever something that covers it was seen. Bytes nobody saw further on are lost packets.

import { JOURNEY } from './journeys.ts';
import type { Joined } from './join.ts';

/** Sightings of the same bytes are not further apart in time than this. */
const TRANSIT_MAX_NS = 100e6;
/** A point further on may seem to have seen them earlier by this much: unaligned clocks. */
const DISORDER_NS = 2e6;

/** A journey that not every point saw, with what it covers. */
export interface Cover {
  readonly journey: number;
  /** What the bytes are counted in: a flow, or one datagram. */
  readonly group: number;
  /** [start, end) in bytes; plain numbers, no wrap-around. */
  readonly start: number;
  readonly end: number;
  readonly timeNs: number;
}

/** One packet of the common refinement. */
interface Unit {
  readonly start: number;
  readonly end: number;
  readonly members: readonly Cover[];
}

/** What units replace: the bytes each journey stands for, where they are not its headers'. */
export interface Covered {
  readonly joined: Joined;
  /** Per journey: bytes from the start of its group; both 0 = as its headers say. */
  readonly start: Float64Array;
  readonly bytes: Uint32Array;
  readonly group: Int32Array;
}

const lanesSeen = ({ sighting, lanes }: Joined, journey: number): number => {
  let seen = 0;
  for (let k = 0; k < lanes.length; k += 1) {
    if ((sighting[journey * lanes.length + k] ?? -1) >= 0) seen |= 1 << k;
  }
  return seen;
};

/** Seen at different points, in an order of time in which one can be what became of the other. */
const canBeOne = (joined: Joined, a: Cover, b: Cover): boolean => {
  if ((lanesSeen(joined, a.journey) & lanesSeen(joined, b.journey)) !== 0) return false;
  const gap = b.timeNs - a.timeNs;
  if (Math.abs(gap) > TRANSIT_MAX_NS) return false;
  const ahead = (joined.firstLane[b.journey] ?? 0) - (joined.firstLane[a.journey] ?? 0);
  return ahead > 0 ? gap > -DISORDER_NS : gap < DISORDER_NS;
};

/** The covers one belongs with: of several that some point saw both of, the nearest in time. */
const partnersOf = (joined: Joined, cover: Cover, open: readonly Cover[]): Cover[] => {
  const candidates = open
    .filter((one) => one.end > cover.start && canBeOne(joined, one, cover))
    .toSorted((a, b) => Math.abs(a.timeNs - cover.timeNs) - Math.abs(b.timeNs - cover.timeNs));
  const partners: Cover[] = [];
  for (const one of candidates) {
    const isRival = partners.some(
      (other) =>
        other.start < one.end &&
        one.start < other.end &&
        (lanesSeen(joined, other.journey) & lanesSeen(joined, one.journey)) !== 0,
    );
    if (!isRival) partners.push(one);
  }
  return partners;
};

/** Sets of covers that overlap and can be one, as lists. */
const clustersOf = (joined: Joined, covers: readonly Cover[]): Cover[][] => {
  const sorted = covers.toSorted(
    (a, b) => a.group - b.group || a.start - b.start || a.timeNs - b.timeNs,
  );
  const clusterOf = new Map<Cover, Cover[]>();
  let open: Cover[] = [];
  for (const cover of sorted) {
    open = open.filter(({ group, end }) => group === cover.group && end > cover.start);
    const cluster = [cover];
    for (const partner of partnersOf(joined, cover, open)) {
      const other = clusterOf.get(partner) ?? [];
      if (cluster.includes(partner)) continue;
      for (const member of other) clusterOf.set(member, cluster);
      cluster.push(...other);
    }
    clusterOf.set(cover, cluster);
    open.push(cover);
  }
  return [...new Set(clusterOf.values())];
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Most parts have one size, the last of a series less. */
const usualSize = (covers: readonly Cover[]): number => {
  const sizes = covers.map(({ start, end }) => end - start);
  const least = Math.min(...sizes);
  return Math.max(1, median(sizes.filter((size) => size < 2 * least)));
};

/** The common refinement; a stretch that only one large cover has is cut like the others. */
const unitsOf = (cluster: readonly Cover[], usual: number): Unit[] => {
  const bounds = [...new Set(cluster.flatMap(({ start, end }) => [start, end]))].toSorted(
    (a, b) => a - b,
  );
  return bounds.slice(1).flatMap((end, index) => {
    const start = bounds[index] ?? 0;
    const members = cluster.filter((cover) => cover.start < end && cover.end > start);
    if (members.length === 0) return [];
    const parts = members.length > 1 ? 1 : Math.max(1, Math.round((end - start) / usual));
    return Array.from({ length: parts }, (_, part) => ({
      start: start + (part * (end - start)) / parts,
      end: start + ((part + 1) * (end - start)) / parts,
      members,
    }));
  });
};

const grown = (joined: Joined, count: number): Joined => {
  const wider = <T extends { set: (from: T) => void }>(made: T, old: T): T => {
    made.set(old);
    return made;
  };
  return {
    ...joined,
    count,
    sighting: wider(new Int32Array(count * joined.lanes.length).fill(-1), joined.sighting),
    flags: wider(new Uint16Array(count), joined.flags),
    port: wider(new Int32Array(count), joined.port),
    firstLane: wider(new Uint8Array(count), joined.firstLane),
    nextOf: wider(new Int32Array(count).fill(-1), joined.nextOf),
  };
};

/** Sightings of a unit: at each point, of the first member that was seen there. */
const rowsOf = ({ sighting, lanes }: Joined, { members }: Unit): Int32Array => {
  const rows = new Int32Array(lanes.length).fill(-1);
  for (const { journey } of members.toSorted((a, b) => a.timeNs - b.timeNs)) {
    for (let k = 0; k < lanes.length; k += 1) {
      const row = sighting[journey * lanes.length + k] ?? -1;
      if (row >= 0 && rows[k] === -1) rows[k] = row;
    }
  }
  return rows;
};

/** Journeys with the given ones replaced by the packets they have in common. */
export const joinByCoverage = (joined: Joined, covers: readonly Cover[]): Covered => {
  const clusters = clustersOf(joined, covers);
  const several = clusters.filter((cluster) => cluster.length > 1);
  const usual = several.length === 0 ? Infinity : median(several.map(usualSize));
  // A super-packet that nobody saw the parts of is as many packets as the others are.
  const isWhole = ([only, ...more]: readonly Cover[]): boolean =>
    only !== undefined && more.length === 0 && only.end - only.start >= 2 * usual;
  const made = clusters
    .filter((cluster) => cluster.length > 1 || isWhole(cluster))
    .map((cluster) => ({
      cluster,
      units: unitsOf(cluster, cluster.length > 1 ? usualSize(cluster) : usual).map((unit) => ({
        unit,
        rows: rowsOf(joined, unit),
      })),
    }));
  const extra = made.reduce(
    (sum, { cluster, units }) => sum + Math.max(0, units.length - cluster.length),
    0,
  );
  const result = grown(joined, joined.count + extra);
  const start = new Float64Array(result.count);
  const bytes = new Uint32Array(result.count);
  const group = new Int32Array(result.count);
  const stride = joined.lanes.length;
  let next = joined.count;
  for (const { cluster, units } of made) {
    const port = Math.min(...cluster.map(({ journey }) => joined.port[journey] ?? 0));
    const places = cluster.map(({ journey }) => journey);
    while (places.length < units.length) {
      places.push(next);
      next += 1;
    }
    for (const [index, j] of places.entries()) {
      const rows = units[index]?.rows ?? new Int32Array(stride).fill(-1);
      const unit = units[index]?.unit;
      result.sighting.set(rows, j * stride);
      result.port[j] = port;
      result.firstLane[j] = Math.max(
        0,
        rows.findIndex((row) => row >= 0),
      );
      result.flags[j] = JOURNEY.interval | (unit === undefined ? JOURNEY.censored : 0);
      group[j] = cluster[0]?.group ?? 0;
      start[j] = unit?.start ?? 0;
      bytes[j] = unit === undefined ? 0 : Math.round(unit.end - unit.start);
    }
  }
  return { joined: result, start, bytes, group };
};
