// One rule of nftables from the JSON of nft(8), libnftables-json(5). A rule that looks its verdict
// or its new destination up in a map becomes one rule for each element, in the order in which they
// are asked: whoever walks them needs to know nothing of maps.

import { isJson, type Json, list, number, text } from '../parsed.ts';
import { type NftRewrite, rewritingOf } from './rewrites.ts';
import { looked, type NamedSets, pairsOf } from './sets.ts';
import { chanceCondition, shareOf } from './shares.ts';

/** A statement that the packet must fulfil; elements of named sets are written out in it. */
export type NftCondition = Json;

export interface NftRule {
  /**
   * Packets the rule took, by its own counter; null when it has none, or one that stands before a
   * condition and so counts what the rule lets go.
   */
  readonly packets: number | null;
  /**
   * accept (also of nat statements), drop, reject, return, jump, goto, queue, continue; fwd: sent
   * out of another device; unknown: a map that is not in the ruleset; '' (no verdict).
   */
  readonly verdict: string;
  /** Target of jump and goto, device of fwd. */
  readonly target: string;
  /** iptables-nft and ebtables matches that nft cannot print are `{"xt":...}`. */
  readonly conditions: readonly NftCondition[];
  /** What makes it take only some of those packets, `limit rate over 5/second`; '' when it takes all. */
  readonly share: string;
  /** Without a verdict the packet goes on, changed. */
  readonly rewrites: NftRewrite | null;
  /** One element of a map; the others are rules of the same handle. iptables-save prints none. */
  readonly mapped: boolean;
  readonly handle: number;
}

const VERDICTS = ['accept', 'drop', 'reject', 'return', 'jump', 'goto', 'queue', 'continue'];
/** Statements that are neither a condition nor a verdict. */
const EFFECTS = new Set([
  ...['counter', 'log', 'mangle', 'notrack', 'comment', 'dup', 'flow', 'last', 'set', 'map'],
  ...['ct helper', 'ct timeout', 'ct expectation', 'reset', 'secmark'],
]);
const TRANSLATIONS = new Set(['snat', 'masquerade']);

type Fate = Pick<NftRule, 'verdict' | 'target'>;

const verdictOf = (statement: unknown): Fate | null => {
  if (!isJson(statement)) return null;
  const [name = ''] = Object.keys(statement);
  const body = statement[name];
  if (name === 'fwd') return { verdict: name, target: isJson(body) ? text(body['dev']) : '' };
  if (!VERDICTS.includes(name)) return null;
  return { verdict: name, target: isJson(body) ? text(body['target']) : '' };
};

/** One element of a map: what it asks, and what comes of it. */
interface Case {
  readonly left: unknown;
  readonly right: unknown;
  readonly gives: Partial<NftRule>;
}

interface Draft {
  packets: number | null;
  fate: Fate;
  rewrites: NftRewrite | null;
  readonly conditions: NftCondition[];
  readonly shares: string[];
  cases: readonly Case[] | null;
}

const isComment = ({ xt }: Json): boolean =>
  isJson(xt) && (xt['name'] === 'comment' || xt['type'] === 'target');

const ask = (draft: Draft, left: unknown, op: unknown, right: unknown): void => {
  draft.packets = null;
  const chance = chanceCondition(left, op, right);
  if (chance === '') draft.conditions.push({ match: { op, left, right } });
  else draft.shares.push(chance);
};

const casesOf = (
  map: unknown,
  give: (value: unknown) => Partial<NftRule>,
  table: Json,
  sets: NamedSets,
): readonly Case[] | null => {
  if (!isJson(map)) return null;
  const { key: left, data } = map;
  const pairs = pairsOf(data, table, sets);
  return pairs?.map(([right, value]) => ({ left, right, gives: give(value) })) ?? null;
};

const UNKNOWN: Fate = { verdict: 'unknown', target: '' };

const addVerdictMap = (draft: Draft, map: unknown, table: Json, sets: NamedSets): void => {
  const cases = casesOf(map, (value) => verdictOf(value) ?? UNKNOWN, table, sets);
  if (cases !== null) draft.cases = cases;
  else {
    draft.conditions.push({ vmap: map });
    draft.fate = UNKNOWN;
  }
};

/** True when the statement gives another destination. */
const addRewrite = (draft: Draft, statement: Json, table: Json, sets: NamedSets): boolean => {
  const rewriting = rewritingOf(statement);
  if (rewriting === null) return false;
  const { kind, value, spell } = rewriting;
  if (kind !== 'set') draft.fate = { verdict: 'accept', target: '' };
  const map = isJson(value) ? value['map'] : undefined;
  const give = (to: unknown): Partial<NftRule> => ({ rewrites: { kind, to: spell(to) } });
  const cases = map === undefined ? null : casesOf(map, give, table, sets);
  if (cases === null) draft.rewrites = { kind, to: spell(value) };
  else draft.cases = cases;
  return true;
};

const addStatement = (draft: Draft, statement: Json, table: Json, sets: NamedSets): void => {
  const [name = ''] = Object.keys(statement);
  const body = statement[name];
  const fate = verdictOf(statement);
  const share = shareOf(statement);
  if (fate !== null) draft.fate = fate;
  else if (name === 'counter') draft.packets = isJson(body) ? number(body['packets']) : null;
  else if (name === 'vmap') addVerdictMap(draft, body, table, sets);
  else if (share !== '') {
    draft.packets = null;
    draft.shares.push(share);
  } else if (TRANSLATIONS.has(name)) draft.fate = { verdict: 'accept', target: '' };
  else if (name === 'match' && isJson(body))
    ask(draft, body['left'], body['op'], looked(body['right'], table, sets));
  else if (!addRewrite(draft, statement, table, sets) && !EFFECTS.has(name)) {
    if (isComment(statement)) return;
    draft.packets = null;
    draft.conditions.push(statement);
  }
};

/** `table`: what says family and table of the rule, which its sets are looked up in. */
export const readRules = (rule: Json, sets: NamedSets): NftRule[] => {
  const draft: Draft = {
    packets: null,
    fate: { verdict: '', target: '' },
    rewrites: null,
    conditions: [],
    shares: [],
    cases: null,
  };
  for (const statement of list(rule['expr']))
    if (isJson(statement)) addStatement(draft, statement, rule, sets);
  const finished = (one: Draft, gives: Partial<NftRule> = {}): NftRule => ({
    packets: one.packets,
    ...one.fate,
    conditions: one.conditions,
    share: one.shares.join(', '),
    rewrites: one.rewrites,
    mapped: draft.cases !== null,
    handle: number(rule['handle']),
    ...gives,
  });
  if (draft.cases === null) return [finished(draft)];
  return draft.cases.map(({ left, right, gives }) => {
    const one = { ...draft, conditions: [...draft.conditions], shares: [...draft.shares] };
    ask(one, left, '==', right);
    return finished(one, gives);
  });
};
