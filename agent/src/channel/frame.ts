// Frames between link and node: u32 LE length | u8 type | u32 LE id | payload. `length` counts
// what follows it. The decoder is pure and bounded: it holds at most one frame and one chunk,
// and refuses a length it would not want to hold. It knows nothing of sockets or of messages.

import { HopscopeError } from '@hopscope/proto';

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

/** Cuts a byte stream, in chunks of any size, into frames. After it threw it stays broken. */
export class FrameDecoder {
  private chunks: Buffer[] = [];
  private held = 0;
  /** Bytes needed before the next step is possible. */
  private wanted = LENGTH_BYTES;
  private broken = false;

  /** Bytes held back for a frame that is not whole yet. */
  get pendingBytes(): number {
    return this.held;
  }

  /** The frames that `chunk` completes, in order. Throws INTERNAL for what is no frame. */
  push(chunk: Uint8Array): Frame[] {
    if (this.broken) throw new HopscopeError('INTERNAL', 'the channel is out of step');
    this.chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.held += chunk.length;
    const frames: Frame[] = [];
    if (this.held < this.wanted) return frames;
    const bytes = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    let at = 0;
    for (;;) {
      const left = bytes.length - at;
      this.wanted = left < LENGTH_BYTES ? LENGTH_BYTES : LENGTH_BYTES + this.lengthAt(bytes, at);
      if (left < this.wanted) break;
      frames.push(this.frameAt(bytes, at));
      at += this.wanted;
    }
    this.chunks = at === bytes.length ? [] : [bytes.subarray(at)];
    this.held = bytes.length - at;
    return frames;
  }

  private lengthAt(bytes: Buffer, at: number): number {
    const length = bytes.readUInt32LE(at);
    if (length < LENGTH_MIN || length > LENGTH_MIN + CHANNEL_LIMITS.payloadBytesMax)
      throw this.fail(`a frame says it has ${length} bytes`);
    return length;
  }

  private frameAt(bytes: Buffer, at: number): Frame {
    const type = bytes.readUInt8(at + 4);
    if (!isFrameType(type)) throw this.fail(`there is no frame type ${type}`);
    const payload = bytes.subarray(at + FRAME_HEADER_BYTES, at + this.wanted);
    return { type, id: bytes.readUInt32LE(at + 5), payload };
  }

  private fail(why: string): HopscopeError {
    this.broken = true;
    this.chunks = [];
    this.held = 0;
    return new HopscopeError('INTERNAL', `the channel is out of step: ${why}`);
  }
}
