// A cut batch, of frames or of digests, as an encoded Parcel. Written by hand into one buffer that
// is used again: a batch has 256 KiB, and protobufjs allocates and copies it several times, which
// cost more than reading the ring. Field numbers are those of parcel.proto; a test holds the two
// together.

import assert from 'node:assert/strict';

import type { DigestBatch } from '@hopscope/packet';

import type { SightingColumns } from '../capture/batch.ts';

/** Field numbers and wire types: (number << 3) | type; 0 = varint, 2 = bytes. */
const TAG = {
  parcelSequence: (1 << 3) | 0,
  parcelSightings: (2 << 3) | 2,
  parcelDigests: (6 << 3) | 2,
  capture: (1 << 3) | 0,
  count: (2 << 3) | 0,
  sec: (3 << 3) | 2,
  nsec: (4 << 3) | 2,
  side: (5 << 3) | 2,
  originalBytes: (6 << 3) | 2,
  capturedBytes: (7 << 3) | 2,
  frames: (8 << 3) | 2,
  rows: (3 << 3) | 2,
  sampleShift: (4 << 3) | 0,
  baseSec: (5 << 3) | 0,
  heads: (6 << 3) | 2,
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

/** Encodes one batch as the parcel of that number. */
type Encode<Batch> = (sequence: number, capture: number, batch: Batch) => Uint8Array;

export interface BatchEncoder {
  readonly sightings: Encode<SightingColumns>;
  readonly digests: Encode<DigestBatch>;
}

type Field = readonly [tag: number, value: number | Uint8Array];

const fieldBytes = ([, value]: Field): number =>
  typeof value === 'number' ? 1 + varintBytes(value) : 1 + varintBytes(value.length) + value.length;

/** What an encoder returns is valid until it is called again. */
export const openBatchEncoder = (): BatchEncoder => {
  const writer = new Writer();
  const encode = (sequence: number, content: number, fields: readonly Field[]): Uint8Array => {
    const length = fields.reduce((sum, field) => sum + fieldBytes(field), 0);
    writer.start(length + OVERHEAD_BYTES);
    writer.field(TAG.parcelSequence, sequence);
    writer.field(content, length);
    for (const [tag, value] of fields)
      if (typeof value === 'number') writer.field(tag, value);
      else writer.bytes(tag, value);
    return writer.written();
  };
  return {
    sightings: (sequence, capture, columns) => {
      assert(columns.count > 0, 'an empty batch is not sent');
      return encode(sequence, TAG.parcelSightings, [
        [TAG.capture, capture],
        [TAG.count, columns.count],
        [TAG.sec, bytesOf(columns.sec)],
        [TAG.nsec, bytesOf(columns.nsec)],
        [TAG.side, columns.side],
        [TAG.originalBytes, bytesOf(columns.originalBytes)],
        [TAG.capturedBytes, bytesOf(columns.capturedBytes)],
        [TAG.frames, columns.frames],
      ]);
    },
    digests: (sequence, capture, batch) => {
      assert(batch.count > 0, 'an empty batch is not sent');
      return encode(sequence, TAG.parcelDigests, [
        [TAG.capture, capture],
        [TAG.count, batch.count],
        [TAG.rows, batch.rows],
        [TAG.sampleShift, batch.sampleShift],
        [TAG.baseSec, batch.baseSec],
        [TAG.heads, batch.heads],
      ]);
    },
  };
};
