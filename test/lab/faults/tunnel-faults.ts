// More faults between the nodes: tunnels that lead elsewhere, floods that miss a node, filters on
// the way, MTU, and DVR's rewriting of MACs.

import { addFlow, dropFlows, forgetLearned, readFlows, replaceFlow } from './flows.ts';
import { hostIp, vsctl } from './in-netns.ts';
import { agentOf } from './agents.ts';
import type { Step } from './changes.ts';
import { ALL_PROTOCOLS, lost, passing, SNAT_SHAPES, TUNNELLED, type Fault } from './fault.ts';
import type { LabNode, Topology } from '../model.ts';
import { tunnelName } from '../names.ts';
import { BR_INT, BR_PHY, BR_TUN, UNDERLAY_NIC } from '../neutron/bridges.ts';
import { UNDERLAY_MTU } from '../raise/node.ts';
import { wirePort } from '../raise/wires.ts';
import { words } from '../words.ts';
import type { Victim } from './victim.ts';

const tunnelled = (v: Victim): boolean => v.tunnelled;
const vlanOn = (node: LabNode, v: Victim): number => node.localVlans[v.network.name] ?? 0;

/**
 * A node that is neither the server's nor the SNAT node: the other network node if there is one.
 */
const bystander = (v: Victim): LabNode | undefined => {
  const others = v.topology.nodes.filter((n) => n !== v.node && n !== v.snatNode);
  return others.find((n) => v.router.hosts.includes(n.name)) ?? others[0];
};

const common = {
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  shapes: TUNNELLED,
  fits: tunnelled,
} as const;

const toWrongNode: Fault = {
  ...common,
  name: 'tunnel-to-wrong-node',
  row: 23,
  summary: "br-tun of the server sends the router's packets to a node that has no such port",
  scope: 'subnet-on-node',
  fits: (v) => v.tunnelled && bystander(v) !== undefined,
  apply: async (changes, v) => {
    const [node, vlan] = [v.node.name, vlanOn(v.node, v)];
    const elsewhere = tunnelName(bystander(v)?.underlayIp ?? '');
    const match = `table=20,dl_vlan=${vlan},dl_dst=${v.leg.sg.mac}`;
    const flows = await dropFlows(changes, node, BR_TUN, match);
    const vni = `0x${(v.network.vni ?? 0).toString(16)}`;
    const actions = `actions=strip_vlan,set_field:${vni}->tun_id,output:${elsewhere}`;
    const cookie = /cookie=0x[0-9a-f]+,/.exec(flows[0] ?? '')?.[0] ?? '';
    await addFlow(changes, node, BR_TUN, `${cookie}${match},priority=2 ${actions}`);
  },
  expected: () => lost('underlay', 'TUNNEL_WRONG_NODE'),
};

/** A network that nobody has. */
const STRANGE_VNI = 0x999;

const wrongVni: Fault = {
  ...common,
  name: 'tunnel-wrong-vni',
  row: 0,
  summary: "br-tun of the server's node sends to the SNAT node with another network's VNI",
  scope: 'subnet-on-node',
  apply: async (changes, v) => {
    const [node, vlan] = [v.node.name, vlanOn(v.node, v)];
    const match = `table=20,dl_vlan=${vlan},dl_dst=${v.leg.sg.mac}`;
    for (const flow of await readFlows(changes, node, BR_TUN, match))
      await replaceFlow(
        changes,
        node,
        BR_TUN,
        flow,
        flow.replace(/set_field:0x[0-9a-f]+->tun_id/, `load:${STRANGE_VNI}->NXM_NX_TUN_ID[]`),
      );
  },
  expected: () => lost('tunnel-out', 'TUNNEL_WRONG_VNI'),
};

const toOldHost: Fault = {
  ...common,
  name: 'tunnel-to-old-host',
  row: 49,
  summary: 'br-tun of the SNAT node sends the answers to a node that the server has left',
  scope: 'port',
  fits: (v) => v.tunnelled && bystander(v) !== undefined,
  apply: async (changes, v) => {
    const node = v.snatNode.name;
    const elsewhere = tunnelName(bystander(v)?.underlayIp ?? '');
    const here = tunnelName(v.node.underlayIp);
    const match = `table=20,dl_vlan=${vlanOn(v.snatNode, v)},dl_dst=${v.server.port.mac}`;
    for (const flow of await readFlows(changes, node, BR_TUN, match))
      await replaceFlow(changes, node, BR_TUN, flow, flow.replace(here, elsewhere));
  },
  expected: () => lost('underlay', 'TUNNEL_WRONG_NODE', 'reply'),
};

/** Takes a node out of a flood list. */
const withoutOutput = (flow: string, tunnel: string): string =>
  flow.replace(new RegExp(`,output:"?${tunnel}"?(?=,|$)`), '');

const floodIncomplete: Fault = {
  ...common,
  name: 'flood-list-incomplete',
  row: 24,
  summary: 'br-tun of the server does not flood to the network nodes',
  scope: 'subnet-on-node',
  shapes: ['dvr-ha', 'ha'],
  apply: async (changes, v) => {
    const [node, vlan] = [v.node.name, vlanOn(v.node, v)];
    // whatever the router sends would teach br-tun the way
    for (const flow of await readFlows(changes, node, BR_TUN, 'table=10'))
      await replaceFlow(changes, node, BR_TUN, flow, flow.replace(/learn\(.*\),/, ''));
    await forgetLearned(changes, node, vlan, v.leg.sg.mac);
    const hosts = v.topology.nodes.filter((n) => v.router.hosts.includes(n.name));
    for (const flow of await readFlows(changes, node, BR_TUN, `table=22,dl_vlan=${vlan}`)) {
      const left = hosts.reduce((f, n) => withoutOutput(f, tunnelName(n.underlayIp)), flow);
      if (left !== flow) await replaceFlow(changes, node, BR_TUN, flow, left);
    }
  },
  // the copies to the other nodes leave by the same card
  expected: () => lost('underlay', 'TUNNEL_FLOW_MISSING'),
};

const populationOff: Fault = {
  ...common,
  name: 'l2population-off',
  row: 22,
  summary: "the OVS agent of the server's node runs without l2population: all is flooded",
  scope: 'node',
  shapes: ['snat'],
  mode: 'check',
  apply: async (changes, v) => {
    const agent = agentOf(changes, v.node, 'Open vSwitch agent');
    changes.edit('agents', agent.id, {
      configurations: { ...agent.configurations, l2_population: false },
    });
    const vlan = `dl_vlan=${vlanOn(v.node, v)}`;
    await dropFlows(changes, v.node.name, BR_TUN, `table=20,${vlan}`);
    await dropFlows(changes, v.node.name, BR_TUN, `table=21,arp,${vlan}`);
  },
  expected: () => passing('L2POPULATION_OFF'),
};

const portMissingThere: Fault = {
  ...common,
  name: 'tunnel-port-missing-there',
  row: 25,
  summary: "br-tun of the SNAT node has no port to the server's node",
  scope: 'node',
  apply: async (changes, v) => {
    const [node, port] = [v.snatNode.name, tunnelName(v.node.underlayIp)];
    const get = async (name: string): Promise<string> =>
      (
        await changes.read(node, ['ovs-vsctl', '--timeout=10', 'get', 'Interface', port, name])
      ).trim();
    const [ofport, options] = [await get('ofport'), await get('options')];
    await changes.change(vsctl(node, 'del-port', BR_TUN, port), [
      vsctl(
        node,
        ...words(`add-port ${BR_TUN} ${port} -- set Interface ${port} type=vxlan`),
        `options=${options}`,
        `ofport_request=${ofport}`,
      ),
      vsctl(node, 'clear', 'Interface', port, 'ofport_request'),
    ]);
  },
  expected: () => lost('tunnel-in', 'TUNNEL_PORT_MISSING'),
};

/** An address of the underlay that no host has. */
const NOBODY = '10.20.0.99';

const wrongLocal: Fault = {
  ...common,
  name: 'tunnel-local-address-wrong',
  row: 25,
  summary: "the tunnel port of the server's node sends from an address the other end does not know",
  scope: 'node',
  apply: async ({ change }, v) => {
    // an address of the node, but not the one that the others have a tunnel to
    const other = (verb: string) =>
      hostIp(v.node.name, 'addr', verb, `${NOBODY}/32`, 'dev', BR_PHY);
    await change(other('add'), [other('del')]);
    const set = (address: string) =>
      vsctl(v.node.name, 'set', 'Interface', v.tunnel, `options:local_ip="${address}"`);
    await change(set(NOBODY), [set(v.node.underlayIp)]);
  },
  expected: () => lost('tunnel-in', 'TUNNEL_PORT_WRONG'),
};

const hostFirewall: Fault = {
  ...common,
  name: 'tunnel-filtered-at-node',
  row: 26,
  // a firewall of the kernel is not asked by the userspace datapath
  summary: 'br-phy of the SNAT node drops VXLAN that comes in',
  scope: 'node',
  apply: (changes, v) =>
    addFlow(
      changes,
      v.snatNode.name,
      BR_PHY,
      `priority=100,udp,in_port=${UNDERLAY_NIC},nw_src=${v.node.underlayIp},tp_dst=4789 actions=drop`,
    ),
  expected: () => lost('tunnel-in', 'FLOW_DROP'),
};

/** An nft table of the wire's switch that no other fault uses. */
const WIRE_TABLE = 'hopscope_underlay_filter';

const dropOnWire = (v: Victim): string =>
  [
    `table bridge ${WIRE_TABLE} {`,
    '  chain forward {',
    '    type filter hook forward priority 0;',
    `    iifname "${wirePort(v.node.name)}" oifname "${wirePort(v.snatNode.name)}" \\`,
    '      udp dport 4789 drop',
    '  }',
    '}',
    '',
  ].join('\n');

const wireFilter: Fault = {
  ...common,
  name: 'tunnel-filtered-on-wire',
  row: 26,
  summary: "a firewall between the nodes drops VXLAN from the server's node",
  scope: 'node',
  apply: ({ change }, v) =>
    change({ node: 'underlay', argv: words('nft -f -'), input: dropOnWire(v) }, [
      { node: 'underlay', argv: words(`nft delete table bridge ${WIRE_TABLE}`) },
    ]),
  expected: () => lost('underlay', 'UNDERLAY_LOSS'),
};

/** The MTU that is too small, and the payload that then does not fit into VXLAN. */
const SMALL_MTU = 1400;
const LARGE_BYTES = 1380;

const mtu = (
  name: string,
  summary: string,
  segment: 'tunnel-out' | 'underlay',
  set: (v: Victim, bytes: number) => Step,
): Fault => ({
  ...common,
  name,
  row: 28,
  summary,
  scope: 'node',
  protocols: ['icmp', 'udp'],
  size: LARGE_BYTES,
  apply: ({ change }, v) => change(set(v, SMALL_MTU), [set(v, UNDERLAY_MTU)]),
  expected: () => lost(segment, 'MTU_BLACKHOLE'),
});

const mtuAtNic = mtu(
  'mtu-black-hole-nic',
  "the tunnel NIC of the server's node is too small for full packets in VXLAN",
  'tunnel-out',
  (v, bytes) => hostIp(v.node.name, 'link', 'set', UNDERLAY_NIC, 'mtu', String(bytes)),
);
const mtuOnWire = mtu(
  'mtu-black-hole-wire',
  'a switch between the nodes is too small for full packets in VXLAN',
  'underlay',
  (v, bytes) => hostIp('underlay', 'link', 'set', wirePort(v.node.name), 'mtu', String(bytes)),
);

/** Table of br-int that puts the router's MAC back, and how it matches the SNAT port there. */
const rewriteMatch = (v: Victim): string => {
  const { vlan } = v.network;
  const [table, tag] = vlan === null ? [1, vlanOn(v.snatNode, v)] : [2, vlan];
  return `table=${table},dl_vlan=${tag},dl_dst=${v.leg.sg.mac}`;
};

const rewriteMissing: Fault = {
  ...common,
  name: 'dvr-rewrite-missing',
  row: 29,
  summary: "br-int of the SNAT node cannot put the router's MAC back for the SNAT port, and drops",
  scope: 'subnet',
  shapes: SNAT_SHAPES,
  fits: (v) => !v.local,
  apply: async (changes, v) => {
    await dropFlows(changes, v.snatNode.name, BR_INT, rewriteMatch(v));
  },
  expected: () => lost('tunnel-in', 'DVR_REWRITE_MISSING'),
};

/** Switches that have learned a router's MAC at the wrong port must forget it. */
const forgetMacs = (t: Topology): readonly Step[] =>
  t.nodes.map(({ name }) => ({ node: name, argv: words('ovs-appctl fdb/flush br-int') }));

const check = { ...common, mode: 'check', shapes: ['snat'] } as const;

const macUnknown: Fault = {
  ...check,
  name: 'dvr-mac-unknown',
  row: 30,
  summary: "the SNAT node does not know the DVR MAC of the server's node",
  scope: 'node',
  apply: async (changes, v) => {
    const { dvrMac } = v.node;
    await dropFlows(changes, v.snatNode.name, BR_TUN, `table=9,dl_src=${dvrMac}`);
    await dropFlows(changes, v.snatNode.name, BR_INT, `table=0,dl_src=${dvrMac}`);
  },
  expected: () => passing('DVR_NOT_REWRITING'),
};

const notRewriting: Fault = {
  ...check,
  name: 'dvr-not-rewriting',
  row: 31,
  summary: "br-tun of the server's node lets the router's own MAC out into the tunnel",
  scope: 'subnet',
  apply: async (changes, v) => {
    await changes.change({ node: v.node.name, argv: ['true'] }, forgetMacs(v.topology));
    const match = `table=1,dl_vlan=${vlanOn(v.node, v)},dl_src=${v.leg.qr.mac}`;
    await dropFlows(changes, v.node.name, BR_TUN, match);
  },
  expected: () => passing('DVR_NOT_REWRITING'),
};

const rewriteWrong: Fault = {
  ...check,
  name: 'dvr-rewrite-wrong',
  row: 32,
  summary: "br-int of the SNAT node puts another MAC than the router's on what it delivers",
  scope: 'subnet',
  apply: async (changes, v) => {
    const node = v.snatNode.name;
    const wrong = (flow: string): string => flow.replace(v.leg.qr.mac, v.leg.sg.mac);
    for (const flow of await readFlows(changes, node, BR_INT, rewriteMatch(v)))
      await replaceFlow(changes, node, BR_INT, flow, wrong(flow));
  },
  expected: () => passing('DVR_REWRITE_WRONG'),
};

export const TUNNEL_FAULTS: readonly Fault[] = [
  toWrongNode,
  wrongVni,
  toOldHost,
  floodIncomplete,
  populationOff,
  portMissingThere,
  wrongLocal,
  hostFirewall,
  wireFilter,
  mtuAtNic,
  mtuOnWire,
  rewriteMissing,
  macUnknown,
  notRewriting,
  rewriteWrong,
];
