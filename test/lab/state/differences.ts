// Where the lab is knowingly not what was recorded, with the reason. The exactness test lets these
// through and nothing else, and fails for an entry that no longer occurs. A table; pure.

import { words } from '../words.ts';
import type { Difference } from './compare.ts';

export interface KnownDifference {
  /** Nodes of the lab it occurs on. */
  readonly nodes: readonly string[];
  readonly kind: Difference['kind'];
  readonly section: RegExp;
  readonly line: RegExp;
  readonly why: string;
}

const ALL = ['cn1', 'cn2', 'net1'] as const;

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    nodes: ALL,
    kind: 'extra',
    section: /^(?:links|sysctls)$/,
    line: /^(?:mgmt0 |net\.ipv4\.(?:conf|neigh)\.mgmt0\.)/,
    why: 'NATS and the API have a wire of their own in the lab',
  },
  {
    nodes: ALL,
    kind: 'extra',
    section: /^(?:routes|tunnels)$/,
    line: /192\.168\.77\./,
    why: 'the address on the management wire',
  },
  {
    nodes: ALL,
    kind: 'extra',
    section: /^bridges$/,
    line: /./,
    why: 'the recording has no dump of the Bridge table; `ovs-vsctl show` says the same there',
  },
  {
    nodes: ['cn1', 'cn2'],
    kind: 'missing',
    section: /^links/,
    line: /^(?:\{tap:|eth0 )\S* ?tun /,
    why: 'a tap of the recorded cloud was held by a stand-in for QEMU',
  },
  {
    nodes: ['cn1', 'cn2'],
    kind: 'extra',
    section: /^links/,
    line: /^(?:\{tap:|eth0 )\S* ?veth /,
    why: 'a tap of the lab is one end of a veth pair whose other end is the guest',
  },
  {
    nodes: ['cn1'],
    kind: 'missing',
    section: /^links$/,
    line: /^\{qbr:\S+ bridge .*\{tap-mac:/,
    why: 'a bridge takes the lowest MAC of its ports; that of qvb is random',
  },
  {
    nodes: ['cn1'],
    kind: 'extra',
    section: /^links$/,
    line: /^\{qbr:\S+ bridge .*\{mac\}$/,
    why: 'a bridge takes the lowest MAC of its ports; that of qvb is random',
  },
  {
    nodes: ['cn2'],
    kind: 'extra',
    section: /^flows br-/,
    line: /\{dvr-mac:net1\}/,
    why: 'the recorded agent had not heard of the DVR MAC of a node that started after it',
  },
  {
    nodes: ['net1'],
    kind: 'order',
    section: /^iptables$/,
    line: /"Accept all packets when port is trusted\."/,
    why: 'trusted ports are in the order in which the agent heard of them; each has its own device',
  },
  {
    nodes: ['net1'],
    kind: 'missing',
    section: /^links$/,
    line: /^br-int tun mtu 1500 /,
    why: 'Open vSwitch gives br-int the smallest MTU of its ports, and here it has servers',
  },
  {
    nodes: ['net1'],
    kind: 'extra',
    section: /^links$/,
    line: /^br-int tun mtu 1450 /,
    why: 'Open vSwitch gives br-int the smallest MTU of its ports, and here it has servers',
  },
];

/** Objects the recorded cloud and the lab both have; the others are left out on both sides. */
export const COMMON_OBJECTS: ReadonlySet<string> = new Set([
  ...words('a1 a2 b1 b2 netA netB ext r1 cn1 cn2 net1'),
  // the parts of names like qr/netA; not dhcp: servers of the lab have fixed addresses
  ...words('qr sg qg fg fip rfp fpr'),
]);

export const isKnown = (known: KnownDifference, node: string, found: Difference): boolean =>
  known.nodes.includes(node) &&
  known.kind === found.kind &&
  known.section.test(found.section) &&
  known.line.test(found.line);
