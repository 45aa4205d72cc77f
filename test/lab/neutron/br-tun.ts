// OpenFlow flows of br-tun with l2population, ARP responder and DVR: neutron OFN/br_tun.py and the
// recordings. Entries learned from traffic (table 20, priority 1) come by themselves. Pure.
import { addressesOf, isHa, networkOf, nodeOf } from '../model.ts';
import type { LabNode, LabPort, LabRouter, Topology } from '../model.ts';
import { tunnelName } from '../names.ts';
import { ofportOf, pushVlan } from './br-int.ts';
import type { OfPorts } from './br-int.ts';
import { localVlanOf, presentNetworks, servedNetworks } from './plugged.ts';
import type { PresentNetwork } from './plugged.ts';

const hex = (n: number): string => `0x${n.toString(16)}`;

const others = (t: Topology, node: LabNode): readonly LabNode[] =>
  t.nodes.filter((n) => n.name !== node.name);

/** The central ports of a router: sg of a distributed one, qr of a centralised one. */
const centralPorts = (router: LabRouter): readonly LabPort[] => router.interfaces.map((i) => i.sg);

/**
 * Ports l2population tells other nodes of: VM ports and the central ports of routers, never the
 * distributed qr ports. Of HA routers it tells only where to flood to (l2pop is_ha_router_port).
 */
const populatedPorts = (t: Topology): readonly LabPort[] => [
  ...t.servers.map((s) => s.port),
  ...t.routers.flatMap((r) => (isHa(r) ? r.haPorts : centralPorts(r))),
];

/** The nodes that frames of a network which is nobody's are flooded to. */
const membersOf = (t: Topology, network: string): ReadonlySet<string | null> =>
  new Set([
    ...populatedPorts(t).flatMap((p) => (p.network === network ? [p.node] : [])),
    ...t.routers.flatMap((r) =>
      isHa(r) && r.interfaces.some((i) => i.network === network) ? r.hosts : [],
    ),
  ]);

const baseFlows = (
  t: Topology,
  node: LabNode,
  ports: OfPorts,
  cookie: string,
): readonly string[] => {
  const int = ofportOf(ports, 'patch-int');
  const learn =
    `learn(table=20,hard_timeout=300,priority=1,cookie=${cookie},NXM_OF_VLAN_TCI[0..11],` +
    'NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],load:0->NXM_OF_VLAN_TCI[],' +
    'load:NXM_NX_TUN_ID[]->NXM_NX_TUN_ID[],output:OXM_OF_IN_PORT[])';
  return [
    `table=0,priority=1,in_port=${int} actions=goto_table:1`,
    ...others(t, node).map(
      (n) =>
        `table=0,priority=1,in_port=${ofportOf(ports, tunnelName(n.underlayIp))} ` +
        'actions=goto_table:4',
    ),
    'table=0,priority=0 actions=drop',
    'table=1,priority=0 actions=goto_table:2',
    'table=2,priority=1,arp,dl_dst=ff:ff:ff:ff:ff:ff actions=goto_table:21',
    'table=2,priority=0,dl_dst=00:00:00:00:00:00/01:00:00:00:00:00 actions=goto_table:20',
    'table=2,priority=0,dl_dst=01:00:00:00:00:00/01:00:00:00:00:00 actions=goto_table:22',
    ...[3, 4, 6].map((n) => `table=${n},priority=0 actions=drop`),
    ...others(t, node).map((n) => `table=9,priority=1,dl_src=${n.dvrMac} actions=output:${int}`),
    'table=9,priority=0 actions=goto_table:10',
    `table=10,priority=1 actions=${learn},output:${int}`,
    'table=20,priority=0 actions=goto_table:22',
    'table=21,priority=0 actions=goto_table:22',
    'table=22,priority=0 actions=drop',
  ];
};

const arpAnswer = (port: LabPort, ip: string): string =>
  'set_field:2->arp_op,move:NXM_NX_ARP_SHA[]->NXM_NX_ARP_THA[],' +
  'move:NXM_OF_ARP_SPA[]->NXM_OF_ARP_TPA[],' +
  `set_field:${port.mac}->arp_sha,set_field:${ip}->arp_spa,` +
  `move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[],set_field:${port.mac}->eth_src,IN_PORT`;

/** The two flows l2population makes of one remote port: where it is, and the answer to its ARP. */
const remotePortFlows = (
  t: Topology,
  nodeName: string,
  port: LabPort,
  ports: OfPorts,
): readonly string[] => {
  const vlan = localVlanOf(nodeOf(t, nodeName), port.network);
  const vni = hex(networkOf(t, port.network).vni ?? 0);
  const tunnel = ofportOf(ports, tunnelName(nodeOf(t, port.node ?? '').underlayIp));
  return [
    `table=20,priority=2,dl_vlan=${vlan},dl_dst=${port.mac} ` +
      `actions=pop_vlan,set_field:${vni}->tun_id,output:${tunnel}`,
    ...addressesOf(port).map(
      (ip) =>
        `table=21,priority=1,arp,dl_vlan=${vlan},arp_tpa=${ip} actions=${arpAnswer(port, ip)}`,
    ),
  ];
};

const tunnelledNetworks = (t: Topology, node: LabNode): readonly PresentNetwork[] =>
  presentNetworks(t, node).filter(({ network }) => network.vni !== null);

const networkFlows = (t: Topology, node: LabNode, ports: OfPorts): readonly string[] =>
  tunnelledNetworks(t, node).flatMap(({ network, vlan }) => {
    const vni = hex(network.vni ?? 0);
    const members = membersOf(t, network.name);
    const flood = others(t, node)
      .filter((n) => members.has(n.name))
      .map((n) => `,output:${ofportOf(ports, tunnelName(n.underlayIp))}`);
    return [
      `table=4,priority=1,tun_id=${vni} actions=${pushVlan(vlan)},goto_table:9`,
      `table=22,priority=1,dl_vlan=${vlan} ` +
        `actions=pop_vlan,set_field:${vni}->tun_id${flood.join('')}`,
    ];
  });

/**
 * What keeps a distributed gateway's MAC off the network and its ARP on the node
 * (br_dvr_process.py), in the tables 1 of br-tun or of the bridge of a provider VLAN.
 */
export const gatewayProcessFlows = (
  t: Topology,
  node: LabNode,
  bridge: 'tunnel' | 'physical',
): readonly string[] =>
  servedNetworks(t, node)
    .filter(({ network }) => (network.vlan === null) === (bridge === 'tunnel'))
    .flatMap(({ vlan, gateway }) => [
      `table=1,priority=2,dl_vlan=${vlan},dl_dst=${gateway.mac} actions=drop`,
      `table=1,priority=1,dl_vlan=${vlan},dl_src=${gateway.mac} ` +
        `actions=set_field:${node.dvrMac}->eth_src,goto_table:2`,
      // on a physical bridge nothing leads to table 22: the agent writes it all the same
      `table=22,priority=3,arp,dl_vlan=${vlan},arp_tpa=${gateway.ip} actions=drop`,
    ]);

/** All flows of br-tun of a node; `cookie` is also in the flows it learns. */
export const tunnelFlows = (
  t: Topology,
  name: string,
  ports: OfPorts,
  cookie: string,
): readonly string[] => {
  const node = nodeOf(t, name);
  const present = new Set(tunnelledNetworks(t, node).map((n) => n.network.name));
  return [
    ...baseFlows(t, node, ports, cookie),
    ...networkFlows(t, node, ports),
    ...gatewayProcessFlows(t, node, 'tunnel'),
    ...populatedPorts(t)
      .filter((p) => p.node !== name && present.has(p.network))
      .flatMap((p) => remotePortFlows(t, name, p, ports)),
  ];
};
