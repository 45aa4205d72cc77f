// The state directory of a lab: who owns it, which hosts it has, its topology. It is made
// whole by a rename, so that a lab either has an owner on record or does not exist.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { HopscopeError } from '@hopscope/proto';
import type { Topology } from '../model.ts';
import { isAlive } from './processes.ts';
import type { ProcessRef } from './processes.ts';

export interface LabRecord {
  readonly name: string;
  /** The lab lives as long as this process: a test, or the lab's own ctl holder. */
  readonly owner: ProcessRef;
  /** Holder process of each host that is up. */
  readonly holders: Readonly<Record<string, ProcessRef>>;
  readonly topology: Topology;
  readonly raisedAt: string;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,30}$/;
const RECORD = 'lab.json';
const NEW_SUFFIX = '.new';

/** Where labs keep their state; HOPSCOPE_LAB_STATE moves it. */
const stateRoot = (): string => process.env['HOPSCOPE_LAB_STATE'] ?? '/var/lib/hopscope-lab';

export const stateDirectory = (name: string): string => join(stateRoot(), name);

/** Throws USAGE unless `name` can name a lab. */
export const checkLabName = (name: string): string => {
  if (NAME.test(name)) return name;
  throw new HopscopeError('USAGE', `"${name}" is not a lab name: a-z, 0-9 and -, at most 31`);
};

const ownerOf = (directoryName: string): number => Number(directoryName.split('.')[1]);

/** Makes the directory with its record; USAGE when a lab of that name exists. */
export const createState = (record: LabRecord): void => {
  mkdirSync(stateRoot(), { recursive: true, mode: 0o755 });
  const fresh = join(stateRoot(), `${record.name}.${record.owner.pid}${NEW_SUFFIX}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o755 });
  writeFileSync(join(fresh, RECORD), JSON.stringify(record));
  try {
    renameSync(fresh, stateDirectory(record.name));
  } catch (cause) {
    rmSync(fresh, { recursive: true, force: true });
    throw new HopscopeError('USAGE', `a lab called ${record.name} is up already`, { cause });
  }
};

export const writeState = (record: LabRecord): void => {
  const path = join(stateDirectory(record.name), RECORD);
  writeFileSync(`${path}${NEW_SUFFIX}`, JSON.stringify(record));
  renameSync(`${path}${NEW_SUFFIX}`, path);
};

/** The record of a lab, null when there is none. */
export const readState = (name: string): LabRecord | null => {
  const path = join(stateDirectory(checkLabName(name)), RECORD);
  if (!existsSync(path)) return null;
  // written by createState and writeState alone, whole by rename
  return JSON.parse(readFileSync(path, 'utf8')) as LabRecord;
};

export const removeState = (name: string): void =>
  rmSync(stateDirectory(name), { recursive: true, force: true });

export interface StateEntry {
  readonly name: string;
  readonly alive: boolean;
}

/** All labs on record, with whether their owner lives. */
export const listStates = (): readonly StateEntry[] => {
  if (!existsSync(stateRoot())) return [];
  return readdirSync(stateRoot())
    .filter((name) => NAME.test(name))
    .map((name) => {
      const record = readState(name);
      return { name, alive: record !== null && isAlive(record.owner) };
    });
};

/** Removes directories whose maker died before the rename. */
export const removeUnfinished = (isRunning: (pid: number) => boolean): void => {
  if (!existsSync(stateRoot())) return;
  for (const entry of readdirSync(stateRoot()))
    if (entry.endsWith(NEW_SUFFIX) && !isRunning(ownerOf(entry)))
      rmSync(join(stateRoot(), entry), { recursive: true, force: true });
};
