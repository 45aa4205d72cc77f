// The lost packet through parsed iptables chains: which rule ends it, by which jumps. Conditions
// the walker cannot decide are listed, and the rule is then taken not to match: such a walk proves
// nothing by itself.

import { type IptablesRule, type IptablesTable } from '@hopscope/nodestate';
import { type ChainContext, conditionHolds } from './conditions.ts';
import { toldByNft } from './told-by-nft.ts';

export interface ChainWalk {
  /** RETURN: the end of the first chain was reached without a verdict. */
  readonly verdict: 'ACCEPT' | 'DROP' | 'REJECT' | 'RETURN' | 'NAT' | 'LOOP';
  /** The rule with the verdict; null = the policy of the chain, or its end. */
  readonly end: IptablesRule | null;
  /** Every rule that took the packet and had an effect on its way, the last one included. */
  readonly taken: readonly IptablesRule[];
  /** New address of a NAT verdict. */
  readonly natTo: string;
  /** Conditions that could not be decided. */
  readonly undecided: readonly string[];
  /** Of those, rules that would end the packet: their counters may tell. */
  readonly suspects: readonly IptablesRule[];
  /** Rules that took the packet and let it go on, changed: TTL, CT, MARK and the like. */
  readonly effects: readonly IptablesRule[];
  /** Mark at the end of the walk; null = not known. */
  readonly mark: number | null;
}

type Verdict = ChainWalk['verdict'];

interface Walk {
  readonly table: IptablesTable;
  readonly context: ChainContext;
  readonly taken: IptablesRule[];
  readonly undecided: string[];
  readonly suspects: IptablesRule[];
  readonly effects: IptablesRule[];
  depth: number;
  natTo: string;
}

/** The kernel refuses deeper jumps (IPT_SO_SET_REPLACE, jump stack); a loop is a broken dump. */
const JUMPS_MAX = 64;

const VERDICTS: Readonly<Record<string, Verdict>> = {
  ACCEPT: 'ACCEPT',
  DROP: 'DROP',
  REJECT: 'REJECT',
  SNAT: 'NAT',
  DNAT: 'NAT',
  MASQUERADE: 'NAT',
  REDIRECT: 'NAT',
};

/** Whoever reads the queue decides; without anybody the kernel drops. NFQUEUE, iptables-extensions(8). */
const isQueued = ({ target }: IptablesRule): boolean =>
  target.name === 'NFQUEUE' && !('queue-bypass' in target.options);

/** Null = cannot be decided. False wins over null: one unfulfilled condition is enough. */
const takes = (rule: IptablesRule, { table, context }: Walk): boolean | null => {
  const told = toldByNft(table, rule, context);
  if (told !== undefined) return told;
  let held: boolean | null = rule.other.length > 0 ? null : true;
  for (const match of rule.matches) {
    const one = conditionHolds(match, context);
    if (one === false) return false;
    if (one === null) held = null;
  }
  return held;
};

const xmark = (text: string, mark: number | null): number | null => {
  const [value = '0', mask = '0xffffffff'] = text.split('/');
  if (mark === null) return Number(mask) === 0xffffffff ? Number(value) : null;
  return ((mark & ~Number(mask)) ^ Number(value)) >>> 0;
};

/** Bits of `from` under the mask, the others of `onto`. */
const merged = (onto: number | null, from: number | null, mask: number): number | null =>
  onto === null || from === null ? null : ((onto & ~mask) | (from & mask)) >>> 0;

/** Marks change what later rules see. */
const applyMark = (rule: IptablesRule, context: ChainContext): void => {
  const { name, options } = rule.target;
  const setXmark = options['set-xmark'];
  if (name === 'MARK' && setXmark !== undefined) context.mark = xmark(setXmark, context.mark);
  const mask = Number(options['ctmask'] ?? '0xffffffff');
  if (name === 'CONNMARK' && 'save-mark' in options)
    context.connmark = merged(context.connmark, context.mark, mask);
  if (name === 'CONNMARK' && 'restore-mark' in options)
    context.mark = merged(context.mark, context.connmark, mask);
};

interface End {
  readonly verdict: Verdict;
  readonly rule: IptablesRule | null;
}

const walkChain = (walk: Walk, chainName: string): End | null => {
  const chain = walk.table.chains.get(chainName);
  if (chain === undefined) return null;
  if (walk.depth >= JUMPS_MAX) return { verdict: 'LOOP', rule: null };
  for (const rule of chain.rules) {
    const held = takes(rule, walk);
    const { name, goto } = rule.target;
    if (held === null || (held && isQueued(rule))) {
      walk.undecided.push(rule.text);
      if (name === 'DROP' || name === 'REJECT' || isQueued(rule)) walk.suspects.push(rule);
    }
    if (held !== true) continue;
    if (name === 'RETURN') return null;
    const verdict = Object.hasOwn(VERDICTS, name) ? VERDICTS[name] : undefined;
    applyMark(rule, walk.context);
    if (verdict === undefined && !walk.table.chains.has(name)) {
      walk.effects.push(rule);
      continue;
    }
    walk.taken.push(rule);
    if (verdict !== undefined) {
      const { options } = rule.target;
      walk.natTo = options['to-source'] ?? options['to-destination'] ?? options['to-ports'] ?? '';
      return { verdict, rule };
    }
    walk.depth += 1;
    const end = walkChain(walk, name);
    walk.depth -= 1;
    if (end !== null) return end;
    if (goto) return null;
    // It came back: the jump decided nothing.
    walk.taken.splice(walk.taken.lastIndexOf(rule));
  }
  return chain.policy === 'DROP' || chain.policy === 'ACCEPT'
    ? { verdict: chain.policy, rule: null }
    : null;
};

/** The packet from the first rule of a chain on. A chain that is not in the table returns. */
export const walkIptables = (
  table: IptablesTable,
  chain: string,
  context: ChainContext,
): ChainWalk => {
  const walk: Walk = {
    table,
    context: { ...context },
    taken: [],
    undecided: [],
    suspects: [],
    effects: [],
    depth: 0,
    natTo: '',
  };
  const end = walkChain(walk, chain);
  return {
    verdict: end?.verdict ?? 'RETURN',
    end: end?.rule ?? null,
    taken: walk.taken,
    natTo: walk.natTo,
    undecided: walk.undecided,
    suspects: walk.suspects,
    effects: walk.effects,
    mark: walk.context.mark,
  };
};
