// Answers that were made inside the cloud in the peer's name: by a firewall that rejects with a
// reset, or by a router that keeps the connection for itself. They are seen on their way back, but
// not where answers come in, though that was watched.

import type { CaptureRecording, Recording } from '../run/recording.ts';
import type { FlowLane } from './lanes.ts';
import type { Joined } from './join.ts';

/**
 * The points where what is outside comes in: one capture may miss a packet, two do not miss the
 * same ones all the time.
 */
export const ENTRIES = 2;

const isWhole = ({ armed, endedBy, droppedByKernel }: CaptureRecording): boolean =>
  armed && endedBy !== '' && endedBy !== 'crash' && droppedByKernel === 0;

const isWatched = ({ captures }: Recording, { lane }: FlowLane): boolean => {
  const capture = lane.capture === null ? undefined : captures[lane.capture.index];
  return capture !== undefined && isWhole(capture);
};

/** Of the replies: whether a journey began behind the points where answers come in. */
export const madeInside = (recording: Recording, reply: Joined): ((journey: number) => boolean) => {
  const entries = reply.lanes.slice(0, ENTRIES);
  const canSay = entries.length === ENTRIES && entries.every((lane) => isWatched(recording, lane));
  return canSay ? (journey) => (reply.firstLane[journey] ?? 0) >= ENTRIES : () => false;
};
