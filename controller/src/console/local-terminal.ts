// The terminal, or the pipes, of this process. A terminal is made raw while a console is open, so
// that Ctrl-C and every other key belong to the remote side, and is put back whatever happens.

import { spawnSync } from 'node:child_process';
import type { ReadStream, WriteStream } from 'node:tty';

export interface LocalTerminal {
  /** Null when input or output is no terminal: then they are pipes. */
  readonly size: () => { columns: number; rows: number } | null;
  /** Both wait for `read`: what comes before the terminal is raw would be changed by it. */
  readonly output: (bytes: Uint8Array) => Promise<void>;
  readonly errors: (bytes: Uint8Array) => Promise<void>;
  /** Begins to read; keys come one by one on a terminal. */
  readonly read: (reader: LocalReader) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Puts the terminal back and reads no more. `clean`: the remote side ended by itself. */
  readonly close: (clean: boolean) => void;
}

export interface LocalReader {
  readonly typed: (bytes: Buffer) => void;
  readonly ended: () => void;
  readonly resized: (columns: number, rows: number) => void;
}

export type LocalProcess = Pick<NodeJS.Process, 'on' | 'off'> & {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
};

/**
 * What a program that was cut off may have left on: colours, no cursor, bracketed paste, mouse.
 * xterm's ctlseqs; each does nothing where it is off.
 */
const TIDY = ['0m', '?25h', '?2004l', '?1000l', '?1002l', '?1003l', '?1006l']
  .map((code) => `\u001b[${code}`)
  .join('');

const write = (stream: WriteStream, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    // A reader that went away is told by the stream's own error.
    stream.write(bytes, () => resolve());
  });

/**
 * Raw, output too: libuv leaves it translating line feeds, and a full-screen program of the remote
 * side moves down by one. What setRawMode(false) puts back includes this.
 */
const makeRaw = (stdin: ReadStream): void => {
  stdin.setRawMode(true);
  spawnSync('stty', ['-opost'], { stdio: ['inherit', 'ignore', 'ignore'] });
};

/** Nothing is changed before `read`. */
export const openLocalTerminal = (local: LocalProcess): LocalTerminal => {
  const { stdin, stdout, stderr } = local;
  const isTerminal = stdin.isTTY && stdout.isTTY;
  const begun = Promise.withResolvers<void>();
  let reader: LocalReader | null = null;
  const size = () => ({ columns: stdout.columns, rows: stdout.rows });

  const typed = (bytes: Buffer): void => reader?.typed(bytes);
  const ended = (): void => reader?.ended();
  const resized = (): void => reader?.resized(stdout.columns, stdout.rows);
  /** A shell that stopped us and let us go on has put its own modes back. */
  const continued = (): void => {
    stdin.setRawMode(false);
    makeRaw(stdin);
    resized();
  };
  const restore = (): void => {
    if (isTerminal && stdin.isRaw) stdin.setRawMode(false);
  };

  const begin = (): void => {
    stdin.on('data', typed);
    stdin.on('end', ended);
    if (!isTerminal) return;
    local.on('exit', restore);
    makeRaw(stdin);
    local.on('SIGCONT', continued);
    stdout.on('resize', resized);
  };

  return {
    size: () => (isTerminal ? size() : null),
    output: (bytes) => begun.promise.then(() => write(stdout, bytes)),
    errors: (bytes) => begun.promise.then(() => write(stderr, bytes)),
    read: (to) => {
      reader = to;
      begin();
      begun.resolve();
    },
    pause: () => void stdin.pause(),
    resume: () => void stdin.resume(),
    close: (clean) => {
      if (reader === null) return;
      reader = null;
      stdin.off('data', typed);
      stdin.off('end', ended);
      stdout.off('resize', resized);
      local.off('SIGCONT', continued);
      restore();
      local.off('exit', restore);
      if (isTerminal && !clean) stdout.write(TIDY);
      stdin.destroy(); // else it keeps this process alive
    },
  };
};
