// How much the counter of one iptables rule moved over the window.

import { type IptablesRule, type IptablesTable } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { type Where } from './lines.ts';

const sameRule = (chain: string, text: string, table: IptablesTable | null): IptablesRule | null =>
  table?.chains.get(chain)?.rules.find((rule) => rule.text === text) ?? null;

/** Growth of one rule's counter; null when it was not read twice. */
export const ruleDelta = (
  file: CaseFile,
  where: Where,
  table: string,
  rule: IptablesRule,
): number | null => {
  const at = (phase: 'before' | 'after' | 'later'): number | undefined =>
    sameRule(rule.chain, rule.text, file.iptables(where.node, where.netns, table, phase))?.packets;
  const before = at('before');
  const after = at('later') ?? at('after');
  return before === undefined || after === undefined ? null : after - before;
};

/**
 * True when the rule took as many packets as were lost; of a table that was read once, since the
 * rule was made.
 */
export const tookTheLost = (
  file: CaseFile,
  where: Where,
  table: string,
  rule: IptablesRule,
): boolean => {
  const lost = file.place?.lost ?? 0;
  return lost > 0 && (ruleDelta(file, where, table, rule) ?? rule.packets) >= lost;
};
