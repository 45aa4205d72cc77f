// The verb console: opens, resizes and closes sessions, and hands frames to the one they are for.
// Loaded when the first console is asked for: most nodes never have one. Trusts nobody: policy,
// names and limits are checked here, whatever link said.

import { HopscopeError, WIRE_LIMITS, ConsoleFlow, isSessionName } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { CHANNEL_LIMITS, checkConsole } from '../../channel/mod.ts';
import type { AgentPolicy } from '../../channel/mod.ts';
import type { Kernel } from '../capture/kernel.ts';
import { OWNER_VARIABLE } from '../evidence/tools.ts';
import type { Tools } from '../evidence/tools.ts';
import type { Namespaces } from '../netns/namespaces.ts';
import { consoleEnvironment, consoleFolder, resolveCommand } from './command.ts';
import { CONSOLE_LIMITS } from './limits.ts';
import { startPiped } from './program.ts';
import type { Program } from './program.ts';
import { startSession } from './session.ts';
import type { Session } from './session.ts';
import { killSessionsNow, markSession } from './session-processes.ts';
import { startInTerminal } from './terminal.ts';
import type { LoadPty } from './terminal.ts';

/** What goes out; Channel of agent/src/channel is one. */
export interface ConsoleChannel {
  readonly console: (session: string, frame: Uint8Array) => void;
  readonly backlogBytes: () => number;
}

export interface ConsolesOptions {
  readonly policy: AgentPolicy;
  readonly kernel: Kernel;
  readonly namespaces: Namespaces;
  readonly tools: Tools;
  readonly channel: ConsoleChannel;
  /** Instead of node-pty. */
  readonly loadPty?: LoadPty;
}

export interface Consoles {
  /** Rejects with a HopscopeError. */
  readonly answer: (request: hopscope.v1.IConsoleRequest) => Promise<hopscope.v1.IConsoleResponse>;
  /** A frame for a session that is not there is dropped: its end is on the way. */
  readonly frame: (session: string, frame: Uint8Array) => void;
  /** Kills what runs, at once: this process is about to end. */
  readonly killNow: () => void;
}

const sizeOf = (asked: number | null | undefined, standard: number): number =>
  Math.min(asked ? asked : standard, WIRE_LIMITS.consoleSizeMax);

const COLUMNS = 80;
const ROWS = 24;

const leaseOf = (asked: number | null | undefined): number =>
  Math.min(asked ? asked : WIRE_LIMITS.consoleLeaseMsDefault, WIRE_LIMITS.consoleLeaseMsMax);

class OpenConsoles implements Consoles {
  private readonly options: ConsolesOptions;
  /** Null while it is being started. */
  private readonly sessions = new Map<string, Session | null>();
  private opened = 0;

  constructor(options: ConsolesOptions) {
    this.options = options;
  }

  async answer(request: hopscope.v1.IConsoleRequest): Promise<hopscope.v1.IConsoleResponse> {
    const name = request.session ?? '';
    if (!isSessionName(name))
      throw new HopscopeError('ORDER_INVALID', 'a session is named by 20 to 64 plain characters');
    if (request.open) return this.open(name, request.open);
    const session = this.sessions.get(name);
    if (!session) throw new HopscopeError('ORDER_UNKNOWN', 'no such console on this node');
    const { resize } = request;
    if (resize) session.resize(sizeOf(resize.columns, COLUMNS), sizeOf(resize.rows, ROWS));
    else if (request.close) session.close(request.close.reason ?? '');
    else throw new HopscopeError('ORDER_INVALID', 'the order says nothing to do');
    return {};
  }

  frame(name: string, frame: Uint8Array): void {
    this.sessions.get(name)?.frame(frame);
  }

  killNow(): void {
    killSessionsNow([...this.sessions.values()].flatMap((session) => session?.mark ?? []));
  }

  private admit(name: string, argv: readonly string[]): void {
    const { policy } = this.options;
    checkConsole(policy, argv);
    if (this.sessions.has(name))
      throw new HopscopeError('ORDER_INVALID', 'a console of this name is open');
    const max = Math.min(policy.console.sessionsMax, CONSOLE_LIMITS.sessionsMax);
    if (this.sessions.size >= max)
      throw new HopscopeError(
        'LIMIT_REACHED',
        `${this.sessions.size} consoles are open on this node (policy.console.sessionsMax: ${max})`,
      );
  }

  private async open(
    name: string,
    order: hopscope.v1.IConsoleOpen,
  ): Promise<hopscope.v1.IConsoleResponse> {
    const { tools, policy, namespaces } = this.options;
    const words = order.argv ?? [];
    this.admit(name, words);
    const argv = resolveCommand(tools, policy.console, words);
    const { path } = namespaces.find(order.netns ?? '');
    this.sessions.set(name, null);
    try {
      this.opened += 1;
      const mark = `${tools.environment[OWNER_VARIABLE] ?? ''}/${this.opened}`;
      const program = await this.start(tools.argv(path, argv), mark, order);
      return this.follow(name, { program, mark, argv, order });
    } catch (error) {
      this.sessions.delete(name);
      throw error;
    }
  }

  private start(
    argv: readonly string[],
    mark: string,
    order: hopscope.v1.IConsoleOpen,
  ): Promise<Program> {
    const { tools, policy, kernel, loadPty } = this.options;
    const environment = consoleEnvironment(tools, policy.console, {
      mark,
      term: order.term ?? '',
      netns: order.netns ?? '',
    });
    const options = { argv, environment, folder: consoleFolder(policy.console) };
    if (order.terminal !== true) return startPiped(options);
    const size = { columns: sizeOf(order.columns, COLUMNS), rows: sizeOf(order.rows, ROWS) };
    return startInTerminal(kernel, { ...options, ...size }, loadPty);
  }

  private follow(
    name: string,
    started: {
      readonly program: Program;
      readonly mark: string;
      readonly argv: readonly string[];
      readonly order: hopscope.v1.IConsoleOpen;
    },
  ): hopscope.v1.IConsoleResponse {
    const { policy, channel } = this.options;
    const { program, order, argv } = started;
    const leaseMs = leaseOf(order.leaseMs);
    const windowBytes = WIRE_LIMITS.consoleWindowBytes;
    const session = startSession({
      program,
      mark: markSession(program.pid, started.mark),
      flow: new ConsoleFlow({
        receiveWindowBytes: windowBytes,
        sendWindowBytes: Math.min(order.windowBytes ?? 0, windowBytes),
      }),
      policy: policy.console,
      leaseMs,
      send: (frame) => channel.console(name, frame),
      isChannelFree: () => channel.backlogBytes() < CHANNEL_LIMITS.consoleBacklogBytesMax,
      ended: () => void this.sessions.delete(name),
    });
    this.sessions.set(name, session);
    return { argv: [...argv], windowBytes, leaseMs };
  }
}

/** No session yet. */
export const openConsoles = (options: ConsolesOptions): Consoles => new OpenConsoles(options);
