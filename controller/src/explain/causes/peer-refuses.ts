// REJECTED between two VMs: the packets came to the other VM's port, and its own stack refused them
// by RST or "port unreachable". No security group does that: it drops in silence.

import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { noted } from '../lines.ts';
import { service } from '../words.ts';
import { refusalWords } from './rejected-outside.ts';

export const peerRefuses: Cause = {
  code: 'PEER_REFUSES',
  owner: 'tenant',
  summary: 'The other VM itself refused the packets: nobody listens, or its firewall rejects.',
  segments: ['remote-vm'],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    const { remote } = file.path.neutron;
    if (file.localisation.status !== 'REJECTED' || remote === null) return null;
    const [witness] = file.correlation.witnesses;
    const said = witness === undefined ? 'refused' : refusalWords(witness);
    const from = witness?.from || file.path.flow.remoteAddress;
    const isPeer = from === file.path.flow.remoteAddress;
    const { node = '', device = '' } = file.place?.from ?? {};
    return finding(file, peerRefuses, {
      confidence: witness !== undefined && isPeer ? 'confirmed' : 'likely',
      title: `in ${remote.name}: the guest refused ${service(file)} (${said})`,
      detail:
        `The cloud delivered the packets to the port of ${remote.name}; its stack answers ` +
        `"${said}": nobody listens there, or a firewall in the guest rejects.`,
      evidence: [
        noted(
          { node, netns: '' },
          `answer from ${from}`,
          said,
          `tcpdump -nei ${device} host ${from}`,
        ),
      ],
      affects: null,
      fixes: [
        fixRoot(
          `look inside ${remote.name}: does the service listen on this address?`,
          ['ss -lntu'],
          'reads only',
        ),
      ],
      objects: { port: remote.port.id },
    });
  },
};
