// A console seen from the client: asks the agent to open it, then frames both ways over core NATS
// until its end. What the program prints is acknowledged when it is written here, so a reader that
// is slow holds the program back, and nothing piles up between. It knows nothing of terminals.

import { randomBytes } from 'node:crypto';

import {
  ConsoleFlow,
  consoleSubject,
  fromFailure,
  HopscopeError,
  toFailure,
  WIRE_LIMITS,
  Wire,
} from '@hopscope/proto';
import type { ConsoleContent, hopscope } from '@hopscope/proto';
import type { Subscription } from '@nats-io/nats-core';

import { ask } from '../run/mod.ts';
import type { Bus } from '../run/mod.ts';
import { CLIENT_LIMITS } from './limits.ts';

export interface ConsoleOptions {
  readonly node: string;
  readonly netns: string;
  /** None: a shell. */
  readonly argv: readonly string[];
  /** null: three pipes. */
  readonly terminal: {
    readonly columns: number;
    readonly rows: number;
    readonly term: string;
  } | null;
  /** Who we say we are. */
  readonly client: string;
}

export interface ConsoleSink {
  /** Resolves when it is written. */
  readonly output: (bytes: Uint8Array) => Promise<void>;
  readonly errors: (bytes: Uint8Array) => Promise<void>;
  /** There is room for input again. */
  readonly ready: () => void;
}

export interface ConsoleSession {
  /** What runs there. */
  readonly argv: readonly string[];
  /** False: no more for now, `ready` says when. The bytes are taken in any case. */
  readonly type: (bytes: Uint8Array) => boolean;
  readonly endInput: () => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Ends it; `ended` says when. */
  readonly close: (reason: string) => void;
  /** How it ended; rejects with CONSOLE_LOST when nobody can say. */
  readonly ended: Promise<hopscope.v1.IConsoleEnd>;
}

const QUESTION = {
  verb: 'console',
  request: Wire.ConsoleRequest,
  response: Wire.ConsoleResponse,
} as const;

/** 128 bits: who knows the name may type. */
const newSession = (): string => randomBytes(16).toString('hex');

const now = (): number => performance.now();

class OpenSession implements ConsoleSession {
  readonly argv: readonly string[];
  private readonly bus: Bus;
  private readonly node: string;
  private readonly session: string;
  private readonly sink: ConsoleSink;
  private readonly flow: ConsoleFlow;
  private readonly over = Promise.withResolvers<hopscope.v1.IConsoleEnd>();
  private readonly signs: NodeJS.Timeout;
  private queue: Buffer[] = [];
  private queued = 0;
  private inputEnded = false;
  private isOver = false;
  private heardMs = now();
  private lookedMs = now();
  private writing: Promise<void> = Promise.resolve();
  private wantedSize: { columns: number; rows: number } | null = null;
  private resizing = false;

  constructor(
    bus: Bus,
    { node, session, sink }: { node: string; session: string; sink: ConsoleSink },
    answer: hopscope.v1.IConsoleResponse,
  ) {
    this.bus = bus;
    this.node = node;
    this.session = session;
    this.sink = sink;
    this.argv = answer.argv ?? [];
    this.flow = new ConsoleFlow({
      receiveWindowBytes: WIRE_LIMITS.consoleWindowBytes,
      sendWindowBytes: answer.windowBytes ?? 0,
    });
    this.signs = setInterval(() => this.look(), CLIENT_LIMITS.signMs);
    this.over.promise.catch(() => {}); // whoever waits is told
  }

  get ended(): Promise<hopscope.v1.IConsoleEnd> {
    return this.over.promise;
  }

  type(bytes: Uint8Array): boolean {
    if (bytes.length > 0) this.queue.push(Buffer.from(bytes));
    this.queued += bytes.length;
    this.flush();
    return this.queued < CLIENT_LIMITS.inputQueueBytesMax;
  }

  endInput(): void {
    this.inputEnded = true;
    this.flush();
  }

  resize(columns: number, rows: number): void {
    this.wantedSize = { columns, rows };
    if (!this.resizing) void this.tellSize();
  }

  close(reason: string): void {
    const body = { session: this.session, close: { reason } };
    ask(this.bus, this.node, { ...QUESTION, timeoutMs: CLIENT_LIMITS.closeMs }, body).catch(
      (error: unknown) => this.lose(toFailure(error).message),
    );
    setTimeout(
      () => this.lose('the agent did not say how it ended'),
      CLIENT_LIMITS.closeMs,
    ).unref();
  }

  /** Reads frames until the end. */
  async read(frames: Subscription): Promise<void> {
    try {
      for await (const { data } of frames) {
        if (this.isOver) break;
        this.take(data);
      }
      this.lose('the connection to NATS is closed');
    } catch (error) {
      this.lose(toFailure(error).message);
    }
    frames.unsubscribe();
  }

  private take(bytes: Uint8Array): void {
    const frame = this.flow.decode(bytes);
    this.heardMs = now();
    if (frame.data?.length) this.write(frame.data, this.sink.output);
    if (frame.errorData?.length) this.write(frame.errorData, this.sink.errors);
    if (frame.end) this.finish(frame.end);
    else this.flush();
  }

  private write(data: Uint8Array, output: ConsoleSink['output']): void {
    this.writing = this.written(this.writing, output(data), data.length);
  }

  private async written(before: Promise<void>, now: Promise<void>, bytes: number): Promise<void> {
    await Promise.all([before, now]);
    this.flow.consumed(bytes);
    if (!this.isOver && this.flow.owesAcknowledgement) this.send({});
  }

  private finish(end: hopscope.v1.IConsoleEnd): void {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.signs);
    this.writing.then(() => this.over.resolve(end), this.over.reject);
  }

  private lose(message: string): void {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.signs);
    this.over.reject(
      new HopscopeError('CONSOLE_LOST', `the console on ${this.node} is lost: ${message}`),
    );
  }

  private send(content: ConsoleContent): void {
    const { connection } = this.bus;
    const frame = this.flow.encode(content);
    if (!connection.isClosed())
      connection.publish(consoleSubject(this.node, this.session, 'in'), frame);
  }

  private flush(): void {
    const before = this.queued;
    while (!this.isOver && this.queued > 0 && this.flow.room > 0) {
      const most = Math.min(this.flow.room, WIRE_LIMITS.consoleFrameBytesMax);
      const bytes = Buffer.concat(this.queue);
      this.queue = bytes.length > most ? [bytes.subarray(most)] : [];
      this.queued = Math.max(0, bytes.length - most);
      this.send({ data: bytes.subarray(0, most) });
    }
    if (this.queued < before && this.queued < CLIENT_LIMITS.inputQueueBytesMax) this.sink.ready();
    if (this.inputEnded && this.queued === 0 && !this.isOver) {
      this.inputEnded = false;
      this.send({ inputEnded: true });
    }
  }

  private look(): void {
    const at = now();
    // A process that was stopped has not read what was said meanwhile.
    const stoodStill = at - this.lookedMs > 2 * CLIENT_LIMITS.signMs;
    this.lookedMs = at;
    this.send({});
    if (!stoodStill && at - this.heardMs > CLIENT_LIMITS.silentMs)
      this.lose(`its agent said nothing for ${CLIENT_LIMITS.silentMs / 1000} s`);
  }

  /** One question at a time, and the newest size wins. */
  private async tellSize(): Promise<void> {
    this.resizing = true;
    for (let size = this.wantedSize; size !== null && !this.isOver; size = this.wantedSize) {
      this.wantedSize = null;
      const question = { ...QUESTION, timeoutMs: CLIENT_LIMITS.resizeMs };
      const body = { session: this.session, resize: size };
      // A size that was not heard is a nuisance; a session that is lost is told elsewhere.
      await ask(this.bus, this.node, question, body).catch(() => null);
    }
    this.resizing = false;
  }
}

/** Throws AGENT_UNREACHABLE, TIMED_OUT, or what the agent says: POLICY_DENIED, NETNS_MISSING... */
export const openConsole = async (
  bus: Bus,
  options: ConsoleOptions,
  sink: ConsoleSink,
): Promise<ConsoleSession> => {
  const { node, netns, argv, terminal, client } = options;
  const session = newSession();
  const frames = bus.connection.subscribe(consoleSubject(node, session, 'out'));
  const open = {
    netns,
    argv: [...argv],
    client,
    leaseMs: WIRE_LIMITS.consoleLeaseMsDefault,
    windowBytes: WIRE_LIMITS.consoleWindowBytes,
    terminal: terminal !== null,
    ...terminal,
  };
  try {
    const question = { ...QUESTION, timeoutMs: CLIENT_LIMITS.openMs };
    const answer: hopscope.v1.IConsoleResponse = await ask(bus, node, question, { session, open });
    const failure = fromFailure(answer.failure);
    if (failure !== null) throw failure;
    const opened = new OpenSession(bus, { node, session, sink }, answer);
    void opened.read(frames);
    return opened;
  } catch (error) {
    frames.unsubscribe();
    throw error;
  }
};
