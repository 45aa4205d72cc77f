// The lost packet through a base chain of nftables that is not iptables' own: which rule ends it.
//
// A rule that cannot be decided is taken not to match; what it would have done is remembered: one
// that lets packets pass makes a later drop uncertain, one that drops is a suspect, and its counter
// may tell. A rule that takes a share of the packets only is followed both ways. nft(8).

import { type NftChain, type NftRewrite, type NftRule } from '@hopscope/nodestate';
import { takes } from './nft-conditions.ts';
import { type NftContext } from './nft-fields.ts';

export { type NftContext } from './nft-fields.ts';

export interface NftEnd {
  readonly chain: NftChain;
  readonly rule: NftRule;
}

export interface NftWalk {
  /**
   * What becomes of every such packet. accept: also when no rule ends it and the policy lets it
   * pass, and when only a share of them is dropped. fwd: sent out of another device.
   */
  readonly verdict: 'accept' | 'drop' | 'reject' | 'fwd';
  /** null: the policy of the base chain. */
  readonly end: NftEnd | null;
  /** Rules that could not be decided, and might have saved a packet that is dropped later. */
  readonly undecided: readonly string[];
  /** Rules that could not be decided and would drop it; queues, whose program may. */
  readonly suspects: readonly NftEnd[];
  /** A share of the packets is dropped: by which rule (null: the policy), and what decides. */
  readonly share: { readonly end: NftEnd | null; readonly by: string } | null;
  /** The first rule that gave it another destination. */
  readonly rewrite: (NftEnd & NftRewrite) | null;
}

/** The kernel refuses deeper jumps (NFT_JUMP_STACK_SIZE). */
const JUMPS_MAX = 16;
/** Rules looked at in one walk: chains that many rules jump to are walked again and again. */
const STEPS_MAX = 50_000;

type Verdict = NftWalk['verdict'];

interface End {
  readonly verdict: Verdict;
  readonly end: NftEnd | null;
}

interface Walk {
  readonly chains: readonly NftChain[];
  context: NftContext;
  rewrite: NftWalk['rewrite'];
  steps: number;
  /** The first rule that lets a share of the packets pass. */
  spared: string;
  readonly undecided: string[];
  readonly suspects: NftEnd[];
  readonly shares: { readonly end: NftEnd; readonly by: string }[];
}

const ENDS = new Set<string>(['accept', 'drop', 'reject', 'fwd']);

const isEnd = (verdict: string): verdict is Verdict => ENDS.has(verdict);

/** What a rule does with a packet that it takes; 'on': the next rule is asked. */
const fateOf = (walk: Walk, { chain, rule }: NftEnd, depth: number): End | 'return' | 'on' => {
  const { verdict, target } = rule;
  if (isEnd(verdict)) return { verdict, end: { chain, rule } };
  if (verdict === 'return') return 'return';
  // Whoever listens there may drop it; nobody listening drops it too.
  if (verdict === 'queue') {
    walk.suspects.push({ chain, rule });
    return { verdict: 'accept', end: { chain, rule } };
  }
  if (verdict !== 'jump' && verdict !== 'goto') return 'on';
  const next = walk.chains.find(
    ({ family, table, name }) =>
      family === chain.family && table === chain.table && name === target,
  );
  const found =
    next === undefined || depth >= JUMPS_MAX ? 'return' : through(walk, next, depth + 1);
  if (found !== 'return') return found;
  return verdict === 'goto' ? 'return' : 'on';
};

/** The packet with another destination, as far as the rule says which. */
const rewritten = (context: NftContext, { to }: NftRewrite): NftContext => {
  const [address = '', port] = to.split(':');
  return {
    ...context,
    packet: {
      ...context.packet,
      ...(address === '' && port !== undefined ? {} : { destination: address }),
      ...(port === undefined ? {} : { destinationPort: Number(port) || null }),
    },
  };
};

/** What a rule that takes some packets, or nobody knows which, does with those. */
const suppose = (walk: Walk, at: NftEnd, held: true | null, depth: number): void => {
  const { context, rewrite } = walk;
  const fate = fateOf(walk, at, depth);
  // Those are not the packets that go on from here.
  walk.context = context;
  walk.rewrite = rewrite;
  const { chain, rule } = at;
  if (fate === 'on') {
    if (rule.rewrites !== null || rule.verdict === 'unknown')
      walk.undecided.push(`${chain.name} handle ${rule.handle}`);
    if (rule.verdict === 'unknown') walk.suspects.push(at);
    return;
  }
  const isDropped = fate !== 'return' && fate.verdict !== 'accept';
  // Decided or not, it takes no more than a share of them.
  if (isDropped && rule.share !== '') walk.shares.push({ end: fate.end ?? at, by: rule.share });
  else if (isDropped) walk.suspects.push(fate.end ?? at);
  else if (held === true) walk.spared ||= rule.share;
  else walk.undecided.push(`${chain.name} handle ${rule.handle}`);
};

const through = (walk: Walk, chain: NftChain, depth: number): End | 'return' => {
  for (const rule of chain.rules) {
    walk.steps += 1;
    if (walk.steps > STEPS_MAX) {
      walk.undecided.push(`${chain.name}: more than ${STEPS_MAX} rules`);
      return { verdict: 'accept', end: null };
    }
    const at = { chain, rule };
    const held = takes(rule, walk.context);
    if (held === false) continue;
    if (held === null || rule.share !== '') {
      suppose(walk, at, held, depth);
      continue;
    }
    if (rule.rewrites !== null) {
      walk.rewrite ??= { ...at, ...rule.rewrites };
      walk.context = rewritten(walk.context, rule.rewrites);
    }
    const fate = fateOf(walk, at, depth);
    if (fate === 'on') continue;
    return fate;
  }
  return 'return';
};

/** Tables of nat are asked for the first packet of a connection only. */
const isAsked = ({ type }: NftChain, { state }: NftContext): boolean =>
  type !== 'nat' || state === undefined || state === null || state === 'new';

/** The packet from the first rule of a base chain on; jumps stay inside its table. */
export const walkNft = (
  chains: readonly NftChain[],
  base: NftChain,
  context: NftContext,
): NftWalk => {
  const walk: Walk = {
    ...{ chains, context, rewrite: null, steps: 0, spared: '' },
    ...{ undecided: [], suspects: [], shares: [] },
  };
  const passed: End = { verdict: 'accept', end: null };
  const found = isAsked(base, context) ? through(walk, base, 0) : passed;
  const policy: Verdict = base.policy === 'drop' ? 'drop' : 'accept';
  const { verdict, end }: End = found === 'return' ? { verdict: policy, end: null } : found;
  const { undecided, suspects, rewrite, spared, shares } = walk;
  const rest = { undecided, suspects, rewrite };
  if (verdict === 'accept') return { verdict, end, ...rest, share: shares[0] ?? null };
  if (spared === '') return { verdict, end, ...rest, share: null };
  return { verdict: 'accept', end: null, ...rest, share: { end, by: spared } };
};
