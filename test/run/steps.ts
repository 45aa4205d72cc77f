// What `npm test` does, in order. Static checks first: they are the cheapest to fail.

import type { RecipeName } from '../lab/mod.ts';

export interface Step {
  readonly name: string;
  readonly argv: readonly string[];
  /** How results are counted: one for the command, or the tests of its TAP output. */
  readonly counts: 'command' | 'tap';
  /** Only in `npm run test:all`. */
  readonly long?: true;
  /** Also in `npm run check`. */
  readonly quick?: true;
  /** Needs this lab, which the runner raises once for all steps in a row that need it. */
  readonly lab?: RecipeName;
  readonly timeoutMs: number;
}

const MINUTE = 60_000;
const bin = (name: string): string => `node_modules/.bin/${name}`;
const unitTests = ['test/*.test.ts', '{proto,agent,controller,packages/*}/test/**/*.test.ts'];
const sideTests = ['test/{lab,sim,cloud,support,bench}/**/*.test.ts'];

const endToEnd = (name: string, lab: RecipeName, files: string, minutes: number): Step => ({
  name,
  argv: [bin('ava'), '--tap', '--serial', '--concurrency=1', files],
  counts: 'tap',
  lab,
  timeoutMs: minutes * MINUTE,
});

export const STEPS: readonly Step[] = [
  {
    name: 'types',
    argv: [bin('tsc'), '-p', '.'],
    counts: 'command',
    quick: true,
    timeoutMs: 3 * MINUTE,
  },
  {
    name: 'lint',
    argv: [bin('oxlint'), '--type-aware', '--deny-warnings'],
    counts: 'command',
    quick: true,
    timeoutMs: 3 * MINUTE,
  },
  {
    name: 'format',
    argv: [bin('oxfmt'), '--check'],
    counts: 'command',
    quick: true,
    timeoutMs: MINUTE,
  },
  { name: 'unused', argv: [bin('knip')], counts: 'command', quick: true, timeoutMs: 2 * MINUTE },
  {
    name: 'unit',
    argv: [bin('ava'), '--tap', ...unitTests, ...sideTests],
    counts: 'tap',
    timeoutMs: 8 * MINUTE,
  },
  endToEnd('e2e', 'default', 'test/e2e/*.test.ts', 25),
  endToEnd('shapes', 'shapes', 'test/e2e/shapes/*.test.ts', 15),
  { ...endToEnd('ha-both', 'shapes-ha-both', 'test/e2e/ha-both/*.test.ts', 5), long: true },
  { ...endToEnd('ha-none', 'shapes-ha-none', 'test/e2e/ha-none/*.test.ts', 5), long: true },
];
