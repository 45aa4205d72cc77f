// Losses made on a recording that had none: sightings of chosen packets are taken away from
// chosen points, as if they had never got there.

import type { FrameColumns } from '@hopscope/packet';
import type { Correlation } from '../../src/correlate/journeys.ts';
import type { CaptureRecording, Recording } from '../../src/run/recording.ts';

const pick = (frames: FrameColumns, rows: readonly number[]): FrameColumns => ({
  count: rows.length,
  sec: Uint32Array.from(rows, (row) => frames.sec[row] ?? 0),
  nsec: Uint32Array.from(rows, (row) => frames.nsec[row] ?? 0),
  side: Uint8Array.from(rows, (row) => frames.side[row] ?? 0),
  originalBytes: Uint32Array.from(rows, (row) => frames.originalBytes[row] ?? 0),
  capturedBytes: Uint32Array.from(rows, (row) => frames.capturedBytes[row] ?? 0),
  offset: Uint32Array.from(rows, (row) => frames.offset[row] ?? 0),
  bytes: frames.bytes,
});

/** The captures of the recording, changed one by one. */
export const withCaptures = (
  recording: Recording,
  change: (capture: CaptureRecording, points: readonly string[]) => CaptureRecording,
): Recording => ({
  ...recording,
  captures: recording.captures.map((capture) => {
    const plan = recording.plan.nodes
      .find(({ node }) => node === capture.node)
      ?.captures.find((planned) => planned.capture === capture.capture);
    return change(capture, plan?.points ?? []);
  }),
});

/** Takes away every sighting of which `gone(direction, journey, pointIndex)` is true. */
export const lose = (
  recording: Recording,
  correlation: Correlation,
  gone: (direction: 'forward' | 'reply', journey: number, point: number) => boolean,
): Recording =>
  withCaptures(recording, (capture, points) => {
    const dropped = new Set<number>();
    for (const journeys of [correlation.forward, correlation.reply]) {
      for (const [k, id] of journeys.points.entries()) {
        if (!points.includes(id)) continue;
        for (let j = 0; j < journeys.count; j += 1) {
          const frame = journeys.sighting[j * journeys.points.length + k] ?? -1;
          if (frame >= 0 && gone(journeys.direction, j, k)) dropped.add(frame);
        }
      }
    }
    const kept = Array.from({ length: capture.frames.count }, (_, row) => row).filter(
      (row) => !dropped.has(row),
    );
    return { ...capture, frames: pick(capture.frames, kept) };
  });
