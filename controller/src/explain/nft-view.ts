// Base chains of nftables that are not iptables' own: what else on a node or in a router drops the
// packet (firewalld, ebtables, a person). What a walk cannot decide is a suspicion; the counter of
// the rule itself may make it a strong one. Which chains lie on the packet's way, and how the
// packet is there, is said by whoever asks.

import { type NftChain } from '@hopscope/nodestate';
import { type Confidence } from './cause.ts';
import { type NftContext, type NftEnd, type NftWalk, walkNft } from './walk/nft.ts';

/** Tables that iptables-nft keeps its rules in, and the base chains it has there. */
const IPTABLES_TABLES = new Set(['filter', 'nat', 'mangle', 'raw', 'security']);
const BUILT_IN = new Set(['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']);

/** How a base chain sees the packet. */
export interface NftHook extends NftContext {
  /** It may hang at another device: nothing that it decides is certain then. */
  readonly unsure?: boolean;
}

export interface NftWay {
  /** null: the ruleset was not read. */
  readonly chains: readonly NftChain[] | null;
  /** In the order in which the packet passes them. */
  readonly hooks: readonly string[];
  /** null: the packet does not pass this base chain. */
  readonly at: (base: NftChain) => NftHook | null;
  /** True for tables of family ip that iptables-save printed: they are judged by that. */
  readonly printed?: (table: string) => boolean;
}

/** What drops the packet, or may. */
export interface NftDrop {
  /** The base chain it came through. */
  readonly base: NftChain;
  readonly chain: NftChain;
  /** `handle 4 of inet other stop`, or the policy. */
  readonly by: string;
  /** null: the policy. */
  readonly handle: number | null;
  /** Of the rule's own counter, since it was made; null when it has none. */
  readonly packets: number | null;
  /** Device of fwd, by which it leaves instead; '' for a drop. */
  readonly sentTo: string;
}

export interface NftView {
  /** Every such packet is dropped. */
  readonly drop: (NftDrop & { readonly certain: boolean }) | null;
  /** Rules that would drop it, if they take it: that could not be decided. */
  readonly suspects: readonly NftDrop[];
  /** A share of such packets is dropped; `share` says what decides. */
  readonly lossy: (NftDrop & { readonly share: string }) | null;
  /** The first rule that gives it another destination: `by` says which, `to` where. */
  readonly rewrite: { readonly by: string; readonly to: string; readonly kind: string } | null;
}

/** `inet firewalld filter_FORWARD`. */
export const chainName = ({ family, table, name }: NftChain): string =>
  `${family} ${table} ${name}`;

const dropOf = (base: NftChain, end: NftEnd | null): NftDrop => {
  const chain = end?.chain ?? base;
  const handle = end?.rule.handle ?? null;
  return {
    base,
    chain,
    handle,
    by: `${handle === null ? 'the policy' : `handle ${handle}`} of ${chainName(chain)}`,
    packets: end?.rule.packets ?? null,
    sentTo: end?.rule.verdict === 'fwd' ? end.rule.target : '',
  };
};

const rewriteOf = (base: NftChain, { rewrite }: NftWalk): NftView['rewrite'] =>
  rewrite === null ? null : { by: dropOf(base, rewrite).by, to: rewrite.to, kind: rewrite.kind };

const isIptables = ({ family, table, name }: NftChain): boolean =>
  (family === 'ip' || family === 'ip6') && IPTABLES_TABLES.has(table) && BUILT_IN.has(name);

/** True for chains that somebody beside iptables hung into the kernel. */
export const isForeign = (chain: NftChain): boolean => chain.hook !== '' && !isIptables(chain);

/**
 * What of a base chain is judged here: all of it; of one that iptables made nothing, as a rule, for
 * iptables-save prints it. Some tables it cannot print, then what hangs in the base chain itself
 * counts, for chains of an agent are jumped to; and of maps it prints an empty rule.
 */
type Scope = 'all' | 'own-rules' | 'maps';

const scopeOf = (base: NftChain, printed: NftWay['printed']): Scope | null => {
  if (!isIptables(base)) return 'all';
  if (printed?.(base.table) === false) return 'own-rules';
  return base.rules.some(({ mapped }) => mapped) ? 'maps' : null;
};

const isJudged = (scope: Scope, base: NftChain, end: NftEnd | null): boolean => {
  if (scope === 'all') return true;
  if (end === null) return scope === 'own-rules';
  return end.chain === base && (scope === 'own-rules' || end.rule.mapped);
};

const inOrder = ({ chains, hooks }: NftWay): NftChain[] =>
  (chains ?? [])
    .filter((base) => hooks.includes(base.hook))
    .toSorted((a, b) => hooks.indexOf(a.hook) - hooks.indexOf(b.hook) || a.priority - b.priority);

/** The packet through every foreign base chain on its way; nothing when none were read. */
export const nftView = (way: NftWay): NftView => {
  const suspects: NftDrop[] = [];
  let lossy: NftView['lossy'] = null;
  let rewrite: NftView['rewrite'] = null;
  for (const base of inOrder(way)) {
    const [scope, hook] = [scopeOf(base, way.printed), way.at(base)];
    if (scope === null || hook === null) continue;
    const isOurs = (end: NftEnd | null): boolean => isJudged(scope, base, end);
    const walk: NftWalk = walkNft(way.chains ?? [], base, hook);
    if (scope === 'all') rewrite ??= rewriteOf(base, walk);
    const drop = walk.verdict !== 'accept' && isOurs(walk.end) ? dropOf(base, walk.end) : null;
    if (drop !== null && hook.unsure !== true) {
      const certain = walk.undecided.length === 0;
      return { drop: { ...drop, certain }, suspects: [], lossy: null, rewrite };
    }
    const ends = walk.suspects.filter(isOurs).map((end) => dropOf(base, end));
    suspects.push(...(drop === null ? [] : [drop]), ...ends);
    const { share } = walk;
    if (share !== null && isOurs(share.end))
      lossy ??= { ...dropOf(base, share.end), share: share.by };
  }
  return { drop: null, suspects, lossy, rewrite };
};

/** True when the rule's own counter took at least as many packets as were lost. */
export const tookAsMany = ({ packets }: NftDrop, lost: number): boolean =>
  packets !== null && lost > 0 && packets >= lost;

export interface NftAccused extends NftDrop {
  readonly confidence: Confidence;
  /** The walk ended there; else nobody knows what the rule asks. */
  readonly decided: boolean;
}

/** A walk to its end is proof, unless the rule's own counter stood still while packets were lost. */
const sureOf = (drop: NonNullable<NftView['drop']>, lost: number): Confidence =>
  drop.certain && (drop.packets !== 0 || lost === 0) ? 'confirmed' : 'likely';

/** The rule to be named, and how sure it is; null when nothing there drops the packet. */
export const accused = ({ drop, suspects }: NftView, lost: number): NftAccused | null => {
  if (drop !== null) return { ...drop, confidence: sureOf(drop, lost), decided: true };
  const counted = suspects.find((one) => tookAsMany(one, lost));
  const suspect = counted ?? suspects[0];
  if (suspect === undefined) return null;
  const confidence = counted === undefined ? 'possible' : 'likely';
  return { ...suspect, confidence, decided: false };
};
