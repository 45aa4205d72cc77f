// Output trap 9: packets arrive from a wire with a wrong checksum: every hop sees them, and the one
// that checks (the peer, connection tracking) throws them away.

import { affected } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { wireChecksums } from '../checksums.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked } from '../lines.ts';
import { packets } from '../words.ts';

export const checksumWrong: Cause = {
  code: 'CHECKSUM_WRONG',
  owner: 'platform',
  summary: 'Packets come in from a wire with a wrong checksum; who checks it drops them.',
  segments: [
    'tunnel-in',
    'snat-router',
    'router',
    'fip-router',
    'external-bridge',
    'external',
    'security-group',
    'vm',
    'remote-vm',
  ],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const bad = wireChecksums(file).find(({ wrong }) => wrong > 0);
    if (bad === undefined) return null;
    const { point, wrong, checked: whole } = bad;
    const where = { node: point.node, netns: point.netns };
    const lost = file.place?.lost ?? 0;
    const sender = file.place?.direction === 'reply' ? 'the sender' : file.parts.compute;
    return finding(file, checksumWrong, {
      confidence: wrong === whole && wrong >= Math.min(lost, whole) ? 'confirmed' : 'likely',
      title: `at ${point.device} on ${point.node}: packets come in with a wrong checksum`,
      detail:
        'On a sending side that is normal, for the card fills it in; here they came from the wire. ' +
        'A card or driver that promises offload and does not do it.',
      evidence: [
        checked(
          where,
          `checksums at ${point.device}`,
          'right',
          `${packets(wrong)} of ${whole} wrong`,
          false,
          `tcpdump -nvvi ${point.device} | grep -i incorrect`,
        ),
      ],
      affects: affected(
        file,
        `whose packets cross ${point.device}`,
        ({ host }) => host === point.node,
      ),
      fixes: [
        fixNow(
          `on ${sender}; the card no longer fills in checksums`,
          ['ethtool -K NIC tx off'],
          'ethtool -K NIC tx on',
          'costs processor time',
        ),
      ],
      references: ['LP#1832021'],
    });
  },
};
