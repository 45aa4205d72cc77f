// Frames between link and node: u32 LE length | u8 type | u32 LE id | payload. `length` counts
// what follows it. The decoder is pure and bounded: it holds at most one frame, and refuses a
// length it would not want to hold. It knows nothing of sockets or of messages.

import { HopscopeError } from '@hopscope/proto';

import { BufferPool } from './buffer-pool.ts';
import { CHANNEL_LIMITS } from './limits.ts';

export const FRAME = {
  /** u8 verb length, verb, protobuf request. */
  request: 1,
  /** Protobuf response; `failure` is set in it when the verb failed. */
  response: 2,
  /** u8 trace length, trace, encoded Parcel; no answer. */
  parcel: 3,
  /** JSON, once from each side, before anything else. */
  hello: 4,
  /** One line of JSON for the log. */
  log: 5,
  /** u8 session length, session, encoded ConsoleFrame, in either direction; no answer. */
  console: 6,
} as const;

export type FrameType = (typeof FRAME)[keyof typeof FRAME];

export interface Frame {
  readonly type: FrameType;
  /** Ties a response to its request; 0 where there is nothing to tie. */
  readonly id: number;
  /** A view: valid until the caller gives up the chunk it came in. */
  readonly payload: Uint8Array;
}

/** Bytes before the payload. */
export const FRAME_HEADER_BYTES = 9;
const LENGTH_BYTES = 4;
const LENGTH_MIN = FRAME_HEADER_BYTES - LENGTH_BYTES;

const isFrameType = (type: number): type is FrameType =>
  type >= FRAME.request && type <= FRAME.console;

/** The bytes of one frame. Throws LIMIT_REACHED when the payload is larger than a peer accepts. */
export const encodeFrame = (type: FrameType, id: number, payload: Uint8Array): Buffer => {
  if (payload.length > CHANNEL_LIMITS.payloadBytesMax)
    throw new HopscopeError(
      'LIMIT_REACHED',
      `a frame of ${payload.length} bytes is larger than ${CHANNEL_LIMITS.payloadBytesMax}`,
    );
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + payload.length);
  frame.writeUInt32LE(LENGTH_MIN + payload.length, 0);
  frame.writeUInt8(type, 4);
  frame.writeUInt32LE(id >>> 0, 5);
  frame.set(payload, FRAME_HEADER_BYTES);
  return frame;
};

/**
 * Cuts a byte stream, in chunks of any size, into frames. After it threw it stays broken. A frame
 * that lies in one chunk is a view into that; one that does not is put together in a buffer of the
 * pool, which whoever is done with it may give back.
 */
export class FrameDecoder {
  private readonly pool: BufferPool;
  private readonly head = Buffer.alloc(FRAME_HEADER_BYTES);
  private headHeld = 0;
  /** Payload under way; null while the header is not whole. */
  private payload: Buffer | null = null;
  private payloadHeld = 0;
  private broken = false;

  constructor(pool: BufferPool = new BufferPool()) {
    this.pool = pool;
  }

  /** Bytes held back for a frame that is not whole yet. */
  get pendingBytes(): number {
    return this.headHeld + this.payloadHeld;
  }

  /** The frames that `chunk` completes, in order. Throws INTERNAL for what is no frame. */
  push(chunk: Uint8Array): Frame[] {
    if (this.broken) throw new HopscopeError('INTERNAL', 'the channel is out of step');
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const frames: Frame[] = [];
    let at = 0;
    for (;;) {
      if (this.payload === null) {
        at += this.takeHead(bytes, at);
        if (this.headHeld < FRAME_HEADER_BYTES) return frames;
        const length = this.payloadLength();
        if (bytes.length - at >= length) {
          frames.push(this.finish(bytes.subarray(at, at + length)));
          at += length;
          continue;
        }
        this.payload = this.pool.take(length);
      }
      const taken = bytes.copy(this.payload, this.payloadHeld, at);
      this.payloadHeld += taken;
      at += taken;
      if (this.payloadHeld < this.payload.length) return frames;
      frames.push(this.finish(this.payload));
    }
  }

  /**
   * How many bytes of the chunk belong to the header; its length is checked as soon as it is there.
   */
  private takeHead(bytes: Buffer, at: number): number {
    const taken = bytes.copy(this.head, this.headHeld, at);
    this.headHeld += taken;
    if (this.headHeld >= LENGTH_BYTES) this.payloadLength();
    return taken;
  }

  private payloadLength(): number {
    const length = this.head.readUInt32LE(0);
    if (length < LENGTH_MIN || length > LENGTH_MIN + CHANNEL_LIMITS.payloadBytesMax)
      throw this.fail(`a frame says it has ${length} bytes`);
    return length - LENGTH_MIN;
  }

  private finish(payload: Buffer): Frame {
    const type = this.head.readUInt8(4);
    if (!isFrameType(type)) throw this.fail(`there is no frame type ${type}`);
    const frame = { type, id: this.head.readUInt32LE(5), payload };
    this.headHeld = 0;
    this.payload = null;
    this.payloadHeld = 0;
    return frame;
  }

  private fail(why: string): HopscopeError {
    this.broken = true;
    this.payload = null;
    return new HopscopeError('INTERNAL', `the channel is out of step: ${why}`);
  }
}
