// Times between the two ends of a segment: percentiles with the clocks' bound, and how many
// packets arrived in another order than they left. Ambiguous packets are left out: k-th with
// k-th says how many, not which.

import { JOURNEY, type ClockFit, type DirectionJourneys } from '../correlate/journeys.ts';
import type { Percentiles } from './finding.ts';

/** Order statistics need no more than this many delays. */
const DELAYS_MAX = 200_000;

const SKIP = JOURNEY.ambiguous | JOURNEY.censored;

/** Delays from point `from` to point `to` in nanoseconds, unsorted. */
const delaysOf = (
  { count, points, timeNs, flags }: DirectionJourneys,
  from: number,
  to: number,
): Float64Array => {
  const stride = points.length;
  const step = Math.max(1, Math.ceil(count / DELAYS_MAX));
  const delays = new Float64Array(Math.ceil(count / step));
  let taken = 0;
  for (let j = 0; j < count; j += step) {
    if (((flags[j] ?? 0) & SKIP) !== 0) continue;
    const delay = (timeNs[j * stride + to] ?? 0) - (timeNs[j * stride + from] ?? 0);
    if (Number.isNaN(delay)) continue;
    delays[taken] = delay;
    taken += 1;
  }
  return delays.subarray(0, taken);
};

/** Half-width of a difference of stamps of two nodes; 0 on one node. */
export const boundBetween = (clocks: readonly ClockFit[], a: string, b: string): number => {
  if (a === b) return 0;
  const boundOf = (node: string): number =>
    clocks.find((clock) => clock.node === node)?.boundNs ?? 0;
  return boundOf(a) + boundOf(b);
};

/** Percentiles of the time between two points (nearest rank); null when nothing passed both. */
export const percentilesOf = (
  journeys: DirectionJourneys,
  from: number,
  to: number,
  boundNs: number,
): Percentiles | null => {
  const delays = delaysOf(journeys, from, to).toSorted();
  const count = delays.length;
  if (count === 0) return null;
  const rank = (share: number): number =>
    delays[Math.min(count - 1, Math.ceil(share * count) - 1)] ?? 0;
  return {
    count,
    p50Ns: rank(0.5),
    p90Ns: rank(0.9),
    p99Ns: rank(0.99),
    maxNs: delays[count - 1] ?? 0,
    boundNs,
  };
};

/** Packets that were overtaken between the two points. */
export const reorderedBetween = (
  { count, points, timeNs, flags }: DirectionJourneys,
  from: number,
  to: number,
): number => {
  const stride = points.length;
  const order: number[] = [];
  let sorted = true;
  let previous = -Infinity;
  for (let j = 0; j < count; j += 1) {
    const sent = timeNs[j * stride + from] ?? Number.NaN;
    if (((flags[j] ?? 0) & SKIP) !== 0) continue;
    if (Number.isNaN(sent) || Number.isNaN(timeNs[j * stride + to] ?? Number.NaN)) continue;
    if (sent < previous) sorted = false;
    previous = sent;
    order.push(j);
  }
  const byTime = sorted
    ? order
    : order.toSorted((a, b) => (timeNs[a * stride + from] ?? 0) - (timeNs[b * stride + from] ?? 0));
  let latest = -Infinity;
  let overtaken = 0;
  for (const j of byTime) {
    const arrived = timeNs[j * stride + to] ?? 0;
    if (arrived < latest) overtaken += 1;
    else latest = arrived;
  }
  return overtaken;
};
