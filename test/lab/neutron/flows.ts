// All OpenFlow flows of one node, per bridge, ready for `ovs-ofctl add-flows`. Every agent has one
// random cookie per bridge; here it is a hash, so that a lab can be raised again the same. Pure.
import { createHash } from 'node:crypto';
import { externalNetwork, nodeOf } from '../model.ts';
import type { Topology } from '../model.ts';
import { BR_EX, BR_INT, BR_TUN } from './bridges.ts';
import { commonFlows, ofportOf, spoofFlows } from './br-int.ts';
import type { OfPorts } from './br-int.ts';
import { firewallFlows } from './br-int-firewall.ts';
import { gatewayProcessFlows, tunnelFlows } from './br-tun.ts';
import { localVlanOf, pluggedPorts, presentNetworks } from './plugged.ts';

/** The cookie the agent of a node puts on the flows of a bridge. */
const cookieOf = (t: Topology, node: string, bridge: string): string => {
  const hash = createHash('sha256').update(`${t.lab} cookie ${node} ${bridge}`);
  return `0x${hash.digest('hex').slice(0, 16)}`;
};

const integrationFlows = (t: Topology, name: string, ports: OfPorts): readonly string[] => {
  const node = nodeOf(t, name);
  const own =
    node.firewall === 'openvswitch'
      ? firewallFlows(t, name, ports)
      : pluggedPorts(t, node)
          .filter((p) => p.kind === 'vm')
          .flatMap((p) => spoofFlows(p, ports));
  return [...commonFlows(t, name, ports), ...own];
};

/** Flows of the external bridge (OFN/br_phys.py, DVR mode): flat network and provider VLANs. */
const externalFlows = (t: Topology, name: string, ports: OfPorts): readonly string[] => {
  const node = nodeOf(t, name);
  const phy = ofportOf(ports, 'phy-br-ex');
  const vlan = localVlanOf(node, externalNetwork(t).name);
  return [
    `table=0,priority=2,in_port=${phy} actions=goto_table:1`,
    'table=0,priority=0 actions=NORMAL',
    'table=0,priority=1 actions=goto_table:3',
    'table=1,priority=0 actions=goto_table:2',
    `table=2,priority=4,in_port=${phy},dl_vlan=${vlan} actions=pop_vlan,NORMAL`,
    ...presentNetworks(t, node).flatMap(({ network, vlan: local }) =>
      network.vlan === null
        ? []
        : [
            `table=2,priority=4,in_port=${phy},dl_vlan=${local} ` +
              `actions=set_field:${4096 + network.vlan}->vlan_vid,NORMAL`,
          ],
    ),
    `table=2,priority=2,in_port=${phy} actions=drop`,
    ...gatewayProcessFlows(t, node, 'physical'),
    ...t.nodes
      .filter((n) => n.name !== name)
      .map((n) => `table=3,priority=2,dl_src=${n.dvrMac} actions=output:${phy}`),
    'table=3,priority=1 actions=NORMAL',
  ];
};

const withCookie = (cookie: string, lines: readonly string[]): readonly string[] =>
  lines.map((line) => `cookie=${cookie},${line}`);

/**
 * Flow lines per bridge of a node. `ports` maps device names to OpenFlow port numbers (names are
 * unique over the bridges of a node). br-phy keeps the NORMAL flow that Open vSwitch gave it.
 */
export const bridgeFlows = (
  t: Topology,
  node: string,
  ports: OfPorts,
): Readonly<Record<string, readonly string[]>> => {
  const cookie = (bridge: string): string => cookieOf(t, node, bridge);
  return {
    [BR_INT]: withCookie(cookie(BR_INT), integrationFlows(t, node, ports)),
    [BR_TUN]: withCookie(cookie(BR_TUN), tunnelFlows(t, node, ports, cookie(BR_TUN))),
    [BR_EX]: withCookie(cookie(BR_EX), externalFlows(t, node, ports)),
  };
};
