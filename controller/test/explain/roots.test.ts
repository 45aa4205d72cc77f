// What brings others about is the answer, with their proof; what merely stands beside it is not.
import test from 'ava';
import type { Cause, CauseFinding, Confidence } from '../../src/explain/cause.ts';
import { CAUSES, FALLBACKS } from '../../src/explain/registry.ts';
import { CODES } from '../../src/check/codes.ts';
import { consequencesOf, rootsFirst } from '../../src/explain/roots.ts';

const found = (code: string, confidence: Confidence): CauseFinding => ({
  code,
  confidence,
  owner: 'platform',
  title: code,
  detail: '',
  evidence: [
    { node: 'n', netns: '', what: code, expected: '', found: '', verdict: 'bad', command: 'x' },
  ],
  affects: null,
  fixes: [],
  objects: {},
  references: [],
});

const cause = (code: string, explains: readonly string[]): Cause => ({
  code,
  owner: 'platform',
  summary: '',
  segments: [],
  directions: [],
  catalogue: [],
  explains,
  test: () => null,
});

/** ROOT takes away MIDDLE, which takes away LEAF. */
const CHAIN = [cause('ROOT', ['MIDDLE']), cause('MIDDLE', ['LEAF']), cause('LEAF', [])];

const said = (causes: readonly CauseFinding[]): string[] =>
  causes.map(({ code, confidence, follows }) => `${code} ${confidence} ${follows ?? '-'}`);

test('a root is named first, with the proof of what it brought about', (t) => {
  const [first, second] = rootsFirst(
    [found('MIDDLE', 'confirmed'), found('ROOT', 'likely')],
    CHAIN,
  );
  t.deepEqual(said(first && second ? [first, second] : []), [
    'ROOT confirmed -',
    'MIDDLE confirmed ROOT',
  ]);
  t.deepEqual(
    first?.evidence.map(({ what }) => what),
    ['ROOT', 'MIDDLE'],
  );
});

test('a consequence of a consequence follows from the root', (t) => {
  t.deepEqual(said(rootsFirst([found('LEAF', 'confirmed'), found('ROOT', 'likely')], CHAIN)), [
    'ROOT confirmed -',
    'LEAF confirmed ROOT',
  ]);
});

test('what is merely possible explains nothing', (t) => {
  const causes = [found('MIDDLE', 'confirmed'), found('ROOT', 'possible')];
  t.deepEqual(said(rootsFirst(causes, CHAIN)), ['MIDDLE confirmed -', 'ROOT possible -']);
});

test('what is surer and unrelated stays in front', (t) => {
  const causes = [found('OTHER', 'confirmed'), found('LEAF', 'likely'), found('ROOT', 'likely')];
  t.deepEqual(said(rootsFirst(causes, CHAIN)), [
    'OTHER confirmed -',
    'ROOT likely -',
    'LEAF likely ROOT',
  ]);
});

test('asked again it changes nothing', (t) => {
  const once = rootsFirst([found('MIDDLE', 'confirmed'), found('ROOT', 'likely')], CHAIN);
  t.deepEqual(rootsFirst(once, CHAIN), once);
});

test('no cause brings itself about, and every code that is named exists', (t) => {
  const all = [...CAUSES, ...FALLBACKS];
  const known = new Set([...all.map(({ code }) => code), ...Object.values<string>(CODES)]);
  for (const { code, explains = [] } of all) {
    t.false(consequencesOf(code).has(code), code);
    for (const each of explains) t.true(known.has(each), `${code} explains ${each}`);
  }
});
