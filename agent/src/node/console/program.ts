// A program behind a console, and how one without a terminal is started: three pipes, as in a
// shell's pipeline. With a terminal: see terminal.ts.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';

import { HopscopeError } from '@hopscope/proto';

export interface ProgramOptions {
  /** Absolute program and arguments; entering a namespace is part of them. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
}

export interface Exit {
  /** -1 when a signal ended it. */
  readonly code: number;
  /** 0 when it ended by itself. */
  readonly signal: number;
}

export interface Program {
  /** Leads a session of its own. */
  readonly pid: number;
  readonly output: Readable;
  /** Null behind a terminal, where there is one stream of output. */
  readonly errors: Readable | null;
  readonly input: Writable;
  readonly exited: Promise<Exit>;
  /** Columns and rows; nothing without a terminal. */
  readonly resize: (columns: number, rows: number) => void;
  /** Its input is over: the end of a pipe, or ^D. */
  readonly endInput: () => void;
  /** Closes our side: the kernel hangs a terminal up. */
  readonly close: () => void;
}

const exitOf = (code: number | null, signal: NodeJS.Signals | null): Exit => ({
  code: code ?? -1,
  signal: signal === null ? 0 : constants.signals[signal],
});

/** Throws ENVIRONMENT when it cannot be started. */
export const startPiped = async (options: ProgramOptions): Promise<Program> => {
  const [program = '', ...args] = options.argv;
  const child = spawn(program, args, {
    stdio: 'pipe',
    detached: true,
    env: { ...options.environment },
    cwd: options.folder,
  });
  const exited = new Promise<Exit>((resolve) => {
    child.on('exit', (code, signal) => resolve(exitOf(code, signal)));
  });
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new HopscopeError('ENVIRONMENT', `${program} cannot be started`, { cause });
  }
  // A program that does not read its input: what it says, and its status, tell why.
  for (const stream of child.stdio) stream?.on('error', () => undefined);
  return {
    pid: child.pid ?? 0,
    output: child.stdout,
    errors: child.stderr,
    input: child.stdin,
    exited,
    resize: () => undefined,
    endInput: () => void child.stdin.end(),
    close: () => {
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    },
  };
};
