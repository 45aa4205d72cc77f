// One console: a program, the frames that go in and come out, and its end. It ends when the
// program does, when its client closes it or says nothing any more, when nobody uses it, or when a
// part of the data was lost. Whatever ends it, its processes are gone then.

import { HopscopeError } from '@hopscope/proto';
import type { ConsoleContent, ConsoleFlow, hopscope } from '@hopscope/proto';

import type { ConsolePolicy } from '../../channel/mod.ts';
import { quietly } from '../process-stat.ts';
import { CONSOLE_LIMITS } from './limits.ts';
import type { Exit, Program } from './program.ts';
import { openPump } from './pump.ts';
import type { OutputKind, Pump } from './pump.ts';
import { openRate } from './rate.ts';
import { killSession } from './session-processes.ts';
import type { SessionMark } from './session-processes.ts';

export type EndReason = 'exit' | 'closed' | 'lease' | 'idle' | 'duration' | 'broken';

export interface SessionOptions {
  readonly program: Program;
  readonly mark: SessionMark;
  readonly flow: ConsoleFlow;
  readonly policy: ConsolePolicy;
  readonly leaseMs: number;
  readonly send: (frame: Uint8Array) => void;
  readonly isChannelFree: () => boolean;
  /** Its last frame is sent. */
  readonly ended: () => void;
}

export interface Session {
  readonly mark: SessionMark;
  readonly frame: (bytes: Uint8Array) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly close: (message: string) => void;
}

const now = (): number => performance.now();

const after = async (ms: number, promise: Promise<unknown>): Promise<void> => {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([promise, late.promise]);
  clearTimeout(timer);
};

class RunningSession implements Session {
  readonly mark: SessionMark;
  private readonly options: SessionOptions;
  private readonly pump: Pump;
  private readonly ticks: NodeJS.Timeout;
  private readonly startedMs = now();
  private tickedMs = now();
  private heardMs = now();
  private usedMs = now();
  private inputBytes = 0;
  private outputBytes = 0;
  private ending = false;
  private exit: Exit = { code: -1, signal: 0 };

  constructor(options: SessionOptions) {
    const { program, flow, policy } = options;
    this.options = options;
    this.mark = options.mark;
    this.pump = openPump({
      rate: openRate(
        Math.min(policy.outputBytesPerS, CONSOLE_LIMITS.outputBytesPerSMax),
        this.startedMs,
      ),
      room: () => flow.room,
      isChannelFree: options.isChannelFree,
      send: (kind, bytes) => this.sendOutput(kind, bytes),
      now,
    });
    this.pump.add('data', program.output);
    if (program.errors !== null) this.pump.add('errorData', program.errors);
    this.ticks = setInterval(() => this.tick(), CONSOLE_LIMITS.tickMs);
    void this.followProgram();
  }

  frame(bytes: Uint8Array): void {
    if (this.ending) return;
    let frame: hopscope.v1.IConsoleFrame;
    try {
      frame = this.options.flow.decode(bytes);
    } catch (error) {
      if (!(error instanceof HopscopeError)) throw error;
      this.endBy('broken', error.message);
      return;
    }
    this.heardMs = now();
    if (frame.data !== undefined && frame.data !== null) this.type(frame.data);
    if (frame.inputEnded === true) this.options.program.endInput();
    this.pump.flush();
  }

  resize(columns: number, rows: number): void {
    if (!this.ending) this.options.program.resize(columns, rows);
  }

  close(message: string): void {
    this.endBy('closed', message);
  }

  private type(data: Uint8Array): void {
    this.usedMs = this.heardMs;
    this.inputBytes += data.length;
    // Also when the program does not take it any more: the client must not wait for it.
    this.options.program.input.write(data, () => {
      this.options.flow.consumed(data.length);
      if (!this.ending && this.options.flow.owesAcknowledgement) this.send({});
    });
  }

  private sendOutput(kind: OutputKind, bytes: Uint8Array): void {
    this.usedMs = now();
    this.outputBytes += bytes.length;
    this.send({ [kind]: bytes });
  }

  private send(content: ConsoleContent): void {
    this.options.send(this.options.flow.encode(content));
  }

  private tick(): void {
    const { leaseMs, policy } = this.options;
    const at = now();
    // Whoever stood still himself cannot say that others were silent: what they said is unread.
    const stoodStill = at - this.tickedMs > 2 * CONSOLE_LIMITS.tickMs;
    this.tickedMs = at;
    if (stoodStill) return;
    if (at - this.heardMs > leaseMs)
      this.endBy('lease', `nothing came from the client for ${leaseMs} ms`);
    else if (at - this.usedMs > policy.idleS * 1000)
      this.endBy('idle', `nothing was typed or printed for ${policy.idleS} s`);
    else if (at - this.startedMs > CONSOLE_LIMITS.durationMs)
      this.endBy('duration', `it ran for ${CONSOLE_LIMITS.durationMs / 3_600_000} hours`);
    else if (!this.ending) this.send({});
  }

  private async followProgram(): Promise<void> {
    this.exit = await this.options.program.exited;
    // Who is left of it would hold the terminal open.
    await killSession(this.mark);
    await this.untilDrained();
    if (this.ending) return;
    this.ending = true;
    this.finish('exit', '');
  }

  /** All output sent; or somebody out of reach has the terminal and says nothing. */
  private async untilDrained(): Promise<void> {
    const silent = Promise.withResolvers<void>();
    const timer = setInterval(() => {
      if (this.pump.quietMs() > CONSOLE_LIMITS.settleMs) silent.resolve();
    }, CONSOLE_LIMITS.settleMs / 3);
    await Promise.race([this.pump.drained, silent.promise]);
    clearInterval(timer);
  }

  private endBy(reason: EndReason, message: string): void {
    if (this.ending) return;
    this.ending = true;
    void this.killAndFinish(reason, message);
  }

  private async killAndFinish(reason: EndReason, message: string): Promise<void> {
    const { program } = this.options;
    this.pump.stop();
    this.hangUp();
    await after(CONSOLE_LIMITS.hangUpMs, program.exited);
    await killSession(this.mark);
    await after(CONSOLE_LIMITS.killMs, program.exited);
    this.finish(reason, message);
  }

  private hangUp(): void {
    // Gone already, or out of our reach: what comes next is a kill.
    quietly(() => process.kill(-this.mark.leader, 'SIGHUP'));
    this.options.program.close();
  }

  private finish(reason: EndReason, message: string): void {
    clearInterval(this.ticks);
    this.pump.stop();
    this.options.program.close();
    this.send({
      end: {
        reason,
        message,
        exitCode: this.exit.code,
        signal: this.exit.signal,
        inputBytes: this.inputBytes >>> 0,
        outputBytes: this.outputBytes >>> 0,
      },
    });
    this.options.ended();
  }
}

/** Runs from here on. */
export const startSession = (options: SessionOptions): Session => new RunningSession(options);
