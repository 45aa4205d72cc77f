// Evidence lines: one row of "expected / found" each, with the command that shows it to a person.

import { type EvidenceLine } from './cause.ts';

export interface Where {
  readonly node: string;
  readonly netns: string;
}

/** `ip netns exec NS COMMAND`, or the command alone in the node's own namespace. */
export const inside = (netns: string, command: string): string =>
  netns === '' ? command : `ip netns exec ${netns} ${command}`;

const line = (
  where: Where,
  verdict: EvidenceLine['verdict'],
  what: string,
  expected: string,
  found: string,
  command: string,
): EvidenceLine => ({ ...where, what, expected, found, verdict, command });

/** A row that must hold; `ok` decides how it is marked. */
export const checked = (
  where: Where,
  what: string,
  expected: string,
  found: string,
  ok: boolean,
  command: string,
): EvidenceLine =>
  line(where, ok ? 'ok' : 'bad', what, expected, found, inside(where.netns, command));

/** A row that neither accuses nor clears. */
export const noted = (where: Where, what: string, found: string, command: string): EvidenceLine =>
  line(where, 'note', what, '', found, inside(where.netns, command));

/**
 * A counter over the window beside the loss. Only this port moves `own` counters; a shared one is a
 * note, whatever it says.
 */
export const counted = (
  where: Where,
  what: string,
  delta: number | null,
  lost: number,
  own: boolean,
  command: string,
): EvidenceLine[] => {
  if (delta === null) return [];
  const equal = delta === lost ? ' = lost' : '';
  const found = `+${delta}${equal}`;
  if (!own) return [noted(where, what, `${found}, shared: not proof`, command)];
  return [checked(where, what, '+0', found, delta === 0, command)];
};
