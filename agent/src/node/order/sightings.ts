// A cut batch as an encoded Parcel. Written by hand into one buffer that is used again: a batch
// has 128 KiB, and protobufjs allocates and copies it several times, which cost more than reading
// the ring. Field numbers are those of parcel.proto; a test holds the two together.

import assert from 'node:assert/strict';

import type { SightingColumns } from '../capture/batch.ts';
import type { NodeClock } from '../clock.ts';

/** Field numbers and wire types: (number << 3) | type; 0 = varint, 2 = bytes. */
const TAG = {
  parcelSequence: (1 << 3) | 0,
  parcelSightings: (2 << 3) | 2,
  capture: (1 << 3) | 0,
  count: (2 << 3) | 0,
  sec: (3 << 3) | 2,
  nsec: (4 << 3) | 2,
  side: (5 << 3) | 2,
  originalBytes: (6 << 3) | 2,
  capturedBytes: (7 << 3) | 2,
  frames: (8 << 3) | 2,
} as const;

/** A varint of 32 bits has up to 5 bytes; this many tags and lengths there are at most. */
const OVERHEAD_BYTES = 6 * 12;

const varintBytes = (value: number): number => {
  let bytes = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) bytes += 1;
  return bytes;
};

class Writer {
  private buffer: Buffer = Buffer.alloc(0);
  private at = 0;

  start(bytesMax: number): void {
    if (this.buffer.length < bytesMax) this.buffer = Buffer.alloc(bytesMax);
    this.at = 0;
  }

  varint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  field(tag: number, value: number): void {
    this.byte(tag);
    this.varint(value);
  }

  bytes(tag: number, value: Uint8Array): void {
    this.field(tag, value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
  }

  written(): Uint8Array {
    return this.buffer.subarray(0, this.at);
  }

  private byte(value: number): void {
    this.buffer[this.at] = value;
    this.at += 1;
  }
}

const bytesOf = (column: Uint32Array | Uint16Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength);

/** In place: a batch is sent once. Only a test of clock alignment comes here. */
const shiftStamps = (columns: SightingColumns, clock: NodeClock): void => {
  for (let at = 0; at < columns.count; at += 1) {
    const shown = clock.shown({ sec: columns.sec[at]!, nsec: columns.nsec[at]! });
    columns.sec[at] = shown.sec;
    columns.nsec[at] = shown.nsec;
  }
};

export type SightingsEncoder = (
  sequence: number,
  capture: number,
  columns: SightingColumns,
) => Uint8Array;

/** What the encoder returns is valid until it is called again. */
export const openSightingsEncoder = (clock: NodeClock): SightingsEncoder => {
  const writer = new Writer();
  return (sequence, capture, columns) => {
    assert(columns.count > 0, 'an empty batch is not sent');
    if (clock.isShifted) shiftStamps(columns, clock);
    const parts = [
      [TAG.sec, bytesOf(columns.sec)],
      [TAG.nsec, bytesOf(columns.nsec)],
      [TAG.side, columns.side],
      [TAG.originalBytes, bytesOf(columns.originalBytes)],
      [TAG.capturedBytes, bytesOf(columns.capturedBytes)],
      [TAG.frames, columns.frames],
    ] as const;
    let length = 2 + varintBytes(capture) + varintBytes(columns.count);
    for (const [, bytes] of parts) length += 1 + varintBytes(bytes.length) + bytes.length;
    writer.start(length + OVERHEAD_BYTES);
    writer.field(TAG.parcelSequence, sequence);
    writer.field(TAG.parcelSightings, length);
    writer.field(TAG.capture, capture);
    writer.field(TAG.count, columns.count);
    for (const [tag, bytes] of parts) writer.bytes(tag, bytes);
    return writer.written();
  };
};
