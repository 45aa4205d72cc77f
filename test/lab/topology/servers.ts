// Servers of a lab with their ports, and their floating IPs. Pure.
import { hashedNumber, hashedUuid } from '../names.ts';
import type { FloatingIp, LabServer } from '../model.ts';
import { EXTERNAL_NETWORK } from './networks.ts';
import { portOf } from './ports.ts';
import type { Recipe, ServerRecipe } from './recipe.ts';

const serverFrom = (lab: string, r: ServerRecipe, index: number, recipe: Recipe): LabServer => {
  const network = recipe.networks.find((n) => n.name === r.network);
  if (network === undefined) throw new Error(`server ${r.name}: no network ${r.network}`);
  const id = hashedUuid(`${lab} server ${r.name}`);
  const port = portOf(lab, `vm ${r.name}`, {
    owner: 'compute:nova',
    ip: `${network.subnet}.${11 + index}`,
    moreIps: (r.moreIps ?? []).map((last) => `${network.subnet}.${last}`),
    network: r.network,
    deviceId: id,
    node: r.node,
    securityGroups: r.groups ?? ['web'],
  });
  const allowedPairs = (r.allowedPairs ?? []).map((pair) => ({ mac: port.mac, ...pair }));
  return {
    name: r.name,
    id,
    node: r.node,
    router: network.router,
    port: { ...port, allowedPairs },
  };
};

const floatingIpFrom = (lab: string, address: string, server: LabServer): FloatingIp => {
  const id = hashedUuid(`${lab} floatingip ${address}`);
  return {
    id,
    address,
    server: server.name,
    router: server.router,
    rulePriority: hashedNumber(`${lab} fip ${address}`, 32768, 72767),
    port: portOf(lab, `floatingip ${address}`, {
      owner: 'network:floatingip',
      ip: address,
      network: EXTERNAL_NETWORK,
      deviceId: id,
      node: null,
    }),
  };
};

export const serversOf = (
  lab: string,
  recipe: Recipe,
): { readonly servers: readonly LabServer[]; readonly floatingIps: readonly FloatingIp[] } => {
  const made = recipe.servers.map((r, i) => ({ r, server: serverFrom(lab, r, i, recipe) }));
  return {
    servers: made.map(({ server }) => server),
    floatingIps: made.flatMap(({ r, server }) =>
      r.floatingIp === undefined ? [] : [floatingIpFrom(lab, r.floatingIp, server)],
    ),
  };
};
