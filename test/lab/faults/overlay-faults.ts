// Faults between the nodes and of ports in br-int: tunnel flows, tunnel ports, local VLANs.

import { addFlow, dropFlows, forgetLearned, readFlows, replaceFlow } from './flows.ts';
import { vsctl } from './in-netns.ts';
import type { Changes } from './changes.ts';
import { ALL_PROTOCOLS, ALL_SHAPES, TUNNELLED, lost, type Fault } from './fault.ts';
import type { LabNode } from '../model.ts';
import { words } from '../words.ts';
import { behindPort, type Victim } from './victim.ts';

const DEAD_VLAN = 4095;
/** A local VLAN no node of the lab has given to a network. */
const STRAY_VLAN = 4000;
/** An address of the underlay that no host has. */
const NOBODY = '10.20.0.99';

const crossesTunnel = (v: Victim): boolean => v.tunnelled;

const vlanOn = (node: LabNode, v: Victim): number => node.localVlans[v.network.name] ?? 0;

const unicastMissing: Fault = {
  name: 'tunnel-flow-missing',
  row: 21,
  summary: 'br-tun of the server has no way to the SNAT port: no unicast flow, no flood',
  scope: 'subnet-on-node',
  shapes: ['snat', 'legacy'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: crossesTunnel,
  apply: async (changes, v) => {
    const [node, vlan] = [v.node.name, vlanOn(v.node, v)];
    await dropFlows(changes, node, 'br-tun', `table=20,dl_vlan=${vlan},dl_dst=${v.leg.sg.mac}`);
    // any ARP from the SNAT port would teach br-tun the way again
    const learning = 'table=10';
    for (const flow of await readFlows(changes, node, 'br-tun', learning))
      await replaceFlow(changes, node, 'br-tun', flow, flow.replace(/learn\(.*\),/, ''));
    await forgetLearned(changes, node, vlan, v.leg.sg.mac);
    const flood = `table=22,dl_vlan=${vlan}`;
    await dropFlows(changes, node, 'br-tun', flood, (flow) => !flow.includes('output:'));
  },
  expected: () => lost('tunnel-out', 'TUNNEL_FLOW_MISSING'),
};

const translationMissing: Fault = {
  name: 'tunnel-vni-missing',
  row: 27,
  summary: 'br-tun of the network node does not know the VNI of the network',
  scope: 'subnet',
  shapes: TUNNELLED,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: crossesTunnel,
  apply: async (changes, v) => {
    const match = `table=4,tun_id=0x${(v.network.vni ?? 0).toString(16)}`;
    await dropFlows(changes, v.snatNode.name, 'br-tun', match);
  },
  expected: () => lost('tunnel-in', 'TUNNEL_FLOW_MISSING'),
};

const column = async (
  { read }: Changes,
  node: string,
  record: string,
  name: string,
): Promise<string> =>
  (await read(node, ['ovs-vsctl', '--timeout=10', 'get', 'Interface', record, name])).trim();

const tunnelPortMissing: Fault = {
  name: 'tunnel-port-missing',
  row: 25,
  summary: 'br-tun of the server has no port to the network node',
  scope: 'node',
  shapes: TUNNELLED,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: crossesTunnel,
  apply: async (changes, v) => {
    const node = v.node.name;
    const ofport = await column(changes, node, v.tunnel, 'ofport');
    const options = await column(changes, node, v.tunnel, 'options');
    await changes.change(vsctl(node, 'del-port', 'br-tun', v.tunnel), [
      vsctl(
        node,
        ...words(`add-port br-tun ${v.tunnel} -- set Interface ${v.tunnel} type=vxlan`),
        `options=${options}`,
        // the flows name the port by its number: it must get the same again
        `ofport_request=${ofport}`,
      ),
      vsctl(node, 'clear', 'Interface', v.tunnel, 'ofport_request'),
    ]);
  },
  expected: () => lost('tunnel-out', 'TUNNEL_PORT_MISSING'),
};

const tunnelPortWrong: Fault = {
  name: 'tunnel-port-wrong',
  row: 25,
  summary: 'the tunnel port to the network node has another remote address',
  scope: 'node',
  shapes: TUNNELLED,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: crossesTunnel,
  apply: async ({ change }, v) => {
    const set = (address: string) =>
      vsctl(v.node.name, 'set', 'Interface', v.tunnel, `options:remote_ip="${address}"`);
    await change(set(NOBODY), [set(v.snatNode.underlayIp)]);
  },
  expected: () => lost('tunnel-out', 'TUNNEL_PORT_WRONG'),
};

const deadVlan: Fault = {
  name: 'port-dead-vlan',
  row: 13,
  summary: "the server's port of br-int is on the dead VLAN 4095",
  scope: 'port',
  shapes: ALL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: () => true,
  apply: async (changes, v) => {
    const node = v.node.name;
    const dead = [`tag=${DEAD_VLAN}`, 'vlan_mode=trunk', `trunks=${DEAD_VLAN}`];
    await changes.change(vsctl(node, 'set', 'Port', v.port, ...dead), [
      vsctl(node, 'clear', 'Port', v.port, 'vlan_mode', 'trunks'),
      vsctl(node, 'set', 'Port', v.port, `tag=${vlanOn(v.node, v)}`),
    ]);
    // port_dead() of the OVS agent also drops what the port sends
    const [some = ''] = await readFlows(changes, node, 'br-int', 'table=23');
    const cookie = /cookie=0x[0-9a-f]+/.exec(some)?.[0] ?? 'cookie=0x0';
    const drop = `${cookie},table=0,priority=2,in_port=${v.port} actions=drop`;
    await addFlow(changes, node, 'br-int', drop);
  },
  expected: (v) => lost(behindPort(v), 'PORT_DEAD_VLAN'),
};

const wrongTag: Fault = {
  name: 'port-wrong-tag',
  row: 15,
  summary: "the server's port of br-int has the local VLAN of no network",
  scope: 'port',
  shapes: ALL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: () => true,
  apply: async ({ change }, v) => {
    const set = (tag: number) => vsctl(v.node.name, 'set', 'Port', v.port, `tag=${tag}`);
    await change(set(STRAY_VLAN), [set(vlanOn(v.node, v))]);
  },
  expected: (v) => lost(behindPort(v), 'PORT_WRONG_TAG'),
};

export const OVERLAY_FAULTS: readonly Fault[] = [
  unicastMissing,
  translationMissing,
  tunnelPortMissing,
  tunnelPortWrong,
  deadVlan,
  wrongTag,
];
