// Check 1: the VM's gateway is the router's interface, and its address lies in its subnet. Both by
// the API alone.

import type { PortFacts, SubnetFacts } from '../../resolve/path.ts';
import { isInCidr } from '../../resolve/subnets.ts';
import type { Check, CheckRow } from '../check.ts';
import { CODES } from '../codes.ts';
import { API, judged } from '../rows.ts';

const gatewayRow = (subnet: SubnetFacts, ports: readonly PortFacts[]): CheckRow => {
  const addresses = ports.flatMap((port) =>
    port.addresses.filter(({ subnetId }) => subnetId === subnet.id).map(({ address }) => address),
  );
  const wanted = {
    where: API,
    what: `router interface in ${subnet.cidr}`,
    expected: subnet.gateway || 'a gateway',
    command: `openstack subnet show -c gateway_ip ${subnet.id}`,
    scope: 'network',
  } as const;
  const isThere = subnet.gateway !== '' && addresses.includes(subnet.gateway);
  const found = isThere ? subnet.gateway : addresses.join(', ') || 'none';
  return judged(wanted, found, isThere, CODES.gatewayMismatch);
};

const addressRow = (address: string, subnet: SubnetFacts, port: PortFacts): CheckRow => {
  const wanted = {
    where: API,
    what: `fixed address of port ${port.id.slice(0, 11)}`,
    expected: `in ${subnet.cidr}`,
    command: `openstack port show -c fixed_ips ${port.id}`,
    scope: 'vm',
  } as const;
  const isInside = isInCidr(address, subnet.cidr);
  return judged(wanted, isInside ? wanted.expected : address, isInside, CODES.addressOutsideSubnet);
};

export const gateway: Check = {
  number: 1,
  id: 'gateway',
  title: 'the gateway of the subnet is the router, and the address lies in the subnet',
  rows: ({ path }) => {
    const { neutron, flow } = path;
    const { subnet, remote, routerPorts, routerPort, port } = neutron;
    if (subnet.cidr === '') return [];
    const ports = routerPort === null ? routerPorts : [routerPort, ...routerPorts];
    const isRouted = remote === null || remote.port.networkId !== port.networkId;
    return [
      ...(neutron.router !== null && isRouted ? [gatewayRow(subnet, ports)] : []),
      addressRow(flow.localAddress, subnet, port),
      ...(remote !== null && neutron.router !== null && isRouted
        ? [gatewayRow(remote.subnet, ports)]
        : []),
      ...(remote === null ? [] : [addressRow(flow.remoteAddress, remote.subnet, remote.port)]),
    ];
  },
};
