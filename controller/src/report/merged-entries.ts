// What goes into merged.pcapng: the sightings of every journey with a comment each, then the ICMP
// errors and ARP packets about the flow. Frames that belong to none of these are other people's
// traffic and do not appear.

import { ICMP_TYPE, decodeFrame, formatIpv4, innermost } from '@hopscope/packet';
import { JOURNEY } from '../correlate/journeys.ts';
import type { ClockFit, Correlation, DirectionJourneys } from '../correlate/journeys.ts';
import type { Localisation } from '../localise/finding.ts';
import type { CaptureRecording, Recording } from '../run/recording.ts';
import { capturesByPoint } from './captures.ts';

/** A person reads no more; the bundle has all frames. */
const MERGED_FRAMES_MAX = 200_000;

export interface Entry {
  /** Nanoseconds since baseSec on the reference clock. */
  readonly timeNs: number;
  readonly point: string;
  readonly capture: CaptureRecording;
  readonly frame: number;
  readonly comment: string;
}

/** Source and destination of the tenant's packet, with port or echo identifier. */
interface Ends {
  readonly source: string;
  readonly destination: string;
}

const endsOf = ({ frames }: CaptureRecording, frame: number): Ends | null => {
  const offset = frames.offset[frame] ?? 0;
  const decoded = decodeFrame(frames.bytes, offset, frames.capturedBytes[frame] ?? 0);
  const ipv4 = innermost(decoded, 'ipv4');
  if (ipv4 === null) return null;
  const source = formatIpv4(ipv4.source);
  const destination = formatIpv4(ipv4.destination);
  const l4 = decoded.layers.at(-1);
  if (l4?.kind === 'tcp' || l4?.kind === 'udp')
    return {
      source: `${source}:${l4.sourcePort}`,
      destination: `${destination}:${l4.destinationPort}`,
    };
  if (l4?.kind !== 'icmp' || l4.id === null) return { source, destination };
  // The identifier of an echo is translated like a port, on the side of who asked.
  return l4.type === ICMP_TYPE.echoRequest
    ? { source: `${source}:${l4.id}`, destination }
    : { source, destination: `${destination}:${l4.id}` };
};

/** What NAT did between two sightings: `SNAT 10.1.0.5:1234 -> 172.24.4.9:2345`. */
const rewriteText = (before: Ends | null, now: Ends | null, way: Way): string => {
  if (before === null || now === null) return '';
  const changes: string[] = [];
  const [source, destination] = way === 'out' ? ['SNAT', 'DNAT'] : ['un-DNAT', 'un-SNAT'];
  if (before.source !== now.source) changes.push(`${source} ${before.source} -> ${now.source}`);
  if (before.destination !== now.destination)
    changes.push(`${destination} ${before.destination} -> ${now.destination}`);
  return changes.join(', ');
};

type Way = 'out' | 'back';

const UNSURE = JOURNEY.ambiguous | JOURNEY.censored;

/** True when the journey's packet was lost behind the point where it was last seen. */
const isLostAfter = (
  { guilty, status }: Localisation,
  journeys: DirectionJourneys,
  journey: number,
  last: string,
): boolean => {
  if (guilty === null || (status !== 'LOST' && status !== 'DEGRADED')) return false;
  if (((journeys.flags[journey] ?? 0) & UNSURE) !== 0) return false;
  if (journeys.witnessed[journey] === 1) return false;
  // Outside the cloud the answer is all there is to see of a packet.
  const isOutside = last === journeys.points.at(-1);
  if (isOutside && journeys.answered[journey] === 1) return false;
  return guilty.segment.direction === journeys.direction && last === guilty.segment.from;
};

/** Sightings of one direction, journey by journey. */
const journeyEntries = (
  captures: ReadonlyMap<string, CaptureRecording>,
  journeys: DirectionJourneys,
  localisation: Localisation,
): Entry[] => {
  const entries: Entry[] = [];
  const { points, count, sighting, timeNs } = journeys;
  const way: Way = journeys.direction === 'forward' ? 'out' : 'back';
  for (let journey = 0; journey < count && entries.length < MERGED_FRAMES_MAX; journey += 1) {
    const first = journey * points.length;
    const row = sighting.subarray(first, first + points.length);
    const last = row.findLastIndex((frame) => frame >= 0);
    const isLost = isLostAfter(localisation, journeys, journey, points[last] ?? '');
    let before: Ends | null = null;
    row.forEach((frame, at) => {
      const point = points[at] ?? '';
      const capture = captures.get(point);
      // a digest is a sighting without a frame
      if (frame < 0 || frame >= (capture?.frames.count ?? 0) || capture === undefined) return;
      const now = endsOf(capture, frame);
      const parts = [
        `hop ${at + 1} of ${points.length} ${way}`,
        `journey ${way} ${journey + 1}`,
        rewriteText(before, now, way),
        isLost && at === last ? 'LOST after this point' : '',
      ];
      const comment = parts.filter(Boolean).join('; ');
      entries.push({ timeNs: timeNs[first + at] ?? Number.NaN, point, capture, frame, comment });
      before = now;
    });
  }
  return entries;
};

/** Frames of a capture by their stamp in nanoseconds since `baseSec`, on the node's own clock. */
const framesByStamp = ({ frames }: CaptureRecording, baseSec: number): Map<number, number[]> => {
  const index = new Map<number, number[]>();
  for (let frame = 0; frame < frames.count; frame += 1) {
    const stamp = ((frames.sec[frame] ?? 0) - baseSec) * 1e9 + (frames.nsec[frame] ?? 0);
    const same = index.get(stamp);
    if (same === undefined) index.set(stamp, [frame]);
    else same.push(frame);
  }
  return index;
};

const toReference = (clock: ClockFit | undefined, stampNs: number): number =>
  stampNs * (1 + (clock?.driftPpm ?? 0) * 1e-6) + (clock?.offsetNs ?? 0);

const aboutFlow = ({ witnesses, arp }: Correlation) => [
  ...witnesses
    .filter(({ kind }) => kind === 'icmp-error')
    .map(({ point, timeNs, from, journey }) => {
      const about = journey >= 0 ? ` about journey out ${journey + 1}` : '';
      return { point, timeNs, comment: `ICMP error from ${from}${about}` };
    }),
  ...arp.map(({ point, timeNs, operation, senderAddress, targetAddress }) => ({
    point,
    timeNs,
    comment: `ARP ${operation} of ${senderAddress} for ${targetAddress}`,
  })),
];

/**
 * ICMP errors and ARP: correlate names them by point and stamp, so their frames are looked up.
 * A reset is a packet of the reply and has its journey.
 */
const sideEntries = (
  recording: Recording,
  correlation: Correlation,
  captures: ReadonlyMap<string, CaptureRecording>,
): Entry[] => {
  const stamps = new Map<CaptureRecording, Map<number, number[]>>();
  const entries: Entry[] = [];
  for (const { point, timeNs, comment } of aboutFlow(correlation).slice(0, MERGED_FRAMES_MAX)) {
    const capture = captures.get(point);
    if (capture === undefined) continue;
    const index = stamps.get(capture) ?? framesByStamp(capture, recording.baseSec);
    stamps.set(capture, index);
    const frame = index.get(timeNs)?.shift();
    if (frame === undefined) continue;
    const clock = correlation.clocks.find(({ node }) => node === capture.node);
    entries.push({ timeNs: toReference(clock, timeNs), point, capture, frame, comment });
  }
  return entries;
};

/** Everything for the merged file, in the order of the reference clock. */
export const mergedEntries = (
  recording: Recording,
  correlation: Correlation,
  localisation: Localisation,
): Entry[] => {
  const captures = capturesByPoint(recording);
  const entries = [
    ...journeyEntries(captures, correlation.forward, localisation),
    ...journeyEntries(captures, correlation.reply, localisation),
    ...sideEntries(recording, correlation, captures),
  ];
  return entries
    .filter(({ timeNs }) => !Number.isNaN(timeNs))
    .toSorted((a, b) => a.timeNs - b.timeNs);
};
