// The project's own source files and what they import: read by the tests that hold the layout.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root: string = join(import.meta.dirname, '../..');

export interface Source {
  /** Relative to the repository. */
  readonly path: string;
  readonly lines: readonly string[];
  /** Module specifiers, as written. */
  readonly imports: readonly string[];
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'/g;

/** Every file git knows or would add, fixtures and generated code left out. */
export const projectFiles = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
    .split('\n')
    .filter((path) => path !== '' && !path.startsWith('test/fixtures/') && !/\/gen\//.test(path));

export const readText = (path: string): string => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    // deleted in the work tree, still in the index
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

export const sources = (): Source[] =>
  projectFiles()
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readText(path);
      const imports = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
      return { path, lines: text.split('\n'), imports };
    });
