// Every shape of path with the way its packets take when all is well and one fault that it can
// have: the table behind test/e2e/shapes. What a fault makes of a verdict stands beside the fault.

import { faultNamed } from '../lab/faults/catalogue.ts';
import type { Fault } from '../lab/faults/fault.ts';
import { destinationOf, REMOTE_PORTS, victimOf } from '../lab/faults/victim.ts';
import type { Protocol, Victim } from '../lab/faults/victim.ts';
import { addressesOf, serverOf, type Topology } from '../lab/mod.ts';
import type { Verdict } from '../../controller/src/report/verdict.ts';

export interface PathShape {
  readonly title: string;
  readonly server: string;
  /** The server that is asked; none given: the internet host. */
  readonly to?: string;
  /** Which of the server's addresses is traced; none given: the first, by the server's name. */
  readonly address?: number;
  /** Roles of the points by node, in travel order: `cn1: tap qr | net1: sg`. */
  readonly out: string;
  readonly back: string;
  /** In the words for how it leaves the cloud. */
  readonly exit: RegExp;
  readonly fault: string;
  /** In the evidence of the first cause. */
  readonly proof: RegExp;
}

export const PATH_SHAPES: readonly PathShape[] = [
  {
    title: 'openvswitch firewall, out of the VM',
    server: 'b1',
    out: 'cn2: tap qr tunnel-nic | net1: tunnel-nic sg qg ext-nic',
    back: 'net1: ext-nic qg sg tunnel-nic | cn2: tunnel-nic tap',
    exit: /^SNAT to .* by router r1 on net1/,
    fault: 'sg-egress-deny',
    proof: /walked through br-int,? table 72\b/,
  },
  {
    title: 'openvswitch firewall, spoof filter',
    server: 'b1',
    out: 'cn2: tap qr tunnel-nic | net1: tunnel-nic sg qg ext-nic',
    back: 'net1: ext-nic qg sg tunnel-nic | cn2: tunnel-nic tap',
    exit: /^SNAT to .* by router r1 on net1/,
    fault: 'spoof-filter-stale',
    proof: /walked through br-int,? table 71\b/,
  },
  {
    title: 'east-west across nodes, openvswitch firewall into the VM',
    server: 'a1',
    to: 'b1',
    out: 'cn1: tap qbr qvb qvo qr tunnel-nic | cn2: tunnel-nic tap',
    back: 'cn2: tap qr tunnel-nic | cn1: tunnel-nic qvo qvb qbr tap',
    exit: /^no NAT; stays in the cloud on cn2/,
    fault: 'remote-sg-ingress-deny',
    proof: /walked through br-int,? table 82\b/,
  },
  {
    title: 'east-west across nodes, MACs rewritten by DVR',
    server: 'a1',
    to: 'b1',
    out: 'cn1: tap qbr qvb qvo qr tunnel-nic | cn2: tunnel-nic tap',
    back: 'cn2: tap qr tunnel-nic | cn1: tunnel-nic qvo qvb qbr tap',
    exit: /^no NAT; stays in the cloud on cn2/,
    fault: 'east-west-rewrite-missing',
    proof: /table 1 entry for fa:16:3e/,
  },
  {
    title: 'east-west on one node',
    server: 'a1',
    to: 'b2',
    out: 'cn1: tap qbr qvb qvo qr qvo qvb qbr tap',
    back: 'cn1: tap qbr qvb qvo qr qvo qvb qbr tap',
    exit: /^no NAT; stays in the cloud on cn1/,
    fault: 'qrouter-ip-forward-off',
    proof: /ip_forward/,
  },
  {
    title: 'floating IP',
    server: 'a2',
    out: 'cn2: tap qr rfp fpr fg ext-nic',
    back: 'cn2: ext-nic fg fpr rfp qr tap',
    exit: /^floating IP 172\.24\.4\.\d+ by router r1 on cn2/,
    fault: 'fip-nat-missing',
    proof: /packet walked through nat/,
  },
  {
    title: 'centralised router',
    server: 'l1',
    out: 'cn1: tap qbr qvb qvo tunnel-nic | net1: tunnel-nic qr qg ext-nic',
    back: 'net1: ext-nic qg qr tunnel-nic | cn1: tunnel-nic qvo qvb qbr tap',
    exit: /^SNAT to .* by router r3 on net1/,
    fault: 'snat-rule-missing',
    proof: /./,
  },
  {
    title: 'floating IP on a centralised router',
    server: 'l2',
    out: 'cn2: tap tunnel-nic | net1: tunnel-nic qr qg ext-nic',
    back: 'net1: ext-nic qg qr tunnel-nic | cn2: tunnel-nic tap',
    exit: /^floating IP .* by router r3 on net1/,
    fault: 'snat-no-default-route',
    proof: /./,
  },
  {
    title: 'HA router, both active',
    server: 'h1',
    out: 'cn1: tap qbr qvb qvo tunnel-nic | net1: tunnel-nic qr qg ext-nic',
    back: 'net1: ext-nic qg qr tunnel-nic | cn1: tunnel-nic qvo qvb qbr tap',
    exit: /^SNAT to .* by router r4 on net1/,
    fault: 'ha-two-active',
    proof: /role by the API one active in all/,
  },
  {
    title: 'HA router, none active',
    server: 'h2',
    out: 'cn2: tap tunnel-nic | net1: tunnel-nic qr qg ext-nic',
    back: 'net1: ext-nic qg qr tunnel-nic | cn2: tunnel-nic tap',
    exit: /^SNAT to .* by router r4 on net1/,
    fault: 'ha-none-active',
    proof: /./,
  },
  {
    title: 'distributed HA router, active on the second network node',
    server: 'x1',
    out: 'cn1: tap qbr qvb qvo qr tunnel-nic | net2: tunnel-nic sg qg ext-nic',
    back: 'net2: ext-nic qg sg tunnel-nic | cn1: tunnel-nic qvo qvb qbr tap',
    exit: /^SNAT to .* by router r5 on net2/,
    fault: 'pbr-rule-missing',
    proof: /./,
  },
  {
    title: 'VM on the network node',
    server: 'an',
    out: 'net1: tap qbr qvb qvo qr sg qg ext-nic',
    back: 'net1: ext-nic qg sg qvo qvb qbr tap',
    exit: /^SNAT to .* by router r1 on net1/,
    fault: 'snat-port-dead-vlan',
    proof: /4095/,
  },
  {
    title: 'VLAN tenant network',
    server: 'v1',
    out: 'cn1: tap qbr qvb qvo qr provider-nic | net1: provider-nic sg qg ext-nic',
    back: 'net1: ext-nic qg sg provider-nic | cn1: provider-nic qvo qvb qbr tap',
    exit: /^SNAT to .* by router r6 on net1/,
    fault: 'provider-vlan-missing',
    proof: /br-ex table 2/,
  },
  {
    title: 'second of several fixed IPs',
    server: 'p1',
    address: 1,
    out: 'cn1: tap qbr qvb qvo qr tunnel-nic | net1: tunnel-nic sg qg ext-nic',
    back: 'net1: ext-nic qg sg tunnel-nic | cn1: tunnel-nic qvo qvb qbr tap',
    exit: /^SNAT to .* by router r1 on net1/,
    fault: 'spoof-filter-stale',
    proof: /./,
  },
];

export interface ShapeCase extends PathShape {
  readonly victim: Victim;
  readonly made: Fault;
  /** As the command line takes source and destination. */
  readonly source: string;
  readonly destination: string;
}

const addressed = (destination: string, protocol: Protocol): string => {
  const port = REMOTE_PORTS[protocol];
  if (port === null) return destination;
  return `${destination}:${port}${protocol === 'udp' ? '/udp' : ''}`;
};

/** The victim as if the address that is traced were the only one of its port. */
const withAddress = (victim: Victim, ip: string): Victim => ({
  ...victim,
  server: { ...victim.server, port: { ...victim.server.port, ip } },
});

/** A row of the table, in this cloud and by this protocol. */
export const shapeCase = (topology: Topology, row: PathShape, protocol: Protocol): ShapeCase => {
  const made = faultNamed(row.fault);
  if (made === null) throw new Error(`no fault called ${row.fault}`);
  const victim = victimOf(topology, row.server, protocol);
  const ip = addressesOf(victim.server.port)[row.address ?? 0] ?? '';
  const to = row.to === undefined ? null : serverOf(topology, row.to).port.ip;
  return {
    ...row,
    made,
    victim: withAddress(victim, ip),
    source: row.address === undefined ? row.server : ip,
    destination: to === null ? destinationOf(victim) : addressed(to, protocol),
  };
};

/** The way of a verdict in the words of the table. */
export const wayOf = ({ points }: Verdict, direction: 'forward' | 'reply'): string => {
  const nodes: string[] = [];
  let last = '';
  for (const { node, role, direction: of } of points) {
    if (of !== direction) continue;
    const name = node.split('.')[0] ?? node;
    if (nodes.at(-1)?.startsWith(`${name}:`) !== true) {
      nodes.push(`${name}: ${role}`);
    } else if (role !== last) nodes.push(`${nodes.pop()} ${role}`);
    last = role;
  }
  return nodes.join(' | ');
};
