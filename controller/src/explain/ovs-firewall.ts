// The openvswitch firewall: the lost packet through tables 60, 71, 72 (from the VM) or 60, 81, 82
// (to it) of br-int. Only the port's own flows are read; what all ports share is known: table 93
// drops, 91 and 94 let pass, a miss in 71, 72, 81 and 82 drops. openvswitch_firewall/firewall.py.

import { type FlowEntry } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { type EvidenceLine } from './cause.ts';
import { type FilteredPort } from './filtered-port.ts';
import { type DropKind, type FirewallWalk } from './firewall-walk.ts';
import { type ReadFlows } from './flow-evidence.ts';
import { counted, noted } from './lines.ts';
import { CT, type FlowWalk, walkFlows } from './walk/openflow.ts';
import { flowFields } from './walk/packet.ts';

const DROPPED_TRAFFIC = 93;
const PASSING = new Set([91, 92, 94]);
const PRESENT = 0x1000n;

/** Growth of one flow's counter; null when it was not read twice. */
const flowDelta = (
  file: CaseFile,
  node: string,
  bridge: string,
  flow: FlowEntry,
): number | null => {
  const at = (phase: 'before' | 'after' | 'later'): number | undefined =>
    file
      .flows(node, bridge, phase)
      ?.flows.find((one) => one.table === flow.table && one.text === flow.text)?.packets;
  const before = at('before');
  const after = at('later') ?? at('after');
  return before === undefined || after === undefined ? null : after - before;
};

const start = (file: CaseFile, filtered: FilteredPort, read: ReadFlows): FlowWalk | null => {
  const ofport = read.ports.get(filtered.bridgePort);
  const tag = file.ovsPorts(filtered.node)?.find(({ name }) => name === filtered.bridgePort)?.tag;
  if (ofport === undefined) return null;
  const { fields, unknown } = flowFields(filtered.packet);
  const egress = filtered.sense === 'egress';
  fields.set('reg5', BigInt(ofport));
  fields.set('reg6', BigInt(tag ?? 0));
  if (!egress) fields.set('vlan_tci', PRESENT | BigInt(tag ?? 0));
  const isWhole = (table: number): boolean =>
    read.isWhole(table) || (table >= 71 && table <= 82 && read.asked(table, `reg5=${ofport}`));
  return walkFlows(
    { ...read, isWhole },
    {
      inPort: egress ? filtered.bridgePort : 'patch-tun',
      fields,
      unknown,
      table: egress ? 71 : 81,
      ctState: filtered.answer ? CT.reply : CT.new,
    },
  );
};

interface Ending {
  readonly dropped: boolean;
  readonly deciding: FlowEntry | null;
  readonly table: number;
  readonly known: boolean;
}

const endingOf = (walk: FlowWalk): Ending => {
  const last = walk.steps.at(-1);
  const table = last?.table ?? 0;
  const deciding =
    walk.steps.findLast(({ flow, table: at }) => flow !== null && at < 91)?.flow ?? null;
  if (walk.steps.some(({ table: at }) => PASSING.has(at)) || walk.end === 'output')
    return { dropped: false, deciding, table, known: true };
  if (walk.steps.some(({ table: at }) => at === DROPPED_TRAFFIC))
    return { dropped: true, deciding, table: deciding?.table ?? table, known: true };
  // 73 with no flow of this port: accepted egress that goes on to NORMAL.
  if (table === 73) return { dropped: false, deciding, table, known: true };
  return {
    dropped: walk.end === 'drop',
    deciding: last?.flow ?? null,
    table,
    known: walk.end !== 'unknown',
  };
};

const kindOf = ({ table, deciding }: Ending): DropKind => {
  if (deciding?.text.includes('ct_state=+inv') === true) return 'invalid';
  if (table !== 71) return 'rules';
  return deciding?.priority === 70 ? 'dhcp' : 'spoof';
};

const describe = ({ table, deciding }: Ending): string =>
  deciding === null
    ? `table ${table}: no flow of this port accepts it`
    : `table ${table}, ${deciding.text}`;

const evidenceOf = (
  file: CaseFile,
  filtered: FilteredPort,
  ending: Ending,
  bridge: string,
): EvidenceLine[] => {
  const where = { node: filtered.node, netns: '' };
  const command = `ovs-ofctl -O OpenFlow13 --names dump-flows ${bridge} table=${ending.table}`;
  const lines = [noted(where, `lost packet walked through ${bridge}`, describe(ending), command)];
  const { deciding } = ending;
  if (deciding === null) return lines;
  const own = /reg5=|in_port=/.test(deciding.text);
  const delta = flowDelta(file, filtered.node, bridge, deciding);
  const what = `n_packets of that flow (${own ? 'this port only' : 'all ports'})`;
  return [...lines, ...counted(where, what, delta, file.place?.lost ?? 0, own, command)];
};

/** null when the port's flows were not read. */
export const ovsFirewall = (file: CaseFile, filtered: FilteredPort): FirewallWalk | null => {
  const bridge = 'br-int';
  const read = file.flows(filtered.node, bridge);
  if (read === null) return null;
  const walk = start(file, filtered, read);
  if (walk === null) return null;
  const ending = endingOf(walk);
  if (!ending.known) return null;
  return {
    dropped: ending.dropped,
    kind: ending.dropped ? kindOf(ending) : null,
    certain: walk.undecided.length === 0,
    end: describe(ending),
    foreign: null,
    evidence: evidenceOf(file, filtered, ending, bridge),
    ownDelta:
      ending.deciding === null ? null : flowDelta(file, filtered.node, bridge, ending.deciding),
  };
};
