// All impairments of the lab, and how one is made.

import { heal, makeChanges, type LabAccess, type Undo } from '../faults/changes.ts';
import type { Victim } from '../faults/victim.ts';
import { DELAYS } from './delay.ts';
import { DEFAULT_SETTINGS, type Impairment, type Settings } from './impairment.ts';
import { LOSSES } from './loss.ts';
import { MTUS } from './mtu.ts';

export const IMPAIRMENTS: readonly Impairment[] = [...LOSSES, ...DELAYS, ...MTUS];

export const impairmentNamed = (name: string): Impairment | null =>
  IMPAIRMENTS.find((each) => each.name === name) ?? null;

/** Makes the impairment; when that fails half way, takes back what was done. */
export const applyImpairment = async (
  lab: LabAccess,
  impairment: Impairment,
  victim: Victim,
  settings: Partial<Settings> = {},
): Promise<Undo> => {
  const changes = makeChanges(lab);
  try {
    await impairment.apply(changes, victim, { ...DEFAULT_SETTINGS, ...settings });
  } catch (error) {
    await heal(lab, changes.undo());
    throw error;
  }
  return changes.undo();
};
