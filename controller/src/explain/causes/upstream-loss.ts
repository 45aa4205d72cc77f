// Of the packets that left the cloud translated as planned, only some are answered: the network
// outside or the peer loses a share of them, or answers no more than so many a second.

import { affectsRouter } from '../affects.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked, noted } from '../lines.ts';
import { type Place } from '../place.ts';
import { packets } from '../words.ts';
import { refusalWords } from './rejected-outside.ts';

/** What came in from outside about packets that were not answered. */
const complaint = (file: CaseFile, place: Place): EvidenceLine[] => {
  const entry = file.path.points.find(({ direction }) => direction === 'reply')?.id;
  const found = file.correlation.witnesses.find(
    ({ kind, point }) => kind === 'icmp-error' && point === entry,
  );
  if (found === undefined) return [];
  const where = { node: place.node, netns: '' };
  const command = `tcpdump -nei ${place.from?.device ?? 'NIC'} icmp and host ${found.from}`;
  return [noted(where, `said by ${found.from}`, refusalWords(found), command)];
};

export const upstreamLoss: Cause = {
  code: 'UPSTREAM_LOSS',
  owner: 'upstream',
  summary: 'Some of the packets that left the cloud were not answered.',
  segments: ['external'],
  directions: ['forward'],
  catalogue: [44],
  test: (file) => {
    const { place } = file;
    if (place?.kind !== 'external' || file.localisation.status !== 'DEGRADED') return null;
    const { remoteAddress } = file.path.flow;
    const device = place.from?.device ?? 'the external NIC';
    const where = { node: place.node, netns: '' };
    const came = place.sent - place.lost;
    return finding(file, upstreamLoss, {
      confidence: 'confirmed',
      title: `outside: they left ${place.node} by ${device}, and their answers did not come in`,
      detail:
        `Inside the cloud all ${packets(place.sent)} passed as planned; ${remoteAddress} or the ` +
        'way to it loses some, or answers only so many a second.',
      evidence: [
        noted(
          where,
          `left by ${device}`,
          packets(place.sent),
          `tcpdump -nei ${device} dst host ${remoteAddress}`,
        ),
        checked(
          where,
          'answered from outside',
          packets(place.sent),
          packets(came),
          false,
          `tcpdump -nei ${device} src host ${remoteAddress}`,
        ),
        ...complaint(file, place),
      ],
      affects: affectsRouter(file),
      fixes: [
        fixRoot(
          `whoever runs the network outside or ${remoteAddress}: which hop loses packets?`,
          [`mtr -rwn -c 100 ${remoteAddress}`],
          'asks only',
        ),
      ],
    });
  },
};
