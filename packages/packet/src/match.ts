// Which packets of a flow a capture wants, as data, and its strict validation. A match reaches a
// privileged process from the network: whatever passes here is rendered into a capture filter, so
// only IPv4 literals and numbers in range pass, in short lists, and never any free text.

import { parseIpv4 } from './address.ts';

export interface Match {
  readonly protocol: 'icmp' | 'tcp' | 'udp';
  /** IPv4 of the peer outside. */
  readonly remote: string;
  /** 0 = any; always 0 for icmp. */
  readonly remotePort: number;
  /** IPv4 of the VM's side: its own, and where NAT may have happened also the NAT one. */
  readonly locals: readonly string[];
  /** 0 = not encapsulated; else VXLAN with this network identifier, inner headers matched. */
  readonly vni: number;
  /** ARP for these addresses is wanted too; may be empty. */
  readonly arp: readonly string[];
}

export const MATCH_LIMITS = {
  /** VM, SNAT, floating address, and one to spare. */
  localsMax: 4,
  /** Gateways, VTEPs and next hops that one device can see. */
  arpMax: 16,
  /** 24 bits on the wire. */
  vniMax: 0xff_ff_ff,
  portMax: 0xff_ff,
} as const;

export const MATCH_PROTOCOLS: readonly Match['protocol'][] = ['icmp', 'tcp', 'udp'];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isCount = (value: unknown, max: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;

const addressProblems = (name: string, value: unknown): string[] => {
  const address = typeof value === 'string' ? parseIpv4(value) : null;
  if (address === null) return [`${name}: not an IPv4 address`];
  return address === 0 ? [`${name}: 0.0.0.0 is no host`] : [];
};

const listProblems = (name: string, value: unknown, min: number, max: number): string[] => {
  if (!Array.isArray(value)) return [`${name}: not a list`];
  if (value.length < min || value.length > max)
    return [`${name}: ${value.length} entries, allowed are ${min} to ${max}`];
  return value.flatMap((entry, index) => addressProblems(`${name}[${index}]`, entry));
};

/** Everything that is wrong with a value as a Match, in words; empty = it is one. Never throws. */
export const validateMatch = (value: unknown): string[] => {
  if (!isRecord(value)) return ['match: not an object'];
  const { protocol, remote, remotePort, locals, vni, arp } = value;
  const problems: string[] = [];
  if (!MATCH_PROTOCOLS.some((known) => known === protocol))
    problems.push('protocol: must be icmp, tcp or udp');
  problems.push(...addressProblems('remote', remote));
  if (!isCount(remotePort, MATCH_LIMITS.portMax))
    problems.push(`remotePort: not a number from 0 to ${MATCH_LIMITS.portMax}`);
  else if (protocol === 'icmp' && remotePort !== 0)
    problems.push('remotePort: icmp has no ports, must be 0');
  problems.push(...listProblems('locals', locals, 1, MATCH_LIMITS.localsMax));
  if (!isCount(vni, MATCH_LIMITS.vniMax))
    problems.push(`vni: not a number from 0 to ${MATCH_LIMITS.vniMax}`);
  problems.push(...listProblems('arp', arp, 0, MATCH_LIMITS.arpMax));
  return problems;
};

/** True when `value` has no problem as a Match. */
export const isMatch = (value: unknown): value is Match => validateMatch(value).length === 0;
