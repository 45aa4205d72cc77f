// When no named cause fits: vswitchd itself says in which table and at which flow the packet ends.
// The trace of the whole pipeline, learned MACs and VLANs included, is as good as a walk.

import { type TraceStep } from '@hopscope/nodestate';
import { affectsFlow } from '../affects.ts';
import { type Cause, type Fix } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot, restartOvsAgent } from '../fixes.ts';
import { deleteFlow, FOREIGN, isForeign } from '../flow-fixes.ts';
import { externalBridgeOf, outerEntry } from '../switch-entry.ts';
import { checked } from '../lines.ts';
import { type Place } from '../place.ts';
import { type CaseFile } from '../case-file.ts';
import { isNotTaken, isPortsFault, traceEnd } from '../trace-end.ts';
import { INTEGRATION_BRIDGE } from '../switch-way.ts';
import { TUNNEL_BRIDGE, tunnelView } from '../tunnel-view.ts';

/** Ports of switches by which the packet, or the one around it, enters the guilty segment. */
const entriesOf = (file: CaseFile, place: Place): { node: string; port: string }[] => {
  if (place.kind !== 'tunnel-in')
    return place.from === null ? [] : [{ node: place.from.node, port: place.from.device }];
  const view = tunnelView(file);
  const outer = outerEntry(file);
  return [
    ...(outer === null ? [] : [outer]),
    ...(view === null ? [] : [{ node: view.to.node, port: view.to.portName }]),
  ];
};

/** The first of them behind which vswitchd drops it. */
const dropOf = (file: CaseFile, place: Place) => {
  for (const entry of entriesOf(file, place)) {
    const trace = file.trace(entry.node, entry.port);
    const last = trace === null ? null : traceEnd(trace, place, externalBridgeOf(file, entry));
    const begins = trace?.steps[0]?.bridge ?? last?.bridge ?? '';
    if (last !== null) return { entry, last, begins };
  }
  return null;
};

/** Tables of br-int to which the agent always gives a default (br_int.py, setup_default_table). */
const WITH_DEFAULT: readonly number[] = [0, 60];

/** In br-tun whatever is not known goes on, floods or is dropped by a flow (br_tun.py, likewise). */
const isEmptied = ({ bridge, table, rule }: TraceStep): boolean =>
  rule === 'miss' &&
  (bridge === TUNNEL_BRIDGE || (bridge === INTEGRATION_BRIDGE && WITH_DEFAULT.includes(table)));

const ENDS = "vswitchd's own trace of the packet ends there";

const flowOf = (step: TraceStep): string => {
  if (isNotTaken(step)) return 'its port takes nothing in';
  if (step.rule === 'miss') return 'no flow matches';
  if (step.rule === 'fragments') return 'fragments are not taken';
  return `priority ${step.priority}, ${step.match}`;
};

const endOf = (step: TraceStep): string => {
  if (isNotTaken(step)) return 'the port that it comes by takes nothing in';
  if (isEmptied(step)) return `table ${step.table} has no flow for it, its default is gone`;
  return `table ${step.table} drops it (${flowOf(step)})`;
};

const detailOf = (step: TraceStep): string => {
  if (isEmptied(step))
    return (
      `${ENDS}. The agent always gives table ${step.table} of ${step.bridge} a default flow: ` +
      'it was deleted, and maybe all of the table.'
    );
  if (isForeign(step)) return `${ENDS}. ${FOREIGN}`;
  if (isNotTaken(step)) return `${ENDS}, before the first action of any flow.`;
  const remark =
    step.lines.findLast((line) => line.startsWith('>>')) ?? step.lines.at(-1) ?? 'drop';
  return `${ENDS}: ${remark.replaceAll(/[<>]|^ *->/g, '').trim()}.`;
};

const fixesOf = (node: string, step: TraceStep): Fix[] => {
  const { bridge } = step;
  // No agent sets what a port takes in and lets out.
  if (isPortsFault(step))
    return [
      fixRoot(
        `see what the ports of ${bridge} on ${node} are set to`,
        [
          `ovs-ofctl -O OpenFlow10 dump-ports-desc ${bridge}`,
          `ovs-vsctl --columns=stp_enable,rstp_enable list Bridge ${bridge}`,
        ],
        'reads only',
      ),
    ];
  return [...deleteFlow(node, step), restartOvsAgent(node)];
};

export const flowDrop: Cause = {
  code: 'FLOW_DROP',
  owner: 'platform',
  summary: 'Open vSwitch drops the packet at a flow that no other cause explains.',
  // In a router: of the ARP that must go before the packet.
  segments: [
    'integration-bridge',
    'tunnel-out',
    'tunnel-in',
    'external-bridge',
    'snat-router',
    'fip-router',
  ],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const { place } = file;
    const found = place === null ? null : dropOf(file, place);
    if (found === null) return null;
    const { entry, last, begins } = found;
    const flow = flowOf(last);
    const where = { node: entry.node, netns: '' };
    return finding(file, flowDrop, {
      confidence: 'confirmed',
      title: `in ${last.bridge} of ${entry.node}: ${endOf(last)}`,
      detail: detailOf(last),
      evidence: [
        checked(
          where,
          `ofproto/trace from ${entry.port}`,
          'an output',
          `${last.bridge} table ${last.table}: ${flow}`,
          false,
          `ovs-appctl ofproto/trace ${begins} 'in_port=${entry.port},...'`,
        ),
      ],
      affects: affectsFlow(file, entry.node, last.match),
      fixes: fixesOf(entry.node, last),
    });
  },
};
