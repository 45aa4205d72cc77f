// When no named cause fits: vswitchd itself says in which table and at which flow the packet ends.
// The trace of the whole pipeline, learned MACs and VLANs included, is as good as a walk.

import { type TraceStep } from '@hopscope/nodestate';
import { affectsNetworkPorts } from '../affects.ts';
import { type Cause, type Fix } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { externalBridgeOf, outerEntry } from '../follow-up.ts';
import { checked } from '../lines.ts';
import { type Place } from '../place.ts';
import { type CaseFile } from '../case-file.ts';
import { traceEnd } from '../trace-end.ts';
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
    if (last !== null) return { entry, last };
  }
  return null;
};

/** br_tun.py, setup_default_table: whatever is not known goes on, floods or is dropped by a flow. */
const isEmptied = ({ bridge, match }: TraceStep): boolean =>
  bridge === TUNNEL_BRIDGE && match === '';

/** A drop that no agent of Neutron set. */
const isForeign = ({ match, cookie, lines }: TraceStep): boolean =>
  match !== '' && cookie === '' && lines.includes('drop');

const deletion = (node: string, step: TraceStep): Fix[] => {
  if (!isForeign(step)) return [];
  const { bridge, table, priority, match } = step;
  const fields = [`table=${table}`, `priority=${priority}`, ...(match === 'any' ? [] : [match])];
  const flow = fields.join(',');
  return [
    fixNow(
      `on ${node}; one flow`,
      [`ovs-ofctl -O OpenFlow13 --strict del-flows ${bridge} '${flow}'`],
      `ovs-ofctl -O OpenFlow13 add-flow ${bridge} '${flow},actions=drop'`,
      'who set it may have had a reason',
    ),
  ];
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
    const { entry, last } = found;
    const flow = last.match === '' ? 'no flow matches' : `priority ${last.priority}, ${last.match}`;
    const trace = `vswitchd's own trace of the packet ends there`;
    const where = { node: entry.node, netns: '' };
    const remark =
      last.lines.findLast((line) => line.startsWith('>>')) ?? last.lines.at(-1) ?? 'drop';
    return finding(file, flowDrop, {
      confidence: 'confirmed',
      title: `in ${last.bridge} of ${entry.node}: table ${last.table} drops it (${flow})`,
      detail: isEmptied(last)
        ? `${trace}. The agent gives every table of br-tun a default: flows were deleted.`
        : isForeign(last)
          ? `${trace}. Flows of the agent have a cookie; this one has none: somebody else set it.`
          : `${trace}: ${remark.replaceAll(/[<>]/g, '').trim()}.`,
      evidence: [
        checked(
          where,
          `ofproto/trace from ${entry.port}`,
          'an output',
          `${last.bridge} table ${last.table}: ${flow}`,
          false,
          `ovs-appctl ofproto/trace ${last.bridge} 'in_port=${entry.port},...'`,
        ),
      ],
      affects: affectsNetworkPorts(file, entry.node),
      fixes: [...deletion(entry.node, last), restartOvsAgent(entry.node)],
    });
  },
};
