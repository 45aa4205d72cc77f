// Faults of the way out by a floating IP: its rule, route and translation in qrouter, the fip
// namespace.

import { hideNamespace } from './hidden-namespace.ts';
import { ip } from './in-netns.ts';
import { removeRules } from './iptables.ts';
import { ALL_PROTOCOLS, lost, passing, type Fault } from './fault.ts';
import { externalNetwork } from '../model.ts';
import { fipNamespace } from '../names.ts';
import type { Victim } from './victim.ts';

const common = {
  scope: 'port',
  shapes: ['fip'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: () => true,
} as const;

const fipOf = (v: Victim): string => fipNamespace(externalNetwork(v.topology).id);
const floatingOf = (v: Victim) => {
  const floating = v.topology.floatingIps.find((each) => each.server === v.server.name);
  if (floating === undefined) throw new Error(`${v.server.name} has no floating IP`);
  return floating;
};

const ruleMissing: Fault = {
  ...common,
  name: 'fip-rule-missing',
  row: 0,
  summary: 'qrouter has no policy rule for the floating IP: the server leaves by SNAT',
  apply: async ({ change }, v) => {
    const priority = String(floatingOf(v).rulePriority);
    const from = ['from', v.server.port.ip, 'lookup', '16', 'priority', priority];
    const rule = (verb: string) => ip(v.node.name, v.qrouter, 'rule', verb, ...from);
    await change(rule('del'), [rule('add')]);
  },
  expected: () => passing('FIP_LEFT_BY_SNAT'),
};

const routeMissing: Fault = {
  ...common,
  name: 'fip-route-missing',
  row: 0,
  summary: 'the routing table of floating IPs is empty in qrouter: the server leaves by SNAT',
  scope: 'router',
  apply: async ({ change, read }, v) => {
    const table = ['table', '16'];
    const show = ['ip', '-n', v.qrouter, 'route', 'show', ...table];
    const route = (await read(v.node.name, show)).trim().split(/\s+/);
    const set = (verb: string) => ip(v.node.name, v.qrouter, 'route', verb, ...route, ...table);
    await change(set('del'), [set('add')]);
  },
  expected: () => passing('FIP_LEFT_BY_SNAT'),
};

const natMissing: Fault = {
  ...common,
  name: 'fip-nat-missing',
  row: 0,
  summary: 'qrouter does not translate the server to its floating IP',
  apply: async (changes, v) => {
    const { node, qrouter: netns } = v;
    const name = 'neutron-l3-agent-float-snat';
    const chain = { node: node.name, netns, table: 'nat', name } as const;
    await removeRules(changes, chain, (rule) => rule.startsWith(`-s ${v.server.port.ip}/32`));
  },
  // what leaves qrouter is not what should leave: seen is not accepted
  expected: () => lost('router', 'FIP_NAT_MISSING'),
};

const namespaceMissing: Fault = {
  ...common,
  name: 'fip-namespace-missing',
  row: 0,
  summary: "the server's node has no fip namespace",
  scope: 'node',
  apply: (changes, v) => hideNamespace(changes, v.node.name, fipOf(v), 'gone'),
  expected: () => lost('fip-link', 'FIP_NAMESPACE_MISSING'),
};

export const FLOATING_FAULTS: readonly Fault[] = [
  ruleMissing,
  routeMissing,
  natMissing,
  namespaceMissing,
];
