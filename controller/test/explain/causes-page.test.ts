// docs/CAUSES.md is what the cause files say; every cause has a test that makes its fault.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'ava';
import { CODES, STATE_ONLY } from '../../src/check/codes.ts';
import { causesPage, unexplainedRows } from '../../src/explain/causes-page.ts';
import { causeLink } from '../../src/report/cause-page.ts';
import { CAUSES, FALLBACKS, LAST_NOTE, LAST_RESORT, NOTES } from '../../src/explain/registry.ts';

const PAGE = new URL('../../../docs/CAUSES.md', import.meta.url);
const ALL = [...new Set([...CAUSES, ...FALLBACKS, ...NOTES, LAST_NOTE, LAST_RESORT])];

test('docs/CAUSES.md is up to date (UPDATE_GOLDEN=1 writes it)', (t) => {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PAGE, causesPage(STATE_ONLY));
  t.is(readFileSync(PAGE, 'utf8'), causesPage(STATE_ONLY));
});

test('every code of a report has an anchor to link to', (t) => {
  const page = readFileSync(PAGE, 'utf8');
  const codes = [...ALL.map(({ code }) => code), ...Object.values(CODES)];
  const link = (code: string): string => causeLink(code).replace('docs/CAUSES.md#', '');
  t.deepEqual(
    codes.filter((code) => !page.includes(`<a id="${link(code)}"></a>`)),
    [],
  );
});

test('codes are unique, and each is the name of its file', (t) => {
  t.is(new Set(ALL.map(({ code }) => code)).size, ALL.length);
  const files = readdirSync(new URL('../../src/explain/causes/', import.meta.url));
  const expected = ALL.map(({ code }) => `${code.toLowerCase().replaceAll('_', '-')}.ts`);
  t.deepEqual(
    expected.toSorted((a, b) => a.localeCompare(b)),
    files.toSorted((a, b) => a.localeCompare(b)),
  );
});

test('every row of the failure catalogue has a cause, or a reason for having none', (t) => {
  t.deepEqual(unexplainedRows(), []);
});

test('every cause is named in a test that makes its fault', (t) => {
  const folder = new URL('./', import.meta.url);
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.startsWith('causes-page'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const untested = ALL.map(({ code }) => code).filter(
    (code) => !text.includes(`'${code}'`) && !text.includes(`'${code} `),
  );
  t.deepEqual(untested, []);
});
