// A client of a console as tests want one: it acknowledges when it is told to, keeps what it saw,
// and can fall silent, type too much or skip a number.

import { randomBytes } from 'node:crypto';

import { agentSubject, ConsoleFlow, consoleSubject, fromFailure, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import type { NatsConnection, Subscription } from '@nats-io/nats-core';

const WINDOW_BYTES = 256 * 1024;
const REQUEST_MS = 15_000;
const DEADLINE_MS = 30_000;
const HEARTBEAT_MS = 250;
/** Longer than a machine full of tests stands still. */
const LEASE_MS = 30_000;

export interface TestConsoleOptions {
  readonly argv?: readonly string[];
  readonly netns?: string;
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly leaseMs?: number;
  readonly session?: string;
  readonly windowBytes?: number;
  readonly term?: string;
  readonly client?: string;
  /** False: data is taken and not acknowledged. */
  readonly acknowledges?: boolean;
}

export const newSession = (): string => randomBytes(16).toString('hex');

export class TestConsole {
  readonly node: string;
  readonly session: string;
  readonly chunks: Buffer[] = [];
  readonly errors: Buffer[] = [];
  bytes = 0;
  sentSequence = 0;
  frames = 0;
  /** Frames without content: the agent is there. */
  signs = 0;
  /** Data taken and acknowledged at once. */
  acknowledges = true;
  /** Keeps to the rules of frames; a test that breaks them cannot count. */
  fair = true;
  /** Says that it is there. */
  present = true;
  private last: hopscope.v1.IConsoleEnd | null = null;
  private readonly connection: NatsConnection;
  private flow = new ConsoleFlow({ receiveWindowBytes: WINDOW_BYTES, sendWindowBytes: 0 });
  private held = 0;
  private readonly watchers = new Set<() => void>();
  private timer: NodeJS.Timeout | undefined;

  constructor(connection: NatsConnection, node: string, session: string) {
    this.connection = connection;
    this.node = node;
    this.session = session;
  }

  async ask(action: hopscope.v1.IConsoleRequest): Promise<hopscope.v1.IConsoleResponse> {
    const body = Wire.ConsoleRequest.encode({ session: this.session, ...action }).finish();
    const subject = agentSubject(this.node, 'console');
    const { data } = await this.connection.request(subject, body, { timeout: REQUEST_MS });
    const response: hopscope.v1.IConsoleResponse = Wire.ConsoleResponse.decode(data);
    const failure = fromFailure(response.failure);
    if (failure !== null) throw failure;
    return response;
  }

  async open(options: TestConsoleOptions): Promise<hopscope.v1.IConsoleResponse> {
    const windowBytes = options.windowBytes ?? WINDOW_BYTES;
    const subject = consoleSubject(this.node, this.session, 'out');
    const subscription = this.connection.subscribe(subject);
    try {
      const { session: _, acknowledges = true, argv = [], ...open } = options;
      this.acknowledges = acknowledges;
      const answer = await this.ask({
        open: { terminal: true, leaseMs: LEASE_MS, ...open, argv: [...argv], windowBytes },
      });
      this.flow = new ConsoleFlow({
        receiveWindowBytes: windowBytes,
        sendWindowBytes: answer.windowBytes ?? 0,
      });
      void this.read(subscription);
      this.timer = setInterval(() => {
        if (this.present) this.send({});
      }, HEARTBEAT_MS);
      return answer;
    } catch (error) {
      subscription.unsubscribe();
      throw error;
    }
  }

  send(content: Parameters<ConsoleFlow['encode']>[0]): void {
    this.sentSequence += 1;
    const frame = this.flow.encode(content);
    this.connection.publish(consoleSubject(this.node, this.session, 'in'), frame);
  }

  type(text: string | Uint8Array): void {
    this.send({ data: Buffer.from(text) });
  }

  /** Bytes as they came, that no flow of ours has numbered. */
  sendRaw(bytes: Uint8Array): void {
    this.connection.publish(consoleSubject(this.node, this.session, 'in'), bytes);
  }

  /** Bytes that may be typed now. */
  get room(): number {
    return this.flow.room;
  }

  /** Acknowledges what was held back. */
  acknowledge(): void {
    this.acknowledges = true;
    this.flow.consumed(this.held);
    this.held = 0;
    this.send({});
  }

  /** How it ended. */
  async end(): Promise<hopscope.v1.IConsoleEnd> {
    await this.until(() => this.last !== null, 'the end');
    return this.last ?? {};
  }

  text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }

  /** Resolves when the output holds it. */
  sees(wanted: string | RegExp): Promise<void> {
    return this.until(() => {
      const text = this.text();
      return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
    }, String(wanted));
  }

  until(holds: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (work: () => void): void => {
        clearTimeout(timer);
        this.watchers.delete(look);
        work();
      };
      const fail = (): void => {
        const tail = JSON.stringify({ end: this.last, text: this.text().slice(-500) });
        finish(() => reject(new Error(`not seen: ${what}; at the end: ${tail}`)));
      };
      const look = (): void => {
        if (holds()) finish(resolve);
        else if (this.last !== null) fail();
      };
      const timer = setTimeout(fail, DEADLINE_MS);
      this.watchers.add(look);
      look();
    });
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async read(frames: Subscription): Promise<void> {
    for await (const { data } of frames) this.take(data);
  }

  private take(bytes: Uint8Array): void {
    const frame: hopscope.v1.IConsoleFrame = this.fair
      ? this.flow.decode(bytes)
      : Wire.ConsoleFrame.decode(bytes);
    this.frames += 1;
    const data = frame.data ?? frame.errorData;
    if (data) {
      (frame.data ? this.chunks : this.errors).push(Buffer.from(data));
      this.bytes += data.length;
      if (this.acknowledges) this.flow.consumed(data.length);
      else this.held += data.length;
      if (this.flow.owesAcknowledgement) this.send({});
    } else if (!frame.end) this.signs += 1;
    if (frame.end) {
      this.stop();
      this.last = frame.end;
    }
    for (const look of this.watchers) look();
  }
}
