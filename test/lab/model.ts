// The lab's cloud as data: what an operator would have made with the openstack client. Everything
// else of the lab (devices, flows, rules, API answers, faults) is computed from this. Identifiers
// are hashes of the lab's name, so that two labs differ and the same lab is always the same.
// It names objects only: no I/O, nothing of the running machine.

export type FirewallDriver = 'iptables_hybrid' | 'openvswitch';
export type NodeRole = 'compute' | 'network';
export type RuleDirection = 'ingress' | 'egress';

export type PortOwner =
  | 'compute:nova'
  | 'network:router_interface_distributed'
  | 'network:router_centralized_snat'
  | 'network:router_gateway'
  | 'network:floatingip_agent_gateway'
  | 'network:floatingip';

/** A Neutron port. `node` is the lab's node name, null for distributed and floating IP ports. */
export interface LabPort {
  readonly id: string;
  readonly mac: string;
  readonly ip: string;
  readonly network: string;
  readonly owner: PortOwner;
  readonly deviceId: string;
  readonly node: string | null;
  readonly securityGroups: readonly string[];
}

/** A compute or network node. `host` is its Neutron host name, `name` what the lab calls it. */
export interface LabNode {
  readonly name: string;
  readonly host: string;
  readonly roles: readonly NodeRole[];
  readonly firewall: FirewallDriver;
  readonly underlayIp: string;
  readonly managementIp: string;
  /** The DVR host MAC, fa:16:3f:.. (neutron dvr_base_mac). */
  readonly dvrMac: string;
  /** Local VLAN of each network on this node; differs between the nodes. */
  readonly localVlans: Readonly<Record<string, number>>;
}

/** A network with its one subnet. `vni` is null for the flat external network. */
export interface LabNetwork {
  readonly name: string;
  readonly id: string;
  readonly subnetId: string;
  readonly cidr: string;
  readonly prefix: number;
  readonly gatewayIp: string;
  readonly mtu: number;
  readonly external: boolean;
  readonly vni: number | null;
  readonly physicalNetwork: string | null;
}

export interface RouterInterface {
  readonly network: string;
  /** network:router_interface_distributed, the same on every node. */
  readonly qr: LabPort;
  /** network:router_centralized_snat, on the SNAT node only. */
  readonly sg: LabPort;
}

export interface LabRouter {
  readonly name: string;
  readonly id: string;
  readonly interfaces: readonly RouterInterface[];
  readonly gateway: LabPort;
  readonly snatNode: string;
  /** The /31 between qrouter (rfp-, even address) and fip (fpr-, odd address). */
  readonly linkLocal: { readonly rfp: string; readonly fpr: string };
}

export interface LabServer {
  readonly name: string;
  readonly id: string;
  readonly node: string;
  readonly router: string;
  readonly port: LabPort;
}

/** One rule; `ports` null means all, `remoteGroup` names a group of the lab. */
export interface SecurityRule {
  readonly id: string;
  readonly direction: RuleDirection;
  readonly ethertype: 'IPv4' | 'IPv6';
  readonly protocol: 'icmp' | 'tcp' | 'udp' | null;
  readonly ports: readonly [number, number] | null;
  readonly remotePrefix: string | null;
  readonly remoteGroup: string | null;
}

export interface SecurityGroup {
  readonly name: string;
  readonly id: string;
  readonly description: string;
  readonly rules: readonly SecurityRule[];
}

export interface FloatingIp {
  readonly id: string;
  readonly address: string;
  readonly server: string;
  readonly router: string;
  /** The port Neutron keeps for the address (device_owner network:floatingip). */
  readonly port: LabPort;
  /** The priority of `from VM lookup 16` in qrouter: any of 32768..72767. */
  readonly rulePriority: number;
}

export interface Topology {
  readonly lab: string;
  readonly projectId: string;
  readonly nodes: readonly LabNode[];
  readonly networks: readonly LabNetwork[];
  readonly routers: readonly LabRouter[];
  readonly servers: readonly LabServer[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly floatingIps: readonly FloatingIp[];
  /** network:floatingip_agent_gateway, one per node that hosts a router with a gateway. */
  readonly agentGateways: readonly LabPort[];
  /** The wires outside the cloud. */
  readonly upstream: Upstream;
}

export interface Upstream {
  /** The external network's gateway, an address of the upstream router. */
  readonly gatewayIp: string;
  /** The host on the internet that answers icmp, tcp 80 and udp 1080. */
  readonly internetIp: string;
  /** ctl's address on the management network: nats-server 4222, the API 5000, 8774, 9696. */
  readonly controllerIp: string;
}

const found = <T>(what: string, name: string, item: T | undefined): T => {
  if (item === undefined) throw new Error(`the lab has no ${what} ${name}`);
  return item;
};

/** The node called `name` in the lab, or whose Neutron host name that is. */
export const nodeOf = (t: Topology, name: string): LabNode =>
  found(
    'node',
    name,
    t.nodes.find((n) => n.name === name || n.host === name),
  );

export const networkOf = (t: Topology, name: string): LabNetwork =>
  found(
    'network',
    name,
    t.networks.find((n) => n.name === name),
  );

export const routerOf = (t: Topology, name: string): LabRouter =>
  found(
    'router',
    name,
    t.routers.find((r) => r.name === name),
  );

export const serverOf = (t: Topology, name: string): LabServer =>
  found(
    'server',
    name,
    t.servers.find((s) => s.name === name),
  );

export const groupOf = (t: Topology, name: string): SecurityGroup =>
  found(
    'security group',
    name,
    t.securityGroups.find((g) => g.name === name),
  );

export const externalNetwork = (t: Topology): LabNetwork =>
  found(
    'network',
    'external',
    t.networks.find((n) => n.external),
  );

/** The servers that run on a node, in the order of the topology. */
export const serversOn = (t: Topology, node: string): readonly LabServer[] =>
  t.servers.filter((s) => s.node === node);

/** The routers a node hosts: those of its servers, and on a SNAT node its own. */
export const routersOn = (t: Topology, node: string): readonly LabRouter[] =>
  t.routers.filter(
    (r) => r.snatNode === node || t.servers.some((s) => s.node === node && s.router === r.name),
  );

/** Every port of the cloud, as Neutron would list them. */
export const allPorts = (t: Topology): readonly LabPort[] => [
  ...t.servers.map((s) => s.port),
  ...t.routers.flatMap((r) => [...r.interfaces.flatMap((i) => [i.qr, i.sg]), r.gateway]),
  ...t.agentGateways,
  ...t.floatingIps.map((f) => f.port),
];
