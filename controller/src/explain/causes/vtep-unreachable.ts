// Row 25: the node does not know how to reach the other tunnel endpoint: no route, or nobody
// answers ARP for it. A userspace datapath keeps neighbours of its own.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked } from '../lines.ts';
import { tunnelView } from '../tunnel-view.ts';

/** ARP for the endpoint, or the gateway to it, as the sending node's wire saw it. */
const askedFor = ({ path, correlation }: CaseFile, node: string, address: string) => {
  const points = path.points.filter((point) => point.node === node && point.role === 'tunnel-nic');
  const ids = new Set(points.map(({ id }) => id));
  const seen = correlation.arp.filter(({ point }) => ids.has(point));
  return {
    device: points[0]?.device ?? 'NIC',
    asked: seen.filter(
      ({ operation, targetAddress }) => operation === 'request' && targetAddress === address,
    ).length,
    answered: seen.filter(
      ({ operation, senderAddress }) => operation === 'reply' && senderAddress === address,
    ).length,
  };
};

/** vswitchd knows no MAC, or no route (xlate_native_tunnel_output of ofproto-dpif-xlate.c). */
const STUCK = /(?:->|>>) ((?:tunnel )?neighbor cache miss for .*|native tunnel routing failed)/;

/** What vswitchd says when it cannot put the outer packet together; '' when it can. */
const stuckAt = (file: CaseFile, peer: string): string => {
  const from = file.place?.from;
  const trace = from === null || from === undefined ? null : file.trace(from.node, from.device);
  const lines = trace?.steps.flatMap((step) => step.lines) ?? [];
  const isForPeer = lines.some((line) => line.includes(`tunneling to ${peer} `));
  const said = lines.map((line) => STUCK.exec(line)?.[1] ?? '').find((one) => one !== '') ?? '';
  return isForPeer || said.includes(` ${peer} `) ? said : '';
};

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
    const gateway = answer?.route?.gateway ?? '';
    const arp = askedFor(file, node, gateway || peer);
    if (arp.asked > 0 && arp.answered === 0)
      lines.push(
        checked(
          where,
          `ARP for ${gateway || peer}`,
          'answered',
          `${arp.asked} requests, no reply`,
          false,
          `tcpdump -nei ${arp.device} arp`,
        ),
      );
    // Empty with the kernel datapath: then this table means nothing.
    const neighbours = file.tunnelNeighbours(node) ?? [];
    const isKnown = neighbours.some(({ address }) => address === peer);
    if (neighbours.length > 0 && !isKnown && gateway === '')
      lines.push(
        checked(where, `MAC of ${peer}`, 'known', 'unknown', false, 'ovs-appctl tnl/neigh/show'),
      );
    const stuck = lines.length > 0 ? '' : stuckAt(file, peer);
    if (stuck !== '')
      lines.push(
        checked(
          where,
          'vswitchd traces a lost packet',
          `into the tunnel to ${peer}`,
          stuck,
          false,
          `ovs-appctl ofproto/trace br-int 'in_port=${file.place?.from?.device ?? 'PORT'},...'`,
        ),
      );
    if (lines.length === 0) return null;
    const isSure = (answer !== null && answer.route === null) || arp.asked > arp.answered;
    return finding(file, vtepUnreachable, {
      confidence: isSure ? 'confirmed' : 'likely',
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
