// A bridge knows the packet's destination by an entry that somebody set (`ovs-appctl fdb/add`) at
// another port than it is at: it is never learned anew, wherever the frames of that MAC come from.

import { type TraceStep } from '@hopscope/nodestate';
import { affectsBridge } from '../affects.ts';
import { type Cause, type Confidence } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked } from '../lines.ts';
import { wrongStaticMac } from '../static-mac.ts';
import { switchEntry } from '../switch-entry.ts';
import { portNameOf } from '../switch-way.ts';

/** vswitchd asked the table of MACs, and it knew. */
const isKnown = ({ lines }: TraceStep): boolean =>
  lines.some((line) => line.includes('learned port') && !line.includes('flooding'));

/** Whether the trace of the lost packet asks that bridge's table; null = it does not. */
const confidenceOf = (file: CaseFile, bridge: string): Confidence | null => {
  const entry = switchEntry(file);
  const trace = entry === null ? null : file.trace(entry.node, entry.port);
  if (trace === null) return 'likely';
  const asked = trace.steps.some((step) => step.bridge === bridge && isKnown(step));
  return asked ? 'confirmed' : null;
};

export const macEntryStatic: Cause = {
  code: 'MAC_ENTRY_STATIC',
  owner: 'platform',
  summary: 'A bridge sends the packet to a port that somebody set for its MAC (fdb/add).',
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['GATEWAY_UNANSWERED', 'FLOW_DROP'],
  test: (file) => {
    const wrong = wrongStaticMac(file);
    if (wrong === null) return null;
    const { crossed, entry } = wrong;
    const { node, bridge, leaves } = crossed;
    const confidence = confidenceOf(file, bridge);
    if (confidence === null) return null;
    const at = portNameOf(file, crossed, entry.port);
    const appctl = (...words: (string | number)[]): string =>
      ['ovs-appctl', ...words].map(String).join(' ');
    return finding(file, macEntryStatic, {
      confidence,
      title: `in ${bridge} of ${node}: somebody set ${entry.mac} to be at port ${at}, it is at ${leaves}`,
      detail: 'An entry that was set stays, whatever the switch sees; Neutron sets none.',
      evidence: [
        checked(
          { node, netns: '' },
          `${entry.mac} in VLAN ${entry.vlan} of ${bridge}`,
          `learned at ${leaves}`,
          `static at ${at}`,
          false,
          appctl('fdb/show', bridge),
        ),
      ],
      affects: affectsBridge(file, node),
      fixes: [
        fixNow(
          `on ${node}; one MAC, learned again from the next frame`,
          [appctl('fdb/del', bridge, entry.vlan, entry.mac)],
          appctl('fdb/add', bridge, at, entry.vlan, entry.mac),
        ),
      ],
    });
  },
};
