// Faults at the server's own port: security groups, spoof filter, and a guest that is silent. The
// node's rules are changed as Neutron's agent of that firewall driver would change them.

import { ip } from './in-netns.ts';
import { replaceRules } from './iptables.ts';
import { dropGroupRules, filterSegment, refuseEgress, useGroup } from './port-rules.ts';
import {
  ALL_PROTOCOLS,
  ALL_SHAPES,
  CENTRAL_SHAPES,
  lost,
  type Expected,
  type Fault,
} from './fault.ts';
import { groupOf } from '../model.ts';
import { serverNamespace } from '../names.ts';
import type { Victim } from './victim.ts';

const egressDeny: Fault = {
  name: 'sg-egress-deny',
  row: 16,
  summary: 'no security group of the port allows anything out',
  scope: 'port',
  shapes: ALL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: () => true,
  apply: refuseEgress,
  expected: (v) => ({ ...lost(filterSegment(v), 'SG_EGRESS_DENY'), owner: 'tenant' }),
};

const ingressDeny: Fault = {
  name: 'sg-ingress-deny',
  row: 17,
  summary: 'a stateless group without ingress rules: the answers are not let in',
  scope: 'port',
  shapes: CENTRAL_SHAPES,
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
  shapes: ALL_SHAPES,
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
  shapes: ALL_SHAPES,
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
  shapes: ALL_SHAPES,
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
