// What a caller may see. Without the admin role Neutron and Nova do not refuse a read: objects of
// other projects and some fields are silently absent (recorded as `member`). Pure.

import type { Caller } from './identity.ts';
import type { ApiObject, CloudDocument, NetworkCollection } from './document.ts';
import { textOf } from './document.ts';

const ADMIN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  ports: ['binding:profile', 'binding:host_id', 'binding:vif_type', 'binding:vif_details'],
  networks: ['provider:network_type', 'provider:physical_network', 'provider:segmentation_id'],
  routers: ['distributed', 'ha'],
  servers: [
    'OS-EXT-SRV-ATTR:host',
    'OS-EXT-SRV-ATTR:instance_name',
    'OS-EXT-SRV-ATTR:hypervisor_hostname',
  ],
};

/** The object without the fields that only an admin sees. */
export const trim = (object: ApiObject, collection: string, caller: Caller): ApiObject => {
  const hidden = caller.admin ? [] : (ADMIN_FIELDS[collection] ?? []);
  return Object.fromEntries(Object.entries(object).filter(([key]) => !hidden.includes(key)));
};

const ownerOf = (object: ApiObject): string =>
  textOf(object, 'project_id') || textOf(object, 'tenant_id');

const sharedNetwork = (network: ApiObject | undefined): boolean =>
  network?.['shared'] === true || network?.['router:external'] === true;

/**
 * The objects of a collection the caller may read: all for an admin; else the project's own, what
 * lies on a network of the project (its gateway ports have no project), and external networks.
 */
export const visible = (
  document: CloudDocument,
  collection: NetworkCollection,
  caller: Caller,
): readonly ApiObject[] => {
  const objects = document[collection];
  if (caller.admin) return objects;
  if (collection === 'agents') return [];
  const project = caller.user.projectId;
  const networks = new Map(document.networks.map((each) => [textOf(each, 'id'), each]));
  return objects.filter((object) => {
    if (ownerOf(object) === project) return true;
    const network = networks.get(textOf(object, 'network_id'));
    if (collection === 'networks') return sharedNetwork(object);
    if (collection === 'subnets') return network?.['shared'] === true;
    return collection === 'ports' && network !== undefined && ownerOf(network) === project;
  });
};
