// One of the devices between the VM and br-int is switched off or is not in its bridge.

import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked } from '../lines.ts';
import { plugFault, pluggedPort } from '../plumbing.ts';
import { atPort } from '../words.ts';

export const portUnplugged: Cause = {
  code: 'PORT_UNPLUGGED',
  owner: 'platform',
  summary: 'A device between the VM and br-int is down or out of its bridge.',
  segments: ['vm', 'security-group', 'integration-bridge', 'tunnel-in', 'tunnel-out'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const fault = plugFault(file);
    if (fault === null) return null;
    const { device, bridge, where, link } = fault;
    const isDown = fault.kind === 'down';
    const has = link.master || 'no bridge';
    const port = pluggedPort(file);
    const at = port.id === file.path.flow.portId ? atPort(file) : `at port ${port.id.slice(0, 8)}`;
    return finding(file, portUnplugged, {
      confidence: 'confirmed',
      title: `${at}: ${device} is ${isDown ? 'down' : `not in ${bridge} (${has})`}`,
      detail: 'Every packet of the VM goes through this device; nothing of Neutron switches it.',
      evidence: [
        checked(
          where,
          `device ${device}`,
          bridge === '' ? 'up' : `up, in ${bridge}`,
          isDown ? 'down' : `up, ${has === 'no bridge' ? 'in no bridge' : `in ${has}`}`,
          false,
          `ip link show ${device}`,
        ),
      ],
      affects: affectsThisPort(file),
      fixes: [
        isDown
          ? fixNow(
              `on ${where.node}; one device`,
              [`ip link set ${device} up`],
              `ip link set ${device} down`,
            )
          : fixNow(
              `on ${where.node}; one device`,
              [`ip link set ${device} master ${bridge}`],
              `ip link set ${device} nomaster`,
            ),
      ],
    });
  },
};
