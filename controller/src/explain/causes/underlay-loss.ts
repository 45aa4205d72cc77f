// Row 25: the packet left one node encapsulated, addressed to the right endpoint, and the other
// node never received it. Both cards were watched: what is between them lost it.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked } from '../lines.ts';
import { lostSample, lostSamples, MTU_EVERYWHERE } from '../sample.ts';
import { tunnelView } from '../tunnel-view.ts';
import { packets } from '../words.ts';

export const underlayLoss: Cause = {
  code: 'UNDERLAY_LOSS',
  owner: 'platform',
  summary: 'The network between two nodes loses VXLAN packets that were rightly addressed.',
  segments: ['underlay'],
  directions: ['forward', 'reply'],
  catalogue: [25, 26],
  test: (file) => {
    const { place } = file;
    const view = tunnelView(file);
    const sample = lostSample(file);
    if (place === null || view === null || sample === null) return null;
    const { from, to } = view;
    // Sent to another node is another cause; there the wire did what it was told.
    if (sample.tunnelTo !== to.address) return null;
    const [left, arrived] = [place.from?.device ?? '', place.to?.device ?? ''];
    const command = (device: string): string =>
      `tcpdump -ni ${device} udp port 4789 and host ${to.address} and host ${from.address}`;
    // Of small packets nothing is known then: the wire may lose by size. Unless some were tried.
    const isBySize = file.recording.control?.answered !== 0;
    const sizes = lostSamples(file).map(({ bytes }) => bytes);
    return finding(file, underlayLoss, {
      confidence: isBySize && Math.min(...sizes) > MTU_EVERYWHERE ? 'likely' : 'confirmed',
      title: `between ${left} on ${from.node} and ${arrived} on ${to.node}: the underlay loses VXLAN`,
      detail:
        'The packets left for the right tunnel endpoint and did not arrive: a switch, a cable, ' +
        'a filter for udp/4789 between the nodes.',
      evidence: [
        checked(
          { node: from.node, netns: '' },
          `left ${left}, addressed to`,
          to.address,
          sample.tunnelTo,
          true,
          command(left),
        ),
        checked(
          { node: to.node, netns: '' },
          `arrived at ${arrived}`,
          packets(place.sent),
          packets(place.sent - place.lost),
          false,
          command(arrived),
        ),
      ],
      affects: affectsNetworkPorts(file, from.node),
      fixes: [
        fixRoot(
          'mend the network between the nodes; these ask only',
          [
            `ping -c 3 -I ${from.address} ${to.address}`,
            `ping -c 3 -M do -s 1472 -I ${from.address} ${to.address}`,
          ],
          'asks only',
        ),
      ],
    });
  },
};
