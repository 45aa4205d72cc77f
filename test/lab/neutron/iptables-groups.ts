// iptables of a node with the iptables_hybrid firewall driver: filter and raw tables in the node's
// own namespace (agent/linux/iptables_firewall.py; recordings, Neutron's comments included). A
// node with the openvswitch driver has none. Groups with a remote group need ipsets: not written,
// no group of the lab that a port uses has one. IPv4 only: ip6tables are a listed difference. Pure.
import assert from 'node:assert/strict';
import { addressesOf, groupOf, nodeOf, pairsOf, serversOn } from '../model.ts';
import type { LabPort, SecurityRule, Topology } from '../model.ts';
import { qvbName, tapName } from '../names.ts';
import { table } from './namespace-setup.ts';
import { pluggedPorts } from './plugged.ts';

const WRAP = 'neutron-openvswi';
const FIRST_ZONE = 4097;
const comment = (text: string): string => `-m comment --comment "${text}"`;
const INVALID = comment(
  'Drop packets that appear related to an existing connection (e.g. TCP ACK/FIN) ' +
    'but do not have an entry in conntrack.',
);
const KNOWN = comment('Direct packets associated with a known session to the RETURN chain.');
const UNMATCHED = comment('Send unmatched traffic to the fallback chain.');

/** Chain of a port: i to the VM, o from the VM, s its spoof filter. */
export const portChain = (kind: 'i' | 'o' | 's', portId: string): string =>
  `${WRAP}-${kind}${portId.slice(0, 10)}`;

const toDevice = (d: string): string => `-m physdev --physdev-out ${d} --physdev-is-bridged`;
const fromDevice = (d: string): string => `-m physdev --physdev-in ${d} --physdev-is-bridged`;

/** The match of one security group rule, without chain and target. */
const ruleMatch = (r: SecurityRule): string => {
  assert(r.remoteGroup === null, 'a rule with a remote group needs an ipset');
  const side = r.direction === 'ingress' ? '-s' : '-d';
  const open = r.remotePrefix === null || r.remotePrefix === '0.0.0.0/0';
  const remote = open ? '' : `${side} ${r.remotePrefix} `;
  if (r.protocol === null) return remote;
  if (r.ports === null) return `${remote}-p ${r.protocol} `;
  const [low, high] = r.ports;
  const ports = low === high ? `--dport ${low}` : `--dport ${low}:${high}`;
  return `${remote}-p ${r.protocol} -m ${r.protocol} ${ports} `;
};

const groupRules = (t: Topology, port: LabPort, direction: SecurityRule['direction']): string[] =>
  port.securityGroups
    .flatMap((name) => groupOf(t, name).rules)
    .filter((r) => r.direction === direction && r.ethertype === 'IPv4')
    .map((r) => `${ruleMatch(r)}-j RETURN`);

const ingressChain = (t: Topology, port: LabPort): readonly string[] =>
  [
    `-m state --state RELATED,ESTABLISHED ${KNOWN} -j RETURN`,
    ...addressesOf(port).map((ip) => `-d ${ip}/32 -p udp -m udp --sport 67 --dport 68 -j RETURN`),
    '-d 255.255.255.255/32 -p udp -m udp --sport 67 --dport 68 -j RETURN',
    ...groupRules(t, port, 'ingress'),
    `-m state --state INVALID ${INVALID} -j DROP`,
    `${UNMATCHED} -j ${WRAP}-sg-fallback`,
  ].map((r) => `${portChain('i', port.id)} ${r}`);

const egressChain = (t: Topology, port: LabPort): readonly string[] => {
  const dhcp = comment('Allow DHCP client traffic.');
  return [
    `-s 0.0.0.0/32 -d 255.255.255.255/32 -p udp -m udp --sport 68 --dport 67 ${dhcp} -j RETURN`,
    `-j ${portChain('s', port.id)}`,
    `-p udp -m udp --sport 68 --dport 67 ${dhcp} -j RETURN`,
    `-p udp -m udp --sport 67 --dport 68 ${comment('Prevent DHCP Spoofing by VM.')} -j DROP`,
    `-m state --state RELATED,ESTABLISHED ${KNOWN} -j RETURN`,
    ...groupRules(t, port, 'egress'),
    `-m state --state INVALID ${INVALID} -j DROP`,
    `${UNMATCHED} -j ${WRAP}-sg-fallback`,
  ].map((r) => `${portChain('o', port.id)} ${r}`);
};

const spoofChain = (port: LabPort): readonly string[] =>
  [
    ...pairsOf(port).map(
      ({ ip, mac }) =>
        `-s ${ip}/32 -m mac --mac-source ${mac} ` +
        `${comment('Allow traffic from defined IP/MAC pairs.')} -j RETURN`,
    ),
    `${comment('Drop traffic without an IP/MAC allow rule.')} -j DROP`,
  ].map((r) => `${portChain('s', port.id)} ${r}`);

const forwardRules = (ports: readonly LabPort[]): readonly string[] => {
  const note = comment('Direct traffic from the VM interface to the security group chain.');
  return ports.flatMap((p) =>
    [toDevice(tapName(p.id)), fromDevice(tapName(p.id))].map(
      (match) => `${WRAP}-FORWARD ${match} ${note} -j ${WRAP}-sg-chain`,
    ),
  );
};

/** Router ports have no tap; the agent writes the rules for the name they would have. */
const trustedRules = (ports: readonly LabPort[]): readonly string[] => {
  const note = comment('Accept all packets when port is trusted.');
  return ports.flatMap((p) =>
    [toDevice(tapName(p.id)), fromDevice(tapName(p.id))].map(
      (match) => `${WRAP}-FORWARD ${match} ${note} -j ACCEPT`,
    ),
  );
};

const chainJumps = (ports: readonly LabPort[]): readonly string[] => [
  ...ports.map(
    (p) =>
      `${WRAP}-INPUT ${fromDevice(tapName(p.id))} ` +
      `${comment('Direct incoming traffic from VM to the security group chain.')} ` +
      `-j ${portChain('o', p.id)}`,
  ),
  ...ports.flatMap((p) => {
    const note = comment('Jump to the VM specific chain.');
    return [
      `${WRAP}-sg-chain ${toDevice(tapName(p.id))} ${note} -j ${portChain('i', p.id)}`,
      `${WRAP}-sg-chain ${fromDevice(tapName(p.id))} ${note} -j ${portChain('o', p.id)}`,
    ];
  }),
  `${WRAP}-sg-chain -j ACCEPT`,
];

const filterTable = (t: Topology, vm: readonly LabPort[], trusted: readonly LabPort[]): string =>
  table(
    'filter',
    ['INPUT', 'FORWARD', 'OUTPUT'],
    [
      'neutron-filter-top',
      ...['FORWARD', 'INPUT', 'OUTPUT', 'local', 'sg-chain', 'sg-fallback'].map(
        (n) => `${WRAP}-${n}`,
      ),
      ...vm.flatMap((p) => (['i', 'o', 's'] as const).map((k) => portChain(k, p.id))),
    ],
    [
      `INPUT -j ${WRAP}-INPUT`,
      'FORWARD -j neutron-filter-top',
      `FORWARD -j ${WRAP}-FORWARD`,
      'OUTPUT -j neutron-filter-top',
      `OUTPUT -j ${WRAP}-OUTPUT`,
      `neutron-filter-top -j ${WRAP}-local`,
      ...forwardRules(vm),
      ...trustedRules(trusted),
      ...vm.flatMap((p) => [...ingressChain(t, p), ...egressChain(t, p), ...spoofChain(p)]),
      ...chainJumps(vm),
      `${WRAP}-sg-fallback ${comment('Default drop rule for unmatched traffic.')} -j DROP`,
    ],
  );

/** The conntrack zone of each VM port of a hybrid node (ip_conntrack.py ZONE_START). */
const conntrackZone = (t: Topology, node: string, portId: string): number =>
  FIRST_ZONE + serversOn(t, node).findIndex((s) => s.port.id === portId);

const rawTable = (t: Topology, node: string, vm: readonly LabPort[]): string =>
  table(
    'raw',
    ['PREROUTING', 'OUTPUT'],
    [`${WRAP}-OUTPUT`, `${WRAP}-PREROUTING`],
    [
      `PREROUTING -j ${WRAP}-PREROUTING`,
      `OUTPUT -j ${WRAP}-OUTPUT`,
      ...vm.flatMap((p) => {
        const number = conntrackZone(t, node, p.id);
        const zone = `${comment(`Set zone for ${p.id}`)} -j CT --zone ${number}`;
        const matches = [
          `-m physdev --physdev-in ${qvbName(p.id)}`,
          `-i ${qvbName(p.id)}`,
          `-m physdev --physdev-in ${tapName(p.id)}`,
        ];
        return matches.map((m) => `${WRAP}-PREROUTING ${m} ${zone}`);
      }),
    ],
  );

/** iptables-restore input for a node's own namespace; null with the openvswitch driver. */
export const groupIptables = (t: Topology, name: string): string | null => {
  const node = nodeOf(t, name);
  if (node.firewall === 'openvswitch') return null;
  const plugged = pluggedPorts(t, node);
  const vm = plugged.filter((p) => p.kind === 'vm').map((p) => p.port);
  const trusted = plugged.filter((p) => p.kind !== 'vm').map((p) => p.port);
  return rawTable(t, name, vm) + filterTable(t, vm, trusted);
};
