// Named sets and maps of a ruleset: what a rule looks up by `@name`. Put in place of the name when
// rules are read, so that nobody behind the parser needs to know where an element was written.

import { isJson, type Json, list, text, texts } from '../parsed.ts';

export interface NamedSet {
  readonly name: string;
  /** Elements of a set; pairs of key and value of a map. */
  readonly elements: readonly unknown[];
  /** Elements come and go by themselves: what is missing now may have been there a moment ago. */
  readonly moving: boolean;
}

export type NamedSets = ReadonlyMap<string, NamedSet>;

/** `ip mine` and a name: sets are known inside their table only. */
export const keyOf = (entry: Json, name: string): string =>
  [text(entry['family']), text(entry['table']), name].join('\n');

/** Sets that rules of their own put elements into: nft 1.0.6 does not print the flag dynamic. */
const fedByRules = (rules: readonly Json[]): ReadonlySet<string> => {
  const fed = new Set<string>();
  for (const rule of rules)
    for (const statement of list(rule['expr'])) {
      const [kind = ''] = isJson(statement) ? Object.keys(statement) : [];
      const body = isJson(statement) ? statement[kind] : null;
      if ((kind === 'set' || kind === 'map') && isJson(body))
        fed.add(keyOf(rule, text(body[kind]).slice(1)));
    }
  return fed;
};

export const namedSets = (sets: readonly Json[], rules: readonly Json[]): NamedSets => {
  const fed = fedByRules(rules);
  return new Map(
    sets.map((set) => {
      const name = text(set['name']);
      const key = keyOf(set, name);
      const flags = texts(set['flags']);
      const moving = flags.includes('timeout') || flags.includes('dynamic') || fed.has(key);
      return [key, { name, elements: list(set['elem']), moving }] as const;
    }),
  );
};

/** An element without what it may carry: a timeout, a counter, a comment. */
export const bare = (element: unknown): unknown => {
  const body = isJson(element) ? element['elem'] : undefined;
  return isJson(body) ? body['val'] : element;
};

/** The set that the right side of a condition names, in the form of an anonymous one. */
export const looked = (right: unknown, table: Json, sets: NamedSets): unknown => {
  if (typeof right !== 'string' || !right.startsWith('@')) return right;
  const found = sets.get(keyOf(table, right.slice(1)));
  if (found === undefined) return right;
  return { set: found.elements, name: found.name, ...(found.moving ? { moving: true } : {}) };
};

/** Pairs of key and value, of a map that is written out or named; null when it is not known. */
export const pairsOf = (
  data: unknown,
  table: Json,
  sets: NamedSets,
): readonly (readonly [unknown, unknown])[] | null => {
  const found = looked(data, table, sets);
  if (!isJson(found) || !Array.isArray(found['set'])) return null;
  const pairs = found['set'].flatMap((pair: unknown): [unknown, unknown][] =>
    Array.isArray(pair) && pair.length === 2 ? [[bare(pair[0]), pair[1]]] : [],
  );
  // What is for everything else is asked last, wherever it is written.
  return [...pairs.filter(([key]) => key !== '*'), ...pairs.filter(([key]) => key === '*')];
};
