// Consoles as link sees them: which are open and whose, frames between NATS and the privileged
// process, and the log of every session from its beginning to its end. What is typed and printed
// is not kept. A frame is not changed here: both ends number them.

import { setTimeout as sleep } from 'node:timers/promises';

import {
  consoleInputs,
  consoleSubject,
  fromFailure,
  HopscopeError,
  isSessionName,
  sessionOfSubject,
  toFailure,
  WIRE_LIMITS,
  Wire,
} from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import type { NatsConnection, Subscription } from '@nats-io/nats-core';
import type { Logger } from 'pino';

import { checkConsole } from '../channel/mod.ts';
import type { AgentPolicy } from '../channel/mod.ts';
import { LINK_LIMITS } from './limits.ts';
import type { NodeProcess } from './node-process.ts';
import { decodeOrder } from './order-checks.ts';

export interface LinkConsolesOptions {
  readonly connection: NatsConnection;
  readonly node: string;
  readonly policy: AgentPolicy;
  /** Where input goes. */
  readonly toNode: NodeProcess['console'];
  readonly log: Logger;
}

/** What the log says of a session, when it is asked for and at its end. */
interface Facts {
  /** Its first characters: who knows all of them may type. */
  readonly session: string;
  readonly asker: string;
  /** Nobody checks who a client says it is. */
  readonly clientSays: string;
  readonly netns: string;
  readonly argv: readonly string[];
  readonly terminal: boolean;
}

interface OpenSession {
  /** Date.now of it. */
  readonly openedAt: number;
  readonly facts: Facts;
  /** Of the last frame of node: what follows when node died. */
  sequence: number;
  acknowledged: number;
}

/** A frame holds its data, two numbers and a tag. */
const FRAME_OVERHEAD_BYTES = 64;
const CLIENT_CHARS_MAX = 128;
const SESSION_CHARS_LOGGED = 8;

/** For the log: who asks may say anything. */
const plainText = (text: string): string =>
  text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, CLIENT_CHARS_MAX);

/** A command that is too long is refused: the log need not have all of it. */
const loggedWords = (argv: readonly string[]): readonly string[] =>
  Buffer.byteLength(argv.join(' ')) <= WIRE_LIMITS.consoleArgvBytesMax
    ? argv
    : [...argv.slice(0, 1).map(plainText), '...'];

const factsOf = (session: string, open: hopscope.v1.IConsoleOpen, asker: string): Facts => ({
  session: session.slice(0, SESSION_CHARS_LOGGED),
  asker,
  clientSays: plainText(open.client ?? ''),
  netns: plainText(open.netns ?? ''),
  argv: loggedWords(open.argv ?? []),
  terminal: open.terminal ?? false,
});

export class LinkConsoles {
  private readonly options: LinkConsolesOptions;
  private readonly sessions = new Map<string, OpenSession>();
  private inputs: Subscription | null = null;

  constructor(options: LinkConsolesOptions) {
    this.options = options;
    if (options.policy.console.allow) this.listen();
  }

  get size(): number {
    return this.sessions.size;
  }

  /** Answers the verb. `asker` is the inbox of the request: NATS tells no more of who asks. */
  async answer(
    body: Uint8Array,
    asker: string,
    request: (body: Uint8Array) => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const order: hopscope.v1.IConsoleRequest = decodeOrder(Wire.ConsoleRequest, body);
    const session = order.session ?? '';
    if (!isSessionName(session))
      throw new HopscopeError('ORDER_INVALID', 'a session is named by 20 to 64 plain characters');
    if (!order.open) {
      if (!this.sessions.has(session))
        throw new HopscopeError('ORDER_UNKNOWN', 'no such console on this node');
      return request(body);
    }
    const facts = factsOf(session, order.open, asker);
    try {
      this.admit(session, order.open.argv ?? [], facts);
    } catch (error) {
      this.refused(facts, error);
      throw error;
    }
    return this.begin(session, facts, () => request(body));
  }

  /** A frame of the privileged process, on its way to the client. */
  output(session: string, bytes: Uint8Array): void {
    const open = this.sessions.get(session);
    if (open === undefined) return;
    const frame: hopscope.v1.IConsoleFrame = Wire.ConsoleFrame.decode(bytes);
    open.sequence = frame.sequence ?? 0;
    open.acknowledged = frame.acknowledged ?? 0;
    this.publish(session, bytes);
    if (frame.end) this.ended(session, frame.end);
  }

  /** All sessions are over: the privileged process died, or is stopped. */
  bury(message: string): void {
    for (const [session, { sequence, acknowledged }] of this.sessions) {
      const end = { reason: 'agent', message, exitCode: -1 };
      const frame = { sequence: (sequence + 1) >>> 0, acknowledged, end };
      this.publish(session, Wire.ConsoleFrame.encode(frame).finish());
      this.ended(session, end);
    }
  }

  stop(): void {
    this.inputs?.unsubscribe();
    this.bury('the agent ends');
  }

  private admit(session: string, argv: readonly string[], facts: Facts): void {
    const { policy } = this.options;
    checkConsole(policy, argv);
    if (this.sessions.has(session))
      throw new HopscopeError('ORDER_INVALID', 'a console of this name is open');
    const { sessionsMax } = policy.console;
    if (this.sessions.size >= sessionsMax)
      throw new HopscopeError(
        'LIMIT_REACHED',
        `${this.sessions.size} consoles are open on this node ` +
          `(policy.console.sessionsMax: ${sessionsMax})`,
      );
    this.sessions.set(session, { openedAt: Date.now(), facts, sequence: 0, acknowledged: 0 });
  }

  private async begin(
    session: string,
    facts: Facts,
    request: () => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    try {
      const answer = await request();
      const { failure, argv } = Wire.ConsoleResponse.decode(answer);
      const error = fromFailure(failure);
      if (error === null) this.options.log.info({ ...facts, runs: argv }, 'console opened');
      else {
        this.sessions.delete(session);
        this.refused(facts, error);
      }
      return answer;
    } catch (error) {
      this.sessions.delete(session);
      this.refused(facts, error);
      throw error;
    }
  }

  private refused(facts: Facts, error: unknown): void {
    const { code, message } = toFailure(error);
    this.options.log.warn({ ...facts, code, reason: message }, 'console refused');
  }

  private ended(session: string, end: hopscope.v1.IConsoleEnd): void {
    const open = this.sessions.get(session);
    if (open === undefined) return;
    this.sessions.delete(session);
    const facts = {
      ...open.facts,
      reason: end.reason ?? '',
      exitCode: end.exitCode ?? 0,
      signal: end.signal ?? 0,
      why: end.message ?? '',
      inputBytes: end.inputBytes ?? 0,
      outputBytes: end.outputBytes ?? 0,
      openedAt: new Date(open.openedAt).toISOString(),
      tookMs: Date.now() - open.openedAt,
    };
    this.options.log.info(facts, 'console ended');
  }

  private publish(session: string, bytes: Uint8Array): void {
    const { connection, node } = this.options;
    if (!connection.isClosed()) connection.publish(consoleSubject(node, session, 'out'), bytes);
  }

  private listen(): void {
    const { connection, node, log } = this.options;
    const inputs = connection.subscribe(consoleInputs(node));
    this.inputs = inputs;
    const read = async (): Promise<void> => {
      for await (const { subject, data } of inputs)
        this.input(sessionOfSubject(subject) ?? '', data);
    };
    read().catch(async (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ reason }, 'consoles cannot be typed into');
      if (connection.isClosed()) return;
      await sleep(LINK_LIMITS.claimRetryMs);
      if (this.inputs === inputs && !connection.isClosed()) this.listen();
    });
  }

  /** What does not fit is dropped: the gap in the numbers ends the session. */
  private input(session: string, data: Uint8Array): void {
    if (!this.sessions.has(session)) return;
    if (data.length <= WIRE_LIMITS.consoleFrameBytesMax + FRAME_OVERHEAD_BYTES)
      this.options.toNode(session, data);
  }
}
