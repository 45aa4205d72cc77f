// What iptables of a node does to frames on a VM's own bridge beside the chains of Neutron: other
// tables than filter, which br_netfilter asks too, and rules whose conditions this walker does not
// know, but whose counters took what was lost. Neutron has no such rule.

import { type IptablesRule } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { type Where } from './lines.ts';
import { ruleDelta, tookTheLost } from './rule-counter.ts';
import { type ChainContext } from './walk/conditions.ts';
import { type ChainWalk, walkIptables } from './walk/iptables.ts';

export interface BridgedDrop {
  readonly table: string;
  readonly rule: IptablesRule | null;
  readonly base: string;
  /** Every condition of it holds for the lost packet. */
  readonly certain: boolean;
  /** null: not read twice. */
  readonly delta: number | null;
}

/** Base chains beside FORWARD of the filter table, in the order of the hooks. */
const BESIDE = [
  ['raw', 'PREROUTING'],
  ['mangle', 'PREROUTING'],
  ['mangle', 'FORWARD'],
  ['mangle', 'POSTROUTING'],
] as const;

/** On the bridge, a hook before forwarding knows no port that a frame leaves by. */
const atHook = (context: ChainContext, base: string): ChainContext => {
  if (base === 'PREROUTING') return { ...context, outDevice: '', physdevOut: '' };
  return base === 'POSTROUTING' ? { ...context, inDevice: '' } : context;
};

const isDrop = ({ verdict }: ChainWalk): boolean => verdict === 'DROP' || verdict === 'REJECT';

/** The agent's own chains, which keep ports of stateless groups untracked. */
const NEUTRONS = /^neutron-/;

/** The rule that keeps conntrack from the frame, when it is not Neutron's: then no answer is known. */
export const untrackedBy = (
  file: CaseFile,
  where: Where,
  context: ChainContext,
): IptablesRule | null => {
  const chains = file.iptables(where.node, where.netns, 'raw');
  if (chains === null) return null;
  const { effects } = walkIptables(chains, 'PREROUTING', atHook(context, 'PREROUTING'));
  const rule = effects.find(
    ({ target }) => target.name === 'NOTRACK' || 'notrack' in target.options,
  );
  return rule === undefined || NEUTRONS.test(rule.chain) ? null : rule;
};

/** `forward`: the walk through the filter table, which dropped nothing. */
export const bridgedDrop = (
  file: CaseFile,
  where: Where,
  context: ChainContext,
  forward: ChainWalk,
): BridgedDrop | null => {
  const walks = BESIDE.flatMap(([table, base]) => {
    const chains = file.iptables(where.node, where.netns, table);
    return chains === null
      ? []
      : [{ table, base, walk: walkIptables(chains, base, atHook(context, base)) }];
  });
  const drop = walks.find(({ walk }) => isDrop(walk));
  if (drop !== undefined) {
    const { end: rule, undecided } = drop.walk;
    const delta = rule === null ? null : ruleDelta(file, where, drop.table, rule);
    return { table: drop.table, base: drop.base, rule, certain: undecided.length === 0, delta };
  }
  for (const { table, base, walk } of [
    { table: 'filter', base: 'FORWARD', walk: forward },
    ...walks,
  ]) {
    const rule = walk.suspects.find((one) => tookTheLost(file, where, table, one));
    if (rule === undefined) continue;
    return { table, base, rule, certain: false, delta: ruleDelta(file, where, table, rule) };
  }
  return null;
};
