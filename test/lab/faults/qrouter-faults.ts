// Faults of the distributed router on the server's own node: the policy routing that redirects to
// SNAT, the permanent neighbour of the SNAT port, forwarding itself.

import { ip, sysctl } from './in-netns.ts';
import { ALL_PROTOCOLS, SNAT_SHAPES, lost, type Fault } from './fault.ts';
import { words } from '../words.ts';
import { unusedAddress, type Victim } from './victim.ts';

/** A floating IP would take the server out before the redirect is asked. */
const bySnat = (victim: Victim): boolean => !victim.floating;

const fromSubnet = (v: Victim): readonly string[] =>
  words(`from ${v.leg.qr.ip}/${v.network.prefix} lookup ${v.redirect} priority ${v.redirect}`);

const redirectVia = (v: Victim, nextHop: string): readonly string[] =>
  words(`default via ${nextHop} dev ${v.qr} table ${v.redirect} proto static`);

const ruleMissing: Fault = {
  name: 'pbr-rule-missing',
  row: 1,
  summary: 'the policy rule that sends the subnet to SNAT is missing in qrouter',
  scope: 'subnet-on-node',
  shapes: SNAT_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: async ({ change }, v) => {
    const rule = (verb: string) => ip(v.node.name, v.qrouter, 'rule', verb, ...fromSubnet(v));
    await change(rule('del'), [rule('add')]);
  },
  expected: () => lost('router', 'PBR_RULE_MISSING'),
};

const tableEmpty: Fault = {
  name: 'pbr-table-empty',
  row: 2,
  summary: 'the table that the policy rule names is empty',
  scope: 'subnet-on-node',
  shapes: SNAT_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: async ({ change }, v) => {
    const route = (verb: string) =>
      ip(v.node.name, v.qrouter, 'route', verb, ...redirectVia(v, v.leg.sg.ip));
    await change(route('del'), [route('add')]);
  },
  expected: () => lost('router', 'PBR_TABLE_EMPTY'),
};

const wrongNextHop: Fault = {
  name: 'pbr-wrong-next-hop',
  row: 3,
  summary: 'the redirect table leads to an address that is not the SNAT port',
  scope: 'subnet-on-node',
  shapes: SNAT_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: async ({ change }, v) => {
    const replace = (nextHop: string) =>
      ip(v.node.name, v.qrouter, 'route', 'replace', ...redirectVia(v, nextHop));
    await change(replace(unusedAddress(v)), [replace(v.leg.sg.ip)]);
  },
  expected: () => lost('router', 'PBR_WRONG_NEXT_HOP'),
};

const shadowed: Fault = {
  name: 'pbr-shadowed',
  row: 4,
  summary: 'a default route in the main table is asked before the redirect rule',
  scope: 'router',
  shapes: SNAT_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: async ({ change }, v) => {
    const route = words(`default via ${unusedAddress(v)} dev ${v.qr} proto static`);
    await change(ip(v.node.name, v.qrouter, 'route', 'add', ...route), [
      ip(v.node.name, v.qrouter, 'route', 'del', ...route),
    ]);
  },
  expected: () => lost('router', 'PBR_SHADOWED'),
};

const staleNeighbour: Fault = {
  name: 'snat-neighbour-stale',
  row: 7,
  summary: 'the permanent neighbour of the SNAT port has a MAC that it no longer has',
  scope: 'subnet-on-node',
  shapes: ['snat'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: async ({ change }, v) => {
    const neighbour = (mac: string) => {
      const entry = words(`${v.leg.sg.ip} lladdr ${mac} nud permanent dev ${v.qr}`);
      return ip(v.node.name, v.qrouter, 'neigh', 'replace', ...entry);
    };
    await change(neighbour('fa:16:3e:00:de:ad'), [neighbour(v.leg.sg.mac)]);
  },
  // frames with a MAC that nobody has leave the router: seen is not accepted
  expected: () => lost('router', 'SNAT_NEIGHBOUR_STALE'),
};

const forwardingOff: Fault = {
  name: 'qrouter-ip-forward-off',
  row: 10,
  summary: 'ip_forward is 0 in qrouter on the node of the server',
  scope: 'router',
  shapes: SNAT_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: async ({ change }, v) => {
    const set = (on: 0 | 1) => sysctl(v.node.name, v.qrouter, `net.ipv4.ip_forward=${on}`);
    await change(set(0), [set(1)]);
  },
  expected: () => lost('router', 'IP_FORWARD_OFF'),
};

export const QROUTER_FAULTS: readonly Fault[] = [
  ruleMissing,
  tableEmpty,
  wrongNextHop,
  shadowed,
  staleNeighbour,
  forwardingOff,
];
