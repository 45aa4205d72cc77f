// Everything OpenStack knows about all VMs of a cloud, or of one router: lists, each asked once.
// Which agents serve a router can only be asked router by router; of all routers only those with
// HA are.

import type {
  Agent,
  FloatingIp,
  Network,
  OpenStack,
  Port,
  Router,
  Server,
  Subnet,
} from '@hopscope/openstack';
import { HopscopeError } from '@hopscope/proto';
import { asking } from '../../resolve/convert-error.ts';
import { demandRights, missingOfPort, missingOfRouter } from '../../resolve/rights.ts';
import { SWEEP_LIMITS } from './limits.ts';

export interface Fleet {
  readonly networks: readonly Network[];
  readonly subnets: readonly Subnet[];
  readonly routers: readonly Router[];
  /** Of VMs. */
  readonly ports: readonly Port[];
  /** Of routers: interfaces, SNAT ports, gateways, and the floating IP agents' gateways. */
  readonly routerPorts: readonly Port[];
  readonly servers: readonly Server[];
  readonly agents: readonly Agent[];
  readonly floatingIps: readonly FloatingIp[];
  /** By router id, of those that were asked. */
  readonly l3Agents: ReadonlyMap<string, readonly Agent[]>;
  readonly limits: readonly string[];
}

const ROUTER_OWNERS = [
  'network:router_interface_distributed',
  'network:router_interface',
  'network:ha_router_replicated_interface',
  'network:router_centralized_snat',
  'network:router_gateway',
  'network:floatingip_agent_gateway',
] as const;

const isVm = ({ device_owner: owner }: Port): boolean => owner.startsWith('compute:');

const findRouter = async ({ network }: OpenStack, text: string): Promise<Router> => {
  const [byId, byName] = await Promise.all([
    network.routers({ id: text }),
    network.routers({ name: text }),
  ]);
  const found = [...new Map([...byId.items, ...byName.items].map((one) => [one.id, one])).values()];
  const [router] = found;
  if (router === undefined)
    throw new HopscopeError('NOT_FOUND', `no router is called ${text} or has that id`);
  if (found.length > 1) {
    const ids = found.map(({ id, name }) => `  ${id} ${name}`);
    throw new HopscopeError(
      'AMBIGUOUS',
      [`${found.length} routers are ${text}`, ...ids].join('\n'),
    );
  }
  return router;
};

/** Ports that matter, of all routers or of one with the networks it is in. */
const portsOf = async (
  { network }: OpenStack,
  router: Router | null,
): Promise<{ ports: Port[]; routerPorts: Port[]; truncated: boolean }> => {
  const max = SWEEP_LIMITS.portsMax;
  if (router === null) {
    const [all, routed] = await Promise.all([
      network.ports({}, max),
      network.ports({ device_owner: [...ROUTER_OWNERS] }, max),
    ]);
    return {
      ports: all.items.filter(isVm),
      routerPorts: [...routed.items],
      truncated: all.truncated || routed.truncated,
    };
  }
  const own = await network.ports({ device_id: router.id });
  const inside = own.items.filter(({ device_owner: owner }) => owner !== 'network:router_gateway');
  const networks = [...new Set(inside.map((port) => port.network_id))];
  const external = router.external_gateway_info?.network_id ?? '';
  const [all, gateways] = await Promise.all([
    networks.length === 0
      ? { items: [], truncated: false }
      : network.ports({ network_id: networks }, max),
    external === ''
      ? { items: [] }
      : network.ports({ network_id: external, device_owner: 'network:floatingip_agent_gateway' }),
  ]);
  return {
    ports: all.items.filter(isVm),
    routerPorts: [...own.items, ...gateways.items],
    truncated: all.truncated,
  };
};

const inTurns = async <Item, Answer>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (let at = 0; at < items.length; at += atOnce)
    answers.push(...(await Promise.all(items.slice(at, at + atOnce).map(work))));
  return answers;
};

const l3AgentsOf = async (
  { network }: OpenStack,
  routers: readonly Router[],
  isOne: boolean,
): Promise<Map<string, readonly Agent[]>> => {
  const asked = routers.filter(({ ha }) => isOne || ha === true);
  const entries = await inTurns(
    asked,
    SWEEP_LIMITS.requestsAtOnce,
    async ({ id }) => [id, (await network.l3Agents(id)).items] as const,
  );
  return new Map(entries);
};

const checkRights = async (openstack: OpenStack, fleet: Fleet): Promise<void> => {
  const [port, router] = [fleet.ports[0], fleet.routers[0]];
  const missing = [
    ...(port === undefined ? [] : missingOfPort(port)),
    ...(router === undefined ? [] : missingOfRouter(router)),
  ];
  demandRights(missing, await openstack.session.identity());
};

/** Asks for all VMs (`router` null) or for those behind one router, by its name or id. */
export const gatherFleet = async (openstack: OpenStack, router: string | null): Promise<Fleet> => {
  const { network, compute } = openstack;
  return asking(async () => {
    const only = router === null ? null : await findRouter(openstack, router);
    const [ports, networks, subnets, routers, servers, agents, floating] = await Promise.all([
      portsOf(openstack, only),
      network.networks({}),
      network.subnets({}),
      only === null ? network.routers({}) : { items: [only] },
      compute.servers({ all_tenants: '1' }),
      network.agents({}),
      network.floatingIps(only === null ? {} : { router_id: only.id }),
    ]);
    const fleet: Fleet = {
      networks: networks.items,
      subnets: subnets.items,
      routers: routers.items,
      ports: ports.ports,
      routerPorts: ports.routerPorts,
      servers: servers.items,
      agents: agents.items,
      floatingIps: floating.items,
      l3Agents: await l3AgentsOf(openstack, routers.items, only !== null),
      limits: ports.truncated
        ? [`more than ${SWEEP_LIMITS.portsMax} ports: some are left out`]
        : [],
    };
    await checkRights(openstack, fleet);
    return fleet;
  });
};
