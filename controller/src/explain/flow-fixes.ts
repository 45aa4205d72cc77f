// A flow of Open vSwitch that no agent of Neutron set, and how it is taken away and put back.

import { type TraceStep } from '@hopscope/nodestate';
import { type Fix } from './cause.ts';
import { fixNow } from './fixes.ts';

/** The agent's flows have a cookie; the one that a new bridge begins with, NORMAL, has none. */
export const isForeign = ({ rule, cookie, priority, lines }: TraceStep): boolean =>
  rule === 'flow' && cookie === '' && (priority > 0 || lines.includes('drop'));

export const FOREIGN = 'Flows of the agent have a cookie; this one has none: somebody else set it.';

/** `table 60, priority 150, ip,nw_dst=198.51.100.10`. */
export const flowText = ({ table, priority, match }: TraceStep): string =>
  `table ${table}, priority ${priority}, ${match || 'no flow'}`;

/** Actions of a step without what vswitchd remarks on them. */
export const actionsOf = ({ lines }: TraceStep): string[] =>
  lines.filter((line) => !/^(?:->|>>)/.test(line));

/** Deletes the flow; nothing when it is the agent's or vswitchd's own. */
export const deleteFlow = (node: string, step: TraceStep): Fix[] => {
  if (!isForeign(step)) return [];
  const { bridge, table, priority, match } = step;
  const fields = [`table=${table}`, `priority=${priority}`, ...(match === 'any' ? [] : [match])];
  const flow = fields.join(',');
  return [
    fixNow(
      `on ${node}; one flow`,
      [`ovs-ofctl -O OpenFlow13 --strict del-flows ${bridge} '${flow}'`],
      `ovs-ofctl -O OpenFlow13 add-flow ${bridge} '${flow},actions=${actionsOf(step).join(',') || 'drop'}'`,
      'who set it may have had a reason',
    ),
  ];
};
