// The system under test and the check, over many seeds. The only file here that runs correlate
// and localise.

import { correlate, type CorrelateOptions } from '../../controller/src/correlate/mod.ts';
import { localise } from '../../controller/src/localise/mod.ts';
import { checkRun, type Outcome } from './check.ts';
import { runScenario } from './run.ts';
import { describeScenario, scenarioOf, type Harshness } from './scenario.ts';

/** Parts of the product that can be switched off, to show that each is needed. */
export type Ablations = Partial<CorrelateOptions & { missRates: boolean }>;

export interface Tally {
  readonly runs: number;
  readonly visible: number;
  /** Share of the runs with visible loss. */
  readonly segmentRight: number;
  readonly falseLost: number;
  readonly clockOutside: number;
  readonly mixed: number;
  readonly split: number;
  readonly statusWrong: number;
  /** What the first bad runs were, each beginning with its seed. */
  readonly bad: readonly string[];
}

/** One world through the product. */
export const simulate = (seed: number, harshness: Harshness, off: Ablations = {}): Outcome => {
  const simulated = runScenario(scenarioOf(seed, harshness));
  const correlation = correlate(simulated.recording, off);
  const localisation = localise(simulated.recording, correlation, {
    missRates: off.missRates ?? true,
  });
  return checkRun(simulated, correlation, localisation);
};

const isBad = (one: Outcome): boolean =>
  one.falseLost ||
  one.clockOutside ||
  one.mixed > 0 ||
  one.split > 0 ||
  (one.visible && !one.segmentRight);

const BAD_MAX = 40;

const complaint = (one: Outcome, harshness: Harshness): string => {
  const what = [
    one.falseLost ? 'FALSE LOSS' : '',
    one.clockOutside ? 'CLOCK' : '',
    one.mixed > 0 ? `mixed ${one.mixed}` : '',
    one.split > 0 ? `split ${one.split}` : '',
    one.visible && !one.segmentRight ? 'segment wrong' : '',
  ].filter((word) => word !== '');
  const world = describeScenario(scenarioOf(one.seed, harshness));
  return `${world}: ${one.status}, not ${one.expected}: ${what.join(', ')}`;
};

/** Sums over outcomes, and what was wrong with the first bad ones. */
export const tally = (outcomes: readonly Outcome[], harshness: Harshness): Tally => {
  const count = (holds: (one: Outcome) => boolean): number => outcomes.filter(holds).length;
  const visible = count((one) => one.visible);
  const right = count((one) => one.visible && one.segmentRight);
  return {
    runs: outcomes.length,
    visible,
    segmentRight: visible === 0 ? 1 : right / visible,
    falseLost: count((one) => one.falseLost),
    clockOutside: count((one) => one.clockOutside),
    mixed: outcomes.reduce((sum, { mixed }) => sum + mixed, 0),
    split: outcomes.reduce((sum, { split }) => sum + split, 0),
    statusWrong: count((one) => !one.statusRight && !/LOST|DEGRADED/.test(one.expected)),
    bad: outcomes
      .filter(isBad)
      .slice(0, BAD_MAX)
      .map((one) => complaint(one, harshness)),
  };
};

/** The next `runs` seeds from `seed` on whose worlds are of the kind asked for. */
const seedsOf = (seed: number, runs: number, harshness: Harshness): number[] => {
  const seeds: number[] = [];
  for (let next = seed; seeds.length < runs; next += 1) {
    if (harshness.only?.(scenarioOf(next, harshness)) ?? true) seeds.push(next);
  }
  return seeds;
};

/** `runs` worlds from `seed` on. */
export const simulateMany = (
  seed: number,
  runs: number,
  harshness: Harshness,
  off: Ablations = {},
): Tally =>
  tally(
    seedsOf(seed, runs, harshness).map((one) => simulate(one, harshness, off)),
    harshness,
  );
