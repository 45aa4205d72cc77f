// A NAT rule in the router of the VM's node gives packets another source, where Neutron translates
// nothing: between two networks, and on the way to the SNAT namespace. They go on with an address
// that no later point expects, and that security groups and routes do not know.

import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside } from '../lines.ts';
import { lostPacket } from '../lost-packet.ts';
import { type RoutedView, routedView } from '../routed-view.ts';
import { type ChainWalk, walkIptables } from '../walk/iptables.ts';
import { inRouter } from '../words.ts';

const TRANSLATING = ['SNAT', 'MASQUERADE', 'NETMAP'];

/** A floating IP is translated right here. */
const isPlanned = ({ path }: CaseFile): boolean =>
  path.exit === 'fip' && path.neutron.remote === null;

const walkOf = (file: CaseFile, view: RoutedView): ChainWalk | null => {
  const { where, packet, outDevice } = view;
  const table = file.iptables(where.node, where.netns, 'nat');
  if (table === null || file.place?.direction !== 'forward') return null;
  const { source, destination, mark } = packet;
  const walk = walkIptables(table, 'POSTROUTING', {
    packet: { ...lostPacket(file, 'forward'), source, destination },
    inDevice: '',
    outDevice,
    physdevIn: '',
    physdevOut: '',
    state: 'NEW',
    dnat: false,
    set: () => null,
    mark,
    connmark: null,
  });
  return walk.end !== null && TRANSLATING.includes(walk.end.target.name) ? walk : null;
};

export const sourceRewritten: Cause = {
  code: 'SOURCE_REWRITTEN',
  owner: 'platform',
  summary: "A NAT rule in the router of the VM's node gives packets a source that is not the VM's.",
  segments: ['router'],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    const view = routedView(file);
    const walk = view === null || isPlanned(file) ? null : walkOf(file, view);
    const rule = walk?.end;
    if (view === null || walk === null || rule === null || rule === undefined) return null;
    const { node, netns } = view.where;
    const spelled = rule.text.replace(/^-A /, '');
    const target = walk.natTo || `the address of ${view.outDevice}`;
    return finding(file, sourceRewritten, {
      confidence: walk.undecided.length === 0 ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: a NAT rule gives what comes from ${view.packet.source} the source ${target}`,
      detail: 'Neutron translates nothing there: the packets go on as somebody else.',
      evidence: [
        checked(
          view.where,
          'packet walked through nat POSTROUTING',
          `from ${view.packet.source}`,
          `from ${target}`,
          false,
          `iptables -t nat -nvxL ${rule.chain} --line-numbers`,
        ),
      ],
      affects: affectsNetworkOnNode(file, node),
      fixes: [
        fixNow(
          `on ${node}; one rule, find who made it first`,
          [inside(netns, `iptables -t nat -D ${spelled}`)],
          inside(netns, `iptables -t nat -I ${spelled}`),
          'connections that are open stay as they are',
        ),
      ],
    });
  },
};
