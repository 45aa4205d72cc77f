// The traces of this user: one bundle each, under the state directory, pruned by age and number.
// Ids are short, for people to type, and unique here.

import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { HopscopeError } from '@hopscope/proto';
import type { Verdict } from '../report/verdict.ts';
import { readVerdict, writeBundle } from './bundle.ts';
import type { Bundle } from './bundle.ts';
import { STORE_LIMITS } from './limits.ts';

const TRACE_ID = /^t-[0-9a-f]{4,12}$/;
const PARTIAL = /\.partial-\d+$/;

/** `$XDG_STATE_HOME/hopscope/traces`, by default `~/.local/state/hopscope/traces`. */
export const storeRoot = (env: NodeJS.ProcessEnv): string => {
  const state = env['XDG_STATE_HOME'] ?? '';
  // The XDG base directory specification says to ignore relative paths.
  const base = isAbsolute(state) ? state : join(env['HOME'] || homedir(), '.local', 'state');
  return join(base, 'hopscope', 'traces');
};

export interface StoredTrace {
  readonly trace: string;
  readonly dir: string;
  /** null: its verdict cannot be read, `problem` says why. */
  readonly verdict: Verdict | null;
  readonly problem: string;
  readonly modifiedMs: number;
}

export interface TraceStore {
  readonly root: string;
  /** An id that no kept trace has. */
  readonly newId: () => string;
  /** Keeps a bundle under its trace's id, prunes, and answers where it is. */
  readonly save: (bundle: Bundle) => string;
  /** Kept traces, newest first. */
  readonly list: () => StoredTrace[];
  /** Folder of a trace by id, or of the newest one. Throws NOT_FOUND. */
  readonly find: (trace: string | null) => string;
}

export interface StoreOptions {
  /** Random number below `max`. */
  readonly random: (max: number) => number;
  readonly now: () => number;
  readonly tracesMax?: number;
  readonly ageMaxMs?: number;
}

const idsIn = (root: string): string[] =>
  existsSync(root) ? readdirSync(root).filter((name) => TRACE_ID.test(name)) : [];

const newId = (root: string, random: StoreOptions['random']): string => {
  for (let digits = 4; ; digits += 2) {
    for (let attempt = 0; attempt < STORE_LIMITS.idTriesMax; attempt += 1) {
      const id = `t-${random(16 ** digits)
        .toString(16)
        .padStart(digits, '0')}`;
      if (!existsSync(join(root, id))) return id;
    }
  }
};

const stored = (root: string, trace: string): StoredTrace => {
  const dir = join(root, trace);
  const modifiedMs = statSync(dir).mtimeMs;
  try {
    return { trace, dir, verdict: readVerdict(dir), problem: '', modifiedMs };
  } catch (error) {
    if (!(error instanceof HopscopeError)) throw error;
    return { trace, dir, verdict: null, problem: error.message, modifiedMs };
  }
};

const startOf = ({ verdict, modifiedMs }: StoredTrace): number => {
  const started = verdict === null ? Number.NaN : Date.parse(verdict.startedAt);
  return Number.isNaN(started) ? modifiedMs : started;
};

/** Ids by the time their folder was made, newest first: cheap, no verdict is read. */
const byAge = (root: string): { trace: string; modifiedMs: number }[] =>
  idsIn(root)
    .map((trace) => ({ trace, modifiedMs: statSync(join(root, trace)).mtimeMs }))
    .toSorted((a, b) => b.modifiedMs - a.modifiedMs);

const prune = (root: string, keep: string, options: StoreOptions): void => {
  const tracesMax = options.tracesMax ?? STORE_LIMITS.tracesMax;
  const oldest = options.now() - (options.ageMaxMs ?? STORE_LIMITS.ageMaxMs);
  byAge(root)
    .filter(({ trace }) => trace !== keep)
    .forEach(({ trace, modifiedMs }, index) => {
      if (index + 1 >= tracesMax || modifiedMs < oldest)
        rmSync(join(root, trace), { recursive: true, force: true });
    });
  for (const name of readdirSync(root).filter((entry) => PARTIAL.test(entry))) {
    const modified = statSync(join(root, name)).mtimeMs;
    if (modified < options.now() - STORE_LIMITS.partialAgeMaxMs)
      rmSync(join(root, name), { recursive: true, force: true });
  }
};

const find = (root: string, trace: string | null): string => {
  if (trace !== null) {
    if (TRACE_ID.test(trace) && existsSync(join(root, trace))) return join(root, trace);
    throw new HopscopeError('NOT_FOUND', `no trace ${trace} here; "hopscope traces" lists them`);
  }
  const [newest] = byAge(root);
  if (newest === undefined) throw new HopscopeError('NOT_FOUND', 'no trace has been kept yet');
  return join(root, newest.trace);
};

/** The store at `root`; the folder is made when the first trace is kept. */
export const openStore = (root: string, options: StoreOptions): TraceStore => ({
  root,
  newId: () => newId(root, options.random),
  save: (bundle) => {
    const dir = join(root, bundle.recording.trace);
    writeBundle(dir, bundle);
    prune(root, bundle.recording.trace, options);
    return dir;
  },
  list: () =>
    idsIn(root)
      .map((trace) => stored(root, trace))
      .toSorted((a, b) => startOf(b) - startOf(a)),
  find: (trace) => find(root, trace),
});
