// A flow that nobody of Neutron set sends the packets through a meter: what comes faster than its
// rate is dropped. The limits of Neutron's own policies are QOS_DROP.

import { type TraceStep } from '@hopscope/nodestate';
import { affectsFlow } from '../affects.ts';
import { type Cause, type Confidence, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { deleteFlow, flowText, FOREIGN, isForeign } from '../flow-fixes.ts';
import { checked } from '../lines.ts';
import { LIMIT_TABLES, METER_DROPS, type PassedMeter, passedMeters } from '../meters.ts';
import { type SwitchEntry, switchEntry } from '../switch-entry.ts';
import { INTEGRATION_BRIDGE } from '../switch-way.ts';

const isPolicy = ({ bridge, table }: TraceStep): boolean =>
  bridge === INTEGRATION_BRIDGE && LIMIT_TABLES.includes(table);

/** The meter of somebody's flow that dropped most; null when the packet passes none. */
const culpritOf = (file: CaseFile, entry: SwitchEntry): PassedMeter | null => {
  const trace = file.trace(entry.node, entry.port);
  const passed = trace === null ? [] : passedMeters(file, entry.node, trace);
  return (
    passed
      .filter(({ step }) => isForeign(step) && !isPolicy(step))
      .toSorted((a, b) => (b.dropped ?? 0) - (a.dropped ?? 0))[0] ?? null
  );
};

/**
 * A meter counts since it was made, all meters of a node together over the window: where both have
 * what was lost, and the packet passes this one, it was this one.
 */
const confidenceOf = (own: number, together: number, lost: number): Confidence | null => {
  if (own >= lost && together >= lost) return 'confirmed';
  return own > 0 || together > 0 ? 'likely' : null;
};

const ownLine = ({ node }: SwitchEntry, { id, step, dropped }: PassedMeter): EvidenceLine[] => {
  if (dropped === null) return [];
  const what = `dropped by meter ${id} of ${step.bridge}`;
  const command = `ovs-ofctl -O OpenFlow13 meter-stats ${step.bridge} meter=${id}`;
  const found = `${dropped} since it was made`;
  return [checked({ node, netns: '' }, what, '0', found, dropped === 0, command)];
};

export const meterDrop: Cause = {
  code: 'METER_DROP',
  owner: 'platform',
  summary: 'A flow that somebody set sends packets through a meter, which drops what is above it.',
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['FLOW_MISDIRECTS'],
  test: (file) => {
    const { place } = file;
    const entry = switchEntry(file);
    const culprit = entry === null ? null : culpritOf(file, entry);
    if (place === null || entry === null || culprit === null) return null;
    const { id, step, dropped, allows } = culprit;
    const { bridge } = step;
    const together = file.coverageDelta(entry.node, METER_DROPS) ?? 0;
    const confidence = confidenceOf(dropped ?? 0, together, place.lost);
    if (confidence === null) return null;
    return finding(file, meterDrop, {
      confidence,
      title:
        `in ${bridge} of ${entry.node}: meter ${id} drops what is above ` +
        `${allows || 'its rate'} (${flowText(step)})`,
      detail: FOREIGN,
      evidence: [
        checked(
          { node: entry.node, netns: '' },
          'vswitchd traces a lost packet',
          'through no meter',
          `meter ${id} in table ${step.table} of ${bridge}`,
          false,
          `ovs-appctl ofproto/trace ${entry.bridge} 'in_port=${entry.port},...'`,
        ),
        ...ownLine(entry, culprit),
      ],
      affects: affectsFlow(file, entry.node, step.match),
      fixes: deleteFlow(entry.node, step),
    });
  },
};
