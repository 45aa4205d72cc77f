// All checks of one path over what was read. Pure: the same evidence gives the same answer.

import type { Path } from '../resolve/path.ts';
import type { EvidenceRecord } from '../run/recording.ts';
import type { Check, CheckResult, CheckRow, Outcome } from './check.ts';
import { CHECKS } from './registry.ts';
import { openStates, type CheckState } from './state.ts';

/** Bad when anything is, else unknown when anything is. */
export const worst = (rows: readonly Pick<CheckRow, 'outcome'>[]): Outcome => {
  if (rows.some(({ outcome }) => outcome === 'bad')) return 'bad';
  return rows.some(({ outcome }) => outcome === 'unknown') ? 'unknown' : 'ok';
};

/** Results of the checks that apply to this path, in the order of the reference. */
export const checkState = (
  state: CheckState,
  checks: readonly Check[] = CHECKS,
): readonly CheckResult[] =>
  checks.flatMap(({ number, id, title, rows: test }) => {
    const rows = test(state);
    return rows.length === 0 ? [] : [{ number, id, title, outcome: worst(rows), rows }];
  });

/** Checks one path. Evidence that is missing makes a row unknown, never bad. */
export const checkPath = (
  path: Path,
  evidence: readonly EvidenceRecord[],
): readonly CheckResult[] => {
  const states = openStates();
  for (const node of new Set(evidence.map((record) => record.node)))
    states.add(
      node,
      evidence.filter((record) => record.node === node),
    );
  return checkState(states.of(path));
};
