// iptables-save leaves out of a rule what it looks up in a set of nftables, and prints ranges of
// addresses as one: `ip daddr { A, B } drop`, put into FORWARD by hand, is printed `-A FORWARD -j
// DROP` (iptables 1.8.9). Whether such a rule takes the packet is asked of nftables' own form.

import { type IptablesRule, type IptablesTable, type NftRule } from '@hopscope/nodestate';
import { type ChainContext } from './conditions.ts';
import { isJson } from './nft-fields.ts';
import { takes } from './nft-conditions.ts';

/** What iptables itself never writes, or writes as a module of its own. */
const isMisprinted = ({ conditions }: NftRule): boolean =>
  conditions.some(({ match }) => {
    const right = isJson(match) ? match['right'] : null;
    return isJson(right) && ('set' in right || 'range' in right);
  });

/** Whether nftables says that the rule takes the packet; undefined: iptables-save is right. */
export const toldByNft = (
  table: IptablesTable,
  rule: IptablesRule,
  context: ChainContext,
): boolean | null | undefined => {
  const chain = context.nft?.find(
    ({ family, table: name, name: of }) =>
      family === 'ip' && name === table.name && of === rule.chain,
  );
  const rules = chain?.rules.filter(
    ({ handle, mapped }, index, all) => !mapped || handle !== all[index - 1]?.handle,
  );
  // Read at another time, the two may be of different rules.
  const count = table.chains.get(rule.chain)?.rules.length;
  const same = rules?.length === count ? rules?.[rule.number - 1] : undefined;
  if (same === undefined || !isMisprinted(same)) return undefined;
  const { packet, inDevice, outDevice, state } = context;
  return takes(same, { packet, inDevice, outDevice, state: state.toLowerCase() });
};
