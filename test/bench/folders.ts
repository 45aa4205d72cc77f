// Temporary folders of the benchmarks, named by their process: what a killed one left is taken
// away by the next.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const NAME = /^hopscope-bench-(\d+)-/;

/** A folder of this process; `inMemory`: on a tmpfs, where there is one. The caller removes it. */
export const benchFolder = ({ inMemory }: { readonly inMemory: boolean }): string => {
  const root = inMemory && existsSync(MEMORY) ? MEMORY : tmpdir();
  return mkdtempSync(join(root, `hopscope-bench-${process.pid}-`));
};

/** Removes the folders of processes that have ended. */
export const sweepFolders = (): void => {
  for (const root of [tmpdir(), MEMORY].filter((one) => existsSync(one)))
    for (const entry of readdirSync(root)) {
      const pid = NAME.exec(entry)?.[1];
      if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
      rmSync(join(root, entry), { recursive: true, force: true });
    }
};
