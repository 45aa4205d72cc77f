// Sampling and caps, seen from the whole trace. Where one node left packets out, the same packets
// are left out of judgement everywhere: they keep their journeys, but count for nothing. Where a
// capture ended at its cap, what came later at other points proves nothing about it.

import { SAMPLED, sampledBytes, sampledOf } from '@hopscope/packet';
import type { Protocol } from '../request.ts';
import type { Recording } from '../run/recording.ts';
import { JOURNEY } from './journeys.ts';
import type { Joined } from './join.ts';
import type { CaptureView } from './sightings.ts';

/** The coarsest rate of any capture that left packets out: 1 of 2^shift; 0 = none did. */
export const sampleShiftOf = ({ captures }: Recording): number =>
  captures.reduce((max, { digests = [], sampledOut = 0, sampleShift = 0 }) => {
    // a node that never answered at the end has told its rate with each batch
    const told = digests.reduce((most, batch) => Math.max(most, batch.sampleShift), 0);
    return Math.max(max, told, sampledOut > 0 ? sampleShift : 0);
  }, 0);

/** Marks the journeys that the rate `shift` leaves out. */
export const markUnsampled = (
  joined: Joined,
  flags: Uint16Array,
  protocol: Protocol,
  shift: number,
): void => {
  if (shift === 0) return;
  const { lanes, sighting, firstLane, unit, count } = joined;
  for (let j = 0; j < count; j += 1) {
    const lane = firstLane[j] ?? 0;
    const columns = lanes[lane]?.columns;
    const row = sighting[j * lanes.length + lane] ?? -1;
    if (columns === undefined || row < 0) continue;
    const bytes = unit?.bytes[j] ?? 0;
    const sampled =
      protocol === 'tcp' && unit !== null && bytes > 0
        ? sampledBytes(unit.seq[j] ?? 0, bytes, shift)
        : sampledOf(columns, row, protocol, shift);
    if (sampled !== SAMPLED.in) flags[j] = (flags[j] ?? 0) | JOURNEY.censored;
  }
};

const CAPS = ['packets', 'bytes'];

/** When captures that ended at a cap saw their last packet, by their node's own clock. */
export const cappedEnds = (
  { captures }: Recording,
  views: readonly CaptureView[],
): { node: string; endedNs: number }[] =>
  views.flatMap(({ index, node, columns }) => {
    if (!CAPS.includes(captures[index]?.endedBy ?? '')) return [];
    let endedNs = -Infinity;
    for (let row = 0; row < columns.count; row += 1)
      endedNs = Math.max(endedNs, columns.timeNs[row] ?? -Infinity);
    return [{ node, endedNs }];
  });

/** What a person should know about the rate; none when nothing was left out. */
export const sampleLimits = (shift: number): string[] =>
  shift === 0
    ? []
    : [`sampled: 1 of ${2 ** shift} packets was followed and judged, the same at every point`];
