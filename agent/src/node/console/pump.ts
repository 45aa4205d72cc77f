// Output of a program on its way out, at the pace of whoever is slowest: the client that
// acknowledges, the rate the node allows, the channel that captures share. What cannot be sent is
// not read: it stays in the kernel, and the program waits.

import type { Readable } from 'node:stream';

import { WIRE_LIMITS } from '@hopscope/proto';

import { CONSOLE_LIMITS } from './limits.ts';
import type { Rate } from './rate.ts';

export type OutputKind = 'data' | 'errorData';

export interface PumpOptions {
  readonly rate: Rate;
  /** Bytes the client takes now. */
  readonly room: () => number;
  /** False while the channel is full of other things. */
  readonly isChannelFree: () => boolean;
  readonly send: (kind: OutputKind, bytes: Uint8Array) => void;
  readonly now: () => number;
}

export interface Pump {
  readonly add: (kind: OutputKind, stream: Readable) => void;
  /** There may be room again. */
  readonly flush: () => void;
  /** Resolves when all streams are closed and what they gave is sent, or after `stop`. */
  readonly drained: Promise<void>;
  /** Nothing was read for this long, milliseconds, and nothing is waiting. */
  readonly quietMs: () => number;
  /** Forgets what is not sent. */
  readonly stop: () => void;
}

interface Piece {
  readonly kind: OutputKind;
  readonly bytes: Buffer;
}

class OutputPump implements Pump {
  private readonly options: PumpOptions;
  private readonly done = Promise.withResolvers<void>();
  private readonly streams = new Set<Readable>();
  private queue: Piece[] = [];
  private queued = 0;
  private paused = false;
  private stopped = false;
  private timer: NodeJS.Timeout | null = null;
  private soon: NodeJS.Immediate | null = null;
  private lastReadMs: number;

  constructor(options: PumpOptions) {
    this.options = options;
    this.lastReadMs = options.now();
  }

  get drained(): Promise<void> {
    return this.done.promise;
  }

  add(kind: OutputKind, stream: Readable): void {
    this.streams.add(stream);
    stream.on('data', (bytes: Buffer) => this.take({ kind, bytes }));
    stream.on('close', () => {
      this.streams.delete(stream);
      this.flush();
    });
  }

  quietMs(): number {
    return this.queued > 0 ? 0 : this.options.now() - this.lastReadMs;
  }

  stop(): void {
    this.stopped = true;
    this.queue = [];
    this.queued = 0;
    this.cancel();
    this.done.resolve();
  }

  flush(): void {
    this.cancel();
    while (this.queued > 0 && this.sendPiece());
    if (this.queued > 0 || this.stopped) return;
    this.resume();
    if (this.streams.size === 0) this.done.resolve();
  }

  /** Reads of one turn of the event loop go out together. */
  private take(piece: Piece): void {
    if (this.stopped) return;
    this.queue.push(piece);
    this.queued += piece.bytes.length;
    this.lastReadMs = this.options.now();
    if (this.queued >= CONSOLE_LIMITS.queueBytesMax) this.pause();
    if (this.timer === null) this.soon ??= setImmediate(() => this.flush());
  }

  /** True when a piece went out; else somebody calls flush, or a timer does. */
  private sendPiece(): boolean {
    const { room, isChannelFree, rate, now, send } = this.options;
    const most = Math.min(room(), WIRE_LIMITS.consoleFrameBytesMax);
    if (most <= 0) return this.hold();
    if (!isChannelFree()) return this.retry(CONSOLE_LIMITS.backlogRetryMs);
    const wanted = Math.min(this.queued, most);
    const allowed = Math.min(rate.allowed(now()), wanted);
    const least = Math.min(wanted, CONSOLE_LIMITS.pieceBytesMin);
    if (allowed < least) return this.retry(Math.max(1, rate.waitMs(wanted)));
    const { kind, bytes } = this.cut(allowed);
    rate.spend(bytes.length);
    send(kind, bytes);
    return true;
  }

  /** At most `most` bytes of one kind from the front of the queue. */
  private cut(most: number): Piece {
    const kind = this.queue[0]?.kind ?? 'data';
    const parts: Buffer[] = [];
    let length = 0;
    for (let piece = this.queue[0]; piece?.kind === kind && length < most; piece = this.queue[0]) {
      const part = piece.bytes.subarray(0, most - length);
      parts.push(part);
      length += part.length;
      if (part.length === piece.bytes.length) this.queue.shift();
      else this.queue[0] = { kind, bytes: piece.bytes.subarray(part.length) };
    }
    this.queued -= length;
    return { kind, bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts, length) };
  }

  private hold(): false {
    this.pause();
    return false;
  }

  private retry(afterMs: number): false {
    this.pause();
    this.timer = setTimeout(() => this.flush(), afterMs);
    return false;
  }

  private cancel(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.soon !== null) clearImmediate(this.soon);
    this.timer = null;
    this.soon = null;
  }

  private pause(): void {
    if (this.paused) return;
    this.paused = true;
    for (const stream of this.streams) stream.pause();
  }

  private resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.lastReadMs = this.options.now();
    for (const stream of this.streams) stream.resume();
  }
}

/** Nothing is read before the first `add`. */
export const openPump = (options: PumpOptions): Pump => new OutputPump(options);
