// Row 58: nothing of the flow entered the first point. What the guest does cannot be seen from
// outside; what its port shows can.

import { affectsThisPort } from '../affects.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked, noted } from '../lines.ts';
import { vmArp } from '../vm-arp.ts';
import { atPort, service, vmName } from '../words.ts';

const tapOf = (file: CaseFile): { up: boolean; line: EvidenceLine } | null => {
  const { compute } = file.parts;
  const tap = file.path.points.find(({ role }) => role === 'tap')?.device ?? '';
  const device = file.path.nodes
    .find(({ name }) => name === compute)
    ?.devices.find((one) => one.device === tap);
  if (device === undefined) return null;
  const where = { node: compute, netns: '' };
  const found = device.up ? 'up' : 'down';
  return {
    up: device.up,
    line: checked(where, `device ${tap}`, 'up', found, device.up, `ip link show ${tap}`),
  };
};

/** What the guest asks for by ARP, as its own port saw it. */
const arpLines = (file: CaseFile): EvidenceLine[] => {
  const { targets } = vmArp(file);
  if (targets.length === 0) return [];
  const where = { node: file.parts.compute, netns: '' };
  return [
    noted(where, 'ARP from the VM', `asks for ${targets.join(', ')}`, 'tcpdump -nei TAP arp'),
  ];
};

/** It asks for somebody who is not there, and not for its gateway: so it was told to. */
const misledBy = (file: CaseFile): string => {
  const { gateway, silent, targets } = vmArp(file);
  const [other] = silent;
  if (other === undefined || gateway === '' || targets.includes(gateway)) return '';
  return ` It asks for ${other}, where nobody answers, and not for its gateway ${gateway}.`;
};

export const vmSendsNothing: Cause = {
  code: 'VM_SENDS_NOTHING',
  owner: 'tenant',
  summary: 'Nothing of the flow came out of the VM.',
  segments: ['vm'],
  directions: ['forward'],
  catalogue: [58],
  test: (file) => {
    const { place, localisation, path } = file;
    if (localisation.status !== 'NOT_SENT' || (place !== null && place.kind !== 'vm')) return null;
    // It would send, and cannot: that is not the guest's doing.
    const { unanswered, stranger } = vmArp(file);
    if (unanswered > 0 || stranger !== null) return null;
    const tap = tapOf(file);
    const status = path.neutron.server?.status ?? '';
    return finding(file, vmSendsNothing, {
      confidence: 'confirmed',
      title: `${atPort(file)}: the VM sent no ${service(file)} to ${path.flow.remoteAddress}`,
      detail:
        'Its port was watched and stayed silent for this flow. A wrong or no default route, a ' +
        `guest firewall, a stopped program: only the guest knows.${misledBy(file)}`,
      evidence: [
        noted(
          { node: file.parts.compute, netns: '' },
          'packets of the flow at the first point',
          '0',
          `tcpdump -nei ${path.points[0]?.device ?? 'TAP'} host ${path.flow.remoteAddress}`,
        ),
        ...(tap === null ? [] : [tap.line]),
        ...(status === ''
          ? []
          : [
              checked(
                { node: file.parts.compute, netns: '' },
                'server status',
                'ACTIVE',
                status,
                status === 'ACTIVE',
                `openstack server show -c status ${path.flow.serverId ?? vmName(file)}`,
              ),
            ]),
        ...arpLines(file),
      ],
      affects: affectsThisPort(file),
      fixes: [
        fixRoot(
          'look inside the guest: routes, firewall, is the program sending?',
          [`openstack console log show ${path.flow.serverId ?? vmName(file)}`],
          'reads only',
        ),
      ],
      objects: { server: path.flow.serverId ?? '' },
    });
  },
};
