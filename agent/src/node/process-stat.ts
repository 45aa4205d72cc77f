// What /proc/PID/stat says of a process, of what we need. Reading it takes no lock of the process:
// one that is stuck does not hold us up.

import { readFileSync, readdirSync } from 'node:fs';

import { NODE_LIMITS } from './limits.ts';

export interface ProcessStat {
  /** Z and X are gone already, but for their parent. */
  readonly isGone: boolean;
  readonly session: number;
  /** Clock ticks after boot. */
  readonly startTicks: number;
}

/** `read`, or null: of a process that is going away there is no answer. */
export const quietly = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

/** Null when there is no such process. See proc(5) for why from the last `)`. */
export const readProcessStat = (pid: number): ProcessStat | null => {
  const stat = quietly(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  if (stat === null) return null;
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    isGone: state === 'Z' || state === 'X',
    session: Number(fields[2]),
    startTicks: Number(fields[18]),
  };
};

/** Processes of this machine, as far as we look. */
export const listPids = (): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .slice(0, NODE_LIMITS.processesMax)
    .map(Number);
