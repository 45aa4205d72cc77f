// What an agent costs that has nothing to do: memory and CPU of link alone, and of both processes
// while the privileged one is up and waits.
//
//   npm run -s bench -- idle [--seconds S]

import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { agentSubject } from '@hopscope/proto';

import { startAgent } from './capture/hopscope.ts';
import { treeCpuNs, treeOf } from './capture/tree-cpu.ts';
import type { Bench } from './main.ts';
import { printTable } from './table.ts';

/** After the start: collections, compilation and the first presence are over. */
const SETTLE_MS = 5_000;
const ANSWER_MS = 10_000;

interface Figures {
  readonly processes: number;
  readonly anonymousMiB: number;
  readonly rssMiB: number;
  /** Of one core. */
  readonly cpuPercent: number;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** KiB of a line of smaps_rollup. */
const field = (pid: number, name: string): number => {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
};

const observe = async (pid: number, seconds: number): Promise<Figures> => {
  await delay(SETTLE_MS);
  const before = treeCpuNs(pid);
  const started = performance.now();
  await delay(seconds * 1000);
  const spentMs = (treeCpuNs(pid) - before) / 1e6;
  const cpuPercent = (100 * spentMs) / (performance.now() - started);
  const pids = treeOf(pid);
  const sum = (name: string): number =>
    pids.reduce((total, member) => total + field(member, name), 0) / 1024;
  return {
    processes: pids.length,
    anonymousMiB: rounded(sum('Anonymous'), 1),
    rssMiB: rounded(sum('Rss'), 1),
    cpuPercent: rounded(cpuPercent, 3),
  };
};

export const bench: Bench = {
  about: 'memory and CPU of an idle agent',
  run: async (args) => {
    const options = { seconds: { type: 'string', default: '10' } } as const;
    const seconds = Number(parseArgs({ args: [...args], options }).values.seconds);
    const agent = await startAgent();
    try {
      const link = await observe(agent.pid, seconds);
      // any verb that needs rights starts the other process
      const subject = agentSubject('bench', 'describe');
      await agent.bus.connection.request(subject, new Uint8Array(0), { timeout: ANSWER_MS });
      const both = await observe(agent.pid, Math.min(seconds, 10));
      printTable(
        ['', 'processes', 'anonymous MiB', 'RSS MiB', '% CPU of a core'],
        [
          ['link', ...Object.values(link)],
          ['link and node', ...Object.values(both)],
        ],
      );
      return { link, both };
    } finally {
      await agent.close();
    }
  },
};
