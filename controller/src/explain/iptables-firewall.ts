// The iptables_hybrid firewall: the lost packet through FORWARD of the node, as br_netfilter shows
// it to iptables on the VM's own bridge (qbr). iptables_firewall.py.

import { type IptablesRule, type IptablesTable } from '@hopscope/nodestate';
import { portDevice } from '../neutron-names.ts';
import { type BridgedDrop, bridgedDrop, untrackedBy } from './bridged-filters.ts';
import { type CaseFile } from './case-file.ts';
import { type EvidenceLine } from './cause.ts';
import { type FilteredPort } from './filtered-port.ts';
import { type DropKind, type FirewallWalk } from './firewall-walk.ts';
import { groupsOf } from './group-rules.ts';
import { checked, counted, noted, type Where } from './lines.ts';
import { ruleDelta } from './rule-counter.ts';
import { type ChainContext } from './walk/conditions.ts';
import { type ChainWalk, walkIptables } from './walk/iptables.ts';

/** Prefix of the agent's chains: `neutron-openvswi`, or another binary's name. */
const prefixOf = (table: IptablesTable, portId: string): string | null => {
  for (const name of table.chains.keys())
    for (const kind of ['o', 'i'])
      if (name.endsWith(`-${kind}${portId.slice(0, 10)}`)) return name.slice(0, name.length - 12);
  return null;
};

const kindOf = (
  end: IptablesRule,
  taken: readonly IptablesRule[],
  own: readonly string[],
): DropKind => {
  const [input = '', output = '', spoof = '', fallback = ''] = own;
  if (end.chain === spoof) return 'spoof';
  if (end.chain === fallback && taken.some(({ chain }) => chain === input || chain === output))
    return 'rules';
  if (end.chain !== input && end.chain !== output) return 'foreign';
  const states = end.matches.some(
    ({ name, values }) => name === 'state' && values[0] === 'INVALID',
  );
  if (states) return 'invalid';
  return end.matches.some(({ name, values }) => name === 'destination-port' && values[0] === '68')
    ? 'dhcp'
    : 'foreign';
};

/** The last rule on the way that only this port's packets reach. */
const ownRule = (walk: ChainWalk, own: readonly string[]): IptablesRule | null =>
  walk.taken.findLast(({ chain }) => own.includes(chain)) ?? null;

const describeEnd = (walk: ChainWalk, mine: IptablesRule | null): string => {
  const { end } = walk;
  if (end === null) return `${walk.verdict} by the policy of FORWARD`;
  if (mine === null || mine.text === end.text) return `rule ${end.number} of ${end.chain}`;
  return `no rule accepts, rule ${mine.number} -> ${mine.target.name}`;
};

const evidenceOf = (
  file: CaseFile,
  where: Where,
  walk: ChainWalk,
  chain: string,
  mine: IptablesRule | null,
): EvidenceLine[] => {
  const lost = file.place?.lost ?? 0;
  const command = `iptables -nvxL ${chain} --line-numbers`;
  const lines = [
    noted(where, `lost packet walked through ${chain}`, describeEnd(walk, mine), command),
  ];
  const { end } = walk;
  if (mine !== null)
    lines.push(
      ...counted(
        where,
        `counter of rule ${mine.number} (this port only)`,
        ruleDelta(file, where, 'filter', mine),
        lost,
        true,
        command,
      ),
    );
  if (end !== null && end.text !== mine?.text)
    lines.push(
      ...counted(
        where,
        `${end.chain} ${end.target.name} (all ports of ${where.node})`,
        ruleDelta(file, where, 'filter', end),
        lost,
        false,
        `iptables -nvxL ${end.chain}`,
      ),
    );
  return lines;
};

/** What conntrack says of the packet; a stateless group is not tracked at all (CT --notrack). */
export const connectionState = (file: CaseFile, { port, answer }: FilteredPort): string => {
  if (groupsOf(file.path, port).some(({ stateful }) => !stateful)) return 'UNTRACKED';
  return answer ? 'ESTABLISHED' : 'NEW';
};

/** The backend with Neutron's chains, and the other one, which filters beside it. */
const backends = (
  file: CaseFile,
  { node, port }: FilteredPort,
): { own: IptablesTable; other: IptablesTable | null; legacy: IptablesTable | null } | null => {
  const plain = file.iptables(node, '', 'filter');
  const legacy = file.legacyIptables(node, 'filter');
  if (plain === null) return legacy === null ? null : { own: legacy, other: null, legacy };
  const swapped =
    prefixOf(plain, port.id) === null && legacy !== null && prefixOf(legacy, port.id) !== null;
  return swapped ? { own: legacy, other: plain, legacy } : { own: plain, other: legacy, legacy };
};

const contextOf = (file: CaseFile, filtered: FilteredPort): ChainContext => {
  const { node, port, sense } = filtered;
  const qvb = portDevice('qvb', port.id);
  const qbr = portDevice('qbr', port.id);
  return {
    packet: filtered.packet,
    inDevice: qbr,
    outDevice: qbr,
    physdevIn: sense === 'egress' ? filtered.tap : qvb,
    physdevOut: sense === 'egress' ? qvb : filtered.tap,
    state: connectionState(file, filtered),
    dnat: false,
    set: (name) => file.ipset(node, name),
    nft: file.nft(node, ''),
    mark: 0,
    connmark: 0,
  };
};

const isDrop = ({ verdict }: ChainWalk): boolean => verdict === 'DROP' || verdict === 'REJECT';

const foreignOf = (iptables: string, rule: IptablesRule | null): FirewallWalk['foreign'] =>
  rule === null ? null : { iptables, spelled: rule.text.replace(/^-A /, '') };

/** A drop by the backend that Neutron does not use. */
const foreignWalk = (where: Where, walk: ChainWalk, iptables: string): FirewallWalk => ({
  dropped: true,
  kind: 'foreign',
  certain: walk.undecided.length === 0,
  end: `the other iptables backend, ${walk.end?.text ?? 'policy of FORWARD'}`,
  foreign: foreignOf(iptables, walk.end),
  evidence: [
    noted(
      where,
      'lost packet walked through the other backend',
      `dropped by ${walk.end?.text ?? 'the policy of FORWARD'}`,
      'iptables-legacy-save -c; iptables-nft-save -c',
    ),
  ],
  ownDelta: null,
});

/** A drop beside Neutron's chains, by another table or by conditions that are not known here. */
const besideWalk = (
  file: CaseFile,
  where: Where,
  { table, base, rule, certain, delta }: BridgedDrop,
): FirewallWalk => {
  const chain = rule?.chain ?? base;
  const end = rule?.text ?? `the policy of ${base}`;
  const command = `iptables -t ${table} -nvxL ${chain} --line-numbers`;
  const taken = certain ? 'dropped by' : 'reaches, what it asks is not known:';
  return {
    dropped: true,
    kind: 'foreign',
    certain,
    end: `table ${table}, ${end}`,
    foreign: foreignOf(`iptables -t ${table}`, rule),
    evidence: [
      noted(where, `lost packet walked through ${table} ${base}`, `${taken} ${end}`, command),
      ...counted(where, 'counter of that rule', delta, file.place?.lost ?? 0, false, command),
    ],
    ownDelta: null,
  };
};

/** What is not tracked belongs to no connection, and the port lets in only what a rule names. */
const untrackedWalk = (where: Where, rule: IptablesRule): FirewallWalk => ({
  dropped: true,
  kind: 'foreign',
  certain: true,
  end: `table raw, ${rule.text}: what is not tracked is no answer`,
  foreign: foreignOf('iptables -t raw', rule),
  evidence: [
    checked(
      where,
      'lost packet walked through raw PREROUTING',
      'tracked',
      `not tracked, by ${rule.text}`,
      false,
      `iptables -t raw -nvxL ${rule.chain} --line-numbers`,
    ),
  ],
  ownDelta: null,
});

/** null when the filter table of the node was not read. */
export const iptablesFirewall = (file: CaseFile, filtered: FilteredPort): FirewallWalk | null => {
  const { node, port, sense } = filtered;
  const where = { node, netns: '' };
  const tables = backends(file, filtered);
  if (tables === null) return null;
  const prefix = prefixOf(tables.own, port.id) ?? 'neutron-openvswi';
  const id = port.id.slice(0, 10);
  const [input, output, spoof] = [`${prefix}-i${id}`, `${prefix}-o${id}`, `${prefix}-s${id}`];
  const own = [input, output, spoof, `${prefix}-sg-fallback`];
  const tracked = contextOf(file, filtered);
  const untracking = untrackedBy(file, where, tracked);
  const context = untracking === null ? tracked : { ...tracked, state: 'UNTRACKED' };
  const through = (table: IptablesTable): ChainWalk =>
    walkIptables(table, 'FORWARD', table === tables.legacy ? { ...context, nft: null } : context);
  const walk = through(tables.own);
  const beside = tables.other === null ? null : through(tables.other);
  const otherIptables = tables.other === tables.legacy ? 'iptables-legacy' : 'iptables-nft';
  if (!isDrop(walk) && beside !== null && isDrop(beside))
    return foreignWalk(where, beside, otherIptables);
  if (untracking !== null && isDrop(walk) && !isDrop(walkIptables(tables.own, 'FORWARD', tracked)))
    return untrackedWalk(where, untracking);
  const dropped = isDrop(walk);
  const foreign = dropped ? null : bridgedDrop(file, where, context, walk);
  if (foreign !== null) return besideWalk(file, where, foreign);
  const mine = ownRule(walk, own.slice(0, 3));
  const kind = !dropped ? null : walk.end === null ? 'foreign' : kindOf(walk.end, walk.taken, own);
  const isForeign = kind === 'foreign' && walk.end !== null;
  const first = isForeign ? 'FORWARD' : sense === 'egress' ? output : input;
  return {
    dropped,
    kind,
    certain: walk.undecided.length === 0,
    end: isForeign ? `${describeEnd(walk, mine)}: ${walk.end.text}` : describeEnd(walk, mine),
    foreign: isForeign ? foreignOf('iptables', walk.end) : null,
    evidence: evidenceOf(file, where, walk, first, mine),
    ownDelta: mine === null ? null : ruleDelta(file, where, 'filter', mine),
  };
};
