// The socket edge of the channel: frames over one duplex stream, requests tied to responses.
// Both processes use it. EOF or a broken frame on either side ends the other: every request
// under way is answered with NODE_PROCESS_DIED, and `closed` resolves once.

import type { Duplex } from 'node:stream';

import { HopscopeError } from '@hopscope/proto';
import type { Verb } from '@hopscope/proto';

import { BufferPool } from './buffer-pool.ts';
import { encodeFrame, FRAME, FrameDecoder } from './frame.ts';
import type { Frame, FrameType } from './frame.ts';
import { CHANNEL_LIMITS } from './limits.ts';
import {
  decodeConsoleFrame,
  decodeParcelFrame,
  decodeRequest,
  encodeConsoleFrame,
  encodeRequest,
  failureResponse,
} from './message.ts';
import { openParcelFrames } from './parcel-frames.ts';

/** What one side does with what the other sends. A handler that is absent refuses the frame. */
export interface ChannelHandlers {
  /** Answers with an encoded response. What it rejects with becomes the `failure` of one. */
  readonly request?: (verb: Verb, body: Uint8Array) => Promise<Uint8Array>;
  /** `done` is to be called when nobody looks at `parcel` any more: its buffer is used again. */
  readonly parcel?: (trace: string, parcel: Uint8Array, done: () => void) => void;
  readonly hello?: (payload: Uint8Array) => void;
  readonly log?: (line: string) => void;
  /** `frame` is a view into what was read. */
  readonly console?: (session: string, frame: Uint8Array) => void;
}

export interface Channel {
  /** Encoded response; rejects with NODE_PROCESS_DIED, TIMED_OUT or LIMIT_REACHED. */
  readonly request: (verb: Verb, body: Uint8Array, timeoutMs: number) => Promise<Uint8Array>;
  /** False when the backlog is full and the parcel was not taken: give its number to the next. */
  readonly parcel: (trace: string, parcel: Uint8Array) => boolean;
  readonly hello: (payload: Uint8Array) => void;
  readonly log: (line: string) => void;
  /** A frame of a console. The caller looks at `backlogBytes` first: nothing is refused here. */
  readonly console: (session: string, frame: Uint8Array) => void;
  /** Bytes written that the other side has not taken. */
  readonly backlogBytes: () => number;
  /** Stops and restarts reading: back pressure for the other side. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Sends what is written, then ends. */
  readonly close: () => void;
  /** Resolves when the stream is gone; with the reason when it broke, null for a plain end. */
  readonly closed: Promise<Error | null>;
}

interface Waiting {
  readonly resolve: (body: Uint8Array) => void;
  readonly reject: (error: HopscopeError) => void;
  readonly timer: NodeJS.Timeout;
}

const died = (reason: Error | null): HopscopeError =>
  new HopscopeError('NODE_PROCESS_DIED', 'the privileged process of the agent ended', {
    detail: reason?.message ?? '',
  });

/** Requests of this side that wait for a response. */
const openRequests = (send: (type: FrameType, id: number, payload: Uint8Array) => void) => {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  const take = (id: number): Waiting | undefined => {
    const entry = waiting.get(id);
    waiting.delete(id);
    if (entry !== undefined) clearTimeout(entry.timer);
    return entry;
  };

  const start = (verb: Verb, body: Uint8Array, timeoutMs: number): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      if (waiting.size >= CHANNEL_LIMITS.requestsMax) {
        reject(new HopscopeError('LIMIT_REACHED', `${waiting.size} requests are under way`));
        return;
      }
      lastId = (lastId + 1) >>> 0;
      const id = lastId;
      const timer = setTimeout(() => {
        const message = `the privileged process did not answer ${verb} within ${timeoutMs} ms`;
        take(id)?.reject(new HopscopeError('TIMED_OUT', message));
      }, timeoutMs);
      waiting.set(id, { resolve, reject, timer });
      try {
        send(FRAME.request, id, encodeRequest(verb, body));
      } catch (error) {
        take(id);
        reject(error instanceof HopscopeError ? error : died(error as Error));
      }
    });

  return {
    start,
    /** A response that nobody waits for came too late, and is dropped. */
    settle: (frame: Frame) => take(frame.id)?.resolve(Uint8Array.from(frame.payload)),
    failAll: (reason: Error | null) => {
      for (const id of waiting.keys()) take(id)?.reject(died(reason));
    },
  };
};

const tooLarge = (verb: Verb, bytes: number): HopscopeError =>
  new HopscopeError('LIMIT_REACHED', `the answer to ${verb} has ${bytes} bytes: ask for less`);

const answer = async (
  frame: Frame,
  handlers: ChannelHandlers,
  send: (type: FrameType, id: number, payload: Uint8Array) => void,
): Promise<void> => {
  if (handlers.request === undefined)
    throw new HopscopeError('INTERNAL', 'this side of the channel takes no requests');
  const { verb, body: request } = decodeRequest(frame.payload);
  const body = await handlers.request(verb, request).catch(failureResponse);
  if (body.length <= CHANNEL_LIMITS.payloadBytesMax) send(FRAME.response, frame.id, body);
  else send(FRAME.response, frame.id, failureResponse(tooLarge(verb, body.length)));
};

const refuse = (what: string): never => {
  throw new HopscopeError('INTERNAL', `this side of the channel takes no ${what}`);
};

const openDispatch = (
  handlers: ChannelHandlers,
  pool: BufferPool,
  send: (type: FrameType, id: number, payload: Uint8Array) => void,
  settle: (frame: Frame) => void,
  fail: (error: Error) => void,
) => {
  let underWay = 0;
  const take = async (frame: Frame): Promise<void> => {
    // The side that asks keeps to this too: whoever does not is told, and costs no more.
    if (underWay >= CHANNEL_LIMITS.requestsMax) {
      const error = new HopscopeError('LIMIT_REACHED', `${underWay} requests are under way`);
      send(FRAME.response, frame.id, failureResponse(error));
      return;
    }
    underWay += 1;
    try {
      await answer(frame, handlers, send);
    } finally {
      underWay -= 1;
    }
  };
  return (frame: Frame): void => {
    switch (frame.type) {
      case FRAME.request:
        take(frame).catch(fail);
        break;
      case FRAME.response:
        settle(frame);
        break;
      case FRAME.parcel: {
        const { trace, parcel } = decodeParcelFrame(frame.payload);
        (handlers.parcel ?? (() => refuse('parcels')))(trace, parcel, () => pool.give(parcel));
        break;
      }
      case FRAME.hello:
        (handlers.hello ?? (() => refuse('hello')))(frame.payload);
        break;
      case FRAME.log:
        (handlers.log ?? (() => refuse('log')))(Buffer.from(frame.payload).toString('utf8'));
        break;
      case FRAME.console: {
        const { session, frame: inner } = decodeConsoleFrame(frame.payload);
        (handlers.console ?? (() => refuse('consoles')))(session, inner);
        break;
      }
    }
  };
};

/** Speaks the channel over `stream`, which it owns from here on. */
export const openChannel = (stream: Duplex, handlers: ChannelHandlers): Channel => {
  const pool = new BufferPool();
  const decoder = new FrameDecoder(pool);
  const send = (type: FrameType, id: number, payload: Uint8Array): void => {
    if (stream.writable) stream.write(encodeFrame(type, id, payload));
  };
  const sendParcel = openParcelFrames(stream);
  const requests = openRequests(send);
  const fail = (error: Error): void => {
    stream.destroy(error);
  };
  const dispatch = openDispatch(handlers, pool, send, requests.settle, fail);

  let broke: Error | null = null;
  const closed = new Promise<Error | null>((resolve) => {
    stream.on('error', (error: Error) => {
      broke = error;
    });
    stream.on('end', () => stream.destroy());
    stream.on('close', () => {
      requests.failAll(broke);
      resolve(broke);
    });
  });
  stream.on('data', (chunk: Buffer) => {
    try {
      for (const frame of decoder.push(chunk)) dispatch(frame);
    } catch (error) {
      fail(error as Error);
    }
  });

  return {
    request: (verb, body, timeoutMs) =>
      stream.destroyed ? Promise.reject(died(broke)) : requests.start(verb, body, timeoutMs),
    parcel: (trace, parcel) => {
      if (stream.writableLength > CHANNEL_LIMITS.backlogBytesMax || !stream.writable) return false;
      sendParcel(trace, parcel);
      return true;
    },
    hello: (payload) => send(FRAME.hello, 0, payload),
    log: (line) =>
      send(FRAME.log, 0, Buffer.from(line, 'utf8').subarray(0, CHANNEL_LIMITS.logBytesMax)),
    console: (session, frame) => send(FRAME.console, 0, encodeConsoleFrame(session, frame)),
    backlogBytes: () => stream.writableLength,
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    close: () => void stream.end(),
    closed,
  };
};
