// Base chains of nftables that are not iptables' own: what else on the node can drop (firewalld, a
// person). Their conditions are not evaluated: that one can drop is never proof that it did.

import { type NftChain } from '@hopscope/nodestate';

/** Tables that iptables-nft keeps its rules in. */
const IPTABLES_TABLES = new Set(['filter', 'nat', 'mangle', 'raw', 'security']);

const isForeign = ({ family, table }: NftChain): boolean =>
  !((family === 'ip' || family === 'ip6') && IPTABLES_TABLES.has(table));

const canDrop = ({ policy, rules }: NftChain): boolean =>
  policy === 'drop' || rules.some(({ verdict }) => verdict === 'drop' || verdict === 'reject');

/** Foreign base chains at a hook that can drop; none when the ruleset was not read. */
export const foreignChains = (chains: readonly NftChain[] | null, hook: string): NftChain[] =>
  (chains ?? []).filter((chain) => chain.hook === hook && isForeign(chain) && canDrop(chain));

/** `inet firewalld filter_FORWARD`. */
export const chainName = ({ family, table, name }: NftChain): string =>
  `${family} ${table} ${name}`;
