// Runs one program to its end, with a limit on time and bytes. A program that fails is an answer
// too: its status and what it said are returned, never thrown.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

import type { Tools } from './tools.ts';

/** After being killed a program gets this long to go, and its output to end. */
const KILLED_MS = 500;
/** Standard error is read by people: a few lines. */
const ERROR_BYTES_MAX = 2 * 1024;

export interface RunOptions {
  /** Absolute program and arguments. */
  readonly argv: readonly string[];
  /** '' = the namespace of this process. */
  readonly netnsPath: string;
  readonly timeoutMs: number;
  readonly bytesMax: number;
  /** Given to the program's standard input. */
  readonly input?: string;
  /** An open descriptor the program gets as its descriptor 3. */
  readonly passFd?: number;
}

export interface RunResult {
  /** Exit status; -1 = killed, or not started. */
  readonly rc: number;
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly truncated: boolean;
  /** '' or why it was not run to its end. */
  readonly failure: string;
}

const collect = (stream: NodeJS.ReadableStream | null, bytesMax: number, full: () => void) => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream?.on('data', (chunk: Buffer) => {
    const room = bytesMax - bytes;
    if (room > 0) chunks.push(chunk.length <= room ? chunk : chunk.subarray(0, room));
    bytes += chunk.length;
    if (bytes > bytesMax) full();
  });
  return { read: (): Buffer => Buffer.concat(chunks), isFull: () => bytes > bytesMax };
};

const start = (tools: Tools, options: RunOptions): ChildProcess => {
  const [program, ...args] = tools.argv(options.netnsPath, options.argv);
  const stdin = options.input === undefined ? 'ignore' : 'pipe';
  const extra = options.passFd === undefined ? [] : [options.passFd];
  return spawn(program!, args, {
    stdio: [stdin, 'pipe', 'pipe', ...extra],
    env: { ...tools.environment },
    cwd: '/',
  });
};

/** Resolves when the program is gone and its output read, or soon after it was killed. */
export const runTool = (tools: Tools, options: RunOptions): Promise<RunResult> =>
  new Promise((resolve) => {
    const child = start(tools, options);
    let failure = '';
    let late: NodeJS.Timeout | undefined;
    const kill = (why: string): void => {
      failure ||= why;
      child.kill('SIGKILL');
      // One that hangs in the kernel cannot be killed, and a child of it may hold its output open.
      late ??= setTimeout(() => {
        finish(-1);
        for (const stream of child.stdio) stream?.destroy();
      }, KILLED_MS);
    };
    const stdout = collect(child.stdout, options.bytesMax, () => {
      kill(`the answer is larger than ${options.bytesMax} bytes`);
    });
    const stderr = collect(child.stderr, ERROR_BYTES_MAX, () => undefined);
    const timer = setTimeout(() => {
      kill(`no answer within ${options.timeoutMs} ms`);
    }, options.timeoutMs);
    const finish = (rc: number): void => {
      clearTimeout(timer);
      clearTimeout(late);
      resolve({
        rc,
        stdout: stdout.read(),
        stderr: stderr.read().toString('utf8').trim(),
        truncated: stdout.isFull(),
        failure,
      });
    };
    child.on('error', (error: Error) => {
      failure ||= error.message;
      if (child.pid === undefined) finish(-1);
    });
    child.on('close', (code: number | null) => finish(code ?? -1));
    if (options.input !== undefined && child.stdin !== null) {
      // A program that ends before it read everything: its status says why.
      child.stdin.on('error', () => undefined);
      child.stdin.end(options.input);
    }
  });
