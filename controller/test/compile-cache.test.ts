// The compile cache is only used where no other user could put code.

import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { compileCacheFolder } from '../src/compile-cache.ts';

const uid = process.getuid?.() ?? -1;

const homeOf = (t: ExecutionContext): string => {
  const home = mkdtempSync(join(tmpdir(), 'hopscope-home-'));
  t.teardown(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, '.cache'), { mode: 0o700 });
  return home;
};

test('it lies below the cache directory of the user', (t) => {
  const home = homeOf(t);
  t.is(compileCacheFolder({ HOME: home }, uid), join(home, '.cache/hopscope/node'));
  const other = join(home, 'other');
  const env = { HOME: home, XDG_CACHE_HOME: other };
  t.is(compileCacheFolder(env, uid), join(other, 'hopscope/node'));
});

test('a folder that others own or may write to is not used', (t) => {
  const home = homeOf(t);
  t.is(compileCacheFolder({ HOME: home }, uid + 1), null);
  chmodSync(join(home, '.cache'), 0o777);
  t.is(compileCacheFolder({ HOME: home }, uid), null);
});

test('without a home there is none, and nothing is made', (t) => {
  t.is(compileCacheFolder({}, uid), null);
  t.is(compileCacheFolder({ HOME: '', XDG_CACHE_HOME: 'relative' }, uid), null);
  t.false(existsSync('relative'));
  t.is(compileCacheFolder({ HOME: '/proc/none' }, uid), null);
});
