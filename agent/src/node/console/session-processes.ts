// Who belongs to a console: every process of the session that its first one leads, and whoever
// left that session but carries its mark in the environment (setsid, nohup). A session that ends
// takes all of them along. Little is read at once: captures go on meanwhile.

import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';

import { listPids, quietly, readProcessStat } from '../process-stat.ts';
import { CONSOLE_LIMITS } from './limits.ts';

/** The variable that marks whoever was started in a console. */
export const CONSOLE_VARIABLE = 'HOPSCOPE_CONSOLE';

export interface SessionMark {
  /** The process that was started: its number is that of the session, setsid(2). */
  readonly leader: number;
  /** Start of the leader, clock ticks: older processes belong to nobody here. */
  readonly startTicks: number;
  /** Value of the variable. */
  readonly mark: string;
}

/** Read right after the start: the leader is there, however soon it ends. */
export const markSession = (leader: number, mark: string): SessionMark => ({
  leader,
  startTicks: readProcessStat(leader)?.startTicks ?? 0,
  mark,
});

const isMember = (pid: number, { leader, startTicks, mark }: SessionMark): boolean => {
  if (pid === process.pid) return false;
  const stat = readProcessStat(pid);
  if (stat === null || stat.isGone || stat.startTicks < startTicks) return false;
  if (stat.session === leader) return true;
  const environment = quietly(() => readFileSync(`/proc/${pid}/environ`, 'latin1'));
  return environment?.split('\0').includes(`${CONSOLE_VARIABLE}=${mark}`) ?? false;
};

const killMembers = (pids: readonly number[], sessions: readonly SessionMark[]): number => {
  const members = pids.filter((pid) => sessions.some((session) => isMember(pid, session)));
  for (const pid of members) quietly(() => process.kill(pid, 'SIGKILL'));
  return members.length;
};

/** Kills all of them, and those they fork meanwhile; how many there were. */
export const killSession = async (session: SessionMark): Promise<number> => {
  let killed = 0;
  for (let round = 0; round < CONSOLE_LIMITS.killRoundsMax; round += 1) {
    const pids = listPids();
    let found = 0;
    for (let at = 0; at < pids.length; at += CONSOLE_LIMITS.processesAtOnce) {
      found += killMembers(pids.slice(at, at + CONSOLE_LIMITS.processesAtOnce), [session]);
      await turn();
    }
    if (found === 0) break;
    killed += found;
  }
  return killed;
};

/** The same at once, for a process that is about to end. */
export const killSessionsNow = (sessions: readonly SessionMark[]): void => {
  for (let round = 0; round < CONSOLE_LIMITS.killRoundsMax; round += 1)
    if (sessions.length === 0 || killMembers(listPids(), sessions) === 0) return;
};
