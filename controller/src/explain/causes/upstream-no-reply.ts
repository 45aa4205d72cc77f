// Row 44: the packets left the cloud by the right device, translated as planned, and nothing came
// back.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { pinnedGateway } from '../gateway-neighbour.ts';
import { checked, noted } from '../lines.ts';
import { snatEvidence, snatView } from '../snat-view.ts';
import { packets } from '../words.ts';

export const upstreamNoReply: Cause = {
  code: 'UPSTREAM_NO_REPLY',
  owner: 'upstream',
  summary: 'Packets left the cloud translated as planned, and nothing came back.',
  segments: ['external'],
  directions: ['forward'],
  catalogue: [44],
  test: (file) => {
    const { place, path, localisation } = file;
    if (place?.kind !== 'external' || localisation.status !== 'UNANSWERED') return null;
    const view = snatView(file);
    if (view?.nat !== null && view?.nat !== undefined && view.nat.verdict !== 'NAT') return null;
    const { natAddress, remoteAddress } = path.flow;
    const translated = file.correlation.nat.some((pair) => pair.natAddress === natAddress);
    const where = { node: place.node, netns: '' };
    const device = place.from?.device ?? 'the external NIC';
    return finding(file, upstreamNoReply, {
      // Whoever has that MAC may be somebody else.
      confidence: translated && pinnedGateway(file) === null ? 'confirmed' : 'likely',
      title: `outside: ${packets(place.lost)} left ${place.node} by ${device}, no answer came back`,
      detail:
        `Inside the cloud everything is as planned; ${remoteAddress} or the way to it does not ` +
        `answer ${natAddress}.`,
      evidence: [
        noted(
          where,
          `left by ${device}`,
          packets(place.sent),
          `tcpdump -nei ${device} host ${remoteAddress}`,
        ),
        checked(
          where,
          'answers from outside',
          packets(place.sent),
          String(localisation.answered),
          false,
          `tcpdump -nei ${device} src host ${remoteAddress}`,
        ),
        ...(view === null ? [] : snatEvidence(file, view)),
      ],
      affects: affectsRouter(file),
      fixes: [
        fixRoot(
          'whoever runs the network outside: is there a filter, a way back, a stale ARP entry or a ' +
            `second owner of ${natAddress}?`,
          [`arping -D -c 3 -I ${device} ${natAddress}`],
          'asks only',
        ),
      ],
      references: ['LP#1690165'],
    });
  },
};
