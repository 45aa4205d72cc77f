// The proof of the first cause as text: what should be there, what was found, and whether it fits.

import type { Paint } from './paint.ts';
import type { VerdictCause } from './verdict.ts';
import { COLUMNS_MAX, wrapText } from './wrap.ts';
import { shortNetns } from './words.ts';

export interface EvidenceRow {
  readonly place: string;
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly mark: string;
  readonly command: string;
}

const MARKS: Readonly<Record<string, string>> = { ok: 'ok', bad: '<--' };

const INDENT = 4;
const EXPECTED_AT = 49;
const FOUND_AT = 70;
const MARK_AT = 91;
const TITLES = { expected: 'expected', found: 'found' } as const;

/** Evidence lines of a cause as rows; `place` is `cn1, qrouter-438d9786`. */
export const evidenceRows = (cause: Pick<VerdictCause, 'evidence'>): EvidenceRow[] =>
  cause.evidence.map((line) => ({
    place: [line['node'], shortNetns(line['netns'] ?? '')].filter(Boolean).join(', '),
    what: line['what'] ?? '',
    expected: line['expected'] ?? '',
    found: line['found'] ?? '',
    mark: MARKS[line['verdict'] ?? ''] ?? '',
    command: line['command'] ?? '',
  }));

const paintMark = (mark: string, paint: Paint): string =>
  mark === '<--' ? paint.bad(mark) : paint.good(mark);

const rowLines = (row: EvidenceRow, paint: Paint): string[] => {
  const isSentence = row.expected === '' && row.found === '';
  const unmarked = row.mark === '' ? COLUMNS_MAX + 1 : MARK_AT;
  const what = wrapText(row.what, (isSentence ? unmarked : EXPECTED_AT) - INDENT - 1);
  // Nothing was expected: a long finding may use that column too.
  const isWide = row.expected === '' && row.found.length > MARK_AT - FOUND_AT - 1;
  const expectedText = isWide ? row.found : row.expected;
  const expected = wrapText(expectedText, (isWide ? MARK_AT : FOUND_AT) - EXPECTED_AT - 1);
  const found = isWide ? [''] : wrapText(row.found, MARK_AT - FOUND_AT - 1);
  const count = Math.max(what.length, expected.length, found.length);
  return Array.from({ length: count }, (_, index) => {
    const first = `${' '.repeat(INDENT)}${what[index] ?? ''}`;
    const second = isSentence ? first : first.padEnd(EXPECTED_AT) + (expected[index] ?? '');
    const third = isSentence ? first : second.padEnd(FOUND_AT) + (found[index] ?? '');
    const isMarked = index === 0 && row.mark !== '';
    return isMarked ? third.padEnd(MARK_AT) + paintMark(row.mark, paint) : third.trimEnd();
  });
};

/** Lines of the evidence of one cause, grouped by where it was read; empty without evidence. */
export const evidenceTable = (cause: Pick<VerdictCause, 'evidence'>, paint: Paint): string[] => {
  const rows = evidenceRows(cause);
  const places = [...new Set(rows.map(({ place }) => place))];
  return places.flatMap((place, index) => {
    const mine = rows.filter((row) => row.place === place);
    const title = place === '' ? '  evidence' : `  evidence on ${place}`;
    const hasTable = mine.some(({ expected, found }) => expected !== '' || found !== '');
    const columns = index === 0 && hasTable;
    const header = columns
      ? `${`${title.padEnd(EXPECTED_AT)}${TITLES.expected}`.padEnd(FOUND_AT)}${TITLES.found}`
      : title;
    return [header, ...mine.flatMap((row) => rowLines(row, paint))];
  });
};
