// The lost packet through a base chain of nftables that is not iptables' own: which rule ends it.
// Conditions this walker cannot decide are listed, and the rule is then taken not to match: such a
// walk proves nothing by itself. nft(8); JSON as in libnftables-json(5).

import { type NftChain, type NftRule } from '@hopscope/nodestate';
import { prefixHolds } from './address.ts';
import { PROTOCOL_NUMBERS, type WalkPacket } from './packet.ts';

export interface NftContext {
  readonly packet: WalkPacket;
  readonly inDevice: string;
  readonly outDevice: string;
}

export interface NftWalk {
  /** accept: also when no rule ends it and the policy lets it pass. */
  readonly verdict: 'accept' | 'drop' | 'reject';
  /** null: the policy of the base chain. */
  readonly end: { readonly chain: NftChain; readonly rule: NftRule } | null;
  readonly undecided: readonly string[];
}

/** The kernel refuses deeper jumps (NFT_JUMP_STACK_SIZE). */
const JUMPS_MAX = 16;

type Json = Readonly<Record<string, unknown>>;
type Value = string | number | null | undefined;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the packet has where the left side looks; undefined = this walker does not know. */
const fieldOf = (left: unknown, { packet, inDevice, outDevice }: NftContext): Value => {
  if (!isJson(left)) return undefined;
  const { payload, meta } = left;
  if (isJson(meta)) {
    const known: Readonly<Record<string, Value>> = {
      iifname: inDevice,
      oifname: outDevice,
      l4proto: packet.protocol,
      protocol: 'ip',
      nfproto: 'ipv4',
    };
    return known[String(meta['key'])];
  }
  if (!isJson(payload)) return undefined;
  const field = `${String(payload['protocol'])}.${String(payload['field'])}`;
  if (field === 'ip.saddr') return packet.source;
  if (field === 'ip.daddr') return packet.destination;
  if (field === 'ip.protocol') return packet.protocol;
  if (field === 'ether.saddr') return packet.sourceMac ?? undefined;
  if (field === 'ether.daddr') return packet.destinationMac ?? undefined;
  if (field === `${packet.protocol}.sport`) return packet.sourcePort ?? undefined;
  if (field === `${packet.protocol}.dport`) return packet.destinationPort ?? undefined;
  return undefined;
};

const ICMP_TYPES: Readonly<Record<string, number>> = { 'echo-request': 8, 'echo-reply': 0 };

const equals = (have: string | number, wanted: unknown): boolean | null => {
  if (typeof wanted === 'number')
    return typeof have === 'number' ? have === wanted : PROTOCOL_NUMBERS[have as 'tcp'] === wanted;
  if (typeof wanted === 'string')
    return wanted.endsWith('*')
      ? String(have).startsWith(wanted.slice(0, -1))
      : String(have).toLowerCase() === wanted.toLowerCase();
  if (!isJson(wanted)) return null;
  const { prefix, range, set } = wanted;
  if (isJson(prefix))
    return prefixHolds(`${String(prefix['addr'])}/${String(prefix['len'])}`, String(have));
  if (Array.isArray(range) && typeof have === 'number')
    return have >= Number(range[0]) && have <= Number(range[1]);
  if (!Array.isArray(set)) return null;
  const each = set.map((one) => equals(have, one));
  return each.includes(true) ? true : each.includes(null) ? null : false;
};

const negated = (held: boolean | null): boolean | null => (held === null ? null : !held);

const conditionHolds = (condition: string, context: NftContext): boolean | null => {
  let statement: unknown;
  try {
    statement = JSON.parse(condition);
  } catch (error) {
    // Cut where it was too long: what it asks is not known.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const match = isJson(statement) ? statement['match'] : undefined;
  if (!isJson(match)) return null;
  const { op, left, right } = match;
  const { packet } = context;
  const type = isJson(left) && isJson(left['payload']) ? left['payload'] : null;
  const asksType = type?.['protocol'] === 'icmp' && type['field'] === 'type';
  if (asksType && packet.protocol !== 'icmp') return op === '!=';
  const have = asksType ? packet.icmpType : fieldOf(left, context);
  if (have === null || have === undefined) return null;
  const wanted = asksType ? (ICMP_TYPES[String(right)] ?? right) : right;
  const held = equals(have, wanted);
  if (op === '==' || op === 'in') return held;
  return op === '!=' ? negated(held) : null;
};

/** Null = cannot be decided. One unfulfilled condition is enough for false. */
const takes = (rule: NftRule, context: NftContext): boolean | null => {
  const held = rule.conditions.map((condition) => conditionHolds(condition, context));
  return held.includes(false) ? false : held.includes(null) ? null : true;
};

interface End {
  readonly verdict: NftWalk['verdict'];
  readonly end: NftWalk['end'];
}

/** The packet from the first rule of a base chain on; jumps stay inside its table. */
export const walkNft = (
  chains: readonly NftChain[],
  base: NftChain,
  context: NftContext,
): NftWalk => {
  const undecided: string[] = [];
  const through = (chain: NftChain, depth: number): End | 'return' => {
    for (const rule of chain.rules) {
      const held = takes(rule, context);
      if (held === null && rule.verdict !== '')
        undecided.push(`${chain.name} handle ${rule.handle}`);
      if (held !== true) continue;
      const { verdict, target } = rule;
      if (verdict === 'accept' || verdict === 'drop' || verdict === 'reject')
        return { verdict, end: { chain, rule } };
      if (verdict === 'return') return 'return';
      if (verdict !== 'jump' && verdict !== 'goto') continue;
      const next = chains.find(
        ({ family, table, name }) =>
          family === chain.family && table === chain.table && name === target,
      );
      const found = next === undefined || depth >= JUMPS_MAX ? 'return' : through(next, depth + 1);
      if (found !== 'return' || verdict === 'goto') return found;
    }
    return 'return';
  };
  const found = through(base, 0);
  const policy = base.policy === 'drop' ? 'drop' : 'accept';
  return found === 'return' ? { verdict: policy, end: null, undecided } : { ...found, undecided };
};
