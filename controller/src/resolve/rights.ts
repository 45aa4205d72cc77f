// Without admin rights Neutron and Nova do not refuse: the fields are silently absent. So absence
// is tested for, and said, before anything is concluded from it.

import type { Identity, Network, Port, Router } from '@hopscope/openstack';
import { HopscopeError } from '@hopscope/proto';

const PORT_FIELDS = ['binding:host_id', 'binding:vif_type', 'binding:vif_details'] as const;

export const missingOfPort = (port: Port): string[] =>
  PORT_FIELDS.filter((field) => port[field] === undefined).map((field) => `port ${field}`);

export const missingOfNetwork = (network: Network): string[] =>
  network['provider:network_type'] === undefined && network.segments === undefined
    ? ['network provider:network_type', 'network provider:segmentation_id']
    : [];

export const missingOfRouter = (router: Router): string[] =>
  router.distributed === undefined ? ['router distributed', 'router ha'] : [];

/** Throws OPENSTACK_RIGHTS when something is missing. */
export const demandRights = (missing: readonly string[], identity: Identity): void => {
  if (missing.length === 0) return;
  const roles = identity.roles.join(', ') || 'none';
  throw new HopscopeError(
    'OPENSTACK_RIGHTS',
    `OpenStack hides ${missing.join(', ')} from user ${identity.user} (roles in project ` +
      `${identity.projectName}: ${roles}); a credential with the admin role in a project is needed`,
  );
};
