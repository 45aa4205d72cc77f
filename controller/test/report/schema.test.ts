// The public format: the committed JSON Schema is the one of the code, and verdicts fit it.

import { readFileSync } from 'node:fs';
import test from 'ava';
import { verdictJsonSchema } from '../../src/report/json-schema.ts';
import { verdictSchema } from '../../src/report/verdict.ts';
import { GROUP_DENIES, HEALTHY, RULE_MISSING } from './verdicts.ts';

const FILE = new URL('../../src/report/verdict.schema.json', import.meta.url);

test('the committed schema is what controller/generate-schema.ts makes', (t) => {
  t.deepEqual(JSON.parse(readFileSync(FILE, 'utf8')), JSON.parse(verdictJsonSchema()));
});

test('verdicts pass their schema, as JSON too', (t) => {
  for (const verdict of [HEALTHY, RULE_MISSING, GROUP_DENIES])
    t.deepEqual(verdictSchema.parse(JSON.parse(JSON.stringify(verdict))), verdict);
});

test('a verdict of another version is refused', (t) => {
  t.false(verdictSchema.safeParse({ ...HEALTHY, schema: 'hopscope.verdict/2' }).success);
});
