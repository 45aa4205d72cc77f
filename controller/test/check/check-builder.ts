// Paths of the recorded cloud checked on its recorded state, with edits of that text that make a
// drift: something the API says and the node does not have.

import type { ExecutionContext } from 'ava';
import type { CheckResult, CheckRow } from '../../src/check/check.ts';
import { checkPath } from '../../src/check/check-path.ts';
import { checkReads, sweepReads, type CheckRead } from '../../src/check/needs.ts';
import type { Path } from '../../src/resolve/path.ts';
import type { EvidenceRecord } from '../../src/run/recording.ts';
import { extraRecord, recordedPath, type Edit, type Firewall } from '../explain/case-builder.ts';
import { recordedAnswer } from '../explain/recorded-state.ts';

export { recordedPath, type Edit, type Firewall };

export const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

const fits = (edit: Edit, read: CheckRead): boolean =>
  edit.reader === read.reader &&
  (edit.node === undefined || edit.node === read.node) &&
  (edit.netns === undefined || read.netns.startsWith(edit.netns)) &&
  (edit.selector === undefined || read.selectors.includes(edit.selector));

/** The recorded answers to these reads after the edits; an edit to null: it was not read. */
export const answersTo = (
  firewall: Firewall,
  reads: readonly CheckRead[],
  edits: readonly Edit[] = [],
): EvidenceRecord[] =>
  reads.flatMap((read) => {
    let text = recordedAnswer(firewall, { ...read, selectors: read.selectors });
    for (const edit of edits)
      if (text !== null && fits(edit, read)) text = edit.text === null ? null : edit.text(text);
    return text === null ? [] : [extraRecord({ ...read, text, phase: 'before' })];
  });

/** Checks of a recorded path as `hopscope check` reads it. */
export const checked = (
  firewall: Firewall,
  path: Path,
  edits: readonly Edit[] = [],
): readonly CheckResult[] => checkPath(path, answersTo(firewall, checkReads(path), edits));

/** The same by the wide reads of a sweep. */
export const swept = (
  firewall: Firewall,
  path: Path,
  edits: readonly Edit[] = [],
): readonly CheckResult[] => checkPath(path, answersTo(firewall, sweepReads([path]), edits));

export const rowsOf = (results: readonly CheckResult[]): CheckRow[] =>
  results.flatMap(({ rows }) => [...rows]);

/** `number CODE node: what` of every row that is bad. */
export const badOf = (results: readonly CheckResult[]): string[] =>
  results.flatMap(({ number, rows }) =>
    rows
      .filter(({ outcome }) => outcome === 'bad')
      .map(({ cause, node, what }) => `${number} ${cause} ${node || 'api'}: ${what}`),
  );

export const codesOf = (results: readonly CheckResult[]): string[] => [
  ...new Set(rowsOf(results).flatMap(({ cause }) => (cause === '' ? [] : [cause]))),
];

export const unknownOf = (results: readonly CheckResult[]): string[] =>
  rowsOf(results).flatMap(({ outcome, node, what }) =>
    outcome === 'unknown' ? [`${node || 'api'}: ${what}`] : [],
  );

/** What a person would see of every row, for a failure message. */
export const shown = (t: ExecutionContext, results: readonly CheckResult[]): void => {
  for (const row of rowsOf(results))
    t.log(`${row.outcome} ${row.node} ${row.what}: ${row.expected} | ${row.found}`);
};
