// What is judged: packets that were first seen after the last capture was armed, and so long before
// the first one ended that they had time to get through. Captures do not begin and end together;
// what some of them could not see must not count as lost.

import type { Recording } from '../run/recording.ts';
import { toReferenceTime } from './clock/times.ts';
import { JOURNEY, type ClockFit, type Window } from './journeys.ts';
import type { Joined } from './join.ts';
import { cappedEnds } from './sampled.ts';
import type { CaptureView } from './sightings.ts';

/** Packets have at least so long to get through, and so many times what 99 % of them need. */
const TAIL_MIN_NS = 200e6;
const TAIL_TRANSITS = 5;
/**
 * Slower than this, packets wait for something that ends for all at once (ARP that a proxy answers
 * late): so many times what they need would leave nothing to judge.
 */
const TAIL_SLOW_NS = 500e6;
const TAIL_SLOW_TRANSITS = 1.25;
/** More doubt about clocks than this would leave nothing to judge. */
const DOUBT_MAX_NS = 100e6;
const SAMPLES_MAX = 4096;

const NO_WINDOW: Window = { fromNs: -Infinity, toNs: Infinity };

/**
 * Per node, for packets that are only counted: what is surely complete there. `common`: what is
 * judged, null = everything. Without a common time each node's own captures say what is complete.
 */
export const countingWindows = (
  recording: Recording,
  clocks: readonly ClockFit[],
  nodes: readonly string[],
  common: Window | null,
): Window[] => {
  if (common === null) return nodes.map(() => NO_WINDOW);
  const isTimed = clocks.every(({ source }) => source !== 'none');
  return nodes.map((node) => {
    const own = recording.windows.find((window) => window.node === node);
    if (isTimed || own === undefined) return { ...common, toNs: common.toNs - TAIL_MIN_NS };
    const fit = clocks.find((clock) => clock.node === node);
    const toNs = toReferenceTime(fit, own.stoppedNs) - TAIL_MIN_NS;
    return { fromNs: toReferenceTime(fit, own.armedNs), toNs };
  });
};

/** After the last `armed`, before the first stop or cap. */
export const windowOf = (
  recording: Recording,
  views: readonly CaptureView[],
  clocks: readonly ClockFit[],
): Window => {
  let fromNs = -Infinity;
  let toNs = Infinity;
  const shown = (node: string, ns: number): number =>
    toReferenceTime(
      clocks.find((fit) => fit.node === node),
      ns,
    );
  for (const { node, armedNs, stoppedNs } of recording.windows) {
    fromNs = Math.max(fromNs, shown(node, armedNs));
    toNs = Math.min(toNs, shown(node, stoppedNs));
  }
  for (const { node, endedNs } of cappedEnds(recording, views))
    toNs = Math.min(toNs, shown(node, endedNs));
  // Where the clocks are not known well, the window's ends are not either.
  const doubt = Math.min(DOUBT_MAX_NS, Math.max(0, ...clocks.map(({ boundNs }) => boundNs)));
  return { fromNs: fromNs + doubt, toNs: toNs - doubt };
};

/** Time from first to last sighting that 99 of 100 packets stay below. */
const usualTransit = ({ count, lanes, firstLane, flags }: Joined, times: Float64Array): number => {
  const stride = lanes.length;
  const step = Math.max(1, Math.ceil(count / SAMPLES_MAX));
  const transits = new Float64Array(Math.ceil(count / step));
  let taken = 0;
  for (let j = 0; j < count; j += step) {
    // Which of several identical packets was seen where is a guess, and may be a long one.
    if (((flags[j] ?? 0) & JOURNEY.ambiguous) !== 0) continue;
    let last = Number.NaN;
    for (let k = stride - 1; k >= 0 && Number.isNaN(last); k -= 1) {
      last = times[j * stride + k] ?? Number.NaN;
    }
    const transit = last - (times[j * stride + (firstLane[j] ?? 0)] ?? Number.NaN);
    if (Number.isNaN(transit)) continue;
    transits[taken] = transit;
    taken += 1;
  }
  const sorted = transits.subarray(0, taken).toSorted();
  return sorted[Math.floor(0.99 * (taken - 1))] ?? 0;
};

/** Small probes beside large ones: they answer another question than the loss of the large. */
export const markControls = (
  { port }: Joined,
  flags: Uint16Array,
  controls: readonly number[],
): void => {
  if (controls.length === 0) return;
  for (let j = 0; j < flags.length; j += 1)
    if (controls.includes(port[j] ?? -1)) flags[j] = (flags[j] ?? 0) | JOURNEY.censored;
};

/** Marks the journeys that begin outside, or too close to the end to have finished within. */
export const markCensored = (
  joined: Joined,
  flags: Uint16Array,
  times: Float64Array,
  window: Window,
): void => {
  const { lanes, firstLane } = joined;
  const transit = usualTransit(joined, times);
  const slow = Math.max(TAIL_SLOW_NS, TAIL_SLOW_TRANSITS * transit);
  const tail = Math.max(TAIL_MIN_NS, Math.min(slow, TAIL_TRANSITS * transit));
  const latest = window.toNs - tail;
  for (let j = 0; j < flags.length; j += 1) {
    // Of packets that are only counted it was decided per point.
    if (((flags[j] ?? 0) & JOURNEY.counted) !== 0) continue;
    const first = times[j * lanes.length + (firstLane[j] ?? 0)] ?? Number.NaN;
    // NaN: a journey without sightings, which is censored too.
    if (first >= window.fromNs && first <= latest) continue;
    flags[j] = (flags[j] ?? 0) | JOURNEY.censored;
  }
};
