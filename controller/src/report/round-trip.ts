// How long an answer took: forward journeys paired with their answers at one point each, at the
// VM's port and at the last point before the outside. An echo reply is paired by identifier and
// sequence, a SYN by the acknowledgement of its sequence; UDP says nothing about itself and is not
// paired. Times of one point are of one clock: no alignment is involved.

import { decodeFrame, innermost } from '@hopscope/packet';
import type { DecodedFrame } from '@hopscope/packet';
import type { Correlation, DirectionJourneys } from '../correlate/journeys.ts';
import type { CaptureRecording, Recording } from '../run/recording.ts';
import { capturesByPoint } from './captures.ts';
import type { Verdict } from './verdict.ts';

/** Medians need no more. */
const PAIRS_MAX = 10_000;

const SYN = 0x02;
const ACK = 0x10;

/** What a packet and its answer have in common; null when it says nothing about that. */
const pairKey = (frame: DecodedFrame, isReply: boolean): string | null => {
  const icmp = innermost(frame, 'icmp');
  if (icmp !== null) return icmp.id === null ? null : `${icmp.id}/${icmp.sequence}`;
  const tcp = innermost(frame, 'tcp');
  if (tcp === null || (tcp.flags & SYN) === 0) return null;
  if (((tcp.flags & ACK) !== 0) !== isReply) return null;
  if (isReply) return `${tcp.destinationPort}/${(tcp.acknowledgement - 1) >>> 0}`;
  return `${tcp.sourcePort}/${tcp.sequence}`;
};

/** Time of the first sighting of each pair key at one point. */
const timesAt = (
  journeys: DirectionJourneys,
  point: number,
  { frames }: CaptureRecording,
): Map<string, number> => {
  const stride = journeys.points.length;
  const times = new Map<string, number>();
  for (let index = 0; index < journeys.count && times.size < PAIRS_MAX; index += 1) {
    const row = journeys.sighting[index * stride + point] ?? -1;
    if (row < 0 || row >= frames.count) continue;
    const offset = frames.offset[row] ?? 0;
    const decoded = decodeFrame(frames.bytes, offset, frames.capturedBytes[row] ?? 0);
    const key = pairKey(decoded, journeys.direction === 'reply');
    const time = journeys.timeNs[index * stride + point] ?? Number.NaN;
    if (key !== null && !times.has(key)) times.set(key, time);
  }
  return times;
};

/** Sorted waiting times, in nanoseconds, between packets and answers at one device. */
const waits = (
  correlation: Correlation,
  captures: Map<string, CaptureRecording>,
  forwardAt: number,
  replyAt: number,
): number[] => {
  const { forward, reply } = correlation;
  const out = captures.get(forward.points[forwardAt] ?? '');
  const back = captures.get(reply.points[replyAt] ?? '');
  if (out === undefined || back === undefined) return [];
  const sent = timesAt(forward, forwardAt, out);
  const answered = timesAt(reply, replyAt, back);
  const found: number[] = [];
  for (const [key, time] of sent) {
    const wait = (answered.get(key) ?? Number.NaN) - time;
    if (wait >= 0) found.push(wait);
  }
  return found.toSorted((a, b) => a - b);
};

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

/** Round trip at the VM's port, and the part of it outside the cloud; null without pairs. */
export const roundTripOf = (
  recording: Recording,
  correlation: Correlation,
): Verdict['roundTrip'] => {
  const { forward, reply } = correlation;
  const captures = capturesByPoint(recording);
  const atVm = waits(correlation, captures, 0, reply.points.length - 1);
  if (atVm.length === 0) return null;
  const atEdge = waits(correlation, captures, forward.points.length - 1, 0);
  return {
    count: atVm.length,
    p50Ns: quantile(atVm, 0.5),
    p99Ns: quantile(atVm, 0.99),
    outsideP50Ns: atEdge.length === 0 ? null : quantile(atEdge, 0.5),
  };
};
