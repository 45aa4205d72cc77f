// Parcels as frames on their way to the stream, in buffers that are used again: one is free when
// the stream has given it to the kernel.

import type { Writable } from 'node:stream';

import { HopscopeError } from '@hopscope/proto';

import { BufferPool } from './buffer-pool.ts';
import { FRAME, FRAME_HEADER_BYTES } from './frame.ts';
import { CHANNEL_LIMITS } from './limits.ts';

export type SendParcel = (trace: string, parcel: Uint8Array) => void;

const frameBytes = (trace: string, parcel: Uint8Array): number =>
  FRAME_HEADER_BYTES + 1 + Buffer.byteLength(trace) + parcel.length;

const writeFrame = (frame: Buffer, trace: string, parcel: Uint8Array): Buffer => {
  const nameBytes = Buffer.byteLength(trace);
  const payloadBytes = 1 + nameBytes + parcel.length;
  if (nameBytes > CHANNEL_LIMITS.nameBytesMax)
    throw new HopscopeError('ORDER_INVALID', `a name of ${nameBytes} bytes is too long`);
  if (payloadBytes > CHANNEL_LIMITS.payloadBytesMax)
    throw new HopscopeError('LIMIT_REACHED', `a parcel of ${parcel.length} bytes is too large`);
  frame.writeUInt32LE(FRAME_HEADER_BYTES - 4 + payloadBytes, 0);
  frame.writeUInt8(FRAME.parcel, 4);
  frame.writeUInt32LE(0, 5);
  frame.writeUInt8(nameBytes, FRAME_HEADER_BYTES);
  frame.write(trace, FRAME_HEADER_BYTES + 1, 'utf8');
  frame.set(parcel, FRAME_HEADER_BYTES + 1 + nameBytes);
  return frame.subarray(0, FRAME_HEADER_BYTES + payloadBytes);
};

/** `parcel` is copied before it returns: the caller may use its bytes again. */
export const openParcelFrames = (stream: Writable): SendParcel => {
  const pool = new BufferPool();
  return (trace, parcel) => {
    const frame = writeFrame(pool.take(frameBytes(trace, parcel)), trace, parcel);
    stream.write(frame, () => pool.give(frame));
  };
};
