// Row 8, seen from the VM: it asks who its gateway is, and nobody answers: it cannot even send. The
// reason lies between its port and the router, and the checks of the state name it.

import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked } from '../lines.ts';
import { vmArp } from '../vm-arp.ts';
import { atPort } from '../words.ts';

export const gatewayUnanswered: Cause = {
  code: 'GATEWAY_UNANSWERED',
  owner: 'platform',
  summary: 'The VM asks for the MAC of its gateway and gets no answer: it cannot send.',
  segments: ['vm'],
  directions: ['forward'],
  catalogue: [8],
  test: (file) => {
    const { parts, localisation, path } = file;
    if (localisation.status !== 'NOT_SENT') return null;
    const { unanswered, gateway, stranger } = vmArp(file);
    if (unanswered === 0 || stranger !== null) return null;
    const tap = path.points.find(({ role }) => role === 'tap')?.device ?? 'TAP';
    const command = `tcpdump -nei ${tap} arp host ${gateway}`;
    return finding(file, gatewayUnanswered, {
      confidence: 'confirmed',
      title: `${atPort(file)}: the VM asks for its gateway ${gateway}, and nobody answers`,
      detail: 'Without its MAC the VM sends nothing. Trace with --inject to see where packets end.',
      evidence: [
        checked(
          { node: parts.compute, netns: '' },
          `ARP for ${gateway}`,
          'answered',
          `${unanswered} requests, no reply`,
          false,
          command,
        ),
      ],
      affects: affectsNetworkOnNode(file, parts.compute),
      fixes: [
        fixRoot(
          'find where a packet of the VM ends',
          [
            `hopscope trace ${path.flow.serverName} ${path.flow.remoteAddress} --inject`,
            `hopscope check ${path.flow.serverName}`,
          ],
          'sends some probes as the VM',
        ),
      ],
      references: ['LP#1464527'],
    });
  },
};
