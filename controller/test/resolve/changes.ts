// Changes to the recorded objects, as Neutron would have made them: how tests get shapes of cloud
// that nobody recorded.

import type { Tree } from '../../../test/support/replay-cloud.ts';
import type { Recorded } from './replayed.ts';

export const owned = (cloud: Recorded, owner: string): Tree[] =>
  (cloud.replay.objects['ports'] ?? []).filter((port) => port['device_owner'] === owner);

export const portOf = (cloud: Recorded, name: string): Tree => {
  const server = cloud.replay.objects['servers']?.find((one) => one['name'] === name);
  const port = cloud.replay.objects['ports']?.find((one) => one['device_id'] === server?.['id']);
  if (port === undefined) throw new Error(`no port of ${name}`);
  return port;
};

export const only = (cloud: Recorded, kind: string): Tree => {
  const found = cloud.replay.objects[kind]?.[0];
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
};

export const move = (cloud: Recorded, name: string, host: string): void => {
  portOf(cloud, name)['binding:host_id'] = host;
  for (const server of cloud.replay.objects['servers'] ?? [])
    if (server['name'] === name) server['OS-EXT-SRV-ATTR:host'] = host;
};

export const change = (objects: readonly Tree[], fields: Tree): void => {
  for (const object of objects) Object.assign(object, fields);
};

export const configure = (cloud: Recorded, host: string, type: string, fields: Tree): void => {
  for (const agent of cloud.replay.objects['agents'] ?? [])
    if (agent['host'] === host && agent['agent_type'] === type)
      Object.assign(agent['configurations'] as Tree, fields);
};

/** As Neutron has a router that is not distributed: no SNAT ports, interfaces bound to a node. */
export const centralise = (cloud: Recorded, owner: string = 'network:router_interface'): void => {
  Object.assign(only(cloud, 'routers'), { distributed: false });
  change(owned(cloud, 'network:router_interface_distributed'), {
    device_owner: owner,
    'binding:host_id': 'net1',
    'binding:vif_type': 'ovs',
  });
  cloud.replay.objects['ports'] = (cloud.replay.objects['ports'] ?? []).filter(
    (port) => port['device_owner'] !== 'network:router_centralized_snat',
  );
};
