// What the API's security groups say about a flow, as Neutron means it: one rule that fits allows,
// a stateful group also allows the answers. Null = cannot be told (members of a group not known).

import {
  type Path,
  type PortFacts,
  type SecurityGroup,
  type SecurityGroupRule,
} from '../resolve/path.ts';
import { prefixHolds } from './walk/address.ts';
import { PROTOCOL_NUMBERS, type WalkPacket } from './walk/packet.ts';

export interface GroupVerdict {
  readonly allowed: boolean | null;
  /** The rule that allows, and its group. */
  readonly rule: SecurityGroupRule | null;
  readonly group: SecurityGroup | null;
  readonly groups: readonly SecurityGroup[];
}

type Sense = 'egress' | 'ingress';

const protocolFits = (rule: SecurityGroupRule, packet: WalkPacket): boolean => {
  const wanted = rule.protocol?.toLowerCase() ?? 'any';
  if (wanted === 'any' || wanted === '0' || wanted === packet.protocol) return true;
  return Number(wanted) === PROTOCOL_NUMBERS[packet.protocol];
};

const portsFit = (rule: SecurityGroupRule, packet: WalkPacket): boolean => {
  if (rule.portMin === null) return true;
  if (packet.protocol === 'icmp')
    return (
      rule.portMin === packet.icmpType &&
      (rule.portMax === null || rule.portMax === packet.icmpCode)
    );
  const port = packet.destinationPort;
  return port !== null && port >= rule.portMin && port <= (rule.portMax ?? rule.portMin);
};

const peerFits = (path: Path, rule: SecurityGroupRule, peer: string): boolean | null => {
  if (rule.remoteGroup !== null) {
    const members = path.neutron.remoteGroups[rule.remoteGroup];
    return members === undefined ? null : members.some((one) => prefixHolds(one, peer) === true);
  }
  return rule.remotePrefix === null || prefixHolds(rule.remotePrefix, peer) === true;
};

const ruleFits = (
  path: Path,
  rule: SecurityGroupRule,
  packet: WalkPacket,
  sense: Sense,
): boolean | null => {
  if (rule.direction !== sense || rule.ethertype !== 'IPv4') return false;
  if (!protocolFits(rule, packet) || !portsFit(rule, packet)) return false;
  return peerFits(path, rule, sense === 'egress' ? packet.destination : packet.source);
};

/** Groups of a port that the API showed. */
export const groupsOf = (path: Path, port: PortFacts): SecurityGroup[] =>
  path.neutron.securityGroups.filter(({ id }) => port.securityGroups.includes(id));

/** Whether the groups of a port let a new packet pass. */
export const judgeNewPacket = (
  path: Path,
  port: PortFacts,
  packet: WalkPacket,
  sense: Sense,
): GroupVerdict => {
  const groups = groupsOf(path, port);
  const allows = (rule: SecurityGroupRule | null, group: SecurityGroup | null): GroupVerdict => ({
    allowed: true,
    rule,
    group,
    groups,
  });
  if (!port.portSecurity) return allows(null, null);
  // A group the API did not show may allow anything.
  let allowed: boolean | null = groups.length < port.securityGroups.length ? null : false;
  for (const group of groups)
    for (const rule of group.rules) {
      const fits = ruleFits(path, rule, packet, sense);
      if (fits === true) return allows(rule, group);
      if (fits === null) allowed = null;
    }
  return { allowed, rule: null, group: null, groups };
};

const range = (rule: SecurityGroupRule): string => {
  if (rule.portMin === null) return '';
  const same = rule.portMax === null || rule.portMax === rule.portMin;
  return same ? `/${rule.portMin}` : `/${rule.portMin}-${rule.portMax}`;
};

/** `tcp/80 to any`, `udp/53 to 10.1.0.0/24`: what a group allows, for people. */
export const describeRule = (rule: SecurityGroupRule): string => {
  const peer =
    rule.remoteGroup === null
      ? (rule.remotePrefix ?? 'any').replace(/^(?:0\.0\.0\.0\/0|::\/0)$/, 'any')
      : `group ${rule.remoteGroup.slice(0, 8)}`;
  const word = rule.direction === 'egress' ? 'to' : 'from';
  return `${rule.protocol ?? 'all'}${range(rule)} ${word} ${peer}`;
};

/** `egress of web (c1e40654): tcp/80 to any; nothing else`. */
export const describeGroups = (groups: readonly SecurityGroup[], sense: Sense): string =>
  groups
    .map((group) => {
      const rules = group.rules.filter(
        ({ direction, ethertype }) => direction === sense && ethertype === 'IPv4',
      );
      const texts = [...new Set(rules.map(describeRule))];
      return `${sense} of ${group.name} (${group.id.slice(0, 8)}): ${[...texts, texts.length === 0 ? 'nothing' : 'nothing else'].join('; ')}`;
    })
    .join('. ');
