// The comparison of two traces for a person: what became of it in one line, then what came back,
// what broke, what is left, and both traces in a line each. Pure.

import type { Verdict } from '../report/verdict.ts';
import { shortNetns } from '../report/words.ts';
import { hanging, toAscii, wrapCommand } from '../report/wrap.ts';
import type { StateChange, TraceComparison } from './compare-traces.ts';
import type { Leftover } from './leftovers.ts';

/** What a thing is called that was not there at all. */
const ABSENT = /^(?:absent|empty|none|no |not there)/;

const placeText = ({ node, netns }: { readonly node: string; readonly netns: string }): string => {
  if (node === '') return 'in the API';
  return netns === '' ? `on ${node}` : `on ${node}, ${shortNetns(netns)}`;
};

/** `ip rule 167837697 is back on cn1, qrouter-438d9786: from 10.1.0.1/24`. */
export const changeText = (change: StateChange): string => {
  const { what, before, after, kind } = change;
  const where = placeText(change);
  if (kind === 'mended')
    return ABSENT.test(before)
      ? `${what} is back ${where}: ${after}`
      : `${what} ${where} is ${after} again (was ${before})`;
  return ABSENT.test(after)
    ? `${what} is gone ${where} (was ${before})`
    : `${what} ${where} is ${after} (was ${before})`;
};

const WORDS: Readonly<Record<TraceComparison['outcome'], string>> = {
  fixed: 'FIXED',
  broken: 'BROKEN',
  mended: 'NOT YET',
  moved: 'CHANGED',
  same: 'SAME',
};

/** Follows what is back: that these are not. */
const notBack = (leftovers: readonly Leftover[]): string => {
  if (leftovers.length === 0) return '';
  return leftovers.length === 1
    ? '; the old conntrack entry is not'
    : `; ${leftovers.length} old conntrack entries are not`;
};

const untranslated = (leftovers: readonly Leftover[]): string => {
  if (leftovers.length === 0) return '';
  return leftovers.length === 1
    ? '; an old conntrack entry is not translated'
    : `; ${leftovers.length} old conntrack entries are not translated`;
};

const NO_CHANGE = 'nothing of the state that was read has changed';

/** The answer in one sentence. */
export const headlineText = (
  comparison: TraceComparison,
  before: Verdict,
  after: Verdict,
): string => {
  const { outcome, changes, leftovers } = comparison;
  const first = changes.find(({ kind }) => kind === (outcome === 'broken' ? 'broken' : 'mended'));
  const said = first === undefined ? NO_CHANGE : changeText(first);
  const rest = first === undefined ? untranslated(leftovers) : notBack(leftovers);
  const statuses = `${before.status} -> ${after.status}`;
  if (outcome === 'fixed') return `${statuses}: ${said}${rest}`;
  if (outcome === 'broken') return `${statuses}: ${said}${untranslated(leftovers)}`;
  if (outcome === 'mended') return `still ${after.status}: ${said}${rest}`;
  if (outcome === 'same') return `${after.status} as before${untranslated(leftovers)}`;
  return `${statuses}: ${after.summary}${first === undefined ? '' : `; ${said}`}${rest}`;
};

/** Those that the headline does not tell. */
const otherChanges = ({ outcome, changes }: TraceComparison): readonly StateChange[] => {
  const kind = outcome === 'broken' ? 'broken' : 'mended';
  const told = outcome === 'same' ? undefined : changes.find((one) => one.kind === kind);
  return changes.filter((one) => one !== told);
};

const changeLines = (changes: readonly StateChange[]): string[] =>
  changes.flatMap((change) =>
    hanging(change.kind === 'mended' ? '  back      ' : '  broken    ', changeText(change)),
  );

/** More than these are counted: they are of one kind, and one command ends each. */
const LEFTOVERS_MAX = 5;

const leftoverLines = (leftovers: readonly Leftover[]): string[] => {
  const more = leftovers.length - LEFTOVERS_MAX;
  const commands = [...new Set(leftovers.map(({ command }) => command))];
  return [
    ...leftovers
      .slice(0, LEFTOVERS_MAX)
      .flatMap((one) =>
        hanging('  left      ', `${one.flow} ${placeText(one)} is tracked without translation`),
      ),
    ...(more > 0 ? [`  left      and ${more} more`] : []),
    ...(commands.length === 0 ? [] : ['  end it    so that the next packet is a new connection:']),
    ...commands.slice(0, LEFTOVERS_MAX).flatMap((one) => wrapCommand(one, ' '.repeat(14))),
  ];
};

const causeLines = ({ causes }: TraceComparison): string[] => [
  ...(causes.gone.length === 0 ? [] : hanging('  gone      ', causes.gone.join(', '))),
  ...(causes.added.length === 0 ? [] : hanging('  new       ', causes.added.join(', '))),
];

const sideLine = (label: string, { trace, startedAt, status, summary }: Verdict): string[] =>
  hanging(
    `  ${label.padEnd(10)}`,
    `${trace} ${startedAt.slice(0, 19).replace('T', ' ')}: ${status} ${summary}`,
  );

/** The whole comparison. ASCII, at most 100 columns. */
export const comparisonText = (
  comparison: TraceComparison,
  before: Verdict,
  after: Verdict,
): string => {
  const lines = [
    ...hanging(`${WORDS[comparison.outcome]}  `, headlineText(comparison, before, after)),
    ...changeLines(otherChanges(comparison)),
    ...leftoverLines(comparison.leftovers),
    ...causeLines(comparison),
    ...sideLine('before', before),
    ...sideLine('after', after),
  ];
  return `${lines.map(toAscii).join('\n')}\n`;
};

/** What `--json` prints. */
export const comparisonJson = (comparison: TraceComparison, before: Verdict, after: Verdict) => {
  const side = ({ trace, startedAt, status, summary, segment, causes }: Verdict) => ({
    trace,
    startedAt,
    status,
    summary,
    segment,
    causes: causes.map(({ code, confidence }) => ({ code, confidence })),
  });
  return {
    schema: 'hopscope.comparison/1',
    ...comparison,
    headline: headlineText(comparison, before, after),
    before: side(before),
    after: side(after),
  };
};
