// Golden files: what a person is shown is compared with a committed text. UPDATE_GOLDEN=1 writes
// them.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ExecutionContext } from 'ava';

/** Compares `text` with `golden/NAME` beside the calling test's folder. */
export const isGolden = (t: ExecutionContext, folder: URL, name: string, text: string): void => {
  const file = new URL(`golden/${name}`, folder);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file.pathname), { recursive: true });
    writeFileSync(file, text);
  }
  t.is(text, readFileSync(file, 'utf8'), `golden/${name}`);
};
