// Allowed address pairs: addresses that a port may use beside its own (a virtual address of a
// cluster, say). Neutron cannot be asked for them by address, so this is looked for only when
// nothing else fits: the subnets that hold the address, and the ports of their networks.

import type { OpenStack, Port } from '@hopscope/openstack';
import { RESOLVE_LIMITS } from './limits.ts';
import { isInCidr, isIpv4 } from './subnets.ts';

/** IPv4 pairs of a port, as Neutron shows them: an address or a prefix. */
export const pairsOf = (port: Port): string[] =>
  port.allowed_address_pairs
    .map(({ ip_address: address }) => address)
    .filter((address) => isIpv4(address.split('/')[0] ?? ''));

/** Ports of VMs that may use the address though it is not theirs; rejects as OpenStack does. */
export const portsWithPair = async (openstack: OpenStack, address: string): Promise<Port[]> => {
  const { network } = openstack;
  const { items: subnets } = await network.subnets({}, RESOLVE_LIMITS.subnetsMax);
  const networks = subnets
    .filter(({ cidr }) => isInCidr(address, cidr))
    .map(({ network_id: id }) => id);
  if (networks.length === 0) return [];
  const ids = [...new Set(networks)];
  const { items } = await network.ports({ network_id: ids }, RESOLVE_LIMITS.neighboursMax);
  return items.filter(
    (port) =>
      port.device_owner.startsWith('compute:') &&
      pairsOf(port).some((pair) => isInCidr(address, pair)),
  );
};
