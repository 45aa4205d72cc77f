// Row 9: the VM's node has no qrouter namespace of its router: nobody answers for the gateway
// there.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { restartL3Agent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { routerName } from '../words.ts';

export const qrouterNamespaceMissing: Cause = {
  code: 'QROUTER_NAMESPACE_MISSING',
  owner: 'platform',
  summary: "The VM's node has no qrouter namespace of its distributed router.",
  segments: ['integration-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [9],
  explains: ['GATEWAY_UNANSWERED'],
  test: (file) => {
    const { parts, path, place } = file;
    if (path.neutron.router?.distributed !== true || place?.node !== parts.compute) return null;
    if (file.namespace(parts.compute, parts.qrouter) !== 'absent') return null;
    const agent = path.neutron.agents.find(
      ({ host, type }) => host === parts.compute && type === 'L3 agent',
    );
    const where = { node: parts.compute, netns: '' };
    const state = agent === undefined ? 'none' : agent.alive ? 'alive' : 'dead';
    return finding(file, qrouterNamespaceMissing, {
      confidence: 'confirmed',
      title: `on ${parts.compute}: router ${routerName(file)} does not exist there`,
      detail: 'A distributed router must be on every node that has VMs of its networks.',
      evidence: [
        checked(
          where,
          `namespace ${parts.qrouter.slice(0, 16)}`,
          'alive',
          'absent',
          false,
          'ip netns',
        ),
        checked(
          where,
          'L3 agent',
          'alive',
          state,
          state === 'alive',
          'openstack network agent list',
        ),
      ],
      affects: affectsNetworkPorts(file, parts.compute),
      fixes: [restartL3Agent(parts.compute)],
      references: ['LP#1776255', 'LP#1456073'],
    });
  },
};
