// `nft -j list ruleset`: which base chains hang at which hook, and what their rules do. Conditions
// are kept as nft printed them: whether a packet fulfils them is asked elsewhere.

import {
  excerpt,
  isJson,
  type Json,
  list,
  number,
  type Parsed,
  parseJson,
  text,
  texts,
} from '../parsed.ts';
import { type NftRule, readRules } from './rule.ts';
import { namedSets } from './sets.ts';

export interface NftChain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  /** '' for a chain that is only jumped to. */
  readonly hook: string;
  readonly type: string;
  readonly priority: number;
  readonly policy: string;
  /**
   * Devices of the hooks ingress and egress, `eth*` for all that begin so; null when they are not
   * said: nft 1.0.6 leaves them out of its JSON, `nft list chains` has them.
   */
  readonly devices: readonly string[] | null;
  readonly rules: readonly NftRule[];
}

interface Draft extends Omit<NftChain, 'rules'> {
  readonly rules: NftRule[];
}

const devicesOf = (value: unknown): string[] | null => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? texts(list(value)) : null;
};

const readChain = (chain: Json): Draft => ({
  family: text(chain['family']),
  table: text(chain['table']),
  name: text(chain['name']),
  hook: text(chain['hook']),
  type: text(chain['type']),
  priority: number(chain['prio']),
  policy: text(chain['policy']),
  devices: devicesOf(chain['dev']),
  rules: [],
});

const SKIPPED = [
  ...['metainfo', 'table', 'flowtable', 'counter', 'quota', 'limit', 'secmark', 'synproxy'],
  ...['ct helper', 'ct timeout', 'ct expectation', 'element'],
];

interface Sorted {
  readonly chains: Json[];
  readonly rules: Json[];
  readonly sets: Json[];
  readonly unknown: string[];
}

const sorted = (entries: readonly unknown[]): Sorted => {
  const found: Sorted = { chains: [], rules: [], sets: [], unknown: [] };
  for (const entry of entries) {
    const { chain, rule, set, map } = isJson(entry) ? entry : {};
    const named = isJson(set) ? set : map;
    if (isJson(chain)) found.chains.push(chain);
    else if (isJson(rule)) found.rules.push(rule);
    else if (isJson(named)) found.sets.push(named);
    else if (!isJson(entry) || !SKIPPED.some((name) => name in entry))
      found.unknown.push(excerpt(entry));
  }
  return found;
};

/** Chains of all tables, in print order. */
export const parseNftRuleset = (input: string): Parsed<NftChain[]> => {
  const document = parseJson(input);
  const entries = isJson(document) ? document['nftables'] : undefined;
  if (!Array.isArray(entries)) {
    const reported = /^(?:Error|netlink|Operation|nft:)/m.test(input);
    const isOdd = input.trim() !== '' && !reported;
    return {
      value: [],
      errors: reported ? [excerpt(input.trim())] : [],
      unknown: isOdd ? [excerpt(input)] : [],
    };
  }
  const { chains, rules, sets, unknown } = sorted(entries as readonly unknown[]);
  const value = new Map(chains.map((chain) => [keyOf(chain, 'name'), readChain(chain)]));
  const known = namedSets(sets, rules);
  for (const rule of rules) value.get(keyOf(rule, 'chain'))?.rules.push(...readRules(rule, known));
  return { value: [...value.values()], errors: [], unknown };
};

const keyOf = (entry: Json, name: string): string =>
  [text(entry['family']), text(entry['table']), text(entry[name])].join('\n');
