// Stamps to the reference clock. A clock that was stepped has several pieces: which one a stamp
// belongs to is told by where it lands, and better by where the same packet was seen on a clock
// that was not stepped.

import type { ClockFit } from '../journeys.ts';
import type { Joined } from '../join.ts';

type Piece = NonNullable<ClockFit['pieces']>[number];

const onPiece = ({ offsetNs, driftPpm }: Piece | ClockFit, stampNs: number): number =>
  stampNs * (1 + driftPpm * 1e-6) + offsetNs;

const distance = (piece: Piece, timeNs: number): number =>
  Math.max(piece.fromNs - timeNs, timeNs - piece.toNs, 0);

/**
 * A stamp of the fit's node (nanoseconds since baseSec) on the reference clock. `nearNs`: about
 * when the packet was seen on another clock; NaN = not known.
 */
export const toReferenceTime = (
  fit: ClockFit | undefined,
  stampNs: number,
  nearNs: number = Number.NaN,
): number => {
  if (fit === undefined) return stampNs;
  const { pieces = [] } = fit;
  if (pieces.length === 0) return onPiece(fit, stampNs);
  let best = onPiece(fit, stampNs);
  let least = Infinity;
  for (const piece of pieces) {
    const timeNs = onPiece(piece, stampNs);
    // Stamps of a clock that ran on say themselves which piece they are of. Of a clock that was
    // set, a stamp may fit two pieces: then the packet's sightings elsewhere decide.
    const isOwn = piece.by === 'stamp';
    const outside = distance(piece, isOwn ? stampNs : timeNs);
    const far = isOwn || Number.isNaN(nearNs) ? 0 : Math.abs(timeNs - nearNs);
    const badness = outside + far;
    if (badness >= least) continue;
    least = badness;
    best = timeNs;
  }
  return best;
};

const isStepped = (fit: ClockFit | undefined): boolean => (fit?.pieces ?? []).length > 0;

const fillLane = (
  times: Float64Array,
  joined: Joined,
  lane: number,
  fit: ClockFit | undefined,
): void => {
  const { lanes, sighting, count } = joined;
  const stamps = lanes[lane]?.columns.timeNs ?? new Float64Array(0);
  const offset = fit?.offsetNs ?? 0;
  const rate = 1 + (fit?.driftPpm ?? 0) * 1e-6;
  for (let j = 0, at = lane; j < count; j += 1, at += lanes.length) {
    const row = sighting[at] ?? -1;
    if (row >= 0) times[at] = (stamps[row] ?? 0) * rate + offset;
  }
};

/** Lanes of a stepped clock, after all the others. */
const fillSteppedLane = (
  times: Float64Array,
  joined: Joined,
  lane: number,
  fit: ClockFit | undefined,
): void => {
  const { lanes, sighting, count } = joined;
  const stride = lanes.length;
  const stamps = lanes[lane]?.columns.timeNs ?? new Float64Array(0);
  for (let j = 0; j < count; j += 1) {
    const row = sighting[j * stride + lane] ?? -1;
    if (row < 0) continue;
    const known = times.subarray(j * stride, (j + 1) * stride).find((time) => !Number.isNaN(time));
    times[j * stride + lane] = toReferenceTime(fit, stamps[row] ?? 0, known ?? Number.NaN);
  }
};

/** Times of all sightings on the reference clock; count × lanes, NaN where not seen. */
export const timesOf = (joined: Joined, clocks: readonly ClockFit[]): Float64Array => {
  const { lanes, count } = joined;
  const times = new Float64Array(count * lanes.length).fill(Number.NaN);
  const fits = lanes.map(({ lane }) => clocks.find(({ node }) => node === lane.point.node));
  for (const [lane, fit] of fits.entries()) if (!isStepped(fit)) fillLane(times, joined, lane, fit);
  for (const [lane, fit] of fits.entries()) {
    if (isStepped(fit)) fillSteppedLane(times, joined, lane, fit);
  }
  return times;
};

/** False: a sighting lies where a clock was being set, and may be of the time before or after. */
const isCertain = (fit: ClockFit, stampNs: number, timeNs: number): boolean =>
  (fit.pieces ?? []).some(
    (piece) => distance(piece, piece.by === 'stamp' ? stampNs : timeNs) === 0,
  );

/** Journeys with times on a clock that was being set: they compare with no other node's. */
export const unclocked = (
  { lanes, sighting, count }: Joined,
  times: Float64Array,
  clocks: readonly ClockFit[],
): Uint8Array => {
  const found = new Uint8Array(count);
  for (const [lane, { lane: at, columns }] of lanes.entries()) {
    const fit = clocks.find(({ node }) => node === at.point.node);
    if (fit === undefined || !isStepped(fit)) continue;
    for (let j = 0; j < count; j += 1) {
      const row = sighting[j * lanes.length + lane] ?? -1;
      if (row < 0) continue;
      const timeNs = times[j * lanes.length + lane] ?? 0;
      if (!isCertain(fit, columns.timeNs[row] ?? 0, timeNs)) found[j] = 1;
    }
  }
  return found;
};
