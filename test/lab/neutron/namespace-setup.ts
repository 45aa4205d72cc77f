// What a router namespace needs, as data: an `ip -batch` text, sysctls, an iptables-restore text.
// The raising code applies it; the generators beside this file fill it. Pure.

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

/** Brings an internal port up with its MAC, MTU and address, as interface.py does. */
export const deviceUp = (
  device: string,
  mac: string,
  mtu: number,
  address: string,
  broadcast: string,
): readonly string[] => [
  `link set ${device} address ${mac} mtu ${mtu}`,
  `link set ${device} up`,
  `addr add ${address} brd ${broadcast} scope global dev ${device}`,
];

/** The broadcast address of a /24, the only prefix length of the lab's subnets. */
export const broadcastOf = (ip: string): string => `${ip.split('.').slice(0, 3).join('.')}.255`;

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
