// Faults at the server's own port: security groups, spoof filter, and a guest that is silent. The
// node's rules are changed as Neutron's agent of that firewall driver would change them.

import { dropFlows } from './flows.ts';
import { ip } from './in-netns.ts';
import { removeRules, replaceRules } from './iptables.ts';
import type { Changes } from './changes.ts';
import { ALL_PROTOCOLS, lost, type Expected, type Fault } from './fault.ts';
import { groupOf } from '../model.ts';
import { serverNamespace } from '../names.ts';
import { portChain } from '../neutron/iptables-groups.ts';
import { words } from '../words.ts';
import type { Victim } from './victim.ts';

/** Where each driver drops what a group does not allow. */
const filterSegment = (v: Victim): 'security-group' | 'integration-bridge' =>
  v.firewall === 'iptables_hybrid' ? 'security-group' : 'integration-bridge';

const chainOf = (v: Victim, kind: 'i' | 'o' | 's') =>
  ({
    node: v.node.name,
    netns: null,
    table: 'filter',
    name: portChain(kind, v.server.port.id),
  }) as const;

/** Rules of security groups, apart from DHCP and the driver's own. */
const isGroupRule = (rule: string): boolean =>
  rule.endsWith('-j RETURN') && !/--state|--sport (?:67|68)/.test(rule);

const ofport = async ({ read }: Changes, v: Victim): Promise<string> => {
  const number = await read(v.node.name, words(`ovs-vsctl get Interface ${v.port} ofport`));
  return `0x${Number(number.trim()).toString(16)}`;
};

/** Tables of br-int that hold the rules of the groups, and the priorities of these. */
const GROUP_TABLES = { egress: 72, ingress: 82 } as const;
const isGroupFlow = (flow: string): boolean => /priority=7[0-7],/.test(flow);

const dropGroupRules = async (
  changes: Changes,
  v: Victim,
  direction: 'ingress' | 'egress',
): Promise<void> => {
  if (v.firewall === 'iptables_hybrid') {
    const chain = chainOf(v, direction === 'egress' ? 'o' : 'i');
    await removeRules(changes, chain, isGroupRule);
    return;
  }
  const match = `table=${GROUP_TABLES[direction]},reg5=${await ofport(changes, v)}`;
  await dropFlows(changes, v.node.name, 'br-int', match, (flow) => !isGroupFlow(flow));
};

const useGroup = (changes: Changes, v: Victim, name: string): void => {
  const { id } = groupOf(v.topology, name);
  changes.edit('ports', v.server.port.id, { security_groups: [id] });
};

const egressDeny: Fault = {
  name: 'sg-egress-deny',
  row: 16,
  summary: 'no security group of the port allows anything out',
  scope: 'port',
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: () => true,
  apply: async (changes, v) => {
    useGroup(changes, v, 'no-egress');
    await dropGroupRules(changes, v, 'egress');
  },
  expected: (v) => ({ ...lost(filterSegment(v), 'SG_EGRESS_DENY'), owner: 'tenant' }),
};

const ingressDeny: Fault = {
  name: 'sg-ingress-deny',
  row: 17,
  summary: 'a stateless group without ingress rules: the answers are not let in',
  scope: 'port',
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  // the openvswitch driver of this release knows no stateless groups
  fits: (v) => v.firewall === 'iptables_hybrid',
  apply: async (changes, v) => {
    useGroup(changes, v, 'no-ingress');
    const { id } = groupOf(v.topology, 'no-ingress');
    changes.edit('security_groups', id, { stateful: false });
    await dropGroupRules(changes, v, 'ingress');
    const name = 'neutron-openvswi-PREROUTING';
    const raw = { node: v.node.name, netns: null, table: 'raw', name } as const;
    await replaceRules(
      changes,
      raw,
      (rule) => rule.includes(v.server.port.id),
      (rule) => rule.replace(/--zone \d+/, '--notrack'),
    );
  },
  expected: (v) => ({ ...lost(filterSegment(v), 'SG_INGRESS_DENY', 'reply'), owner: 'tenant' }),
};

const notApplied: Fault = {
  name: 'sg-not-applied',
  row: 16,
  summary: 'the groups allow the flow, the node has no rule for it',
  scope: 'port',
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: () => true,
  apply: (changes, v) => dropGroupRules(changes, v, 'egress'),
  expected: (v) => lost(filterSegment(v), 'SG_NOT_APPLIED'),
};

const gatewayEntry = (v: Victim): readonly string[] => [v.leg.qr.ip, 'dev', 'eth0'];

const spoof: Fault = {
  name: 'spoof',
  row: 19,
  summary: 'the guest sends with another MAC than its port has',
  scope: 'port',
  mode: 'live',
  protocols: ALL_PROTOCOLS,
  fits: () => true,
  apply: async ({ change }, v) => {
    const { node } = v;
    const guest = serverNamespace(v.server.name);
    const address = (mac: string) => ip(node.name, guest, 'link', 'set', 'eth0', 'address', mac);
    const neighbour = (...args: readonly string[]) => ip(node.name, guest, 'neigh', ...args);
    await change(address('fa:16:3e:5b:00:f5'), [address(v.server.port.mac)]);
    // its ARP is filtered too: without this entry no IP packet would ever be sent
    await change(
      neighbour('replace', ...gatewayEntry(v), 'lladdr', v.leg.qr.mac, 'nud', 'permanent'),
      [neighbour('del', ...gatewayEntry(v))],
    );
  },
  expected: (v): Expected => ({ ...lost(filterSegment(v), 'SPOOF_DROP'), owner: 'tenant' }),
};

const silent: Fault = {
  name: 'vm-sends-nothing',
  row: 58,
  summary: 'the guest has no default route: it sends nothing',
  scope: 'port',
  mode: 'live',
  protocols: ALL_PROTOCOLS,
  fits: () => true,
  apply: async ({ change }, v) => {
    const route = ['default', 'via', v.leg.qr.ip, 'dev', 'eth0'];
    const guest = serverNamespace(v.server.name);
    await change(ip(v.node.name, guest, 'route', 'del', ...route), [
      ip(v.node.name, guest, 'route', 'add', ...route),
    ]);
  },
  expected: () => ({
    status: 'NOT_SENT',
    segment: null,
    direction: null,
    cause: 'VM_SENDS_NOTHING',
    owner: 'tenant',
  }),
};

export const PORT_FAULTS: readonly Fault[] = [egressDeny, ingressDeny, notApplied, spoof, silent];
