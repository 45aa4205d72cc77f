// Row 13: the VM's port is switched off in the API: the agent puts it on the dead VLAN.
// What the API says fits; the dead VLAN on the node is the proof.

import { affectsThisPort } from '../affects.ts';
import { AT_THE_VM, report } from '../api-fact.ts';
import { type Cause } from '../cause.ts';
import { fixNow } from '../fixes.ts';
import { atPort } from '../words.ts';

export const portDisabled: Cause = {
  code: 'PORT_DISABLED',
  owner: 'tenant',
  summary: "The VM's port is switched off in the API.",
  segments: AT_THE_VM,
  directions: ['forward', 'reply'],
  catalogue: [13],
  explains: ['PORT_DEAD_VLAN'],
  test: (file) => {
    const { port } = file.path.neutron;
    if (port.adminUp) return null;
    return report(file, portDisabled, {
      what: `port ${port.id.slice(0, 11)}`,
      expected: 'up',
      found: 'admin_state_up=false',
      command: `openstack port show -c admin_state_up ${port.id}`,
      title: `${atPort(file)}: the port is switched off`,
      detail: 'The agent puts such a port on the dead VLAN.',
      affects: affectsThisPort(file),
      fixes: [
        fixNow(
          "the project's decision; one port",
          [`openstack port set --enable ${port.id}`],
          `openstack port set --disable ${port.id}`,
        ),
      ],
    });
  },
};
