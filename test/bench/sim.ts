// How often the verdict is right, over simulated clouds with known truth: 5 % of the sightings
// missed at every point, clocks off by milliseconds and drifting, random NAT ports, copies,
// floods, reordering, foreign packets behind the same address.

import { simulate, tally } from '../sim/driver.ts';
import type { Outcome } from '../sim/check.ts';
import { describeScenario, scenarioOf } from '../sim/scenario.ts';
import { printTable } from './table.ts';
import type { Bench } from './main.ts';

const RUNS = 1000;
const HARSHNESS = { missRate: 0.05, losses: true };

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const rowOf = (name: string, outcomes: readonly Outcome[]): (string | number)[] => {
  const sums = tally(outcomes, HARSHNESS);
  return [
    name,
    sums.runs,
    sums.visible,
    percent(sums.segmentRight),
    sums.falseLost,
    sums.clockOutside,
    sums.mixed,
  ];
};

export const bench: Bench = {
  about: 'right segment, false losses and clock bounds over simulated clouds: sim [RUNS] [SEED]',
  run: async ([runsText, seedText]) => {
    const runs = Number(runsText ?? RUNS);
    const seed = Number(seedText ?? 1);
    const outcomes = Array.from({ length: runs }, (_, i) => simulate(seed + i, HARSHNESS));
    const worlds = outcomes.map((outcome) => ({
      outcome,
      scenario: scenarioOf(outcome.seed, HARSHNESS),
    }));
    const group = (name: string, holds: (world: (typeof worlds)[number]) => boolean) =>
      rowOf(
        name,
        worlds.filter(holds).map(({ outcome }) => outcome),
      );
    console.log(`seeds ${seed} to ${seed + runs - 1}, 5 % of sightings missed at every point`);
    printTable(
      ['worlds', 'runs', 'visible', 'right', 'false', 'clock', 'mixed'],
      [
        ...(['icmp', 'tcp', 'udp'] as const).map((protocol) =>
          group(protocol, ({ scenario }) => scenario.protocol === protocol),
        ),
        ...(['snat', 'snat-local', 'fip', 'ew'] as const).map((shape) =>
          group(shape, ({ scenario }) => scenario.topology.shape === shape),
        ),
        group('no loss', ({ scenario }) => scenario.conditions.loss === null),
        group('black hole', ({ scenario }) => scenario.conditions.loss?.rate === 1),
        group('some lost', ({ scenario }) => (scenario.conditions.loss?.rate ?? 1) < 1),
        rowOf('all', outcomes),
      ],
    );
    const { bad, ...sums } = tally(outcomes, HARSHNESS);
    for (const line of bad) console.log(line);
    const [first] = worlds;
    if (first !== undefined) console.log(`the first world was ${describeScenario(first.scenario)}`);
    return { seed, ...sums };
  },
};
