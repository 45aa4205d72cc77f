// What nodes print or answer, parsed. Pure: no I/O, no judgement. Every parser takes the text of
// one command and gives `Parsed`: what it understood, what the program reported as an error, and
// what it did not understand. None of them throws.
export { type Parsed } from './parsed.ts';
export * from './ip/links.ts';
export * from './ip/rules.ts';
export * from './ip/routes.ts';
export * from './ip/neighbours.ts';
export * from './iptables/save.ts';
export { type IptablesMatch, type IptablesRule, type IptablesTarget } from './iptables/rule.ts';
export * from './nft/chain-devices.ts';
export { type NftRewrite } from './nft/rewrites.ts';
export { type NftCondition, type NftRule } from './nft/rule.ts';
export * from './nft/ruleset.ts';
export { type ConntrackEntry, type ConntrackTuple } from './conntrack/entry.ts';
export * from './conntrack/lists.ts';
export * from './conntrack/netlink.ts';
export * from './conntrack/stats.ts';
export * from './counters/devices.ts';
export * from './counters/drops.ts';
export * from './counters/nstat.ts';
export * from './counters/kernel-tables.ts';
export * from './counters/qdiscs.ts';
export * from './sysctl.ts';
export * from './ipset.ts';
export * from './namespaces.ts';
export * from './openflow/flows.ts';
export { type FieldMatch, type FlowMatch } from './openflow/match.ts';
export { type CtAction, type FlowAction, type Subfield } from './openflow/actions.ts';
export { canonicalField, fieldSpec, fullMask } from './openflow/fields.ts';
export { ipv4Bits, ipv6Bits, macBits, parseFieldValue } from './openflow/values.ts';
export * from './openflow/meters.ts';
export * from './openflow/ports.ts';
export * from './openflow/trace.ts';
export * from './ovsdb/rows.ts';
export * from './ovsdb/tables.ts';
export { type OvsdbRow, type OvsdbScalar, type OvsdbValue } from './ovsdb/value.ts';
export * from './ovs/tables.ts';
