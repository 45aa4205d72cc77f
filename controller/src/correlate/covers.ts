// Which journeys may be parts of each other: TCP segments and IP fragments that not every point
// saw, where the points do not agree about sizes. Mostly there are none, and that is found out
// without looking at single packets.

import { KIND } from '@hopscope/packet';
import { joinByCoverage, type Cover, type Covered } from './coverage.ts';
import { FlowNumbers } from './flows.ts';
import type { Joined } from './join.ts';

const UDP_HEADER_BYTES = 8;
/** Fragment offsets count eight bytes. */
const FRAGMENT_UNIT = 8;

/** Lanes that saw anything: the others say nothing about who is missing. */
const livingLanes = ({ lanes }: Joined): number[] =>
  lanes.flatMap(({ rows }, lane) => (rows.length > 0 ? [lane] : []));

/** True when the largest payload is not the same at all points: something was cut or merged. */
const sizesDiffer = (joined: Joined): boolean => {
  const largest = livingLanes(joined).map((lane) => {
    const { columns, rows } = joined.lanes[lane] ?? { columns: null, rows: new Uint32Array(0) };
    if (columns === null) return 0;
    const { payloadBytes } = columns;
    let most = 0;
    for (let i = 0; i < rows.length; i += 1) {
      const bytes = payloadBytes[rows[i] ?? 0] ?? 0;
      if (bytes > most) most = bytes;
    }
    return most;
  });
  return largest.some((most) => most !== largest[0]);
};

const isIncomplete = ({ sighting, lanes }: Joined, journey: number, living: number[]): boolean =>
  living.some((lane) => (sighting[journey * lanes.length + lane] ?? -1) < 0);

/** Calls back with every journey that not all living points saw. */
const eachIncomplete = (
  joined: Joined,
  take: (journey: number, lane: number, row: number) => void,
): void => {
  const living = livingLanes(joined);
  for (let j = 0; j < joined.count; j += 1) {
    const lane = joined.firstLane[j] ?? 0;
    const row = joined.sighting[j * joined.lanes.length + lane] ?? -1;
    if (row >= 0 && isIncomplete(joined, j, living)) take(j, lane, row);
  }
};

/** Segments of TCP with payload; bytes count from the first sequence number of the flow. */
const tcpCovers = (joined: Joined, times: Float64Array): { covers: Cover[]; bases: number[] } => {
  const numbers = new FlowNumbers();
  const bases: number[] = [];
  const covers: Cover[] = [];
  const stride = joined.lanes.length;
  eachIncomplete(joined, (journey, lane, row) => {
    const columns = joined.lanes[lane]?.columns;
    const bytes = columns?.payloadBytes[row] ?? 0;
    if (columns === undefined || bytes === 0) return;
    const group = numbers.of(joined.port[journey] ?? 0, columns.remotePort[row] ?? 0);
    const seq = columns.seq[row] ?? 0;
    // Serial arithmetic once, plain numbers afterwards.
    const start = (seq - (bases[group] ??= seq)) | 0;
    const timeNs = times[journey * stride + lane] ?? 0;
    covers.push({ journey, group, start, end: start + bytes, timeNs });
  });
  return { covers, bases };
};

/** Fragments, and whole datagrams with the same identification. */
const fragmentCovers = (joined: Joined, times: Float64Array): Cover[] => {
  const covers: Cover[] = [];
  const stride = joined.lanes.length;
  const fragmented = new Set<number>();
  for (const { columns, rows } of joined.lanes) {
    for (const row of rows) {
      if (((columns.kind[row] ?? 0) & KIND.fragment) !== 0) fragmented.add(columns.ipId[row] ?? 0);
    }
  }
  eachIncomplete(joined, (journey, lane, row) => {
    const columns = joined.lanes[lane]?.columns;
    const group = columns?.ipId[row] ?? 0;
    if (columns === undefined || !fragmented.has(group)) return;
    const isLater = ((columns.kind[row] ?? 0) & KIND.laterFragment) !== 0;
    const start = ((columns.fragment[row] ?? 0) & 0x1fff) * FRAGMENT_UNIT;
    const bytes = (columns.payloadBytes[row] ?? 0) + (isLater ? 0 : UDP_HEADER_BYTES);
    const timeNs = times[journey * stride + lane] ?? 0;
    covers.push({ journey, group, start, end: start + bytes, timeNs });
  });
  return covers;
};

/** Units' own sequence numbers, for whoever asks which bytes a journey stands for. */
const withSequence = ({ joined, start, bytes, group }: Covered, bases: number[]): Joined => {
  const seq = Uint32Array.from(start, (from, j) => (bases[group[j] ?? 0] ?? 0) + Math.round(from));
  return { ...joined, unit: { seq, bytes } };
};

/**
 * Journeys by bytes where points do not agree about packets; the same journeys where they do.
 * `times` are the sightings' on the reference clock, asked for only when needed.
 */
export const joinCovered = (
  joined: Joined,
  protocol: 'icmp' | 'tcp' | 'udp',
  times: () => Float64Array,
): Joined => {
  if (protocol === 'tcp') {
    if (!sizesDiffer(joined)) return joined;
    const { covers, bases } = tcpCovers(joined, times());
    return withSequence(joinByCoverage(joined, covers), bases);
  }
  const isFragmented = joined.lanes.some(({ columns }) => (columns.kinds & KIND.fragment) !== 0);
  return isFragmented ? joinByCoverage(joined, fragmentCovers(joined, times())).joined : joined;
};
