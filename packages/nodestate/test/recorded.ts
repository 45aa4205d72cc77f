// The recorded files of a real cloud, by the name of the file. The first line of each is the
// command that made it.

import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../test/fixtures/recorded/', import.meta.url));
const SAMPLES = fileURLToPath(new URL('samples/', import.meta.url));

export interface RecordedFile {
  readonly path: string;
  readonly text: string;
}

const withoutCommand = (text: string): string =>
  text.startsWith('# ') ? text.slice(text.indexOf('\n') + 1) : text;

/** Files of both firewalls, before and after, whose name fits. */
export const recordedFiles = (pattern: string): RecordedFile[] =>
  globSync(pattern, { cwd: ROOT })
    .toSorted((a, b) => a.localeCompare(b))
    .map((path) => ({ path, text: withoutCommand(readFileSync(`${ROOT}${path}`, 'utf8')) }));

export const sample = (name: string): string => readFileSync(`${SAMPLES}${name}`, 'utf8');
