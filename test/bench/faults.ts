// Every fault of the lab's catalogue, with probes and, where the server's own packets can show it,
// with those; bystanders talk on every node; healthy controls between. Says how often segment and
// cause are right, and how long a verdict takes: `seconds` is the wall time of the whole command
// `hopscope trace ... --json`, from its start to its end.
//
// Then pairs of faults: the first on the way is named, the second listed.
//
//   npm run -s bench -- faults [--only NAME,NAME,pairs] [--part K/N] [--seed N] [--controls N]

import { parseArgs } from 'node:util';
import { ALL_FAULTS } from '../lab/faults/catalogue.ts';
import type { Fault } from '../lab/faults/fault.ts';
import { raiseLab, shapesRecipe } from '../lab/mod.ts';
import { startBystanders } from '../lab/traffic/bystanders.ts';
import { sweep, type Attempt, type Swept } from './faults/sweep.ts';
import { nameOf, PAIRS, type Pair } from './faults/pairs.ts';
import { QUIET } from './faults/victims.ts';
import type { Bench } from './main.ts';
import { printTable } from './table.ts';

const CONTROLS = 50;

interface Settings {
  readonly faults: readonly Fault[];
  readonly pairs: readonly Pair[];
  readonly seed: number;
  readonly controls: number;
}

const PAIRED = 'pairs';

const named = (names: readonly string[]): readonly Fault[] => {
  const known = [PAIRED, ...ALL_FAULTS.map(({ name }) => name)];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`no fault called ${unknown.join(', ')}`);
  return ALL_FAULTS.filter(({ name }) => names.includes(name));
};

/** The k-th of n parts of a list, or of a number of controls. */
const partOf = (text: string, count: number): { readonly from: number; readonly to: number } => {
  const [, k = '1', n = '1'] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const edge = (part: number): number => Math.floor((count * part) / Number(n));
  return { from: edge(Number(k) - 1), to: edge(Number(k)) };
};

const settingsOf = (args: readonly string[]): Settings => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      part: { type: 'string', default: '1/1' },
      seed: { type: 'string', default: '1' },
      controls: { type: 'string' },
    },
  });
  const only = values.only?.split(',') ?? null;
  const all = only === null ? ALL_FAULTS : named(only);
  const { from, to } = partOf(values.part, all.length);
  const paired = partOf(values.part, PAIRS.length);
  const pairs = only === null || only.includes(PAIRED) ? PAIRS : [];
  const share = partOf(values.part, CONTROLS);
  const controls = only === null ? share.to - share.from : 0;
  return {
    faults: all.slice(from, to),
    pairs: pairs.slice(paired.from, paired.to),
    seed: Number(values.seed),
    controls: values.controls === undefined ? controls : Number(values.controls),
  };
};

const yes = (right: boolean): string => (right ? 'yes' : 'NO');

const rowOf = (one: Attempt): readonly string[] => [
  one.fault,
  one.how,
  one.who,
  yes(one.segmentRight),
  yes(one.causeRight),
  one.confidence,
  one.seconds.toFixed(2),
];

const show = ({ attempts, controls }: Swept): void => {
  const head = ['fault', 'how', 'on', 'segment', 'cause', 'sure', 'seconds'];
  printTable(head, attempts.map(rowOf));
  for (const { fault, how, said, segmentRight, causeRight } of attempts)
    if (!segmentRight || !causeRight) console.log(`wrong: ${fault}, ${how}: ${said}`);
  for (const { who, alarm } of controls)
    if (alarm !== null) console.log(`false alarm on ${who}: ${alarm}`);
};

const share = (attempts: readonly Attempt[], right: (one: Attempt) => boolean): number =>
  Number((attempts.filter(right).length / Math.max(1, attempts.length)).toFixed(4));

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const summary = ({ attempts, controls }: Swept, seed: number): Record<string, unknown> => {
  const paired = attempts.filter(({ fault }) => PAIRS.some((one) => nameOf(one) === fault)).length;
  const injected = [...attempts.filter(({ how }) => how === 'inject'), ...controls];
  const seconds = injected.map((one) => one.seconds);
  return {
    seed,
    faults: new Set(attempts.map(({ fault }) => fault)).size - paired,
    pairs: paired,
    traces: attempts.length,
    segmentRight: share(attempts, (one) => one.segmentRight),
    causeRight: share(attempts, (one) => one.causeRight),
    confirmed: attempts.filter(({ confidence }) => confidence === 'confirmed').length,
    falseAlarms: controls.filter(({ alarm }) => alarm !== null).length,
    controls: controls.length,
    injectSecondsMax: Number(Math.max(0, ...seconds).toFixed(2)),
    injectSecondsMedian: Number(median(seconds).toFixed(2)),
  };
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

export const bench: Bench = {
  about: 'every fault of the lab: right segment, right cause, seconds to the verdict',
  run: async (args) => {
    const { seed, ...settings } = settingsOf(args);
    const lab = await raiseLab({
      name: `faults-${process.pid}`,
      recipe: shapesRecipe(),
      progress: (what, ms) => say(`${(ms / 1000).toFixed(1)} s ${what}`),
    });
    const stop = (): void => {
      void lab.down().finally(() => process.exit(130));
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    try {
      startBystanders(lab, QUIET);
      const swept = await sweep({ lab, ...settings, seed, say });
      show(swept);
      return summary(swept, seed);
    } finally {
      await lab.down();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
    }
  },
};
