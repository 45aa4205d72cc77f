// What vswitchd counts of packets that it threw away, by reason (`coverage/show`): of all ports of
// the node together, so it stands beside a proof and never is one. A drop by a flow is
// drop_action_of_pipeline; the others are the switch's own (upcalls, tunnels, meters, recursion).

import { parseCoverage } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { type EvidenceLine } from './cause.ts';
import { noted } from './lines.ts';
import { type Place } from './place.ts';

const DROPS = /^(?:datapath_drop_|drop_action_|upcall_.*(?:drop|overflow|error))/;
const COMMAND = "ovs-appctl coverage/show | grep -E 'drop|upcall'";

const dropsAt = (
  file: CaseFile,
  node: string,
  phase: 'before' | 'after',
): Map<string, number> | null => {
  const record = file.find(node, 'ovs-coverage', '', phase);
  if (record === null || record.failure !== '') return null;
  const { value } = parseCoverage(record.text);
  return new Map(
    value.filter(({ name }) => DROPS.test(name)).map(({ name, total }) => [name, total]),
  );
};

/** Drops that were counted while packets were lost, of each node of the place. */
export const switchDropLines = (file: CaseFile, place: Place): EvidenceLine[] =>
  place.segment.nodes.flatMap((node) => {
    const [before, after] = [dropsAt(file, node, 'before'), dropsAt(file, node, 'after')];
    if (before === null || after === null) return [];
    const grown = [...after]
      .map(([name, total]) => ({ name, by: total - (before.get(name) ?? 0) }))
      .filter(({ by }) => by > 0);
    if (grown.length === 0) return [];
    const text = grown.map(({ name, by }) => `${name} +${by}`).join(', ');
    const what = `drops of Open vSwitch (all ports of ${node})`;
    return [noted({ node, netns: '' }, what, `${text}: shared, not proof`, COMMAND)];
  });
