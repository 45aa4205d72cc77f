// A program behind a pseudoterminal, by node-pty, which is loaded when the first one is wanted.
// Only its native calls are used, fork and resize: its class throws away what is unread 200 ms
// after the exit, which loses output that we hold back; it leaves the terminal open in every
// helper we start later; and it spins while a program does not read what was typed.

import { closeSync, constants, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';

import { HopscopeError } from '@hopscope/proto';

import type { Kernel } from '../capture/kernel.ts';
import type { Exit, Program, ProgramOptions } from './program.ts';

interface Forked {
  readonly fd: number;
  readonly pid: number;
  /** Path of the program's side. */
  readonly pty: string;
}

/** node-pty 1.1.0, src/unix/pty.cc. */
interface PtyCalls {
  readonly fork: (
    file: string,
    args: readonly string[],
    environment: readonly string[],
    folder: string,
    columns: number,
    rows: number,
    uid: number,
    gid: number,
    isUtf8: boolean,
    helper: string,
    exited: (code: number, signal: number) => void,
  ) => Forked;
  readonly resize: (fd: number, columns: number, rows: number) => void;
}

/** From asm-generic/ioctls.h: close on exec. node-pty leaves the descriptor to every child. */
const FIOCLEX = 0x5451;
const KEEP_USER = -1;
const END_OF_TRANSMISSION = Buffer.of(4);

export interface TerminalOptions extends ProgramOptions {
  readonly columns: number;
  readonly rows: number;
}

export type LoadPty = () => Promise<object>;

const loadNodePty: LoadPty = () => import('node-pty');

const hasCalls = (native: unknown): native is PtyCalls =>
  typeof native === 'object' && native !== null && 'fork' in native && 'resize' in native;

/** Throws ENVIRONMENT when node-pty is not there, or not built for this node. */
const loadCalls = async (load: LoadPty): Promise<PtyCalls> => {
  let cause: unknown;
  try {
    const library = await load();
    const native: unknown = 'native' in library ? library.native : undefined;
    if (hasCalls(native)) return native;
  } catch (error) {
    cause = error;
  }
  throw new HopscopeError(
    'ENVIRONMENT',
    'this node has no terminals: node-pty is not built on it. Without a terminal ' +
      '(standard input or output not a terminal) a command can be run',
    { cause, detail: cause instanceof Error ? cause.message : '' },
  );
};

const noTerminal = (cause: unknown): HopscopeError =>
  new HopscopeError('ENVIRONMENT', 'no terminal can be opened on this node', { cause });

/** The new process and our side of its terminal. Throws ENVIRONMENT when there is none left. */
const fork = (calls: PtyCalls, options: TerminalOptions, exited: (exit: Exit) => void): Forked => {
  const [file = '', ...args] = options.argv;
  const environment = Object.entries(options.environment).map(([key, value]) => `${key}=${value}`);
  try {
    return calls.fork(
      file,
      args,
      environment,
      options.folder,
      options.columns,
      options.rows,
      KEEP_USER,
      KEEP_USER,
      true,
      '',
      (code, signal) => exited({ code: signal === 0 ? code : -1, signal }),
    );
  } catch (cause) {
    throw noTerminal(cause);
  }
};

/**
 * Keeps the program's side open too, until the program has ended. Many close their input and output
 * before they exit (coreutils do): read as the end of the terminal, that would make us close our
 * side, and the kernel would hang up a program that is about to say how it went.
 */
const holdOpen = (path: string): (() => void) => {
  const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  return () => closeSync(fd);
};

/** Throws ENVIRONMENT. */
export const startInTerminal = async (
  kernel: Kernel,
  options: TerminalOptions,
  load: LoadPty = loadNodePty,
): Promise<Program> => {
  const calls = await loadCalls(load);
  const exited = Promise.withResolvers<Exit>();
  let release = (): void => undefined;
  const { fd, pid, pty } = fork(calls, options, (exit) => {
    release();
    exited.resolve(exit);
  });
  kernel.ioctl(fd, FIOCLEX, Buffer.alloc(8));
  try {
    release = holdOpen(pty);
  } catch (cause) {
    closeSync(fd); // hangs up what was started
    throw noTerminal(cause);
  }
  const stream = new ReadStream(fd);
  // The end of a terminal is EIO: nobody has its other side open any more.
  stream.on('error', () => undefined);
  return {
    pid,
    output: stream,
    errors: null,
    input: stream,
    exited: exited.promise,
    resize: (columns, rows) => {
      if (!stream.destroyed) calls.resize(fd, columns, rows);
    },
    endInput: () => void stream.write(END_OF_TRANSMISSION),
    close: () => void stream.destroy(),
  };
};
