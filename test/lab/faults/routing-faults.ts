// More faults of the distributed router on the server's own node: devices, neighbours, rules that
// are left over, filters.

import { hideNamespace } from './hidden-namespace.ts';
import { ip, sysctl } from './in-netns.ts';
import { insertRule, replaceRules } from './iptables.ts';
import { dropFlows } from './flows.ts';
import { takeDown } from './router-device.ts';
import {
  ALL_PROTOCOLS,
  ALL_SHAPES,
  lost,
  passing,
  SNAT_SHAPES,
  type Expected,
  type Fault,
} from './fault.ts';
import { serverNamespace } from '../names.ts';
import { words } from '../words.ts';
import { neighbourSubnet, routerNode, type Victim } from './victim.ts';

const always = (): boolean => true;

const neighbourMissing: Fault = {
  name: 'snat-neighbour-missing',
  row: 6,
  summary: 'qrouter has no neighbour entry of the SNAT port, and nobody answers its ARP',
  scope: 'subnet-on-node',
  shapes: ['snat', 'dvr-ha'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: (v) => v.tunnelled,
  apply: async (changes, v) => {
    const { node, leg } = v;
    const vlan = node.localVlans[v.network.name] ?? 0;
    // the responder of br-tun would answer, and hide that the entry is missing
    const responder = `table=21,arp,dl_vlan=${vlan},arp_tpa=${leg.sg.ip}`;
    await dropFlows(changes, node.name, 'br-tun', responder);
    const neighbour = (verb: string, ...more: readonly string[]) =>
      ip(node.name, v.qrouter, 'neigh', verb, leg.sg.ip, ...more, 'dev', v.qr);
    await changes.change(neighbour('del'), [
      neighbour('replace', 'lladdr', leg.sg.mac, 'nud', 'permanent'),
    ]);
  },
  expected: () => lost('router', 'SNAT_NEIGHBOUR_MISSING'),
};

/** As the L3 agent numbers rules of floating IPs; no item of the lab's pool has this one. */
const STALE_PRIORITY = '40404';

const staleFloating: Fault = {
  name: 'fip-rule-stale',
  row: 5,
  summary: 'qrouter still sends the server out by a floating IP that it no longer has',
  scope: 'port',
  shapes: SNAT_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async ({ change }, v) => {
    const from = words(`from ${v.server.port.ip} lookup 16 priority ${STALE_PRIORITY}`);
    const rule = (verb: string) => ip(v.node.name, v.qrouter, 'rule', verb, ...from);
    await change(rule('add'), [rule('del')]);
  },
  expected: () => lost('router', 'FIP_RULE_STALE'),
};

/** Into the first port of the router on the packets' way. */
const towardsRouter = (v: Victim): 'integration-bridge' | 'tunnel-in' =>
  routerNode(v) === v.node ? 'integration-bridge' : 'tunnel-in';

const deviceDown: Fault = {
  name: 'router-port-down',
  row: 8,
  summary: "the router's port of the server's subnet is down",
  scope: 'subnet',
  shapes: ALL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: (changes, v) => takeDown(changes, routerNode(v).name, v.qrouter, v.qr),
  expected: (v) => lost(towardsRouter(v), 'ROUTER_PORT_DOWN'),
};

const namespaceMissing: Fault = {
  name: 'qrouter-namespace-missing',
  row: 9,
  summary: "the server's node has no qrouter namespace of its router",
  scope: 'router',
  shapes: [...SNAT_SHAPES, 'fip'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: (changes, v) => hideNamespace(changes, v.node.name, v.qrouter, 'gone'),
  expected: () => lost('integration-bridge', 'QROUTER_NAMESPACE_MISSING'),
};

const routerDisabled: Fault = {
  name: 'router-disabled',
  row: 56,
  summary: 'the router is administratively down: its namespaces are gone',
  scope: 'router',
  shapes: [...SNAT_SHAPES, 'fip'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async (changes, v) => {
    changes.edit('routers', v.router.id, { admin_state_up: false });
    await hideNamespace(changes, v.node.name, v.qrouter, 'gone');
  },
  expected: (): Expected => ({
    ...lost('integration-bridge', 'ROUTER_DISABLED'),
    owner: 'tenant',
  }),
};

const SCOPE_CHAIN = 'neutron-l3-agent-scope';
const [OLD_SCOPE, OTHER_SCOPE] = ['0x4000000', '0x4010000'] as const;

const scopeMismatch: Fault = {
  name: 'address-scope-mismatch',
  row: 47,
  summary: 'the other subnet is in another address scope: qrouter does not let packets across',
  scope: 'router',
  mode: 'inject',
  shapes: ['snat', 'vlan'],
  protocols: ALL_PROTOCOLS,
  fits: (v) => neighbourSubnet(v) !== null,
  destination: (v) => neighbourSubnet(v)?.destination ?? '',
  apply: async (changes, v) => {
    const other = neighbourSubnet(v);
    if (other === null) return;
    const rewrite = (rule: string): string => rule.replace(OLD_SCOPE, OTHER_SCOPE);
    for (const table of ['mangle', 'filter'] as const) {
      const chain = { node: v.node.name, netns: v.qrouter, table, name: SCOPE_CHAIN };
      await replaceRules(changes, chain, (rule) => rule.includes(other.device), rewrite);
    }
  },
  expected: (): Expected => ({ ...lost('router', 'ADDRESS_SCOPE_DROP'), owner: 'tenant' }),
};

const filtered: Fault = {
  name: 'router-filter-drop',
  row: 0,
  summary: 'a rule that is not of Neutron drops the server in qrouter',
  scope: 'port',
  shapes: [...SNAT_SHAPES, 'fip'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async (changes, v) => {
    const { node, qrouter: netns } = v;
    const chain = { node: node.name, netns, table: 'filter', name: 'FORWARD' } as const;
    await insertRule(changes, chain, `-s ${v.server.port.ip}/32 -j DROP`);
  },
  expected: () => lost('router', 'ROUTER_FILTER_DROP'),
};

const redirects: Fault = {
  name: 'icmp-redirects',
  row: 53,
  summary: 'qrouter tells servers by ICMP to go to the SNAT port directly',
  scope: 'router',
  shapes: SNAT_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async ({ change }, v) => {
    const set = (on: 0 | 1) =>
      sysctl(v.node.name, v.qrouter, `net.ipv4.conf.all.send_redirects=${on}`);
    await change(set(1), [set(0)]);
  },
  expected: () => passing('ICMP_REDIRECTS'),
};

const guestRoute = (v: Victim, verb: string, via: string) => {
  const guest = serverNamespace(v.server.name);
  return ip(v.node.name, guest, 'route', verb, 'default', 'via', via, 'dev', 'eth0');
};

const gatewayMismatch: Fault = {
  name: 'gateway-mismatch',
  row: 59,
  summary: "the subnet's gateway address is not the router's: servers ask for nobody",
  scope: 'subnet',
  shapes: ALL_SHAPES,
  mode: 'live',
  protocols: ALL_PROTOCOLS,
  fits: always,
  apply: async (changes, v) => {
    const stray = `${v.network.cidr.split('.').slice(0, 3).join('.')}.254`;
    changes.edit('subnets', v.network.subnetId, { gateway_ip: stray });
    await changes.change(guestRoute(v, 'replace', stray), [guestRoute(v, 'replace', v.leg.qr.ip)]);
  },
  expected: (): Expected => ({
    ...passing('GATEWAY_MISMATCH'),
    status: 'NOT_SENT',
    owner: 'tenant',
  }),
};

/** A queue into which no packet fits: what tc's own filters do is not in every kernel. */
const NOTHING_PASSES = words('root tbf rate 8bit burst 60 limit 1');

const queueDrops: Fault = {
  name: 'router-queue-drops',
  row: 0,
  summary: "somebody set up traffic control at the router's port: nothing gets through its queue",
  scope: 'subnet-on-node',
  shapes: SNAT_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: (v) => !v.local,
  apply: ({ change }, v) => {
    const tc = (verb: string, ...more: readonly string[]) => ({
      node: v.node.name,
      argv: ['ip', 'netns', 'exec', v.qrouter, 'tc', 'qdisc', verb, 'dev', v.qr, ...more],
    });
    return change(tc('add', ...NOTHING_PASSES), [tc('del', 'root')]);
  },
  expected: () => lost('router', 'QOS_DROP'),
};

export const ROUTING_FAULTS: readonly Fault[] = [
  neighbourMissing,
  staleFloating,
  deviceDown,
  namespaceMissing,
  routerDisabled,
  scopeMismatch,
  filtered,
  redirects,
  gatewayMismatch,
  queueDrops,
];
