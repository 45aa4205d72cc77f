// Routers of a lab with all their ports, by kind: which owner a port has, and to which node it is
// bound. Pure.
import { hashedNumber, hashedUuid } from '../names.ts';
import type { LabNetwork, LabPort, LabRouter, PortOwner, RouterKind } from '../model.ts';
import { EXTERNAL_NETWORK, haNetworkName } from './networks.ts';
import { portOf } from './ports.ts';
import type { Recipe, RouterRecipe } from './recipe.ts';

const QR_OWNERS: Readonly<Record<RouterKind, PortOwner>> = {
  dvr: 'network:router_interface_distributed',
  'dvr-ha': 'network:router_interface_distributed',
  legacy: 'network:router_interface',
  ha: 'network:ha_router_replicated_interface',
};

const recipeOf = (recipe: Recipe, name: string): RouterRecipe =>
  recipe.routers?.find((r) => r.name === name) ?? { name, kind: 'dvr', hosts: [recipe.snatNode] };

const subnetAddress = (network: LabNetwork, last: number): string =>
  `${network.cidr.split('.').slice(0, 3).join('.')}.${last}`;

type MakePort = (
  owner: PortOwner,
  kind: string,
  network: string,
  ip: string,
  node: string | null,
) => LabPort;

/** HA ports are named after their host as well: a router has one on each. */
const haPortsOf = (
  r: RouterRecipe,
  index: number,
  network: string,
  make: MakePort,
): readonly LabPort[] =>
  r.kind === 'ha' || r.kind === 'dvr-ha'
    ? r.hosts.map((host, i) =>
        make(
          'network:router_ha_interface',
          `ha ${host}`,
          network,
          `169.254.${193 + index}.${101 + i}`,
          host,
        ),
      )
    : [];

const routerFrom = (
  lab: string,
  projectId: string,
  name: string,
  index: number,
  recipe: Recipe,
  networks: readonly LabNetwork[],
): LabRouter => {
  const r = recipeOf(recipe, name);
  const id = hashedUuid(`${lab} router ${name}`);
  const attached = new Set(recipe.networks.filter((n) => n.router === name).map((n) => n.name));
  const make: MakePort = (owner, kind, network, ip, node) =>
    portOf(lab, `${kind} ${name} ${network}`, { owner, ip, network, node, deviceId: id });
  const active = r.active ?? r.hosts.slice(0, 1);
  const snatNode = active[0] ?? r.hosts[0] ?? recipe.snatNode;
  const distributed = r.kind === 'dvr' || r.kind === 'dvr-ha';
  const interfaces = networks
    .filter((n) => attached.has(n.name))
    .map((n) => {
      const node = distributed ? null : snatNode;
      const qr = make(QR_OWNERS[r.kind], 'qr', n.name, n.gatewayIp, node);
      if (!distributed) return { network: n.name, qr, sg: qr };
      const address = subnetAddress(n, hashedNumber(`${lab} sg ${n.name}`, 130, 250));
      const owner = 'network:router_centralized_snat';
      return { network: n.name, qr, sg: make(owner, 'sg', n.name, address, snatNode) };
    });
  const external = `172.24.4.${180 + index}`;
  const even = 2 * hashedNumber(`${lab} link-local`, 20, 100) + 2 * index;
  return {
    name,
    id,
    kind: r.kind,
    interfaces,
    gateway: make('network:router_gateway', 'qg', EXTERNAL_NETWORK, external, snatNode),
    hosts: r.hosts,
    active,
    snatNode,
    haPorts: haPortsOf(r, index, haNetworkName(projectId), make),
    vrId: r.kind === 'ha' || r.kind === 'dvr-ha' ? index + 1 : 0,
    linkLocal: { rfp: `169.254.88.${even}`, fpr: `169.254.88.${even + 1}` },
  };
};

/** All routers that the networks of a recipe name. */
export const routersOf = (
  lab: string,
  projectId: string,
  recipe: Recipe,
  networks: readonly LabNetwork[],
): readonly LabRouter[] =>
  [...new Set(recipe.networks.map((n) => n.router))].map((name, i) =>
    routerFrom(lab, projectId, name, i, recipe, networks),
  );
