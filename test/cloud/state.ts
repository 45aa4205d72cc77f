// What the harness started, kept in one file, so that a later command (or the next start after a
// kill) can find it again. A process is known by pid and start time: a reused pid is never hit.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Started {
  readonly name: string;
  readonly pid: number;
  readonly startTime: string;
}

export interface CloudState {
  /** Folder of the cloud's scripts. */
  readonly dir: string;
  readonly controller: string;
  readonly nats: string;
  readonly nodes: readonly string[];
  readonly processes: readonly Started[];
}

export const stateDir = '/var/lib/hopscope-cloud';
const file = join(stateDir, 'state.json');

/** Field 22 of /proc/PID/stat, '' when there is no such process; see proc_pid_stat(5). */
export const startTimeOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

export const isAlive = (started: Started): boolean =>
  startTimeOf(started.pid) === started.startTime && started.startTime !== '';

export const readState = (): CloudState | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CloudState;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

export const writeState = (state: CloudState): void => {
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(file, JSON.stringify(state, null, 2));
};

export const forgetState = (): void => rmSync(stateDir, { recursive: true, force: true });
