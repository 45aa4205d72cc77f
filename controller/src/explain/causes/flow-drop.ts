// When no named cause fits: vswitchd itself says in which table and at which flow the packet ends.
// The trace of the whole pipeline, learned MACs and VLANs included, is as good as a walk.

import { traceDrop } from '@hopscope/nodestate';
import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { type Place } from '../place.ts';
import { type CaseFile } from '../case-file.ts';
import { tunnelView } from '../tunnel-view.ts';

/** The port of the switch by which the packet enters the guilty segment. */
const entryOf = (file: CaseFile, place: Place): { node: string; port: string } | null => {
  if (place.kind === 'tunnel-in') {
    const view = tunnelView(file);
    return view === null ? null : { node: view.to.node, port: view.to.portName };
  }
  return place.from === null ? null : { node: place.from.node, port: place.from.device };
};

export const flowDrop: Cause = {
  code: 'FLOW_DROP',
  owner: 'platform',
  summary: 'Open vSwitch drops the packet at a flow that no other cause explains.',
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const { place } = file;
    const entry = place === null ? null : entryOf(file, place);
    if (entry === null) return null;
    const trace = file.trace(entry.node, entry.port);
    const last = trace === null ? null : traceDrop(trace);
    if (last === null) return null;
    const flow = last.match === '' ? 'no flow matches' : `priority ${last.priority}, ${last.match}`;
    const where = { node: entry.node, netns: '' };
    const remark =
      last.lines.findLast((line) => line.startsWith('>>')) ?? last.lines.at(-1) ?? 'drop';
    return finding(file, flowDrop, {
      confidence: 'confirmed',
      title: `in ${last.bridge} of ${entry.node}: table ${last.table} drops it (${flow})`,
      detail: `vswitchd's own trace of the packet ends there: ${remark.replaceAll(/[<>]/g, '').trim()}.`,
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
      fixes: [restartOvsAgent(entry.node)],
    });
  },
};
