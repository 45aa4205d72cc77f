// The controller's command line as a process: signals, streams and the exit code.

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { z } from 'zod';
import type { Context } from './cli/context.ts';
import { Interrupted } from './cli/errors.ts';
import { EXIT } from './cli/exit-code.ts';
import type { Output } from './cli/output.ts';
import { runCli } from './cli/run.ts';
import { openStore, storeRoot } from './store/trace-store.ts';

const packageSchema = z.object({ version: z.string() });

const versionOf = (): string => {
  const file = new URL('../package.json', import.meta.url);
  return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
};

const outputOf = ({ stdout, stderr, env }: NodeJS.Process): Output => ({
  print: (text) => void stdout.write(text),
  say: (text) => void stderr.write(text),
  isTerminal: stdout.isTTY,
  saysToTerminal: stderr.isTTY,
  columns: stderr.columns ?? 80,
  // https://no-color.org
  color: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
});

/** The first signal asks the command to release and end; the second ends the process. */
const interruptible = (): AbortSignal => {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort(new Interrupted());
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  return controller.signal;
};

const context: Context = {
  env: process.env,
  cwd: process.cwd(),
  home: homedir(),
  output: outputOf(process),
  store: openStore(storeRoot(process.env), {
    random: (max) => Math.floor(Math.random() * max),
    now: Date.now,
  }),
  signal: interruptible(),
  random: Math.random,
  elapsedMs: () => performance.now(),
};

// A reader that went away (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.trouble);
});

process.exitCode = await runCli(process.argv.slice(2), context, versionOf());
