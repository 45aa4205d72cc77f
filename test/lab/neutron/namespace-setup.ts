// What a router namespace needs, as data: an `ip -batch` text, sysctls, an iptables-restore text.
// The raising code applies it; the generators beside this file fill it. Pure.
import type { LabNetwork, LabPort } from '../model.ts';
import { ipToNumber } from '../names.ts';

export interface NamespaceSetup {
  readonly namespace: string;
  /** Internal ports of Open vSwitch to move into it before anything else. */
  readonly devices: readonly string[];
  /** Lines for `ip -n NAMESPACE -batch -`, in order. */
  readonly ip: readonly string[];
  /** `key=value` pairs, set when the devices are there. */
  readonly sysctls: readonly string[];
  /** Input of iptables-restore. */
  readonly iptables: string;
}

/** sysctls of every namespace an L3 agent makes (namespaces.py, ip_lib.py; the recordings). */
export const ROUTER_SYSCTLS: readonly string[] = [
  'net.ipv4.ip_forward=1',
  'net.ipv4.conf.all.arp_ignore=1',
  'net.ipv4.conf.all.arp_announce=2',
  'net.ipv4.conf.all.promote_secondaries=1',
  'net.ipv6.conf.all.forwarding=1',
];

/** Brings an internal port up with its MAC and MTU. */
export const linkUp = (device: string, mac: string, mtu: number): readonly string[] => [
  `link set ${device} address ${mac} mtu ${mtu}`,
  `link set ${device} up`,
];

const OCTETS = [24, 16, 8, 0] as const;

/** The broadcast address of an IPv4 address's subnet. */
export const broadcastOf = (ip: string, prefix: number): string => {
  const host = 2 ** (32 - prefix);
  const last = Math.floor(ipToNumber(ip) / host) * host + host - 1;
  return OCTETS.map((shift) => Math.floor(last / 2 ** shift) % 256).join('.');
};

/** Gives a device an address, as interface.py does. */
export const addressLine = (device: string, ip: string, prefix: number): string =>
  `addr add ${ip}/${prefix} brd ${broadcastOf(ip, prefix)} scope global dev ${device}`;

/** Brings an internal port up with its MAC, MTU and address. */
export const deviceUp = (device: string, port: LabPort, network: LabNetwork): readonly string[] => [
  ...linkUp(device, port.mac, network.mtu),
  addressLine(device, port.ip, network.prefix),
];

/** A table of an iptables-restore input: chains declared, then rules. */
export const table = (
  name: string,
  builtin: readonly string[],
  chains: readonly string[],
  rules: readonly string[],
): string =>
  [
    `*${name}`,
    ...builtin.map((c) => `:${c} ACCEPT [0:0]`),
    ...chains.map((c) => `:${c} - [0:0]`),
    ...rules.map((r) => `-A ${r}`),
    'COMMIT',
    '',
  ].join('\n');
