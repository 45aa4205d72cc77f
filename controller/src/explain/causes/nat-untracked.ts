// A rule of the raw table takes the packets out of connection tracking: whatever is not tracked is
// not translated either, and leaves with the VM's own address. Neutron makes such rules only in the
// fip namespaces, where nothing is translated.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside } from '../lines.ts';
import { routedView, type RoutedView } from '../routed-view.ts';
import { inRouter } from '../words.ts';

const untracking = ({ walks }: RoutedView) =>
  walks
    .filter(({ table }) => table === 'raw')
    .flatMap(({ effects }) => effects)
    .find(({ target }) => target.name === 'NOTRACK' || 'notrack' in target.options);

export const natUntracked: Cause = {
  code: 'NAT_UNTRACKED',
  owner: 'platform',
  summary: 'A rule exempts the packets from connection tracking, so that nothing translates them.',
  segments: ['router', 'snat-router'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const view = routedView(file);
    const rule = view === null ? undefined : untracking(view);
    if (view === null || rule === undefined) return null;
    // A distributed qrouter translates floating IPs only.
    const translates = file.place?.kind === 'snat-router' || file.path.exit === 'fip';
    if (!translates) return null;
    const { node, netns } = view.where;
    const spelled = rule.text.replace(/^-A /, '');
    return finding(file, natUntracked, {
      confidence: 'confirmed',
      title: `${inRouter(file, node)}: a raw rule keeps them from being tracked, so they are not translated`,
      detail: `${spelled}: without an entry of conntrack no NAT rule is asked.`,
      evidence: [
        checked(
          view.where,
          'packet walked through raw PREROUTING',
          'tracked',
          `rule ${rule.number}: not tracked`,
          false,
          'iptables -t raw -nvxL PREROUTING',
        ),
      ],
      affects: affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; one rule, find who made it first`,
          [inside(netns, `iptables -t raw -D ${spelled}`)],
          inside(netns, `iptables -t raw -I ${spelled}`),
        ),
      ],
    });
  },
};
