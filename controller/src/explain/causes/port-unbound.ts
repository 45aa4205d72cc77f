// Row 13: Neutron could not bind the VM's port to its node: no agent took it.
// What the API says fits; it is no proof.

import { affectsThisPort } from '../affects.ts';
import { AT_THE_VM, report } from '../api-fact.ts';
import { type Cause } from '../cause.ts';
import { fixRoot } from '../fixes.ts';
import { atPort } from '../words.ts';

const FAILED_BINDINGS = ['binding_failed', 'unbound'];

export const portUnbound: Cause = {
  code: 'PORT_UNBOUND',
  owner: 'platform',
  summary: "The VM's port is not bound to its node.",
  segments: AT_THE_VM,
  directions: ['forward', 'reply'],
  catalogue: [13],
  explains: ['PORT_DEAD_VLAN'],
  test: (file) => {
    const { port } = file.path.neutron;
    if (!FAILED_BINDINGS.includes(port.vifType)) return null;
    return report(file, portUnbound, {
      what: 'binding of the port',
      expected: 'ovs',
      found: port.vifType,
      command: `openstack port show -c binding_vif_type -c binding_host_id ${port.id}`,
      title: `${atPort(file)}: Neutron could not bind the port (${port.vifType})`,
      detail: 'No agent of that node took it: dead at the time, or without the physical network.',
      affects: affectsThisPort(file),
      fixes: [
        fixRoot(
          'bind it again once the agent is alive',
          [`openstack port set --host ${port.host || 'HOST'} ${port.id}`],
          'the VM has no network until it is done',
        ),
      ],
      references: ['LP#1734320', 'LP#1968896'],
    });
  },
};
