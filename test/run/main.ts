// `npm test`: every step in its turn, a table of where the time went, and as the last line
// `N passed, N failed`. A step that dies without a failed test counts as one failure. The lab
// for the end-to-end tests is raised once, and taken down whatever happens.

import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { raiseLab, recipeNamed, type Lab, type RecipeName } from '../lab/mod.ts';
import { root } from '../support/sources.ts';
import { STEPS, type Step } from './steps.ts';
import { tapReader, type TapCounts } from './tap.ts';

interface Outcome extends TapCounts {
  readonly name: string;
  readonly seconds: number;
}

const { values: flags } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});

const labName = `test-${process.pid}`;
const seed = process.env['HOPSCOPE_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  NO_COLOR: '1',
  HOPSCOPE_SEED: seed,
  ...(flags.all ? { HOPSCOPE_ALL: '1' } : {}),
};
let running: ChildProcess | null = null;
let interrupted = false;

const run = (argv: readonly string[], timeoutMs: number, show: (line: string) => void) =>
  new Promise<number>((resolve) => {
    const [command = '', ...args] = argv;
    const child = spawn(command, args, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running = child;
    const deadline = setTimeout(() => {
      show(`no end after ${timeoutMs / 1000} s: stopped`);
      stop('SIGKILL');
    }, timeoutMs);
    createInterface({ input: child.stdout }).on('line', show);
    createInterface({ input: child.stderr }).on('line', show);
    child.once('error', (error) => show(String(error)));
    child.once('close', (code) => {
      clearTimeout(deadline);
      running = null;
      resolve(code ?? 1);
    });
  });

/** Signals the whole process group of the running step. */
const stop = (signal: NodeJS.Signals): void => {
  if (running?.pid === undefined) return;
  try {
    process.kill(-running.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const runStep = async (step: Step): Promise<Outcome> => {
  const started = performance.now();
  console.log(`\n== ${step.name}`);
  const tap = tapReader();
  const show = (line: string): void => {
    const text = step.counts === 'tap' ? tap.line(line) : line;
    if (text !== null) console.log(text);
  };
  const code = await run(step.argv, step.timeoutMs, show);
  const seconds = (performance.now() - started) / 1000;
  const counts = step.counts === 'tap' ? tap.counts : { passed: code === 0 ? 1 : 0, failed: 0 };
  const died = code !== 0 && counts.failed === 0;
  const failed = counts.failed + (died ? 1 : 0);
  console.log(`   ${counts.passed} passed, ${failed} failed, ${seconds.toFixed(1)} s`);
  return { name: step.name, passed: counts.passed, failed, seconds };
};

/**
 * Raises the lab of some steps. It is this process's own: when that is killed, a leftover.
 */
const raise = async (recipe: RecipeName): Promise<{ lab: Lab | null; outcome: Outcome }> => {
  const started = performance.now();
  const name = recipe === 'default' ? 'lab' : `lab ${recipe}`;
  console.log(`\n== ${name}`);
  let lab: Lab | null = null;
  try {
    lab = await raiseLab({
      name: labName,
      recipe: recipeNamed(recipe),
      progress: (what, elapsedMs) => console.log(`   ${(elapsedMs / 1000).toFixed(1)} s ${what}`),
    });
    environment['HOPSCOPE_LAB'] = labName;
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
  const seconds = (performance.now() - started) / 1000;
  const passed = lab === null ? 0 : 1;
  return { lab, outcome: { name, passed, failed: 1 - passed, seconds } };
};

/** The steps of one lab, between its raising and its end. */
const runInLab = async (recipe: RecipeName, steps: readonly Step[]): Promise<Outcome[]> => {
  const { lab, outcome } = await raise(recipe);
  const outcomes = [outcome];
  try {
    for (const step of steps) if (lab !== null && !interrupted) outcomes.push(await runStep(step));
  } finally {
    await lab?.down();
  }
  return outcomes;
};

const chosen = (step: Step): boolean =>
  flags.only.length > 0
    ? flags.only.includes(step.name)
    : flags.check
      ? step.quick === true
      : flags.all || step.long !== true;

const main = async (): Promise<void> => {
  const outcomes: Outcome[] = [];
  const steps = STEPS.filter(chosen);
  console.log(`seed ${seed} (set HOPSCOPE_SEED to repeat)`);
  for (const step of steps.filter((each) => each.lab === undefined)) {
    if (!interrupted) outcomes.push(await runStep(step));
  }
  for (const [recipe, inLab] of Map.groupBy(steps, (step) => step.lab)) {
    if (recipe !== undefined && !interrupted) outcomes.push(...(await runInLab(recipe, inLab)));
  }
  report(outcomes);
};

const report = (outcomes: readonly Outcome[]): void => {
  console.log('\nstep                 seconds  passed  failed');
  for (const { name, seconds, passed, failed } of outcomes)
    console.log(
      `${name.padEnd(19)} ${seconds.toFixed(1).padStart(8)} ${String(passed).padStart(7)}` +
        ` ${String(failed).padStart(7)}`,
    );
  const sum = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const failed = sum((outcome) => outcome.failed) + (interrupted ? 1 : 0);
  console.log(`${sum((outcome) => outcome.passed)} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
};

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    interrupted = true;
    stop('SIGTERM');
  });

await main();
