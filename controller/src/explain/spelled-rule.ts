// A policy rule as the words of ip-rule(8) that add or delete exactly this one: a rule that is
// printed without one of its selectors takes packets of everybody when it is added again.

import { type PolicyRule } from '@hopscope/nodestate';

const ports = (name: string, range: readonly [number, number] | null): string => {
  if (range === null) return '';
  return range[0] === range[1] ? `${name} ${range[0]}` : `${name} ${range.join('-')}`;
};

const prefix = (address: string, length: number): string =>
  address === 'all' ? 'all' : `${address}/${length}`;

const markOf = ({ mark, markMask }: PolicyRule): string => {
  if (mark === null) return '';
  const mask = markMask === 0xffffffff ? '' : `/0x${markMask.toString(16)}`;
  return `fwmark 0x${mark.toString(16)}${mask}`;
};

const actionOf = ({ action, table, goto }: PolicyRule): string => {
  if (action === 'lookup') return `lookup ${table}`;
  return action === 'goto' ? `goto ${goto ?? 0}` : action;
};

/** `from 10.1.0.0/24 iif qr-1 blackhole priority 50`. */
export const spelledRule = (rule: PolicyRule): string =>
  [
    rule.not ? 'not' : '',
    `from ${prefix(rule.source, rule.sourceLength)}`,
    rule.destination === 'all' ? '' : `to ${prefix(rule.destination, rule.destinationLength)}`,
    rule.inDevice === '' ? '' : `iif ${rule.inDevice}`,
    rule.outDevice === '' ? '' : `oif ${rule.outDevice}`,
    markOf(rule),
    rule.ipProtocol === '' ? '' : `ipproto ${rule.ipProtocol}`,
    ports('sport', rule.sourcePorts),
    ports('dport', rule.destinationPorts),
    actionOf(rule),
    rule.suppressLength === null ? '' : `suppress_prefixlength ${rule.suppressLength}`,
    `priority ${rule.priority}`,
  ]
    .filter((word) => word !== '')
    .join(' ');
