// A recipe in, a topology out: every identifier hashed from the lab's name. Pure.
import { hashedMac, hashedUuid } from '../names.ts';
import { allPorts, isDistributed, routersOn } from '../model.ts';
import type { LabNetwork, LabNode, LabPort, Topology } from '../model.ts';
import { DEFAULT_RECIPE } from '../recipes/default.ts';
import { groupsOf } from './groups.ts';
import { EXTERNAL_NETWORK, networksOf } from './networks.ts';
import { portOf } from './ports.ts';
import type { NodeRecipe, Recipe } from './recipe.ts';
import { routersOf } from './routers.ts';
import { serversOf } from './servers.ts';

/** The same numbers on every node, for other networks: the commonest mistake of a tracer. */
const localVlan = (network: number, node: number, networks: number): number =>
  ((network + node) % networks) + 1 + networks * Math.floor(node / networks);

const nodeFrom = (
  lab: string,
  recipe: NodeRecipe,
  index: number,
  networks: readonly LabNetwork[],
): LabNode => ({
  name: recipe.name,
  host: recipe.host ?? recipe.name,
  roles: recipe.roles,
  firewall: recipe.firewall,
  underlayIp: `10.20.0.${11 + index}`,
  managementIp: `192.168.77.${11 + index}`,
  dvrMac: hashedMac('fa:16:3f', `${lab} dvr ${recipe.name}`),
  localVlans: Object.fromEntries(
    networks.map((n, i) => [n.name, localVlan(i, index, networks.length)]),
  ),
});

/** One floating IP gateway port per node that hosts a distributed router. */
const agentGateways = (lab: string, t: Topology): readonly LabPort[] =>
  t.nodes.flatMap((n, i) =>
    routersOn(t, n.name).some(isDistributed)
      ? [
          portOf(lab, `fg ${n.name}`, {
            owner: 'network:floatingip_agent_gateway',
            ip: `172.24.4.${101 + i}`,
            network: EXTERNAL_NETWORK,
            deviceId: hashedUuid(`${lab} l3-agent ${n.name}`),
            node: n.name,
          }),
        ]
      : [],
  );

/** A topology whose identifiers are hashed from `lab`, which is also its name. */
const topologyFrom = (lab: string, recipe: Recipe): Topology => {
  const projectId = hashedUuid(`${lab} project`).replaceAll('-', '');
  const networks = networksOf(lab, projectId, recipe);
  const topology: Topology = {
    lab,
    projectId,
    networks,
    nodes: recipe.nodes.map((n, i) => nodeFrom(lab, n, i, networks)),
    routers: routersOf(lab, projectId, recipe, networks),
    securityGroups: groupsOf(lab),
    ...serversOf(lab, recipe),
    agentGateways: [],
    upstream: {
      gatewayIp: '172.24.4.1',
      internetIp: '198.51.100.10',
      controllerIp: '192.168.77.10',
    },
  };
  return { ...topology, agentGateways: agentGateways(lab, topology) };
};

/** Whether names made of identifiers are unambiguous: three octets of a hash may meet. */
const isUnambiguous = (t: Topology): boolean => {
  const ports = allPorts(t);
  const macs = [...ports.map((p) => p.mac), ...t.nodes.map((n) => n.dvrMac.replace(/^.{8}/, ''))];
  const prefixes = ports.map((p) => p.id.slice(0, 10));
  return [macs, prefixes].every((values) => new Set(values).size === values.length);
};

/** The topology of the lab called `lab`, by a recipe (the default one when none is given). */
export const buildTopology = (lab: string, recipe: Recipe = DEFAULT_RECIPE): Topology => {
  for (let seed = lab; ; seed += '+') {
    const topology = topologyFrom(seed, recipe);
    if (isUnambiguous(topology)) return { ...topology, lab };
  }
};
