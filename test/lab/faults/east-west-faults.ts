// Faults of flows from one server to another: what the node of the other one drops.

import { dropFlows } from './flows.ts';
import { dropGroupRules, useGroup } from './port-rules.ts';
import { ALL_PROTOCOLS, lost, type Expected, type Fault } from './fault.ts';
import { isDistributed, networkOf, nodeOf } from '../model.ts';
import { neighbourSubnet, victimOf, type Victim } from './victim.ts';

/** Who is asked: a server of another subnet of the same router. */
const remoteOf = (v: Victim): Victim | null => {
  const other = neighbourSubnet(v);
  return other === null ? null : victimOf(v.topology, other.server.name, v.protocol);
};

const common = {
  scope: 'port',
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  destination: (v: Victim) => neighbourSubnet(v)?.destination ?? '',
} as const;

const rewriteMissing: Fault = {
  ...common,
  name: 'east-west-rewrite-missing',
  row: 29,
  summary: "br-int of the other server's node has no flow that puts the router's MAC back",
  shapes: ['snat', 'vlan'],
  fits: (v) => {
    const remote = remoteOf(v);
    return remote !== null && remote.node.name !== v.node.name;
  },
  apply: async (changes, v) => {
    const remote = remoteOf(v);
    if (remote === null) return;
    const { vlan, name } = networkOf(v.topology, remote.network.name);
    const local = nodeOf(v.topology, remote.node.name).localVlans[name] ?? 0;
    const [table, tag] = vlan === null ? [1, local] : [2, vlan];
    const match = `table=${table},dl_vlan=${tag},dl_dst=${remote.server.port.mac}`;
    await dropFlows(changes, remote.node.name, 'br-int', match);
  },
  expected: () => lost('tunnel-in', 'DVR_REWRITE_MISSING'),
};

const remoteRefuses: Fault = {
  ...common,
  name: 'remote-sg-ingress-deny',
  row: 17,
  summary: 'no security group of the other server lets anything in',
  shapes: ['snat', 'vlan', 'legacy'],
  fits: (v) => remoteOf(v) !== null,
  apply: async (changes, v) => {
    const remote = remoteOf(v);
    if (remote === null) return;
    useGroup(changes, remote, 'no-ingress');
    await dropGroupRules(changes, remote, 'ingress');
  },
  expected: (v): Expected => {
    const remote = remoteOf(v) ?? v;
    const crosses = remote.node.name !== v.node.name || !isDistributed(v.router);
    const switched = crosses ? 'tunnel-in' : 'integration-bridge';
    const segment = remote.firewall === 'openvswitch' ? switched : 'security-group';
    return { ...lost(segment, 'SG_INGRESS_DENY'), owner: 'tenant' };
  },
};

export const EAST_WEST_FAULTS: readonly Fault[] = [rewriteMissing, remoteRefuses];
