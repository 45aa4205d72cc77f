// `hopscope demo` as a person runs it: three right verdicts; nothing is left when it ends, when it
// is interrupted, and when the next lab starts after it was killed.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { stateDirectory } from '../lab/host/state.ts';
import { labProcesses, sweepLeftovers } from '../lab/host/sweep.ts';

const HOPSCOPE = fileURLToPath(new URL('../../hopscope', import.meta.url));
const NAME = 'demo';
const MINUTE_MS = 60_000;
const INTERRUPTED = 128 + 2;

interface Demo {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Resolves when it has said this. */
  readonly until: (pattern: RegExp) => Promise<void>;
}

const start = (): Demo => {
  const child = spawn(HOPSCOPE, [NAME], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  let text = '';
  const heard = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    for (const each of heard) each();
  });
  const until = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      heard.add(() => {
        if (pattern.test(text)) resolve();
      });
      child.once('close', () => reject(new Error(`the demo ended before ${String(pattern)}`)));
    });
  return { child, said: () => text, until };
};

/** Signals the whole group, as a terminal does. */
const strike = ({ child }: Demo, signal: NodeJS.Signals): void => {
  if (child.pid !== undefined) process.kill(-child.pid, signal);
};

const isGone = (): boolean => labProcesses(NAME).length === 0 && !existsSync(stateDirectory(NAME));

test('three verdicts are right, in under three minutes, and nothing is left', async (t) => {
  t.timeout(3 * MINUTE_MS);
  const demo = start();
  const [code] = (await once(demo.child, 'close')) as [number];
  t.is(code, 0, demo.said());
  t.regex(demo.said(), /^DELIVERED /m);
  t.regex(demo.said(), /PBR_RULE_MISSING, confirmed/);
  t.regex(demo.said(), /SG_EGRESS_DENY, confirmed/);
  t.regex(demo.said(), /3 of 3 verdicts are right/);
  t.true(
    demo
      .said()
      .split('\n')
      .every((line) => line.length <= 100),
    'at most 100 columns',
  );
  t.true(isGone());
});

test('Ctrl-C in the middle of a trace takes the lab down', async (t) => {
  t.timeout(2 * MINUTE_MS);
  const demo = start();
  await demo.until(/--- 1 of 3/);
  strike(demo, 'SIGINT');
  const [code] = (await once(demo.child, 'close')) as [number];
  t.is(code, INTERRUPTED);
  t.true(isGone());
});

test('what a killed demo leaves is gone when the next lab starts', async (t) => {
  t.timeout(2 * MINUTE_MS);
  const demo = start();
  await demo.until(/hosts and/);
  strike(demo, 'SIGKILL');
  await once(demo.child, 'close');
  t.false(isGone());
  // what `lab up` and `demo` do first
  t.deepEqual(await sweepLeftovers(), [NAME]);
  t.true(isGone());
});
