// Rows 13 and 14: a port of br-int is on VLAN 4095, where Neutron parks ports that are not bound or
// not yet wired. Nothing gets through it, in either direction.

import { DEAD_VLAN } from '../../neutron-names.ts';
import { affectsRouter, affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { portTags } from '../tag-view.ts';

export const portDeadVlan: Cause = {
  code: 'PORT_DEAD_VLAN',
  owner: 'platform',
  summary: 'A port of br-int is on the dead VLAN 4095.',
  segments: ['integration-bridge', 'tunnel-in', 'tunnel-out', 'external-bridge', 'snat-router'],
  directions: ['forward', 'reply'],
  catalogue: [13, 14],
  explains: ['GATEWAY_UNANSWERED'],
  test: (file) => {
    const dead = portTags(file).find(({ port }) => port.tag === DEAD_VLAN);
    if (dead === undefined) return null;
    const { node, port, expected } = dead;
    const set = `ovs-vsctl set Port ${port.name} tag=${expected ?? 'VLAN'}`;
    const trunked =
      port.vlanMode === '' ? [] : [`ovs-vsctl clear Port ${port.name} vlan_mode trunks`];
    const isVm = port.name === file.parts.vmPort;
    return finding(file, portDeadVlan, {
      confidence: 'confirmed',
      title: `at port ${port.name} on ${node}: it is on the dead VLAN 4095`,
      detail: 'The port is not bound, or the agent has not finished wiring it.',
      evidence: [
        checked(
          { node, netns: '' },
          `tag of ${port.name}`,
          String(expected ?? 'a local VLAN'),
          `${DEAD_VLAN}${port.vlanMode === '' ? '' : `, ${port.vlanMode}`}`,
          false,
          `ovs-vsctl list Port ${port.name}`,
        ),
        ...(isVm
          ? [
              checked(
                { node, netns: '' },
                'port status in the API',
                'ACTIVE',
                file.path.neutron.port.status,
                file.path.neutron.port.status === 'ACTIVE',
                `openstack port show -c status -c binding_vif_type ${file.path.neutron.port.id}`,
              ),
            ]
          : []),
      ],
      affects: isVm ? affectsThisPort(file) : affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; one port, lost again when the agent marks it dead anew`,
          [...trunked, set],
          `ovs-vsctl set Port ${port.name} tag=${DEAD_VLAN}`,
          'right only when the port is bound to this node',
        ),
        restartOvsAgent(node),
      ],
      references: ['LP#1930414 (20.0.0)', 'LP#1734320', 'LP#1968896', 'LP#1827754'],
    });
  },
};
