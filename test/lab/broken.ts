// What was broken by hand and is not healed yet, kept in the lab's state directory together with
// what takes it back: another process may heal it.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessOf } from './access.ts';
import { heal } from './faults/changes.ts';
import type { Undo } from './faults/changes.ts';
import type { Lab } from './lab.ts';

export interface Broken {
  /** Name of the fault or impairment. */
  readonly fault: string;
  readonly server: string;
  readonly undo: Undo;
}

const fileOf = (lab: Lab): string => join(lab.stateDirectory, 'broken.json');

/** Oldest first. Written by this file alone. */
const readBroken = (lab: Lab): readonly Broken[] =>
  existsSync(fileOf(lab)) ? (JSON.parse(readFileSync(fileOf(lab), 'utf8')) as Broken[]) : [];

const writeBroken = (lab: Lab, broken: readonly Broken[]): void => {
  if (broken.length === 0) rmSync(fileOf(lab), { force: true });
  else writeFileSync(fileOf(lab), JSON.stringify(broken));
};

export const rememberBroken = (lab: Lab, broken: Broken): void =>
  writeBroken(lab, [...readBroken(lab), broken]);

/** Takes everything back; answers what it was, oldest first. */
export const healAllBroken = async (lab: Lab): Promise<readonly Broken[]> => {
  const broken = readBroken(lab);
  // the last made is the first taken back; what is healed is forgotten at once
  for (const [i, { undo }] of broken.toReversed().entries()) {
    await heal(accessOf(lab), undo);
    writeBroken(lab, broken.slice(0, broken.length - 1 - i));
  }
  return broken;
};
