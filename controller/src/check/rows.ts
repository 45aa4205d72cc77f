// Rows of checks: one comparison each, with the command that shows it to a person.

import { inside, type Where } from '../explain/lines.ts';
import type { CheckRow, Scope } from './check.ts';

export interface Wanted {
  readonly where: Where;
  readonly what: string;
  readonly expected: string;
  /** As typed on the node; the namespace is put before it. */
  readonly command: string;
  readonly scope: Scope;
}

const NOT_READ = 'not read';

/** A row that is known: good, or bad and then a sign of `cause`. */
export const judged = (wanted: Wanted, found: string, ok: boolean, cause: string): CheckRow => ({
  ...wanted.where,
  what: wanted.what,
  expected: wanted.expected,
  found,
  verdict: ok ? 'ok' : 'bad',
  command: inside(wanted.where.netns, wanted.command),
  outcome: ok ? 'ok' : 'bad',
  cause: ok ? '' : cause,
  scope: wanted.scope,
});

/** A row about which nothing can be said. */
export const unknown = (wanted: Wanted, why: string = NOT_READ): CheckRow => ({
  ...judged(wanted, why, true, ''),
  verdict: 'note',
  outcome: 'unknown',
});

/** A row that is as it may be, though not as expected. */
export const noted = (wanted: Wanted, found: string): CheckRow => ({
  ...judged(wanted, found, true, ''),
  verdict: 'note',
});

/** `found` null = not read; else it must be the text that is expected. */
export const equal = (wanted: Wanted, found: string | null, cause: string): CheckRow =>
  found === null ? unknown(wanted) : judged(wanted, found, found === wanted.expected, cause);

/** A fact of the API: read with the openstack client, on no node. */
export const API = { node: '', netns: '' } as const;
