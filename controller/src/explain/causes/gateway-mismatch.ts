// Row 59: the subnet's gateway address is not the address of the router's port: VMs ask for an
// address that nobody has.

import { affectsNetworkPorts } from '../affects.ts';
import { report } from '../api-fact.ts';
import { type Cause } from '../cause.ts';
import { fixRoot } from '../fixes.ts';

export const gatewayMismatch: Cause = {
  code: 'GATEWAY_MISMATCH',
  owner: 'tenant',
  summary: "The subnet's gateway address is not the address of the router's port.",
  segments: ['vm', 'integration-bridge', 'tunnel-out'],
  directions: ['forward'],
  catalogue: [59],
  explains: ['GATEWAY_UNANSWERED'],
  test: (file) => {
    const { subnet, routerPort } = file.path.neutron;
    const addresses = routerPort?.addresses.map(({ address }) => address) ?? [];
    if (routerPort === null || subnet.gateway === '' || addresses.includes(subnet.gateway))
      return null;
    // The VM asking for the address that nobody has is the proof.
    const asks = file.correlation.arp.some(
      ({ operation, targetAddress }) => operation === 'request' && targetAddress === subnet.gateway,
    );
    return report(file, gatewayMismatch, {
      confidence: asks ? 'confirmed' : 'likely',
      what: 'gateway of the subnet',
      expected: addresses.join(', '),
      found: subnet.gateway,
      command: `openstack subnet show -c gateway_ip ${subnet.id}`,
      title: `subnet ${subnet.cidr}: its gateway is ${subnet.gateway}, the router has ${addresses.join(', ')}`,
      detail: 'VMs send to an address that the router does not have.',
      affects: affectsNetworkPorts(file, file.parts.compute),
      fixes: [
        fixRoot(
          "the project's decision; one subnet",
          [`openstack subnet set --gateway ${addresses[0] ?? 'ADDRESS'} ${subnet.id}`],
          'VMs learn it with their next DHCP lease',
          `openstack subnet set --gateway ${subnet.gateway} ${subnet.id}`,
        ),
      ],
      references: ['LP#1831575', 'LP#1892405'],
    });
  },
};
