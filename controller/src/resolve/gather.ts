// Everything OpenStack knows about the path of one flow, in few rounds of parallel requests: an
// answer of a real API takes 0.1-0.25 s, so what matters is how many wait for each other. With
// authentication and the search for the port: five rounds.
//
//   2 the source, and who owns the destination address   3 ports of the server   4 the network,
//   its router ports, groups, agents of the host, floating address, external networks
//   5 the router, all its ports, its l3 agents, external subnets, agents of the network node
//
// Who else is hit is not needed to lay the path: companions.ts asks for it while packets fly.

import type {
  Agent,
  FloatingIp,
  Network,
  OpenStack,
  Port,
  Router,
  SecurityGroup,
  Server,
  Subnet,
} from '@hopscope/openstack';
import { HopscopeError } from '@hopscope/proto';
import type { Request } from '../request.ts';
import { findSource, isVmPort, type Source } from './find-source.ts';
import { demandKnownNetwork, demandOvsPort } from './recognise.ts';
import { demandRights, missingOfNetwork, missingOfPort, missingOfRouter } from './rights.ts';

const ROUTER_INTERFACES = [
  'network:router_interface_distributed',
  'network:router_interface',
  'network:ha_router_replicated_interface',
] as const;

/** Raw objects of the round trips, not yet chosen from. */
export interface Gathered {
  readonly source: Source;
  readonly server: Server | null;
  readonly networks: readonly Network[];
  readonly subnets: readonly Subnet[];
  /** Ports with the destination's address as a fixed one. */
  readonly destinationPorts: readonly Port[];
  readonly destinationServer: Server | null;
  /** Router interfaces and SNAT ports on the VM's network. */
  readonly interfaces: readonly Port[];
  readonly router: Router | null;
  /** All ports of the router. */
  readonly routerPorts: readonly Port[];
  readonly l3Agents: readonly Agent[];
  readonly agentGateways: readonly Port[];
  readonly floatingIps: readonly FloatingIp[];
  readonly groups: readonly SecurityGroup[];
  readonly agents: readonly Agent[];
  readonly limits: readonly string[];
}

const uniqueById = <Item extends { readonly id: string }>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

const listed = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value) => value !== '')),
];

/** Ports that own the destination: another VM makes the flow east-west. */
const findDestination = async (
  openstack: OpenStack,
  destination: string | null,
): Promise<readonly Port[]> => {
  if (destination === null) return [];
  const { items } = await openstack.network.ports({ fixed_ips: `ip_address=${destination}` });
  return items;
};

type AroundPort = Awaited<ReturnType<typeof aroundPort>>;

/** Round 4: what hangs on the port, its network and its host. */
const aroundPort = async (openstack: OpenStack, port: Port, others: readonly Port[]) => {
  const { network } = openstack;
  const host = port['binding:host_id'] ?? '';
  const networkIds = listed([port.network_id, ...others.map((other) => other.network_id)]);
  const subnetIds = listed(
    [port, ...others].flatMap((one) => one.fixed_ips.map((ip) => ip.subnet_id)),
  );
  const hosts = listed([host, ...others.map((other) => other['binding:host_id'] ?? '')]);
  // The groups of the other VM decide what of this flow it lets in.
  const groupIds = listed(
    [port, ...others.filter(isVmPort)].flatMap(({ security_groups: ids }) => ids),
  );
  const none = Promise.resolve({ items: [], truncated: false });
  const [networks, external, subnets, interfaces, floating, groups, agents] = await Promise.all([
    network.networks({ id: networkIds }),
    network.networks({ 'router:external': 'True' }),
    network.subnets({ id: subnetIds }),
    network.ports({
      network_id: networkIds,
      device_owner: [...ROUTER_INTERFACES, 'network:router_centralized_snat'],
    }),
    network.floatingIps({ port_id: port.id }),
    groupIds.length === 0 ? none : network.securityGroups({ id: groupIds }),
    network.agents({ host: hosts }),
  ]);
  return {
    networks: uniqueById([...networks.items, ...external.items]),
    external: external.items,
    subnets: subnets.items,
    interfaces: interfaces.items,
    floating: floating.items,
    groups: groups.items,
    agents: agents.items,
  };
};

/** The router interface that is the gateway of the VM's subnet; else any on that subnet. */
export const gatewayInterface = (
  interfaces: readonly Port[],
  subnetId: string,
  gateway: string,
): Port | null => {
  const onSubnet = interfaces.filter(
    (port) =>
      ROUTER_INTERFACES.some((owner) => owner === port.device_owner) &&
      port.fixed_ips.some((ip) => ip.subnet_id === subnetId),
  );
  const exact = onSubnet.find((port) => port.fixed_ips.some((ip) => ip.ip_address === gateway));
  return exact ?? onSubnet[0] ?? null;
};

const subnetOf = (source: Source): string =>
  source.port.fixed_ips.find((ip) => ip.ip_address === source.localAddress)?.subnet_id ?? '';

/** Round 5: what hangs on the router. */
const aroundRouter = async (
  openstack: OpenStack,
  port: Port,
  routerId: string,
  around: AroundPort,
) => {
  const { network } = openstack;
  const externalIds = around.external.map((one) => one.id);
  const known = new Set(around.agents.map((agent) => agent.host));
  const hosts = listed(
    around.interfaces
      .filter((port) => port.device_id === routerId)
      .map((port) => port['binding:host_id'] ?? ''),
  ).filter((host) => !known.has(host));
  const none = Promise.resolve({ items: [], truncated: false });
  const [routers, ports, l3Agents, subnets, agents, gateways] = await Promise.all([
    network.routers({ id: routerId }),
    network.ports({ device_id: routerId }),
    network.l3Agents(routerId),
    externalIds.length === 0 ? none : network.subnets({ network_id: externalIds }),
    hosts.length === 0 ? none : network.agents({ host: hosts }),
    // Only a flow that leaves by its floating address crosses the fip- namespace of its host.
    around.floating.length === 0
      ? none
      : network.ports({
          device_owner: 'network:floatingip_agent_gateway',
          'binding:host_id': port['binding:host_id'] ?? '',
        }),
  ]);
  const missing = listed(l3Agents.items.map((agent) => agent.host)).filter(
    (host) => !known.has(host) && !hosts.includes(host),
  );
  // Only a router whose ports are not bound to its node needs this further round.
  const late = missing.length === 0 ? none : network.agents({ host: missing });
  return {
    router: routers.items[0] ?? null,
    ports: ports.items,
    l3Agents: l3Agents.items,
    subnets: subnets.items,
    agents: [...agents.items, ...(await late).items],
    gateways: gateways.items,
  };
};

const nothingAround = {
  router: null,
  ports: [],
  l3Agents: [],
  subnets: [],
  agents: [],
  gateways: [],
};

const serverOf = async (openstack: OpenStack, port: Port | undefined): Promise<Server | null> =>
  port === undefined || port.device_id === '' ? null : openstack.compute.server(port.device_id);

/**
 * Asks OpenStack for everything a path is made from. Throws NOT_FOUND, AMBIGUOUS, and
 * OPENSTACK_RIGHTS when fields that decide the path are hidden.
 */
export const gather = async (request: Request, openstack: OpenStack): Promise<Gathered> => {
  const destination = findDestination(openstack, request.destination);
  // Its failure is looked at below; until then it must not count as unhandled.
  destination.catch(() => undefined);
  const source = await findSource(openstack, request.source);
  const identity = await openstack.session.identity();
  demandRights(missingOfPort(source.port), identity);
  demandOvsPort(source.port);
  const destinationPorts = await destination;
  const remotePort = destinationPorts.find((port) => port.device_owner.startsWith('compute:'));
  const [around, server, destinationServer] = await Promise.all([
    aroundPort(openstack, source.port, destinationPorts),
    source.server ?? serverOf(openstack, source.port),
    serverOf(openstack, remotePort),
  ]);
  const network = around.networks.find((one) => one.id === source.port.network_id);
  if (network === undefined)
    throw new HopscopeError(
      'NOT_FOUND',
      `the network ${source.port.network_id} of the port is gone`,
    );
  demandRights(missingOfNetwork(network), identity);
  demandKnownNetwork(network);
  const subnet = around.subnets.find((one) => one.id === subnetOf(source));
  const gateway = subnet?.gateway_ip ?? '';
  const via = gatewayInterface(around.interfaces, subnetOf(source), gateway);
  const more =
    via === null
      ? nothingAround
      : await aroundRouter(openstack, source.port, via.device_id, around);
  if (more.router !== null) demandRights(missingOfRouter(more.router), identity);
  return {
    source,
    server,
    destinationPorts,
    destinationServer,
    networks: around.networks,
    subnets: uniqueById([...around.subnets, ...more.subnets]),
    interfaces: around.interfaces,
    router: more.router,
    routerPorts: more.ports,
    l3Agents: more.l3Agents,
    agentGateways: more.gateways,
    floatingIps: around.floating,
    groups: around.groups,
    agents: uniqueById([...around.agents, ...more.agents]),
    limits: source.limits,
  };
};
