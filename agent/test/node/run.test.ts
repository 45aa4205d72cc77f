// Programs that readers start: bounded in number, in time and in what they print.

import test from 'ava';
import fc from 'fast-check';

import { openPool } from '../../src/node/evidence/pool.ts';
import { runTool } from '../../src/node/evidence/run.ts';
import { openTools } from '../../src/node/evidence/tools.ts';

const TOOLS = openTools({ owner: '', ovsRunDir: '' });

const run = (script: string, limits: { timeoutMs?: number; bytesMax?: number } = {}) =>
  runTool(TOOLS, {
    argv: ['/bin/sh', '-c', script],
    netnsPath: '',
    ...{ timeoutMs: 20_000, bytesMax: 1_000, ...limits },
  });

test('what a program says and its status are the answer', async (t) => {
  const { rc, stdout, stderr, failure } = await run('echo out; echo err >&2; exit 3');
  t.deepEqual([rc, stdout.toString(), stderr, failure], [3, 'out\n', 'err', '']);
});

test('a program that prints too much is cut off, and what it said is kept', async (t) => {
  const { stdout, truncated, failure, rc } = await run('exec yes', { bytesMax: 100 });
  t.deepEqual([stdout.length, truncated, rc], [100, true, -1]);
  t.regex(failure, /larger than 100 bytes/);
});

test('a program that does not end is killed at its deadline', async (t) => {
  const { rc, failure, stdout } = await run('echo begun; exec sleep 600', { timeoutMs: 300 });
  t.deepEqual([rc, failure, stdout.toString()], [-1, 'no answer within 300 ms', 'begun\n']);
});

test('nobody waits for a child of it that holds the output open', async (t) => {
  const started = performance.now();
  const { stdout, failure } = await run('sleep 8 & echo $!; exec sleep 600', { timeoutMs: 300 });
  t.true(performance.now() - started < 7_000, 'not until the child ends');
  t.regex(failure, /no answer/);
  process.kill(Number(stdout.toString()), 'SIGKILL');
});

test('never more tasks at once than there are places, and all get their turn', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat(3), { maxLength: 30 }),
      async (places, turns) => {
        const pool = openPool(places);
        let running = 0;
        let most = 0;
        const work = async (turnsLeft: number): Promise<void> => {
          running += 1;
          most = Math.max(most, running);
          for (let turn = 0; turn < turnsLeft; turn += 1) await Promise.resolve();
          running -= 1;
        };
        // Each asks again as soon as it is done: a newcomer, when a place has just become free.
        const done = await Promise.all(
          turns.map(async (count) => {
            await pool(() => work(count));
            await pool(() => work(count));
            return true;
          }),
        );
        return most <= places && done.length === turns.length;
      },
    ),
  );
  t.pass();
});
