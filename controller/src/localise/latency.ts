// Times between neighbouring points: percentiles and a histogram with the clocks' bound, and how
// many packets arrived in another order than they left. One pass over all journeys serves all
// segments. Ambiguous packets are left out: k-th with k-th says how many, not which.

import { JOURNEY, type ClockFit, type DirectionJourneys } from '../correlate/journeys.ts';
import type { Percentiles } from './finding.ts';
import { OrderCounter } from './overtaken.ts';

/** Order statistics need no more delays than this; extremes and the histogram have all. */
const SAMPLES_MAX = 16_384;
/** Buckets: below 1 us, below 2 us, below 4 us, and so on; the last has all the rest. */
export const HISTOGRAM_BUCKETS = 24;

const SKIP = JOURNEY.ambiguous | JOURNEY.censored | JOURNEY.unclocked;

/** What was measured between point k and point k + 1. */
export interface Travel {
  count: number;
  maxNs: number;
  readonly histogram: Uint32Array;
  readonly samples: Float64Array;
  sampled: number;
  /** Packets that another one, sent later, overtook. */
  overtaken: number;
  readonly order: OrderCounter;
}

const newTravel = (samples: number): Travel => ({
  count: 0,
  maxNs: -Infinity,
  histogram: new Uint32Array(HISTOGRAM_BUCKETS),
  samples: new Float64Array(samples),
  sampled: 0,
  overtaken: 0,
  order: new OrderCounter(),
});

const add = (travel: Travel, left: number, arrived: number, isSample: boolean): void => {
  const delay = arrived - left;
  travel.count += 1;
  if (delay > travel.maxNs) travel.maxNs = delay;
  const bucket = delay < 1000 ? 0 : 32 - Math.clz32(delay / 1000);
  const last = HISTOGRAM_BUCKETS - 1;
  const at = bucket < last ? bucket : last;
  travel.histogram[at] = (travel.histogram[at] ?? 0) + 1;
  if (isSample) {
    travel.samples[travel.sampled] = delay;
    travel.sampled += 1;
  }
  travel.order.add(left, arrived);
};

/**
 * Overtaken packets where journeys are far from the order they left in: frames of a capture are in
 * it, so the journeys are put in the order of their frames at point k.
 */
const countOvertaken = (journeys: DirectionJourneys, k: number): number => {
  const { count, points, timeNs, flags, sighting } = journeys;
  const stride = points.length;
  let frames = 0;
  for (let at = k; at < count * stride; at += stride) {
    frames = Math.max(frames, (sighting[at] ?? -1) + 1);
  }
  const journeyOf = new Int32Array(frames).fill(-1);
  for (let j = 0; j < count; j += 1) {
    const frame = sighting[j * stride + k] ?? -1;
    if (frame >= 0 && ((flags[j] ?? 0) & SKIP) === 0) journeyOf[frame] = j;
  }
  let latest = -Infinity;
  let overtaken = 0;
  for (const j of journeyOf) {
    if (j < 0) continue;
    const arrived = timeNs[j * stride + k + 1] ?? Number.NaN;
    if (arrived < latest) overtaken += 1;
    else if (arrived >= latest) latest = arrived;
  }
  return overtaken;
};

/** Entry k: from point k to point k + 1. */
export const travelsOf = (journeys: DirectionJourneys): Travel[] => {
  const { count, points, timeNs, flags } = journeys;
  const stride = points.length;
  const step = Math.max(1, Math.ceil(count / SAMPLES_MAX));
  const samples = Math.ceil(count / step) + 1;
  const travels = points.slice(1).map(() => newTravel(samples));
  for (let j = 0; j < count; j += 1) {
    if (((flags[j] ?? 0) & SKIP) !== 0) continue;
    const isSample = j % step === 0;
    let left = timeNs[j * stride] ?? Number.NaN;
    for (let k = 0; k + 1 < stride; k += 1) {
      const arrived = timeNs[j * stride + k + 1] ?? Number.NaN;
      const travel = travels[k];
      // NaN compares with nothing: both ends were seen only when the times compare.
      if (travel !== undefined && (left <= arrived || left > arrived)) {
        add(travel, left, arrived, isSample);
      }
      left = arrived;
    }
  }
  for (const [k, travel] of travels.entries()) {
    const { isSorted, overtaken } = travel.order;
    travel.overtaken = isSorted ? overtaken : countOvertaken(journeys, k);
  }
  return travels;
};

/** Half-width of a difference of stamps of two nodes; 0 on one node. */
export const boundBetween = (clocks: readonly ClockFit[], a: string, b: string): number => {
  if (a === b) return 0;
  const boundOf = (node: string): number =>
    clocks.find((clock) => clock.node === node)?.boundNs ?? 0;
  return boundOf(a) + boundOf(b);
};

/** Percentiles (nearest rank) of what was measured; null when nothing passed both points. */
export const percentilesOf = (travel: Travel, boundNs: number): Percentiles | null => {
  if (travel.count === 0) return null;
  const delays = travel.samples.subarray(0, travel.sampled).toSorted();
  const rank = (share: number): number =>
    delays[Math.max(0, Math.ceil(share * delays.length) - 1)] ?? travel.maxNs;
  return {
    count: travel.count,
    p50Ns: rank(0.5),
    p90Ns: rank(0.9),
    p99Ns: rank(0.99),
    maxNs: travel.maxNs,
    boundNs,
    histogram: [...travel.histogram],
  };
};
