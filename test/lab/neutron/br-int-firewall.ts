// OpenFlow flows of br-int that the openvswitch firewall driver writes: tables 60 (classification),
// 71-73 (egress), 81-82 (ingress), 91-94. Source: neutron agent/linux/openvswitch_firewall and the
// recording ovsfw. ct zone = local VLAN. Remote groups (conjunctive flows) are not written: no
// group of the lab that a port uses has one. Pure.
import assert from 'node:assert/strict';
import { groupOf, nodeOf, pairsOf } from '../model.ts';
import type { AddressPair, SecurityRule, Topology } from '../model.ts';
import { linkLocalOf } from '../names.ts';
import { ofportOf } from './br-int.ts';
import type { OfPorts } from './br-int.ts';
import { pluggedPorts } from './plugged.ts';
import type { PluggedPort } from './plugged.ts';

const TRACK = 'zone=NXM_NX_REG6[0..15]';
const hex = (n: number): string => `0x${n.toString(16)}`;

/** What the driver installs before any port: misses are dropped, 91 and 94 forward. */
const baseFlows = (): readonly string[] => [
  'table=71,reset_counts,priority=110,ct_state=+trk actions=ct_clear,resubmit(,71)',
  ...[71, 72, 73, 81, 82, 92, 93].map((n) => `table=${n},reset_counts,priority=0 actions=drop`),
  'table=91,reset_counts,priority=1 actions=resubmit(,94)',
  'table=94,reset_counts,priority=1 actions=NORMAL',
];

const sharedFlows = (): readonly string[] => [
  'table=72,priority=50,ct_state=+inv+trk actions=resubmit(,93)',
  'table=82,priority=50,ct_state=+inv+trk actions=resubmit(,93)',
];

interface FirewallPort {
  readonly plugged: PluggedPort;
  readonly ofport: number;
  /** `reg5=N`, the match every flow of this port carries. */
  readonly reg: string;
  /** `reg5=N,in_port=N`, of the egress base table. */
  readonly from: string;
}

const macsOf = (p: FirewallPort): readonly string[] => [
  ...new Set(pairsOf(p.plugged.port).map((pair) => pair.mac)),
];

/**
 * Whose frames they are: sent by the port, or for one of its MACs. Frames from a physical bridge
 * may still carry the provider VLAN (install_physical_direct_flow).
 */
const classify = (p: FirewallPort): readonly string[] => {
  const { vlan, network } = p.plugged;
  const registers = `set_field:${hex(p.ofport)}->reg5,set_field:${hex(vlan)}->reg6`;
  const vlans = [vlan, ...(network.vlan === null ? [] : [network.vlan])];
  return [
    `table=60,priority=100,in_port=${p.ofport} actions=${registers},resubmit(,71)`,
    ...macsOf(p).flatMap((mac) => [
      ...vlans.map(
        (tag) =>
          `table=60,priority=90,dl_vlan=${tag},dl_dst=${mac} ` +
          `actions=${registers},pop_vlan,resubmit(,81)`,
      ),
      `table=73,priority=100,reg6=${hex(vlan)},dl_dst=${mac} ` +
        `actions=set_field:${hex(p.ofport)}->reg5,resubmit(,81)`,
    ]),
  ];
};

/** What one allowed pair of address and MAC may send. */
const egressOfPair = (p: FirewallPort, { ip, mac }: AddressPair): readonly string[] => {
  const own = `${p.from},dl_src=${mac}`;
  return [
    `table=71,priority=95,arp,${own},arp_spa=${ip} actions=resubmit(,94)`,
    `table=71,priority=80,udp,${own},nw_src=${ip},tp_src=68,tp_dst=67 actions=resubmit(,73)`,
    `table=71,priority=65,ip,${own},nw_src=${ip} actions=ct(table=72,${TRACK})`,
  ];
};

/** What one of the port's MACs may send by IPv6, and to find its first IPv4 address. */
const egressOfMac = (p: FirewallPort, mac: string): readonly string[] => {
  const own = `${p.from},dl_src=${mac}`;
  const local = linkLocalOf(mac);
  const base = 'table=71,priority=';
  return [
    ...[130, 133, 135].map(
      (type) => `${base}95,icmp6,${own},ipv6_src=${local},icmp_type=${type} actions=resubmit(,94)`,
    ),
    `${base}95,icmp6,${p.from},icmp_type=136,nd_target=${local} actions=resubmit(,94)`,
    `${base}80,udp,${own},nw_src=0.0.0.0,tp_src=68,tp_dst=67 actions=resubmit(,73)`,
    `${base}80,udp6,${own},ipv6_src=${local},tp_src=546,tp_dst=547 actions=resubmit(,73)`,
    `${base}65,ipv6,${own},ipv6_src=${local} actions=ct(table=72,${TRACK})`,
  ];
};

const egressBase = (p: FirewallPort): readonly string[] => {
  const base = 'table=71,priority=';
  return [
    ...pairsOf(p.plugged.port).flatMap((pair) => egressOfPair(p, pair)),
    ...macsOf(p).flatMap((mac) => egressOfMac(p, mac)),
    `${base}70,udp,${p.from},tp_src=67,tp_dst=68 actions=resubmit(,93)`,
    `${base}70,udp6,${p.from},tp_src=547,tp_dst=546 actions=resubmit(,93)`,
    `${base}70,icmp6,${p.from},icmp_type=134 actions=resubmit(,93)`,
    `${base}10,${p.from} actions=ct_clear,resubmit(,93)`,
  ];
};

/** Connections the rules do not decide: replies, related, revoked ones (ct_mark 1). */
const tracked = (p: FirewallPort, table: 72 | 82, accept: string): readonly string[] => {
  const zone = `ct_zone=${p.plugged.vlan},ct_mark=0,${p.reg}`;
  const revoke = `ct(commit,${TRACK},exec(set_field:0x1->ct_mark))`;
  const base = `table=${table},priority=`;
  return [
    `${base}50,ct_mark=0x1,${p.reg} actions=resubmit(,93)`,
    `${base}50,ct_state=+est-rel+rpl,${zone} actions=${accept}`,
    `${base}50,ct_state=-new-est+rel-inv,${zone} actions=${accept}`,
    `${base}40,ct_state=-est,${p.reg} actions=resubmit(,93)`,
    `${base}40,ct_state=+est,ip,${p.reg} actions=${revoke}`,
    `${base}40,ct_state=+est,ipv6,${p.reg} actions=${revoke}`,
  ];
};

const ingressBase = (p: FirewallPort): readonly string[] => {
  const out = `actions=output:${p.ofport}`;
  return [
    `table=81,priority=100,arp,${p.reg} ${out}`,
    ...[130, 134, 135, 136].map(
      (type) => `table=81,priority=100,icmp6,${p.reg},icmp_type=${type} ${out}`,
    ),
    `table=81,priority=95,udp,${p.reg},tp_src=67,tp_dst=68 ${out}`,
    `table=81,priority=95,udp6,${p.reg},tp_src=547,tp_dst=546 ${out}`,
    `table=81,priority=90,ct_state=-trk,ip,${p.reg} actions=ct(table=82,${TRACK})`,
    `table=81,priority=90,ct_state=-trk,ipv6,${p.reg} actions=ct(table=82,${TRACK})`,
    `table=81,priority=80,ct_state=+trk,${p.reg} actions=resubmit(,82)`,
  ];
};

const acceptOrIngress = (p: FirewallPort): readonly string[] => [
  ...['ip', 'ipv6'].map(
    (family) =>
      `table=73,priority=90,ct_state=+new-est,${family},${p.reg} ` +
      `actions=ct(commit,${TRACK}),resubmit(,91)`,
  ),
  `table=73,priority=80,${p.reg} actions=resubmit(,94)`,
];

/** Priority and match of a rule (rules.py: 74 any protocol, 75 icmp, 77 tcp and udp). */
const ruleMatch = (r: SecurityRule): { readonly priority: number; readonly match: string } => {
  assert(r.remoteGroup === null, 'a rule with a remote group needs conjunctive flows');
  const six = r.ethertype === 'IPv6';
  const family = six ? 'ipv6' : 'ip';
  const protocol = r.protocol === null ? family : `${r.protocol}${six ? '6' : ''}`;
  const prefix = r.remotePrefix;
  const field = `${six ? 'ipv6' : 'nw'}_${r.direction === 'ingress' ? 'src' : 'dst'}`;
  const remote =
    prefix === null || prefix === '0.0.0.0/0' || prefix === '::/0' ? '' : `,${field}=${prefix}`;
  const [low, high] = r.ports ?? [null, null];
  assert(low === high, 'port ranges need masked matches');
  const port = low === null ? '' : `,tp_dst=${low}`;
  const priority = r.protocol === null ? 74 : r.protocol === 'icmp' ? 75 : 77;
  return { priority, match: `${protocol}REG${remote}${port}` };
};

const ruleFlows = (p: FirewallPort, rule: SecurityRule): readonly string[] => {
  const { priority, match } = ruleMatch(rule);
  const withReg = match.replace('REG', `,${p.reg}`);
  const table = rule.direction === 'ingress' ? 82 : 72;
  const base = `table=${table},priority=${priority},ct_state=`;
  if (rule.direction === 'egress')
    return ['+est-rel-rpl', '+new-est'].map((s) => `${base}${s},${withReg} actions=resubmit(,73)`);
  const output = `output:${p.ofport}`;
  return [
    `${base}+est-rel-rpl,${withReg} actions=${output}`,
    `${base}+new-est,${withReg} actions=ct(commit,${TRACK}),${output},resubmit(,92)`,
  ];
};

const serverPortFlows = (t: Topology, p: FirewallPort): readonly string[] => {
  const rules = p.plugged.port.securityGroups.flatMap((name) => groupOf(t, name).rules);
  return [
    ...classify(p),
    ...egressBase(p),
    ...acceptOrIngress(p),
    ...ingressBase(p),
    ...rules.flatMap((r) => ruleFlows(p, r)),
    ...tracked(p, 72, 'resubmit(,94)'),
    ...tracked(p, 82, `output:${p.ofport}`),
  ];
};

/** Router ports are trusted: no filtering of what they send. */
const trustedPortFlows = (p: FirewallPort): readonly string[] => [
  `table=60,priority=100,in_port=${p.ofport} actions=` +
    `set_field:${hex(p.ofport)}->reg5,set_field:${hex(p.plugged.vlan)}->reg6,resubmit(,73)`,
  `table=73,priority=80,${p.reg} actions=resubmit(,94)`,
];

/** The flows of one port, VM or router. */
const firewallPortFlows = (
  t: Topology,
  plugged: PluggedPort,
  ports: OfPorts,
): readonly string[] => {
  const ofport = ofportOf(ports, plugged.device);
  const reg = `reg5=${hex(ofport)}`;
  const p = { plugged, ofport, reg, from: `${reg},in_port=${ofport}` };
  return plugged.kind === 'vm' ? serverPortFlows(t, p) : trustedPortFlows(p);
};

/** All flows of the openvswitch firewall driver on a node. */
export const firewallFlows = (t: Topology, name: string, ports: OfPorts): readonly string[] => {
  const plugged = pluggedPorts(t, nodeOf(t, name));
  return [
    ...baseFlows(),
    ...(plugged.some((p) => p.kind === 'vm') ? sharedFlows() : []),
    ...plugged.flatMap((p) => firewallPortFlows(t, p, ports)),
  ];
};
