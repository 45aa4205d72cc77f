// Consoles as link sees them: which are open and whose, frames between NATS and the privileged
// process, and the log of every session from its beginning to its end. What is typed and printed
// is not kept. A frame is not changed here: both ends number them.

import { setTimeout as sleep } from 'node:timers/promises';

import {
  consoleInputs,
  consoleSubject,
  HopscopeError,
  isSessionName,
  sessionOfSubject,
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

interface OpenSession {
  /** Date.now of it. */
  readonly openedAt: number;
  /** What the log says of it at its beginning and its end. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Of the last frame of node: what follows when node died. */
  sequence: number;
  acknowledged: number;
}

/** A frame holds its data, two numbers and a tag. */
const FRAME_OVERHEAD_BYTES = 64;
const CLIENT_CHARS_MAX = 128;

/** For the log: who asks may say anything. */
const plainText = (text: string): string =>
  text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, CLIENT_CHARS_MAX);

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
    this.admit(session, order.open, asker);
    try {
      const answer = await request(body);
      const { failure, argv } = Wire.ConsoleResponse.decode(answer);
      this.began(session, failure, argv);
      return answer;
    } catch (error) {
      this.sessions.delete(session);
      throw error;
    }
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

  private admit(session: string, open: hopscope.v1.IConsoleOpen, asker: string): void {
    const { policy } = this.options;
    const argv = open.argv ?? [];
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
    const facts = {
      session,
      asker,
      // nobody checks who a client says it is
      clientSays: plainText(open.client ?? ''),
      netns: open.netns ?? '',
      argv,
      terminal: open.terminal ?? false,
    };
    this.sessions.set(session, {
      openedAt: Date.now(),
      facts,
      sequence: 0,
      acknowledged: 0,
    });
  }

  private began(
    session: string,
    failure: hopscope.v1.IFailure | null | undefined,
    argv: readonly string[] | null | undefined,
  ): void {
    const { log } = this.options;
    const open = this.sessions.get(session);
    if (failure?.code) {
      log.warn({ ...open?.facts, code: failure.code, reason: failure.message }, 'console refused');
      this.sessions.delete(session);
    } else log.info({ ...open?.facts, runs: argv }, 'console opened');
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
