// What something costs: wall time, and processor time of this process, of the helpers it started
// and waited for, and of vswitchd, which works for whoever asks it. Ticks of 10 ms: so often that
// they count.

import { readFileSync } from 'node:fs';

export interface Cost {
  /** Of one run, milliseconds. */
  readonly ms: number;
  readonly cpuMs: number;
}

export const TICK_MS = 10;

/** Fields 14 to 17 of /proc/PID/stat, in ticks: own user and system time, and those of children. */
export const ticksOf = (pid: number | 'self', withChildren: boolean): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const own = (fields[11] ?? 0) + (fields[12] ?? 0);
  return withChildren ? own + (fields[13] ?? 0) + (fields[14] ?? 0) : own;
};

const spent = (serverPid: number): number => ticksOf('self', true) + ticksOf(serverPid, false);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Runs it several times: the median of the time, the mean of what it cost. */
export const costOf = async (
  serverPid: number,
  runs: number,
  work: () => Promise<unknown>,
): Promise<Cost> => {
  const times: number[] = [];
  const before = spent(serverPid);
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return { ms: median(times), cpuMs: ((spent(serverPid) - before) * TICK_MS) / runs };
};
