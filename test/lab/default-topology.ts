// The default cloud of the lab: two compute nodes with different firewall drivers (one of them
// with an FQDN), one network node that also runs servers, two routers, and more servers than any
// trace needs: they are the bystanders. A recipe in, a Topology out; pure.
import { hashedMac, hashedNumber, hashedUuid } from './names.ts';
import { allPorts } from './model.ts';
import type {
  FirewallDriver,
  FloatingIp,
  LabNetwork,
  LabNode,
  LabPort,
  LabRouter,
  LabServer,
  NodeRole,
  PortOwner,
  RuleDirection,
  SecurityGroup,
  SecurityRule,
  Topology,
} from './model.ts';

interface NodeRecipe {
  readonly name: string;
  readonly host?: string;
  readonly roles: readonly NodeRole[];
  readonly firewall: FirewallDriver;
}
interface NetworkRecipe {
  readonly name: string;
  readonly subnet: string;
  readonly router: string;
}
interface ServerRecipe {
  readonly name: string;
  readonly node: string;
  readonly network: string;
  readonly groups?: readonly string[];
  readonly floatingIp?: string;
}

export interface Recipe {
  readonly nodes: readonly NodeRecipe[];
  readonly networks: readonly NetworkRecipe[];
  readonly servers: readonly ServerRecipe[];
  readonly snatNode: string;
}

export const DEFAULT_RECIPE: Recipe = {
  snatNode: 'net1',
  nodes: [
    { name: 'cn1', roles: ['compute'], firewall: 'iptables_hybrid' },
    { name: 'cn2', host: 'cn2.lab.example', roles: ['compute'], firewall: 'openvswitch' },
    { name: 'net1', roles: ['network', 'compute'], firewall: 'iptables_hybrid' },
  ],
  networks: [
    { name: 'netA', subnet: '10.1.0', router: 'r1' },
    { name: 'netB', subnet: '10.2.0', router: 'r1' },
    { name: 'netC', subnet: '10.3.0', router: 'r2' },
  ],
  servers: [
    { name: 'a1', node: 'cn1', network: 'netA' },
    { name: 'a2', node: 'cn2', network: 'netA', floatingIp: '172.24.4.134' },
    { name: 'b1', node: 'cn2', network: 'netB' },
    { name: 'b2', node: 'cn1', network: 'netB' },
    { name: 'an', node: 'net1', network: 'netA' },
    { name: 't1', node: 'cn1', network: 'netA' },
    { name: 't2', node: 'cn2', network: 'netB' },
    { name: 't3', node: 'net1', network: 'netB' },
    { name: 'c1', node: 'cn1', network: 'netC' },
    { name: 'c2', node: 'cn2', network: 'netC' },
    { name: 'c3', node: 'net1', network: 'netC' },
  ],
};

/**
 * The cloud the recordings were taken from (test/fixtures/recorded), for comparing state with it:
 * one firewall driver everywhere, one router, four servers.
 */
export const recordedRecipe = (firewall: FirewallDriver): Recipe => ({
  snatNode: 'net1',
  nodes: [
    { name: 'cn1', roles: ['compute'], firewall },
    { name: 'cn2', roles: ['compute'], firewall },
    { name: 'net1', roles: ['network'], firewall },
  ],
  networks: DEFAULT_RECIPE.networks.filter((n) => n.router === 'r1'),
  servers: DEFAULT_RECIPE.servers.filter((s) => ['a1', 'a2', 'b1', 'b2'].includes(s.name)),
});

/** The name of the external network in every topology. */
const EXTERNAL_NETWORK = 'ext';

const externalNetworkOf = (lab: string): LabNetwork => ({
  name: EXTERNAL_NETWORK,
  id: hashedUuid(`${lab} network ext`),
  subnetId: hashedUuid(`${lab} subnet ext`),
  cidr: '172.24.4.0/24',
  prefix: 24,
  gatewayIp: '172.24.4.1',
  mtu: 1500,
  external: true,
  vni: null,
  physicalNetwork: 'external',
});

const tenantNetworkOf = (lab: string, recipe: NetworkRecipe, index: number): LabNetwork => ({
  name: recipe.name,
  id: hashedUuid(`${lab} network ${recipe.name}`),
  subnetId: hashedUuid(`${lab} subnet ${recipe.name}`),
  cidr: `${recipe.subnet}.0/24`,
  prefix: 24,
  gatewayIp: `${recipe.subnet}.1`,
  mtu: 1450,
  external: false,
  // a stride larger than the draw keeps the VNIs of one lab apart
  vni: hashedNumber(`${lab} vni ${recipe.name}`, 1, 400) + 500 * (index + 1),
  physicalNetwork: null,
});

const portOf = (
  lab: string,
  what: string,
  port: Omit<LabPort, 'id' | 'mac' | 'securityGroups'> & { securityGroups?: readonly string[] },
): LabPort => ({
  securityGroups: [],
  ...port,
  id: hashedUuid(`${lab} port ${what}`),
  mac: hashedMac('fa:16:3e', `${lab} port ${what}`),
});

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

const subnetAddress = (network: LabNetwork, last: number): string =>
  `${network.cidr.split('.').slice(0, 3).join('.')}.${last}`;

const routerFrom = (
  lab: string,
  name: string,
  index: number,
  recipe: Recipe,
  networks: readonly LabNetwork[],
): LabRouter => {
  const id = hashedUuid(`${lab} router ${name}`);
  const attached = recipe.networks.filter((n) => n.router === name).map((n) => n.name);
  const make = (owner: PortOwner, kind: string, network: string, ip: string, node: string | null) =>
    portOf(lab, `${kind} ${name} ${network}`, { owner, ip, network, node, deviceId: id });
  const interfaces = networks
    .filter((n) => attached.includes(n.name))
    .map((n) => ({
      network: n.name,
      qr: make('network:router_interface_distributed', 'qr', n.name, n.gatewayIp, null),
      sg: make(
        'network:router_centralized_snat',
        'sg',
        n.name,
        subnetAddress(n, hashedNumber(`${lab} sg ${n.name}`, 130, 250)),
        recipe.snatNode,
      ),
    }));
  const even = 2 * hashedNumber(`${lab} link-local`, 20, 100) + 2 * index;
  return {
    name,
    id,
    interfaces,
    gateway: make(
      'network:router_gateway',
      'qg',
      EXTERNAL_NETWORK,
      `172.24.4.${180 + index}`,
      recipe.snatNode,
    ),
    snatNode: recipe.snatNode,
    linkLocal: { rfp: `169.254.88.${even}`, fpr: `169.254.88.${even + 1}` },
  };
};

type RuleRecipe = Omit<SecurityRule, 'id'>;
const rule = (direction: RuleDirection, extra: Partial<RuleRecipe> = {}): RuleRecipe => ({
  direction,
  ethertype: 'IPv4',
  protocol: null,
  ports: null,
  remotePrefix: null,
  remoteGroup: null,
  ...extra,
});
const open = { remotePrefix: '0.0.0.0/0' } as const;
const EGRESS_ANY = [rule('egress'), rule('egress', { ethertype: 'IPv6' })];
const INGRESS_WEB = [
  rule('ingress', { protocol: 'icmp', ...open }),
  rule('ingress', { protocol: 'tcp', ports: [22, 22], ...open }),
  rule('ingress', { protocol: 'tcp', ports: [80, 80], ...open }),
  rule('ingress', { protocol: 'udp', ports: [1080, 1080], ...open }),
];
const FROM_OWN_GROUP = [
  rule('ingress', { remoteGroup: 'default' }),
  rule('ingress', { ethertype: 'IPv6', remoteGroup: 'default' }),
];

const groupFrom = (
  lab: string,
  name: string,
  description: string,
  rules: readonly RuleRecipe[],
): SecurityGroup => ({
  name,
  id: hashedUuid(`${lab} group ${name}`),
  description,
  rules: rules.map((r, i) => ({ ...r, id: hashedUuid(`${lab} rule ${name} ${i}`) })),
});

const groupsOf = (lab: string): readonly SecurityGroup[] => [
  groupFrom(lab, 'web', '', [...EGRESS_ANY, ...INGRESS_WEB]),
  groupFrom(lab, 'default', 'Default security group', [...EGRESS_ANY, ...FROM_OWN_GROUP]),
  groupFrom(lab, 'no-egress', 'nothing may leave', INGRESS_WEB),
  groupFrom(lab, 'no-ingress', 'nothing may come in unasked', EGRESS_ANY),
];

const serverFrom = (lab: string, r: ServerRecipe, index: number, recipe: Recipe): LabServer => {
  const network = recipe.networks.find((n) => n.name === r.network);
  if (network === undefined) throw new Error(`server ${r.name}: no network ${r.network}`);
  const id = hashedUuid(`${lab} server ${r.name}`);
  return {
    name: r.name,
    id,
    node: r.node,
    router: network.router,
    port: portOf(lab, `vm ${r.name}`, {
      owner: 'compute:nova',
      ip: `${network.subnet}.${11 + index}`,
      network: r.network,
      deviceId: id,
      node: r.node,
      securityGroups: r.groups ?? ['web'],
    }),
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

/** A topology whose identifiers are hashed from `lab`, which is also its name. */
const topologyFrom = (lab: string, recipe: Recipe): Topology => {
  const networks = [
    ...recipe.networks.map((n, i) => tenantNetworkOf(lab, n, i)),
    externalNetworkOf(lab),
  ];
  const nodes = recipe.nodes.map((n, i) => nodeFrom(lab, n, i, networks));
  const servers = recipe.servers.map((s, i) => serverFrom(lab, s, i, recipe));
  const routerNames = [...new Set(recipe.networks.map((n) => n.router))];
  return {
    lab,
    projectId: hashedUuid(`${lab} project`).replaceAll('-', ''),
    nodes,
    networks,
    servers,
    routers: routerNames.map((name, i) => routerFrom(lab, name, i, recipe, networks)),
    securityGroups: groupsOf(lab),
    floatingIps: recipe.servers.flatMap((r, i) => {
      const server = servers[i];
      if (r.floatingIp === undefined || server === undefined) return [];
      return [floatingIpFrom(lab, r.floatingIp, server)];
    }),
    agentGateways: nodes.map((n, i) =>
      portOf(lab, `fg ${n.name}`, {
        owner: 'network:floatingip_agent_gateway',
        ip: `172.24.4.${101 + i}`,
        network: EXTERNAL_NETWORK,
        deviceId: hashedUuid(`${lab} l3-agent ${n.name}`),
        node: n.name,
      }),
    ),
    upstream: {
      gatewayIp: '172.24.4.1',
      internetIp: '198.51.100.10',
      controllerIp: '192.168.77.10',
    },
  };
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
