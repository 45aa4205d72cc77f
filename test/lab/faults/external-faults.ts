// Faults between a router's external port and the wire: cards, VLANs and flows of the external
// bridge, once with a gateway that is still known, once for so long that ARP fails too.

import { externalVlan } from './bridge-faults.ts';
import type { Changes } from './changes.ts';
import { ALL_PROTOCOLS, CENTRAL_SHAPES, lost, type Fault } from './fault.ts';
import { addFlow, dropFlows } from './flows.ts';
import { freshGateway } from './gateway-neighbour.ts';
import { ip, vsctl } from './in-netns.ts';
import { externalNetwork } from '../model.ts';
import { fgName, fipNamespace } from '../names.ts';
import { BR_EX, BR_INT, EXTERNAL_NIC } from '../neutron/bridges.ts';
import { externalGateway, type Victim } from './victim.ts';

/** The router must ask for its gateway anew: what stops packets stops ARP too. */
const forgetGateway = ({ change }: Changes, v: Victim): Promise<void> =>
  change(ip(v.snatNode.name, v.snat, 'neigh', 'flush', 'to', externalGateway(v), 'dev', v.qg), []);

const outside = {
  row: 43,
  scope: 'all',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: (): boolean => true,
} as const;

const translationMissingLong: Fault = {
  ...outside,
  name: 'external-vlan-missing-long',
  summary: 'as external-vlan-missing, for so long that the router has forgotten its gateway',
  apply: async (changes, v) => {
    await dropFlows(changes, v.snatNode.name, BR_EX, externalVlan(v));
    await forgetGateway(changes, v);
  },
  expected: () => lost('snat-router', 'EXTERNAL_VLAN_MISSING'),
};

const PATCH_IN = 'int-br-ex';

const floatingBridge: Fault = {
  ...outside,
  name: 'fip-external-vlan-missing-long',
  scope: 'node',
  shapes: ['fip'],
  summary: "the external bridge of the server's node lets nothing out; its gateway is forgotten",
  apply: async (changes, v) => {
    const { topology, node } = v;
    const external = externalNetwork(topology);
    const own = topology.agentGateways.find((port) => port.node === node.name);
    if (own === undefined) throw new Error(`${node.name} has no fg port`);
    await dropFlows(changes, node.name, BR_EX, `table=2,dl_vlan=${node.localVlans[external.name]}`);
    const forget = ['neigh', 'flush', 'to', externalGateway(v), 'dev', fgName(own.id)];
    await changes.change(ip(node.name, fipNamespace(external.id), ...forget), []);
  },
  expected: () => lost('fip-router', 'EXTERNAL_VLAN_MISSING'),
};

/** What takes frames of the wire into the external network's local VLAN. */
const dropWayIn = async (changes: Changes, v: Victim): Promise<void> => {
  const vlan = v.snatNode.localVlans[externalNetwork(v.topology).name] ?? 0;
  const sets = new RegExp(`(?:mod_vlan_vid:${vlan}|set_field:${vlan + 0x1000}->vlan_vid)\\b`);
  const match = `table=0,in_port=${PATCH_IN}`;
  await dropFlows(changes, v.snatNode.name, BR_INT, match, (flow) => !sets.test(flow));
};

const wayInMissing: Fault = {
  ...outside,
  name: 'external-vlan-in-missing',
  summary: 'br-int of the SNAT node does not let the external network in from its bridge',
  apply: async (changes, v) => {
    await dropWayIn(changes, v);
    await freshGateway(changes, v);
  },
  expected: () => lost('external-bridge', 'EXTERNAL_VLAN_MISSING', 'reply'),
};

const wayInMissingLong: Fault = {
  ...outside,
  name: 'external-vlan-in-missing-long',
  summary: 'as external-vlan-in-missing, for so long that the router has forgotten its gateway',
  apply: async (changes, v) => {
    await dropWayIn(changes, v);
    await forgetGateway(changes, v);
  },
  expected: () => lost('snat-router', 'EXTERNAL_VLAN_MISSING'),
};

const bridgeDrops: Fault = {
  ...outside,
  name: 'external-bridge-drops',
  summary: 'a flow of the external bridge drops all; the router has forgotten its gateway',
  apply: async (changes, v) => {
    await addFlow(changes, v.snatNode.name, BR_EX, 'table=0,priority=100 actions=drop');
    await forgetGateway(changes, v);
  },
  expected: () => lost('snat-router', 'FLOW_DROP'),
};

/** Takes the card out of the external bridge; put back, it gets its OpenFlow number again. */
const takeCard = async ({ change, read }: Changes, v: Victim): Promise<void> => {
  const node = v.snatNode.name;
  const get = ['ovs-vsctl', '--timeout=10', 'get', 'Interface', EXTERNAL_NIC, 'ofport'];
  const ofport = (await read(node, get)).trim();
  const port = ['add-port', BR_EX, EXTERNAL_NIC, '--', 'set', 'Interface', EXTERNAL_NIC];
  await change(vsctl(node, 'del-port', BR_EX, EXTERNAL_NIC), [
    vsctl(node, ...port, `ofport_request=${ofport}`),
    vsctl(node, 'clear', 'Interface', EXTERNAL_NIC, 'ofport_request'),
  ]);
};

/** A tenant network that is a VLAN of the same wire does not even reach the SNAT node. */
const carded = (v: Victim): 'underlay' | null =>
  v.network.vlan !== null && !v.local ? 'underlay' : null;

const cardMissing: Fault = {
  ...outside,
  name: 'external-nic-missing',
  summary: 'the card of the external network was taken out of its bridge on the SNAT node',
  apply: async (changes, v) => {
    await takeCard(changes, v);
    await freshGateway(changes, v);
  },
  expected: (v) => lost(carded(v) ?? 'external-bridge', 'EXTERNAL_NIC_MISSING'),
};

const cardMissingLong: Fault = {
  ...outside,
  name: 'external-nic-missing-long',
  summary: 'as external-nic-missing, for so long that the router has forgotten its gateway',
  apply: async (changes, v) => {
    await takeCard(changes, v);
    await forgetGateway(changes, v);
  },
  expected: (v) => lost(carded(v) ?? 'snat-router', 'EXTERNAL_NIC_MISSING'),
};

export const EXTERNAL_FAULTS: readonly Fault[] = [
  translationMissingLong,
  wayInMissing,
  wayInMissingLong,
  bridgeDrops,
  cardMissing,
  cardMissingLong,
  floatingBridge,
];
