// Which points can be trusted to show what passed. A capture that was never armed, that dropped
// packets, or whose node never answered proves what it saw, and nothing by what it did not see.
// A device that does not exist is no blind spot: nothing can pass it.

import { NO_DEVICE, type Point } from '../resolve/path.ts';
import type { CaptureRecording, Recording } from '../run/recording.ts';

/**
 * trusted: absence there means something. partial: only presence does. absent: the device or its
 * namespace does not exist. blind: nothing is known.
 */
export type Sight = 'trusted' | 'partial' | 'absent' | 'blind';

export interface PointSight {
  readonly point: Point;
  readonly sight: Sight;
  /** '' when trusted, else why not, for the report. */
  readonly reason: string;
}

const ABSENT = /NETNS_MISSING|DEVICE_MISSING/;

/** The capture that observes a point; null when none was planned. */
export const captureOf = (recording: Recording, point: Point): CaptureRecording | null => {
  const plan = recording.plan.nodes
    .find(({ node }) => node === point.node)
    ?.captures.find(({ points }) => points.includes(point.id));
  if (plan === undefined) return null;
  return (
    recording.captures.find(
      ({ node, capture }) => node === point.node && capture === plan.capture,
    ) ?? null
  );
};

const sightOf = (point: Point, capture: CaptureRecording | null): [Sight, string] => {
  const where = `${point.device} on ${point.node}`;
  if (point.device === NO_DEVICE) return ['absent', ''];
  if (capture === null) return ['blind', `${where} was not captured`];
  if (!capture.armed) {
    return ABSENT.test(capture.failure)
      ? ['absent', `${where} does not exist`]
      : ['blind', `${where} could not be armed: ${capture.failure || 'no reason given'}`];
  }
  if (capture.endedBy === '')
    return ['blind', `the agent of ${point.node} did not answer at the end`];
  if (capture.endedBy === 'crash') return ['partial', `the capture at ${where} crashed`];
  if (capture.endedBy === 'device') return ['partial', `${where} went away during the capture`];
  if (capture.endedBy === 'lease') return ['partial', `the lease of ${where} ran out`];
  const dropped = capture.droppedByKernel + capture.droppedByAgent;
  if (capture.droppedByKernel > 0 || (dropped > 0 && !isCapped(capture))) {
    return ['partial', `the capture at ${where} dropped ${dropped} packets`];
  }
  if (point.offloaded) return ['partial', `${where} may be offloaded to hardware`];
  return ['trusted', ''];
};

/** It ended at one of its limits: complete up to its last frame. */
export const isCapped = ({ endedBy }: CaptureRecording): boolean =>
  endedBy === 'packets' || endedBy === 'bytes' || endedBy === 'duration';

/**
 * One entry per point of the path, in its order. `natUnresolved`: outside packets could not be
 * told to be this VM's, so that their absence behind the translation proves nothing.
 */
export const sightsOf = (recording: Recording, natUnresolved: boolean): PointSight[] => {
  const { flow, points } = recording.path;
  return points.map((point) => {
    const [sight, reason] = sightOf(point, captureOf(recording, point));
    const isOutside = point.expect.localAddress !== flow.localAddress;
    if (sight === 'trusted' && natUnresolved && isOutside) {
      const where = `${point.device} on ${point.node}`;
      const text = `packets at ${where} could not be told from another VM's`;
      return { point, sight: 'partial', reason: text };
    }
    return { point, sight, reason };
  });
};
