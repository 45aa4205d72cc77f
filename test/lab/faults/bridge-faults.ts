// More faults of br-int and of the external bridge: tags, lost flows, filters, limits.

import { addFlow, dropFlows, readFlows } from './flows.ts';
import { freshGateway } from './gateway-neighbour.ts';
import { hostSysctl, ip, vsctl } from './in-netns.ts';
import { insertRule } from './iptables.ts';
import { filterSegment, refuseEgress, spoofRules } from './port-rules.ts';
import type { Changes } from './changes.ts';
import {
  ALL_PROTOCOLS,
  ALL_SHAPES,
  CENTRAL_SHAPES,
  lost,
  passing,
  type Expected,
  type Fault,
} from './fault.ts';
import { externalNetwork } from '../model.ts';
import { BR_EX, BR_INT } from '../neutron/bridges.ts';
import { behindPort, type Victim } from './victim.ts';

const DEAD_VLAN = 4095;
const always = (): boolean => true;

const untagged: Fault = {
  name: 'port-untagged',
  row: 12,
  summary: "the server's port of br-int has lost its VLAN tag",
  scope: 'port',
  shapes: ALL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async ({ change }, v) => {
    const { name, localVlans } = v.node;
    await change(vsctl(name, 'clear', 'Port', v.port, 'tag'), [
      vsctl(name, 'set', 'Port', v.port, `tag=${localVlans[v.network.name]}`),
    ]);
  },
  expected: (v) => lost(behindPort(v), 'PORT_WRONG_TAG'),
};

/** As the OVS agent's port_dead() leaves a port. */
const kill = async (changes: Changes, node: string, port: string, vlan: number): Promise<void> => {
  const dead = [`tag=${DEAD_VLAN}`, 'vlan_mode=trunk', `trunks=${DEAD_VLAN}`];
  await changes.change(vsctl(node, 'set', 'Port', port, ...dead), [
    vsctl(node, 'clear', 'Port', port, 'vlan_mode', 'trunks'),
    vsctl(node, 'set', 'Port', port, `tag=${vlan}`),
  ]);
  const [some = ''] = await readFlows(changes, node, BR_INT, 'table=23');
  const cookie = /cookie=0x[0-9a-f]+/.exec(some)?.[0] ?? 'cookie=0x0';
  await addFlow(changes, node, BR_INT, `${cookie},table=0,priority=2,in_port=${port} actions=drop`);
};

const gatewayDead: Fault = {
  name: 'gateway-port-dead-vlan',
  row: 14,
  summary: "the router's gateway port is on the dead VLAN 4095",
  scope: 'router',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async (changes, v) => {
    const vlan = v.snatNode.localVlans[externalNetwork(v.topology).name] ?? 0;
    await kill(changes, v.snatNode.name, v.qg, vlan);
    await freshGateway(changes, v);
  },
  expected: () => lost('external-bridge', 'PORT_DEAD_VLAN'),
};

const snatPortDead: Fault = {
  name: 'snat-port-dead-vlan',
  row: 14,
  summary: 'the SNAT port is on the dead VLAN 4095',
  scope: 'subnet',
  shapes: ['snat'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async (changes, v) => {
    const { name, localVlans } = v.snatNode;
    await kill(changes, name, v.sg, localVlans[v.network.name] ?? 0);
    // DVR's own delivery does not ask for the tag: requests arrive, ARP for the answers does not
    await changes.change(ip(name, v.snat, 'neigh', 'flush', 'dev', v.sg), []);
  },
  expected: (v) =>
    v.local
      ? lost('integration-bridge', 'PORT_DEAD_VLAN')
      : lost('snat-router', 'PORT_DEAD_VLAN', 'reply'),
};

const spoofStale: Fault = {
  name: 'spoof-filter-stale',
  row: 18,
  summary: "the node's spoof filter knows another address than the port has",
  scope: 'port',
  shapes: ALL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: (changes, v) => spoofRules(changes, v),
  expected: (v) => lost(filterSegment(v), 'SPOOF_DROP'),
};

const bypassed: Fault = {
  name: 'bridge-netfilter-off',
  row: 20,
  summary: 'the node does not filter bridges: what no group allows passes all the same',
  scope: 'node',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: (v) => v.firewall === 'iptables_hybrid',
  apply: async (changes, v) => {
    const set = (on: 0 | 1) => hostSysctl(v.node.name, `net.bridge.bridge-nf-call-iptables=${on}`);
    await changes.change(set(0), [set(1)]);
    await refuseEgress(changes, v);
  },
  expected: () => passing('SG_BYPASSED'),
};

const flowsLost: Fault = {
  name: 'br-int-flows-lost',
  row: 52,
  summary: "br-int of the server's node has lost all its flows",
  scope: 'node',
  shapes: ALL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async (changes, v) => {
    const node = v.node.name;
    const ofctl = (...args: readonly string[]) => ['ovs-ofctl', '-O', 'OpenFlow14', ...args];
    const flows = await readFlows(changes, node, BR_INT, '');
    const input = `${flows.join('\n')}\n`;
    await changes.change({ node, argv: ofctl('del-flows', BR_INT) }, [
      { node, argv: ofctl('--names', 'add-flows', BR_INT, '-'), input },
    ]);
  },
  expected: (v) => lost(behindPort(v), 'OVS_FLOWS_LOST'),
};

/** Packets a second that pass: less than any probe or bystander needs. */
const LIMIT_PPS = 5;
const METER = '77';

const limited: Fault = {
  name: 'packet-rate-limit',
  row: 55,
  summary: `a packet rate limit lets ${LIMIT_PPS} packets a second of the server pass`,
  scope: 'port',
  shapes: ALL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async (changes, v) => {
    const node = v.node.name;
    const meter = (verb: string, text: string) => ({
      node,
      argv: ['ovs-ofctl', '-O', 'OpenFlow13', verb, BR_INT, text],
    });
    const band = `burst,band=type=drop,rate=${LIMIT_PPS},burst_size=${LIMIT_PPS}`;
    await changes.change(meter('add-meter', `meter=${METER},pktps,${band}`), [
      meter('del-meter', `meter=${METER}`),
    ]);
    const limit = `table=59,priority=100,in_port=${v.port} actions=meter:${METER},goto_table:60`;
    await addFlow(changes, node, BR_INT, limit);
  },
  expected: (v): Expected => ({
    ...lost(behindPort(v), 'QOS_DROP'),
    status: 'DEGRADED',
    owner: 'tenant',
  }),
};

/** The flow of the external bridge that lets the external network out. */
export const externalVlan = (v: Victim): string =>
  `table=2,dl_vlan=${v.snatNode.localVlans[externalNetwork(v.topology).name]}`;

const translationMissing: Fault = {
  name: 'external-vlan-missing',
  row: 43,
  summary: 'the external bridge does not translate the external network on the SNAT node',
  scope: 'all',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async (changes, v) => {
    await dropFlows(changes, v.snatNode.name, BR_EX, externalVlan(v));
    await freshGateway(changes, v);
  },
  expected: () => lost('external-bridge', 'EXTERNAL_VLAN_MISSING'),
};

const unjoined: Fault = {
  name: 'external-bridge-unjoined',
  row: 43,
  summary: 'the patch port from br-int to the external bridge leads nowhere',
  scope: 'all',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async (changes, v) => {
    const peer = (name: string) =>
      vsctl(v.snatNode.name, 'set', 'Interface', 'int-br-ex', `options:peer=${name}`);
    await changes.change(peer('phy-br-gone'), [peer('phy-br-ex')]);
    await freshGateway(changes, v);
  },
  expected: () => lost('external-bridge', 'EXTERNAL_BRIDGE_UNJOINED'),
};

const providerVlan: Fault = {
  name: 'provider-vlan-missing',
  row: 43,
  summary: "the external bridge of the server's node does not translate its provider VLAN",
  scope: 'subnet-on-node',
  shapes: ['vlan'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: (v) => !v.local,
  apply: async (changes, v) => {
    const match = `table=2,dl_vlan=${v.node.localVlans[v.network.name]}`;
    await dropFlows(changes, v.node.name, BR_EX, match);
  },
  // EXTERNAL_VLAN_MISSING is about the external network alone
  expected: () => lost('tunnel-out', 'FLOW_DROP'),
};

const foreignRule: Fault = {
  name: 'foreign-firewall',
  row: 0,
  summary: 'a rule on the node that is not of Neutron drops the server',
  scope: 'port',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: (v) => v.firewall === 'iptables_hybrid',
  apply: async (changes, v) => {
    const chain = { node: v.node.name, netns: null, table: 'filter', name: 'FORWARD' } as const;
    await insertRule(changes, chain, `-s ${v.server.port.ip}/32 -j DROP`);
  },
  expected: () => lost('security-group', 'FOREIGN_FIREWALL'),
};

const disabled: Fault = {
  name: 'port-disabled',
  row: 13,
  summary: "the server's port is administratively down: its port of br-int is dead",
  scope: 'port',
  shapes: ALL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async (changes, v) => {
    changes.edit('ports', v.server.port.id, { admin_state_up: false, status: 'DOWN' });
    await kill(changes, v.node.name, v.port, v.node.localVlans[v.network.name] ?? 0);
  },
  expected: (v): Expected => ({ ...lost(behindPort(v), 'PORT_DISABLED'), owner: 'tenant' }),
};

export const BRIDGE_FAULTS: readonly Fault[] = [
  untagged,
  gatewayDead,
  snatPortDead,
  spoofStale,
  bypassed,
  flowsLost,
  limited,
  translationMissing,
  unjoined,
  providerVlan,
  foreignRule,
  disabled,
];
