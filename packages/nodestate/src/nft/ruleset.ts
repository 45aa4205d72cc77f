// `nft -j list ruleset`: which base chains hang at which hook, and what their rules do. Conditions
// are kept as JSON text: the question here is whether something beside Neutron can drop.

import {
  excerpt,
  isJson,
  type Json,
  list,
  number,
  type Parsed,
  parseJson,
  text,
} from '../parsed.ts';

export interface NftRule {
  /** Packets of the rule's counter; null when it has none. */
  readonly packets: number | null;
  /** accept, drop, reject, return, jump, goto, queue, continue, or '' (no verdict). */
  readonly verdict: string;
  /** Target of jump and goto. */
  readonly target: string;
  /** Conditions, one JSON text each; iptables-nft matches are `{"xt":...}`. */
  readonly conditions: readonly string[];
  readonly handle: number;
}

export interface NftChain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  /** '' for a chain that is only jumped to. */
  readonly hook: string;
  readonly type: string;
  readonly priority: number;
  readonly policy: string;
  readonly rules: readonly NftRule[];
}

const VERDICTS = ['accept', 'drop', 'reject', 'return', 'jump', 'goto', 'queue', 'continue'];
/** Statements that are neither a condition nor a verdict. */
const EFFECTS = new Set(['counter', 'log', 'mangle', 'limit', 'notrack', 'comment', 'masquerade']);

interface Draft extends Omit<NftChain, 'rules'> {
  readonly rules: NftRule[];
}

const readRule = (rule: Json): NftRule => {
  let packets: number | null = null;
  let verdict = '';
  let target = '';
  const conditions: string[] = [];
  for (const statement of list(rule['expr'])) {
    if (!isJson(statement)) continue;
    const [name = ''] = Object.keys(statement);
    const body = statement[name];
    if (name === 'counter' && isJson(body)) packets = number(body['packets']);
    else if (VERDICTS.includes(name)) {
      verdict = name;
      target = isJson(body) ? text(body['target']) : '';
    } else if (!EFFECTS.has(name) && !isComment(statement)) conditions.push(excerpt(statement));
  }
  return { packets, verdict, target, conditions, handle: number(rule['handle']) };
};

const isComment = (statement: Json): boolean => {
  const xt = statement['xt'];
  return isJson(xt) && (xt['name'] === 'comment' || xt['type'] === 'target');
};

const readChain = (chain: Json): Draft => ({
  family: text(chain['family']),
  table: text(chain['table']),
  name: text(chain['name']),
  hook: text(chain['hook']),
  type: text(chain['type']),
  priority: number(chain['prio']),
  policy: text(chain['policy']),
  rules: [],
});

const SKIPPED = ['metainfo', 'table', 'set', 'map', 'flowtable', 'counter', 'quota', 'ct helper'];

/** Chains of all tables, in print order. */
export const parseNftRuleset = (input: string): Parsed<NftChain[]> => {
  const document = parseJson(input);
  const entries = isJson(document) ? document['nftables'] : undefined;
  const value = new Map<string, Draft>();
  const unknown: string[] = [];
  if (!Array.isArray(entries)) {
    const reported = /^(?:Error|netlink|Operation|nft:)/m.test(input);
    if (input.trim() !== '' && !reported) unknown.push(excerpt(input));
    return { value: [], errors: reported ? [excerpt(input.trim())] : [], unknown };
  }
  for (const entry of entries as readonly unknown[]) {
    const { chain, rule } = isJson(entry) ? entry : {};
    if (isJson(chain)) value.set(keyOf(chain, 'name'), readChain(chain));
    else if (isJson(rule)) value.get(keyOf(rule, 'chain'))?.rules.push(readRule(rule));
    else if (!isJson(entry) || !SKIPPED.some((name) => name in entry)) unknown.push(excerpt(entry));
  }
  return { value: [...value.values()], errors: [], unknown };
};

const keyOf = (entry: Json, name: string): string =>
  [text(entry['family']), text(entry['table']), text(entry[name])].join('\n');
