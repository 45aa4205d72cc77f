// Row 25: the node does not know how to reach the other tunnel endpoint: no route, or nobody
// answers ARP for it. A userspace datapath keeps neighbours of its own.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked } from '../lines.ts';
import { tunnelView } from '../tunnel-view.ts';

export const vtepUnreachable: Cause = {
  code: 'VTEP_UNREACHABLE',
  owner: 'platform',
  summary: 'The node has no way to the tunnel endpoint of the other node.',
  segments: ['tunnel-out', 'underlay'],
  directions: ['forward', 'reply'],
  catalogue: [25],
  test: (file) => {
    const view = tunnelView(file);
    if (view === null) return null;
    const { node } = view.from;
    const peer = view.to.address;
    const where = { node, netns: '' };
    const answer = file.routeGet(node, '', peer);
    const lines: EvidenceLine[] = [];
    if (answer !== null && answer.route === null)
      lines.push(
        checked(where, `route to ${peer}`, 'a route', answer.said, false, `ip route get ${peer}`),
      );
    const neighbours = file.tunnelNeighbours(node);
    // Empty with the kernel datapath: then this table means nothing.
    if (neighbours !== null && neighbours.length > 0) {
      const found = neighbours.find(({ address }) => address === peer);
      const gateway = answer?.route?.gateway ?? '';
      if (found === undefined && gateway === '')
        lines.push(
          checked(where, `MAC of ${peer}`, 'known', 'unknown', false, 'ovs-appctl tnl/neigh/show'),
        );
    }
    if (lines.length === 0) return null;
    return finding(file, vtepUnreachable, {
      confidence: answer !== null && answer.route === null ? 'confirmed' : 'likely',
      title: `on ${node}: the tunnel endpoint ${peer} of ${view.to.node} cannot be reached`,
      detail: 'The underlay between the two nodes, not the overlay, is at fault.',
      evidence: lines,
      affects: affectsNetworkPorts(file, node),
      fixes: [
        fixRoot(
          'mend the underlay between the nodes',
          [`ping -c 3 -I ${view.from.address} ${peer}`],
          'asks only',
        ),
      ],
    });
  },
};
