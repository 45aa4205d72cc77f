// Two traces of the same flow beside each other: what changed in what packets do, which state came
// back or went away, and what of the old trouble is left. Pure; from what two bundles hold.

import { checkPath } from '../check/check-path.ts';
import type { CheckRow } from '../check/check.ts';
import type { Verdict } from '../report/verdict.ts';
import type { Recording } from '../run/recording.ts';
import { leftoversOf, type Leftover } from './leftovers.ts';

/** A trace as it is kept. */
export interface TraceSide {
  readonly verdict: Verdict;
  readonly recording: Recording;
}

/** One thing of the state, before and after. */
export interface StateChange {
  readonly node: string;
  readonly netns: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** mended: as the API says again. broken: not any more. */
  readonly kind: 'mended' | 'broken';
  /** Cause that the bad side suggests. */
  readonly cause: string;
  readonly command: string;
}

export interface TraceComparison {
  /**
   * fixed: delivered now. broken: not any more. mended: state came back, packets do not pass yet.
   * moved: lost elsewhere, or otherwise. same: as before.
   */
  readonly outcome: 'fixed' | 'broken' | 'mended' | 'moved' | 'same';
  readonly changes: readonly StateChange[];
  /** What outlives a repair and may still hurt connections of before. */
  readonly leftovers: readonly Leftover[];
  readonly causes: { readonly gone: readonly string[]; readonly added: readonly string[] };
}

/** Rows that describe one place: the same check of the same thing of the same node. */
const keyOf = ({ node, netns, what }: Pick<CheckRow, 'node' | 'netns' | 'what'>): string =>
  [node, netns, what].join('\n');

/** What was judged bad, by checks or by the causes' own evidence, with the cause it speaks for. */
const badRows = ({ verdict }: TraceSide, rows: readonly CheckRow[]): Map<string, CheckRow> => {
  const bad = new Map<string, CheckRow>();
  for (const cause of verdict.causes)
    for (const line of cause.evidence) {
      const { node = '', netns = '', what = '', expected = '', found = '', command = '' } = line;
      if (line['verdict'] !== 'bad') continue;
      const row = { node, netns, what, expected, found, command };
      const judged = { verdict: 'bad', outcome: 'bad', scope: 'vm', cause: cause.code } as const;
      bad.set(keyOf(row), { ...row, ...judged });
    }
  for (const row of rows) if (row.outcome === 'bad') bad.set(keyOf(row), row);
  return bad;
};

/** What was read and found right. */
const goodRows = ({ verdict }: TraceSide, rows: readonly CheckRow[]): Map<string, string> => {
  const good = new Map<string, string>();
  for (const cause of verdict.causes)
    for (const { node = '', netns = '', what = '', found = '', verdict: mark } of cause.evidence)
      if (mark === 'ok') good.set(keyOf({ node, netns, what }), found);
  for (const row of rows) if (row.outcome === 'ok') good.set(keyOf(row), row.found);
  return good;
};

const changesFrom = (
  bad: ReadonlyMap<string, CheckRow>,
  good: ReadonlyMap<string, string>,
  kind: StateChange['kind'],
): StateChange[] =>
  [...bad].flatMap(([key, { node, netns, what, found, cause, command }]) => {
    const other = good.get(key);
    if (other === undefined) return [];
    const [before, after] = kind === 'mended' ? [found, other] : [other, found];
    return [{ node, netns, what, before, after, kind, cause, command }];
  });

/** The first cause's own change first: that is what the person waits for. */
const inOrder =
  (first: string) =>
  (a: StateChange, b: StateChange): number =>
    Number(b.cause === first) - Number(a.cause === first);

const place = ({ segment }: Verdict): string =>
  segment === null ? '' : `${segment.from}>${segment.to}`;

/** What a watch waits for: another status, or another guilty segment. */
export const isChanged = (before: Verdict, after: Verdict): boolean =>
  before.status !== after.status || place(before) !== place(after);

const outcomeOf = (
  before: Verdict,
  after: Verdict,
  changes: readonly StateChange[],
): TraceComparison['outcome'] => {
  const wasDelivered = before.status === 'DELIVERED';
  const isDelivered = after.status === 'DELIVERED';
  if (isDelivered !== wasDelivered) return isDelivered ? 'fixed' : 'broken';
  if (isChanged(before, after)) return 'moved';
  return changes.some(({ kind }) => kind === 'mended') && !isDelivered ? 'mended' : 'same';
};

const probesOf = ({ recording }: TraceSide): number[] =>
  recording.injected === null
    ? []
    : [recording.injected.sourcePort, ...(recording.control?.ports ?? [])];

const codesOf = ({ causes }: Verdict): string[] => causes.map(({ code }) => code);

/** Compares what was before with what came after. */
export const compareTraces = (before: TraceSide, after: TraceSide): TraceComparison => {
  const rowsOf = ({ recording }: TraceSide): CheckRow[] =>
    checkPath(recording.path, recording.evidence).flatMap(({ rows }) => [...rows]);
  const [old, now] = [rowsOf(before), rowsOf(after)];
  const [first = ''] = codesOf(before.verdict);
  const [newest = ''] = codesOf(after.verdict);
  const changes = [
    ...changesFrom(badRows(before, old), goodRows(after, now), 'mended').toSorted(inOrder(first)),
    ...changesFrom(badRows(after, now), goodRows(before, old), 'broken').toSorted(inOrder(newest)),
  ];
  const [was, is] = [codesOf(before.verdict), codesOf(after.verdict)];
  return {
    outcome: outcomeOf(before.verdict, after.verdict, changes),
    changes,
    leftovers: leftoversOf(after.recording, [...probesOf(before), ...probesOf(after)]),
    causes: {
      gone: was.filter((code) => !is.includes(code)),
      added: is.filter((code) => !was.includes(code)),
    },
  };
};
