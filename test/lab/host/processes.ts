// Processes of this machine as /proc shows them: a pid alone is not an identity, a pid with its
// start time is. Reads /proc and sends signals; starts nothing.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface ProcessRef {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat: clock ticks after boot. */
  readonly startTime: string;
}

/** What a vanished process answers: every read of /proc may race with its end. */
const orNull = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return null;
    throw error;
  }
};

/** State letter and start time; null when there is no such process. */
const statOf = (pid: number): { readonly state: string; readonly startTime: string } | null => {
  const stat = orNull(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTime: fields[19] ?? '' };
};

/** The identity of a running process; null for one that has ended (a zombie has). */
export const processRef = (pid: number): ProcessRef | null => {
  const stat = statOf(pid);
  return stat === null || stat.state === 'Z' || stat.state === 'X'
    ? null
    : { pid, startTime: stat.startTime };
};

export const isAlive = (ref: ProcessRef): boolean =>
  processRef(ref.pid)?.startTime === ref.startTime;

export const allPids = (): readonly number[] =>
  readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));

/** `net:[4026531833]` and the like; null when the process is gone or has none any more. */
export const namespaceOf = (pid: number | 'self', kind: 'net' | 'uts' | 'mnt'): string | null =>
  orNull(() => readlinkSync(`/proc/${pid}/ns/${kind}`));

/** The value of a variable a process was started with. */
export const environmentOf = (pid: number, key: string): string | null => {
  const text = orNull(() => readFileSync(`/proc/${pid}/environ`, 'latin1'));
  const entry = text?.split('\0').find((line) => line.startsWith(`${key}=`));
  return entry === undefined ? null : entry.slice(key.length + 1);
};

export const commandName = (pid: number): string | null =>
  orNull(() => readFileSync(`/proc/${pid}/comm`, 'latin1').trim());

/** argv of a process; empty when it is gone. */
export const argumentsOf = (pid: number): readonly string[] =>
  orNull(() => readFileSync(`/proc/${pid}/cmdline`, 'latin1'))?.split('\0') ?? [];

/** The path of the program a process runs. */
export const executableOf = (pid: number): string | null =>
  orNull(() => readlinkSync(`/proc/${pid}/exe`));

/** Sends a signal if the process is still the same; true when it was sent. */
export const signal = (ref: ProcessRef, name: NodeJS.Signals): boolean => {
  if (!isAlive(ref)) return false;
  try {
    process.kill(ref.pid, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
};
