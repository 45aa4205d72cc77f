// Base chains of nftables that are not iptables' own: what else on a node or in a router drops the
// packet (firewalld, a person). What a walk cannot decide is a suspicion, never proof.

import { type NftChain } from '@hopscope/nodestate';
import { type NftContext, walkNft } from './walk/nft.ts';

/** Tables that iptables-nft keeps its rules in. */
const IPTABLES_TABLES = new Set(['filter', 'nat', 'mangle', 'raw', 'security']);

const isForeign = ({ family, table }: NftChain): boolean =>
  !((family === 'ip' || family === 'ip6') && IPTABLES_TABLES.has(table));

const canDrop = ({ policy, rules }: NftChain): boolean =>
  policy === 'drop' || rules.some(({ verdict }) => verdict === 'drop' || verdict === 'reject');

/** Foreign base chains at a hook that can drop; none when the ruleset was not read. */
export const foreignChains = (chains: readonly NftChain[] | null, hook: string): NftChain[] =>
  (chains ?? []).filter((chain) => chain.hook === hook && isForeign(chain) && canDrop(chain));

export interface NftDrop {
  /** The base chain it came through. */
  readonly base: NftChain;
  /** `handle 4 of ip other stop`, or the policy. */
  readonly by: string;
  readonly handle: number | null;
  readonly chain: NftChain;
  readonly certain: boolean;
}

export interface NftView {
  readonly drop: NftDrop | null;
  /** Base chains that have a rule that drops, which could not be decided. */
  readonly suspects: readonly NftChain[];
}

/** `inet firewalld filter_FORWARD`. */
export const chainName = ({ family, table, name }: NftChain): string =>
  `${family} ${table} ${name}`;

/** The packet through every foreign base chain at these hooks; nothing when none were read. */
export const nftView = (
  chains: readonly NftChain[] | null,
  hooks: readonly string[],
  contextOf: (base: NftChain) => NftContext,
): NftView => {
  const suspects: NftChain[] = [];
  for (const base of chains ?? []) {
    if (!hooks.includes(base.hook) || !isForeign(base)) continue;
    const { verdict, end, undecided } = walkNft(chains ?? [], base, contextOf(base));
    if (verdict !== 'accept') {
      const chain = end?.chain ?? base;
      const handle = end?.rule.handle ?? null;
      const by = `${handle === null ? 'the policy' : `handle ${handle}`} of ${chainName(chain)}`;
      const certain = undecided.length === 0;
      return { drop: { base, by, handle, chain, certain }, suspects: [] };
    }
    const inTable = (chains ?? []).filter(
      ({ family, table }) => family === base.family && table === base.table,
    );
    if (undecided.length > 0 && inTable.some(canDrop)) suspects.push(base);
  }
  return { drop: null, suspects };
};
