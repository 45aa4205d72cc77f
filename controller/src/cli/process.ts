// The command line as a process: signals, streams and the exit code.

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { z } from 'zod';
import type { Context } from './context.ts';
import { Interrupted } from './errors.ts';
import { EXIT } from './exit-code.ts';
import type { Output } from './output.ts';
import { runCli } from './run.ts';
import { openStore, storeRoot } from '../store/trace-store.ts';

const packageSchema = z.object({ version: z.string() });

const versionOf = (): string => {
  const file = new URL('../../package.json', import.meta.url);
  return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
};

const outputOf = ({ stdout, stderr, env }: NodeJS.Process): Output => ({
  print: (text) => void stdout.write(text),
  say: (text) => void stderr.write(text),
  saysToTerminal: stderr.isTTY,
  columns: stderr.columns ?? 80,
  // https://no-color.org
  color: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
});

/** The first signal asks the command to release and end; the second ends the process. */
const interruptible = (process: NodeJS.Process): AbortSignal => {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort(new Interrupted());
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  return controller.signal;
};

const contextOf = (process: NodeJS.Process): Context => ({
  env: process.env,
  cwd: process.cwd(),
  home: homedir(),
  output: outputOf(process),
  store: openStore(storeRoot(process.env), {
    random: (max) => Math.floor(Math.random() * max),
    now: Date.now,
  }),
  signal: interruptible(process),
  random: Math.random,
  elapsedMs: () => performance.now(),
});

/** Runs the command line of this process; the answer is its exit code. */
export const runProcess = (process: NodeJS.Process): Promise<number> => {
  // A reader that went away (`| head`) is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.trouble);
  });
  return runCli(process.argv.slice(2), contextOf(process), versionOf());
};
