// Runs one program to its end: argv without a shell, bounded output, a time limit. A failure
// carries the command and what it printed, because that is all there is to go by.
import { spawn } from 'node:child_process';
import { HopscopeError } from '@hopscope/proto';

export interface RunOptions {
  /** Written to standard input, which is closed afterwards. */
  readonly input?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
  /** Return a non-zero exit code instead of throwing. */
  readonly mayFail?: boolean | undefined;
}

export interface RunResult {
  /** Exit code; -1 when a signal ended it. */
  readonly rc: number;
  readonly stdout: string;
  readonly stderr: string;
}

const RUN_LIMITS = {
  /** A command of the lab that takes longer hangs. */
  timeoutMsDefault: 30_000,
  /** Flow dumps of a lab are below 200 KiB; more is a runaway. */
  outputBytesMax: 64 * 1024 * 1024,
  /** What of a failed command's output goes into the message. */
  messageCharsMax: 600,
} as const;

export type Run = (argv: readonly string[], options?: RunOptions) => Promise<RunResult>;

const failure = (argv: readonly string[], why: string, result: RunResult): HopscopeError =>
  new HopscopeError(
    'ENVIRONMENT',
    `${argv.join(' ').slice(0, RUN_LIMITS.messageCharsMax)}: ${why}`,
    { detail: `${result.stderr}${result.stdout}`.slice(0, 64 * 1024) },
  );

const brief = (result: RunResult): string =>
  (result.stderr || result.stdout).trim().slice(0, RUN_LIMITS.messageCharsMax);

interface Collected {
  chunks: Buffer[];
  bytes: number;
}

/** Runs argv to its end. Throws ENVIRONMENT on a non-zero exit unless `mayFail`. */
export const run: Run = (argv, options = {}) => {
  const [file = '', ...args] = argv;
  const timeoutMs = options.timeoutMs ?? RUN_LIMITS.timeoutMsDefault;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    let why = '';
    const stop = (reason: string): void => {
      why = reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`no end within ${timeoutMs} ms`), timeoutMs);
    const out: Collected = { chunks: [], bytes: 0 };
    const err: Collected = { chunks: [], bytes: 0 };
    const collect = (into: Collected) => (chunk: Buffer) => {
      into.bytes += chunk.length;
      if (into.bytes > RUN_LIMITS.outputBytesMax) stop('too much output');
      else into.chunks.push(chunk);
    };
    child.stdout.on('data', collect(out));
    child.stderr.on('data', collect(err));
    // a program that ends before it has read its input closes the pipe: its exit code tells
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('error', (cause) => {
      clearTimeout(timer);
      reject(new HopscopeError('ENVIRONMENT', `${file}: ${cause.message}`, { cause }));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const result = {
        rc: code ?? -1,
        stdout: Buffer.concat(out.chunks).toString(),
        stderr: Buffer.concat(err.chunks).toString(),
      };
      if (why !== '') reject(failure(argv, why, result));
      else if (result.rc !== 0 && options.mayFail !== true)
        reject(failure(argv, `exit ${result.rc}: ${brief(result)}`, result));
      else resolve(result);
    });
  });
};
