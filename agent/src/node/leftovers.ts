// Traces that a killed node process may have left: helper programs that outlived it, and devices
// of its injectors. Everything made carries its maker, pid and start time, so that a sweep takes
// what is dead and nothing of another agent on the same machine.

import { readFileSync } from 'node:fs';

import { runTool } from './evidence/run.ts';
import { OWNER_VARIABLE } from './evidence/tools.ts';
import type { Tools } from './evidence/tools.ts';
import { NODE_LIMITS } from './limits.ts';
import { listPids, quietly, readProcessStat } from './process-stat.ts';

/** Devices: prefix, pid and start time of the maker in base 36, a letter. 15 characters at most. */
export const DEVICE_PREFIX = 'hsi';
const PID_CHARS = 5;
const START_CHARS = 5;
const DEVICE = new RegExp(`^${DEVICE_PREFIX}([0-9a-z]{${PID_CHARS}})([0-9a-z]{${START_CHARS}})`);
const START_MODULUS = 36 ** START_CHARS;

export interface Owner {
  readonly pid: number;
  /** Clock ticks after boot, field 22 of /proc/PID/stat. */
  readonly startTicks: number;
}

/** Start time of a process, or null when it is gone. */
const readStartTicks = (pid: number): number | null => {
  const stat = readProcessStat(pid);
  return stat === null || stat.isGone ? null : stat.startTicks;
};

/** This process. */
export const readOwner = (): Owner => ({
  pid: process.pid,
  startTicks: readStartTicks(process.pid) ?? 0,
});

export const ownerMark = ({ pid, startTicks }: Owner): string => `${pid}:${startTicks}`;

const base36 = (value: number, chars: number): string =>
  value.toString(36).padStart(chars, '0').slice(-chars);

/** Names of devices of one owner: each call another one. */
export const openDeviceNames = ({ pid, startTicks }: Owner): (() => string) => {
  const stem =
    DEVICE_PREFIX + base36(pid, PID_CHARS) + base36(startTicks % START_MODULUS, START_CHARS);
  let next = 0;
  return () => {
    next = (next + 1) % 36;
    return stem + next.toString(36);
  };
};

/** True when a device's name says that its maker does not run any more. */
export const isDeadDevice = (
  name: string,
  startTicksOf: (pid: number) => number | null,
): boolean => {
  const [, pid, start] = DEVICE.exec(name) ?? [];
  if (pid === undefined || start === undefined) return false;
  const ticks = startTicksOf(Number.parseInt(pid, 36));
  return ticks === null || ticks % START_MODULUS !== Number.parseInt(start, 36);
};

/** True when a helper's owner does not run any more. */
const isOrphan = (environment: Buffer): boolean => {
  const text = environment.toString('latin1');
  const mark = new RegExp(`(?:^|\\0)${OWNER_VARIABLE}=(\\d+):(\\d+)(?:\\0|$)`).exec(text);
  if (mark === null) return false;
  return readStartTicks(Number(mark[1])) !== Number(mark[2]);
};

const sweepHelpers = (): number => {
  const orphans = listPids().filter((pid) => {
    const environment = quietly(() => readFileSync(`/proc/${pid}/environ`));
    return pid !== process.pid && environment !== null && isOrphan(environment);
  });
  for (const pid of orphans) quietly(() => process.kill(pid, 'SIGKILL'));
  return orphans.length;
};

const sweepDevices = async (tools: Tools): Promise<number> => {
  const limits = {
    netnsPath: '',
    timeoutMs: NODE_LIMITS.readMs,
    bytesMax: NODE_LIMITS.readBytesMax,
  };
  const listed = await runTool(tools, {
    argv: [tools.path('ip'), '-o', 'link', 'show', 'type', 'veth'],
    ...limits,
  });
  const names = listed.stdout
    .toString('utf8')
    .split('\n')
    .flatMap((line) => /^\d+: ([^:@]+)[:@]/.exec(line)?.[1] ?? [])
    .filter((name) => isDeadDevice(name, readStartTicks));
  for (const name of names)
    await runTool(tools, { argv: [tools.path('ip'), 'link', 'del', 'dev', name], ...limits });
  return names.length;
};

/** Removes what dead owners left; how much there was. */
export const sweepLeftovers = async (
  tools: Tools,
): Promise<{ helpers: number; devices: number }> => ({
  helpers: sweepHelpers(),
  devices: await sweepDevices(tools),
});
