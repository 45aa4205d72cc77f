// Row 50: answers reach the VM's port and the guest does nothing with them: its own firewall, or a
// filter on the sender's MAC (answers carry the SNAT port's MAC, not the gateway's: normal with
// DVR).

import { affectsOtherPort, affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { noted } from '../lines.ts';
import { atPort, packets } from '../words.ts';

export const guestIgnoresReply: Cause = {
  code: 'GUEST_IGNORES_REPLY',
  owner: 'tenant',
  summary: 'Answers reach the port of the VM, and the guest ignores them.',
  segments: ['vm', 'remote-vm'],
  directions: ['reply', 'forward'],
  catalogue: [50],
  test: (file) => {
    const { place } = file;
    if (place === null || place.from === null || place.from.side !== 'out') return null;
    if (file.localisation.status === 'REJECTED') return null;
    if (place.kind !== 'remote-vm' && place.direction !== 'reply') return null;
    const { node, device } = place.from;
    const remote = place.kind === 'remote-vm';
    const { path } = file;
    const guest = remote ? path.neutron.remote?.port.deviceId : path.flow.serverId;
    return finding(file, guestIgnoresReply, {
      confidence: 'likely',
      title: remote
        ? `at ${device} on ${node}: ${packets(place.lost)} reached the other VM, which did not answer`
        : `${atPort(file)}: ${packets(place.lost)} reached the VM, which ignores them`,
      detail:
        'A firewall in the guest, nobody listening, or a filter on the MAC of the sender: with DVR ' +
        "answers come from the SNAT port's MAC.",
      evidence: [
        noted(
          { node, netns: '' },
          `sent into ${device}`,
          packets(place.sent),
          `tcpdump -nei ${device}`,
        ),
      ],
      affects: remote ? affectsOtherPort(file) : affectsThisPort(file),
      fixes: [
        fixRoot(
          'look inside the guest',
          [`openstack console log show ${guest || 'SERVER'}`],
          'reads only',
        ),
      ],
    });
  },
};
