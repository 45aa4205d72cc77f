// A cut batch as the wire's Sightings: the same columns as bytes, little-endian as they lie.

import type { hopscope } from '@hopscope/proto';

import type { SightingColumns } from '../capture/batch.ts';
import type { NodeClock } from '../clock.ts';

const bytesOf = (column: Uint32Array | Uint16Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength);

/** In place: the batch is sent once. Only a test of clock alignment comes here. */
const shiftStamps = (columns: SightingColumns, clock: NodeClock): void => {
  for (let at = 0; at < columns.count; at += 1) {
    const shown = clock.shown({ sec: columns.sec[at]!, nsec: columns.nsec[at]! });
    columns.sec[at] = shown.sec;
    columns.nsec[at] = shown.nsec;
  }
};

/** Views of the batch: encode before it is used again. */
export const encodeSightings = (
  capture: number,
  columns: SightingColumns,
  clock: NodeClock,
): hopscope.v1.ISightings => {
  if (clock.isShifted) shiftStamps(columns, clock);
  return {
    capture,
    count: columns.count,
    sec: bytesOf(columns.sec),
    nsec: bytesOf(columns.nsec),
    side: columns.side,
    originalBytes: bytesOf(columns.originalBytes),
    capturedBytes: bytesOf(columns.capturedBytes),
    frames: columns.frames,
  };
};
