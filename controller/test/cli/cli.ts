// Runs a command line in this process, with everything it prints kept, and no cloud behind it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import type { Context } from '../../src/cli/context.ts';
import { runCli } from '../../src/cli/run.ts';
import { openStore } from '../../src/store/trace-store.ts';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Shell {
  /** A folder of the test's own: current directory, home and store. */
  readonly folder: string;
  readonly context: Context;
  readonly run: (...args: readonly string[]) => Promise<Ended>;
}

/** A command line in an empty folder; `change` overrides the context. */
export const openShell = (t: ExecutionContext, change: Partial<Context> = {}): Shell => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-cli-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  let stdout = '';
  let stderr = '';
  const context: Context = {
    env: {},
    cwd: folder,
    home: folder,
    output: {
      print: (text) => void (stdout += text),
      say: (text) => void (stderr += text),
      saysToTerminal: false,
      columns: 100,
      color: false,
    },
    store: openStore(join(folder, 'traces'), { random: (max) => max - 1, now: () => 0 }),
    signal: new AbortController().signal,
    random: () => 0.5,
    elapsedMs: () => 1_000,
    ...change,
  };
  const run = async (...args: readonly string[]): Promise<Ended> => {
    stdout = '';
    stderr = '';
    const code = await runCli(args, context, '0.1.0');
    return { code, stdout, stderr };
  };
  return { folder, context, run };
};
