// A firewall rule inside a router namespace drops the packet: a router firewall, or a person.
// Neutron itself puts no such rule there.

import { type Cause } from '../cause.ts';
import {
  affectedBy,
  confidenceOf,
  dropOf,
  endOf,
  evidenceOf,
  iptablesOf,
  SEGMENTS,
  SCOPE_CHAIN,
} from '../filter-drop.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { inside } from '../lines.ts';
import { isLossy } from '../lossy-match.ts';
import { type RoutedView } from '../routed-view.ts';
import { ruleDelta } from '../rule-counter.ts';
import { inRouter } from '../words.ts';

/** LOSSY_RULE says it better, where the counter was read twice. */
const isToldAsLossy = (file: CaseFile, { where, filter }: RoutedView): boolean => {
  const rule = filter?.end ?? null;
  if (filter === null || rule === null || !isLossy(rule)) return false;
  return (ruleDelta(file, where, filter.table, rule) ?? 0) > 0;
};

export const routerFilterDrop: Cause = {
  code: 'ROUTER_FILTER_DROP',
  owner: 'platform',
  summary: 'A firewall rule inside a router namespace drops the packet.',
  segments: SEGMENTS,
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const view = dropOf(file);
    if (view === null || SCOPE_CHAIN.test(endOf(view).chain)) return null;
    if (isToldAsLossy(file, view)) return null;
    const { node, netns } = view.where;
    const { table, text } = endOf(view);
    const iptables = iptablesOf(table);
    const base = view.filter?.base ?? 'FORWARD';
    const spelled = text.replace(/^-A /, '');
    const deletable = view.filter?.end !== null;
    return finding(file, routerFilterDrop, {
      confidence: confidenceOf(view),
      title: `${inRouter(file, node)}: a firewall rule drops it (${spelled})`,
      detail: 'Neutron puts no such rule there for this flow; a router firewall or a person did.',
      evidence: evidenceOf(file, view),
      affects: affectedBy(file, view),
      fixes: deletable
        ? [
            fixNow(
              `on ${node}; one rule, find who made it first`,
              [inside(netns, `${iptables} -D ${spelled}`)],
              inside(netns, `${iptables} -I ${spelled}`),
            ),
          ]
        : [
            fixNow(
              `on ${node}`,
              [inside(netns, `${iptables} -P ${base} ACCEPT`)],
              inside(netns, `${iptables} -P ${base} DROP`),
            ),
          ],
    });
  },
};
