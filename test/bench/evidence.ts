// What a trace's reads cost a large node: time and processor time of each reader, of the helpers it
// starts and of vswitchd, beside what reading everything and sorting it out costs. The node has
// 100,000 OpenFlow flows and 500,000 tracked connections, in namespaces of its own.
//
//   npm run -s bench -- evidence [--flows N] [--connections N] [--runs N]

import { parseArgs } from 'node:util';

import { costOf } from './evidence/cost.ts';
import type { Cost } from './evidence/cost.ts';
import { EVENTS, eventCosts } from './evidence/events.ts';
import { raiseLargeNode } from './evidence/large-node.ts';
import type { LargeNode } from './evidence/large-node.ts';
import { readCases } from './evidence/reads.ts';
import type { ReadCase } from './evidence/reads.ts';
import type { Bench } from './main.ts';
import { printTable } from './table.ts';

const RULES = 2_000;

interface Settings {
  readonly flows: number;
  readonly connections: number;
  readonly runs: number;
}

const settingsOf = (args: readonly string[]): Settings => {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const options = {
    flows: option('100000'),
    connections: option('500000'),
    runs: option('10'),
  };
  const { values } = parseArgs({ args: [...args], options });
  return {
    flows: Number(values.flows),
    connections: Number(values.connections),
    runs: Number(values.runs),
  };
};

interface Measured {
  readonly name: string;
  readonly perTrace: number;
  readonly bytes: number;
  readonly now: Cost;
  readonly before: Cost | null;
}

const measure = async (node: LargeNode, one: ReadCase, runs: number): Promise<Measured> => {
  // The first of each is not counted: it loads what the others find.
  const bytes = await one.now();
  const cost = (work: () => Promise<number>, times: number): Promise<Cost> =>
    costOf(node.vswitchdPid, times, work);
  const now = await cost(one.now, runs);
  // What was slow is not repeated for ever.
  const before = one.before === null ? null : await cost(one.before, 3);
  const { name, perTrace } = one;
  return { name, perTrace, bytes, now, before };
};

const figure = (value: number | undefined): string =>
  value === undefined ? '-' : value.toFixed(value < 10 ? 1 : 0);

const rowOf = ({ name, perTrace, bytes, now, before }: Measured): (string | number)[] => [
  name,
  perTrace,
  figure(before?.ms),
  figure(before?.cpuMs),
  figure(now.ms),
  figure(now.cpuMs),
  bytes,
];

const sum = (rows: readonly Measured[], pick: (row: Measured) => number): number =>
  rows.reduce((total, row) => total + row.perTrace * pick(row), 0);

export const bench: Bench = {
  about: 'what the reads of a trace cost a node with 100,000 flows and 500,000 connections',
  run: async (args) => {
    const { flows, connections, runs } = settingsOf(args);
    const node = await raiseLargeNode({ flows, connections, rules: RULES });
    try {
      const { made } = node;
      console.log(
        `${made.flows} flows, ${made.connections} connections (limit of the machine in each ` +
          `namespace), ${made.rules} rules; milliseconds of one read, median of ${runs}; ` +
          'cpu: this process, its helpers and vswitchd',
      );
      const rows: Measured[] = [];
      for (const one of readCases(node)) rows.push(await measure(node, one, runs));
      const head = ['read', 'a trace', 'all: ms', 'cpu', 'now: ms', 'cpu', 'bytes'];
      printTable(head, rows.map(rowOf));
      const events = await eventCosts(node);
      console.log(
        `watching events of one flow while ${EVENTS} of others pass: ${figure(events.now)} ms of ` +
          `a processor, ${figure(events.before)} by conntrack -E`,
      );
      const traceCpuMs = sum(rows, ({ now }) => now.cpuMs);
      const traceCpuMsBefore = sum(rows, ({ now, before }) => (before ?? now).cpuMs);
      console.log(
        `one trace on this node: ${figure(traceCpuMs)} ms of a processor, ` +
          `${figure(traceCpuMsBefore)} by reading everything`,
      );
      return {
        ...made,
        traceCpuMs: Math.round(traceCpuMs),
        traceCpuMsBefore: Math.round(traceCpuMsBefore),
        eventsCpuMs: events.now,
        eventsCpuMsBefore: events.before,
        slowestMs: Math.round(Math.max(...rows.map(({ now }) => now.ms))),
        readers: Object.fromEntries(
          rows.map(({ name, now, before }) => [name, { ...now, before }] as const),
        ),
      };
    } finally {
      await node.close();
    }
  },
};
