// REJECTED: somebody outside refused the packets: the peer by RST or "port unreachable", or a
// device on the way by another ICMP error that came in by the external NIC.

import { affected } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type Witness } from '../../correlate/journeys.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { pinnedGateway } from '../gateway-neighbour.ts';
import { noted } from '../lines.ts';
import { type Flow } from '../../resolve/path.ts';
import { service } from '../words.ts';

const ICMP_WORDS: Readonly<Record<string, string>> = {
  '3/0': 'net unreachable',
  '3/1': 'host unreachable',
  '3/3': 'port unreachable',
  '3/4': 'fragmentation needed',
  '3/9': 'net administratively prohibited',
  '3/10': 'host administratively prohibited',
  '3/13': 'administratively prohibited',
  '11/0': 'time exceeded',
};

/** What a witness of a refusal said. */
export const refusalWords = ({ kind, icmpType, icmpCode }: Witness): string =>
  kind === 'rst'
    ? 'TCP reset'
    : `ICMP ${ICMP_WORDS[`${icmpType}/${icmpCode}`] ?? `type ${icmpType} code ${icmpCode}`}`;

const askAgain = ({ protocol, remoteAddress, remotePort }: Flow): string =>
  protocol === 'icmp'
    ? `ping -c 3 ${remoteAddress}`
    : `nc -vz${protocol === 'udp' ? 'u' : ''} ${remoteAddress} ${remotePort ?? ''}`.trim();

export const rejectedOutside: Cause = {
  code: 'REJECTED_OUTSIDE',
  owner: 'upstream',
  summary: 'The peer, or a device on the way to it, refused the packets.',
  segments: ['external'],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    if (file.localisation.status !== 'REJECTED') return null;
    const { remoteAddress } = file.path.flow;
    const [witness] = file.correlation.witnesses;
    const said = witness === undefined ? 'refused' : refusalWords(witness);
    const from = witness?.from || remoteAddress;
    const byPeer = from === remoteAddress;
    const who = byPeer ? `the peer ${from}` : `${from} on the way`;
    const closed = byPeer && (witness?.kind === 'rst' || witness?.icmpCode === 3);
    const where = { node: file.place?.node ?? '', netns: '' };
    return finding(file, rejectedOutside, {
      // Whoever answers for a MAC that was written by hand may be anybody.
      confidence: witness === undefined || pinnedGateway(file) !== null ? 'likely' : 'confirmed',
      title: `outside: ${who} refused ${service(file)} (${said})`,
      detail: closed
        ? 'The peer is there, and nobody listens on that port or its firewall refuses.'
        : 'The cloud delivered the packets as planned.',
      evidence: [
        noted(
          where,
          `answer from ${from}`,
          said,
          `tcpdump -nei ${file.place?.from?.device ?? 'NIC'} host ${from}`,
        ),
      ],
      affects: affected(
        file,
        'who talks to the same service',
        ({ id }) => id === file.path.neutron.port.id,
      ),
      fixes: [
        fixRoot(
          byPeer
            ? 'whoever runs the peer: does the service listen?'
            : 'whoever runs the network on the way',
          [askAgain(file.path.flow)],
          'asks only',
        ),
      ],
    });
  },
};
