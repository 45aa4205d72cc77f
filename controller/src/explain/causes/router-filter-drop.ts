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
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { inside } from '../lines.ts';
import { inRouter } from '../words.ts';

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
