// OpenFlow flows of br-int that do not depend on the firewall driver, and the anti-spoofing flows
// that ports of the iptables_hybrid driver have. Sources: neutron OFN/br_int.py, br_dvr_process.py
// and the recordings (Zed 21.0.0: no table 58, tables 30, 31 and 59 exist, table 60 NORMAL is
// priority 3). One flow per line in ovs-ofctl's add-flows syntax. Pure.
import type { LabNetwork, LabNode, Topology } from '../model.ts';
import { linkLocalOf } from '../names.ts';
import {
  dvrVlanOf,
  localVlanOf,
  pluggedPorts,
  presentNetworks,
  servedNetworks,
} from './plugged.ts';
import type { PluggedPort } from './plugged.ts';
import { addressesOf, externalNetwork, nodeOf, pairsOf } from '../model.ts';

/** OpenFlow port numbers of one node's bridges by device name. */
export type OfPorts = ReadonlyMap<string, number>;

/** The number of a device, which must have been plugged. */
export const ofportOf = (ports: OfPorts, device: string): number => {
  const number = ports.get(device);
  if (number === undefined) throw new Error(`${device} has no OpenFlow port`);
  return number;
};

/** `push_vlan` with the OpenFlow 1.3 presence bit: VLAN 1 is 4097. */
export const pushVlan = (vlan: number): string =>
  `push_vlan:0x8100,set_field:${4096 + vlan}->vlan_vid`;

const remoteNodes = (t: Topology, node: LabNode): readonly LabNode[] =>
  t.nodes.filter((n) => n.name !== node.name);

const classifierFlows = (t: Topology, node: LabNode, ports: OfPorts): readonly string[] => {
  const ext = ofportOf(ports, 'int-br-ex');
  const tun = ofportOf(ports, 'patch-tun');
  const vlan = localVlanOf(node, externalNetwork(t).name);
  return [
    'table=0,priority=65535,dl_vlan=4095 actions=drop',
    `table=0,priority=5,in_port=${ext},dl_dst=${node.dvrMac} actions=goto_table:4`,
    `table=0,priority=5,in_port=${tun},dl_dst=${node.dvrMac} actions=goto_table:3`,
    ...remoteNodes(t, node).flatMap((remote) => [
      `table=0,priority=4,in_port=${ext},dl_src=${remote.dvrMac} actions=goto_table:2`,
      `table=0,priority=2,in_port=${tun},dl_src=${remote.dvrMac} actions=goto_table:1`,
    ]),
    `table=0,priority=3,in_port=${ext},vlan_tci=0x0000/0x1fff ` +
      `actions=${pushVlan(vlan)},goto_table:59`,
    ...presentNetworks(t, node).flatMap(({ network, vlan: local }) =>
      network.vlan === null
        ? []
        : [
            `table=0,priority=3,in_port=${ext},dl_vlan=${network.vlan} ` +
              `actions=set_field:${4096 + local}->vlan_vid,goto_table:59`,
          ],
    ),
    `table=0,priority=2,in_port=${ext} actions=drop`,
    'table=0,priority=0 actions=goto_table:59',
  ];
};

const pipelineFlows = (): readonly string[] => [
  'table=1,priority=1 actions=drop',
  'table=2,priority=1 actions=drop',
  'table=23,priority=0 actions=drop',
  'table=24,priority=0 actions=drop',
  'table=30,priority=0 actions=goto_table:59',
  'table=31,priority=0 actions=goto_table:59',
  'table=59,priority=0 actions=goto_table:60',
  'table=60,priority=3 actions=NORMAL',
  'table=62,priority=3 actions=NORMAL',
];

/** DVR tables of networks in tunnels and of provider VLANs (`_PHYSICAL`). */
const DVR_TABLES = {
  tunnel: { toSourceMac: 1, arpToGateway: 3 },
  physical: { toSourceMac: 2, arpToGateway: 4 },
} as const;
const dvrTables = ({ vlan }: LabNetwork) => DVR_TABLES[vlan === null ? 'tunnel' : 'physical'];

const gatewayFlows = (t: Topology, node: LabNode, ports: OfPorts): readonly string[] =>
  servedNetworks(t, node).flatMap((served) => {
    const { network, gateway, device } = served;
    return [
      `table=0,priority=99,arp,arp_op=2,dl_dst=${node.dvrMac},arp_tha=${gateway.mac} ` +
        `actions=set_field:${gateway.mac}->eth_dst,goto_table:59`,
      `table=${dvrTables(network).arpToGateway},priority=5,dl_vlan=${dvrVlanOf(served)},` +
        `dl_dst=${node.dvrMac} actions=set_field:${gateway.mac}->eth_dst,pop_vlan,` +
        `output:${ofportOf(ports, device)}`,
    ];
  });

/** DVR delivery to a local VM or sg port, with the gateway's MAC put back as the source. */
const deliveryFlows = (t: Topology, node: LabNode, ports: OfPorts): readonly string[] => {
  const gateways = new Map(servedNetworks(t, node).map((s) => [s.network.name, s.gateway.mac]));
  return pluggedPorts(t, node)
    .filter((p) => (p.kind === 'vm' || p.kind === 'sg') && gateways.has(p.network.name))
    .flatMap((p) => {
      const match = `dl_vlan=${dvrVlanOf(p)},dl_dst=${p.port.mac}`;
      return [
        `table=${dvrTables(p.network).toSourceMac},priority=20,${match} ` +
          `actions=set_field:${gateways.get(p.network.name)}->eth_src,goto_table:59`,
        `table=60,priority=20,${match} actions=pop_vlan,output:${ofportOf(ports, p.device)}`,
      ];
    });
};

/** ARP, ND and MAC spoofing flows of one VM port (tables 24 and 25). */
export const spoofFlows = (p: PluggedPort, ports: OfPorts): readonly string[] => {
  const from = `in_port=${ofportOf(ports, p.device)}`;
  const macs = [...new Set(pairsOf(p.port).map((pair) => pair.mac))];
  const addresses = [...addressesOf(p.port), ...p.port.allowedPairs.map((pair) => pair.ip)];
  return [
    `table=0,priority=10,icmp6,${from},icmp_type=136 actions=goto_table:24`,
    `table=0,priority=10,arp,${from} actions=goto_table:24`,
    `table=0,priority=9,${from} actions=goto_table:25`,
    ...macs.map(
      (mac) =>
        `table=24,priority=2,icmp6,${from},icmp_type=136,nd_target=${linkLocalOf(mac)} ` +
        'actions=goto_table:59',
    ),
    ...addresses.map((ip) => `table=24,priority=2,arp,${from},arp_spa=${ip} actions=goto_table:25`),
    ...macs.map((mac) => `table=25,priority=2,${from},dl_src=${mac} actions=goto_table:30`),
  ];
};

/** Flows of br-int that both firewall drivers have. */
export const commonFlows = (t: Topology, name: string, ports: OfPorts): readonly string[] => {
  const node = nodeOf(t, name);
  return [
    ...classifierFlows(t, node, ports),
    ...pipelineFlows(),
    ...gatewayFlows(t, node, ports),
    ...deliveryFlows(t, node, ports),
  ];
};
