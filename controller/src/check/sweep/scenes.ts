// From the lists of a fleet to one scene for each address of a VM: what the path of its packets to
// the outside is made from. Pure; a VM whose path cannot be drawn is left out, with the reason.

import type { Agent, Port, Router } from '@hopscope/openstack';
import { HopscopeError } from '@hopscope/proto';
import type { Request } from '../../request.ts';
import type { Gathered } from '../../resolve/gather.ts';
import { neutronFacts } from '../../resolve/neutron-facts.ts';
import { demandOvsPort } from '../../resolve/recognise.ts';
import { sceneOf } from '../../resolve/scene-of.ts';
import type { Scene } from '../../resolve/scene.ts';
import { isIpv4 } from '../../resolve/subnets.ts';
import type { Fleet } from './fleet.ts';

export interface Swept {
  readonly name: string;
  readonly scene: Scene;
}

export interface Scenes {
  readonly scenes: readonly Swept[];
  /** Why VMs cannot be checked: reason to names. */
  readonly skipped: ReadonlyMap<string, readonly string[]>;
}

/** No packet is sent: a path to the gateway outside. */
export const SWEEP_REQUEST: Request = {
  source: '',
  destination: null,
  protocol: 'icmp',
  port: null,
  mode: 'live',
  liveMs: 0,
  probes: 0,
  probeRate: 1,
  probeBytes: 0,
};

const grouped = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
};

const byId = <Item extends { readonly id: string }>(
  items: readonly Item[],
): ReadonlyMap<string, Item> => new Map(items.map((item) => [item.id, item]));

/** The lists by what they are looked up with: a fleet has many of each. */
const indexOf = (fleet: Fleet) => ({
  networks: byId(fleet.networks),
  subnets: byId(fleet.subnets),
  routers: byId(fleet.routers),
  servers: byId(fleet.servers),
  inNetwork: grouped(fleet.routerPorts, (port) => port.network_id),
  ofRouter: grouped(fleet.routerPorts, (port) => port.device_id),
  agentsOn: grouped(fleet.agents, (agent) => agent.host),
  floating: grouped(fleet.floatingIps, (one) => one.port_id ?? ''),
  externals: fleet.networks.filter((network) => network['router:external']),
  gateways: fleet.routerPorts.filter(
    (port) => port.device_owner === 'network:floatingip_agent_gateway',
  ),
  l3Agents: fleet.l3Agents,
});

type Index = ReturnType<typeof indexOf>;

/** The router that is the gateway of the subnet, else any router on the network. */
const routerOf = (index: Index, port: Port, subnetId: string): Router | null => {
  const interfaces = (index.inNetwork.get(port.network_id) ?? []).filter(
    (one) =>
      /router_interface|replicated_interface/.test(one.device_owner) &&
      one.fixed_ips.some((ip) => ip.subnet_id === subnetId),
  );
  const gateway = index.subnets.get(subnetId)?.gateway_ip ?? '';
  const exact = interfaces.find((one) => one.fixed_ips.some((ip) => ip.ip_address === gateway));
  return index.routers.get((exact ?? interfaces[0])?.device_id ?? '') ?? null;
};

/** Agents of a router that was not asked for them: by where its central part is bound. */
const l3AgentsOf = (index: Index, router: Router | null): readonly Agent[] => {
  if (router === null) return [];
  const asked = index.l3Agents.get(router.id);
  if (asked !== undefined) return asked;
  const gateway = (index.ofRouter.get(router.id) ?? []).find(
    (port) => port.device_owner === 'network:router_gateway',
  );
  return (index.agentsOn.get(gateway?.['binding:host_id'] ?? '') ?? []).filter(
    (agent) => agent.agent_type === 'L3 agent',
  );
};

const gatheredOf = (index: Index, port: Port, address: string, subnetId: string): Gathered => {
  const router = routerOf(index, port, subnetId);
  const routerPorts = router === null ? [] : (index.ofRouter.get(router.id) ?? []);
  const hosts = [port, ...routerPorts].map((one) => one['binding:host_id'] ?? '');
  const network = index.networks.get(port.network_id);
  const subnets = [
    subnetId,
    ...routerPorts.flatMap((one) => one.fixed_ips.map((ip) => ip.subnet_id)),
  ];
  return {
    source: { port, server: null, localAddress: address, limits: [] },
    server: index.servers.get(port.device_id) ?? null,
    networks: [...(network === undefined ? [] : [network]), ...index.externals],
    subnets: [...new Set(subnets)].flatMap((id) => index.subnets.get(id) ?? []),
    destinationPorts: [],
    destinationServer: null,
    interfaces: routerPorts.filter((one) => one.network_id === port.network_id),
    router,
    routerPorts,
    l3Agents: l3AgentsOf(index, router),
    agentGateways: index.gateways,
    floatingIps: index.floating.get(port.id) ?? [],
    groups: [],
    agents: [...new Set(hosts)].flatMap((host) => index.agentsOn.get(host) ?? []),
    limits: [],
  };
};

const sceneOfPort = (index: Index, port: Port): Swept | string => {
  const ip = port.fixed_ips.find((one) => isIpv4(one.ip_address));
  const server = index.servers.get(port.device_id);
  const name = server?.name || port.name || ip?.ip_address || port.id;
  if (ip === undefined) return 'no IPv4 address';
  try {
    demandOvsPort(port);
    const facts = neutronFacts(gatheredOf(index, port, ip.ip_address, ip.subnet_id));
    return { name, scene: sceneOf(facts, ip.ip_address, SWEEP_REQUEST) };
  } catch (thrown) {
    if (!(thrown instanceof HopscopeError)) throw thrown;
    return thrown.message;
  }
};

/** One scene for each VM port with an IPv4 address. */
export const scenesOf = (fleet: Fleet): Scenes => {
  const index = indexOf(fleet);
  const scenes: Swept[] = [];
  const skipped = new Map<string, string[]>();
  for (const port of fleet.ports) {
    const made = sceneOfPort(index, port);
    if (typeof made !== 'string') {
      scenes.push(made);
      continue;
    }
    const name = index.servers.get(port.device_id)?.name ?? port.id;
    const names = skipped.get(made);
    if (names === undefined) skipped.set(made, [name]);
    else names.push(name);
  }
  return { scenes, skipped };
};
