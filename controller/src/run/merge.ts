// Batches of one capture, as they came over the wire, to one set of columns. A batch whose
// columns do not fit each other is refused whole. Pure.

import { endianness } from 'node:os';
import { strict as assert } from 'node:assert';

import { emptyFrames } from '@hopscope/packet';
import type { FrameColumns } from '@hopscope/packet';

/** One `Sightings` message. */
export interface Batch {
  readonly count: number;
  readonly sec: Uint8Array;
  readonly nsec: Uint8Array;
  readonly side: Uint8Array;
  readonly originalBytes: Uint8Array;
  readonly capturedBytes: Uint8Array;
  readonly frames: Uint8Array;
}

const lengthOf = (captured: Uint8Array, index: number): number =>
  captured[2 * index]! | (captured[2 * index + 1]! << 8);

/** '' when the columns fit, else which does not. */
export const batchFault = (batch: Batch): string => {
  const { count } = batch;
  if (batch.sec.length !== 4 * count) return 'sec';
  if (batch.nsec.length !== 4 * count) return 'nsec';
  if (batch.side.length !== count) return 'side';
  if (batch.originalBytes.length !== 4 * count) return 'original_bytes';
  if (batch.capturedBytes.length !== 2 * count) return 'captured_bytes';
  let bytes = 0;
  for (let index = 0; index < count; index += 1) bytes += lengthOf(batch.capturedBytes, index);
  return bytes === batch.frames.length ? '' : 'frames';
};

/** Frames of one batch, each a view: for a look while they come in. */
export const forEachFrame = (
  batch: Batch,
  see: (frame: Uint8Array, side: number) => void,
): void => {
  let at = 0;
  for (let index = 0; index < batch.count; index += 1) {
    const length = lengthOf(batch.capturedBytes, index);
    see(batch.frames.subarray(at, at + length), batch.side[index]!);
    at += length;
  }
};

const bytesOf = (column: Uint32Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength);

/** One capture from its batches, in their order. Batches must have passed `batchFault`. */
export const mergeBatches = (batches: readonly Batch[]): FrameColumns => {
  if (batches.length === 0) return emptyFrames();
  // the wire is little-endian, and so are the machines this runs on
  assert.equal(endianness(), 'LE');
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  const size = batches.reduce((sum, batch) => sum + batch.frames.length, 0);
  const merged = {
    count,
    sec: new Uint32Array(count),
    nsec: new Uint32Array(count),
    side: new Uint8Array(count),
    originalBytes: new Uint32Array(count),
    capturedBytes: new Uint32Array(count),
    offset: new Uint32Array(count),
    bytes: new Uint8Array(size),
  };
  let row = 0;
  let at = 0;
  for (const batch of batches) {
    bytesOf(merged.sec).set(batch.sec, 4 * row);
    bytesOf(merged.nsec).set(batch.nsec, 4 * row);
    merged.side.set(batch.side, row);
    bytesOf(merged.originalBytes).set(batch.originalBytes, 4 * row);
    merged.bytes.set(batch.frames, at);
    for (let index = 0; index < batch.count; index += 1, row += 1) {
      const length = lengthOf(batch.capturedBytes, index);
      merged.capturedBytes[row] = length;
      merged.offset[row] = at;
      at += length;
    }
  }
  return merged;
};
