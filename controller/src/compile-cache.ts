// Where compiled sources are kept between starts. What lies there is run, perhaps by root: only a
// folder that no other user can write to will do, which the shared default below /tmp is not.

import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { makeFolder } from './store/folders.ts';

const OTHERS_MAY_WRITE = 0o022;

const isOurs = (folder: string, uid: number): boolean => {
  const { uid: owner, mode } = statSync(folder);
  return owner === uid && (mode & OTHERS_MAY_WRITE) === 0;
};

/**
 * `$XDG_CACHE_HOME/hopscope/node`, by default below `~/.cache`; null when it is not safe to use.
 */
export const compileCacheFolder = (env: NodeJS.ProcessEnv, uid: number): string | null => {
  const home = env['HOME'] ?? '';
  const wanted = env['XDG_CACHE_HOME'] ?? '';
  const base = isAbsolute(wanted) ? wanted : join(home, '.cache');
  if (!isAbsolute(base)) return null;
  const ours = join(base, 'hopscope');
  try {
    makeFolder(ours);
    return isOurs(base, uid) && isOurs(ours, uid) ? join(ours, 'node') : null;
  } catch {
    // No home, or a read-only one: starting takes longer, nothing else.
    return null;
  }
};
