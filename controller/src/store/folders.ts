// Folders with their parents, for their owner alone. Node's own recursive mkdir never ends where
// the kernel says ENOENT for a folder that cannot be made, as in /proc.

import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const FOLDER_MODE = 0o700;

/** Makes `folder` and what is missing above it. Throws what the kernel says. */
export const makeFolder = (folder: string): void => {
  const missing: string[] = [];
  let above = folder;
  while (!existsSync(above) && dirname(above) !== above) {
    missing.unshift(above);
    above = dirname(above);
  }
  for (const path of missing) mkdirSync(path, { mode: FOLDER_MODE });
};
