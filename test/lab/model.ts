// The lab's cloud as data: what an operator would have made with the openstack client. Everything
// else of the lab (devices, flows, rules, API answers, faults) is computed from this. Identifiers
// are hashes of the lab's name, so that two labs differ and the same lab is always the same.
// It names objects only: no I/O, nothing of the running machine.

export type FirewallDriver = 'iptables_hybrid' | 'openvswitch';
export type NodeRole = 'compute' | 'network';
export type RuleDirection = 'ingress' | 'egress';

export type PortOwner =
  | 'compute:nova'
  | 'network:router_interface'
  | 'network:router_interface_distributed'
  | 'network:ha_router_replicated_interface'
  | 'network:router_ha_interface'
  | 'network:router_centralized_snat'
  | 'network:router_gateway'
  | 'network:floatingip_agent_gateway'
  | 'network:floatingip';

/** What a port may send from beside its own addresses (allowed_address_pairs). */
export interface AddressPair {
  readonly ip: string;
  readonly mac: string;
}

/** A Neutron port. `node` is the lab's node name, null for distributed and floating IP ports. */
export interface LabPort {
  readonly id: string;
  readonly mac: string;
  readonly ip: string;
  /** Further fixed IPs of the same subnet. */
  readonly moreIps: readonly string[];
  readonly allowedPairs: readonly AddressPair[];
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

/**
 * A network with its one subnet. `vni` is set for VXLAN networks and `vlan` for provider VLANs; the
 * flat external network has neither.
 */
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
  readonly vlan: number | null;
  readonly physicalNetwork: string | null;
}

/**
 * dvr: distributed, SNAT on one network node. legacy: all of it on one network node. ha, dvr-ha:
 * the central part on several network nodes, one of them active.
 */
export type RouterKind = 'dvr' | 'dvr-ha' | 'legacy' | 'ha';

export interface RouterInterface {
  readonly network: string;
  /** The port with the gateway's address: on every node if distributed, else a central one. */
  readonly qr: LabPort;
  /**
   * Where the router's central part takes the subnet's packets: of a distributed router the
   * network:router_centralized_snat port, else the qr port itself.
   */
  readonly sg: LabPort;
}

export interface LabRouter {
  readonly name: string;
  readonly id: string;
  readonly kind: RouterKind;
  readonly interfaces: readonly RouterInterface[];
  readonly gateway: LabPort;
  /** The nodes its central part is scheduled to. */
  readonly hosts: readonly string[];
  /** Those of them that hold its addresses: all but one of an HA router's are standby. */
  readonly active: readonly string[];
  /** Where its central part is looked for: the first active node, else the first host. */
  readonly snatNode: string;
  /** network:router_ha_interface, one per host of an HA router. */
  readonly haPorts: readonly LabPort[];
  /** VRRP id of an HA router; 0 for others. */
  readonly vrId: number;
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

/** Is the router on every node that has a server behind it? */
export const isDistributed = (router: LabRouter): boolean =>
  router.kind === 'dvr' || router.kind === 'dvr-ha';

export const isHa = (router: LabRouter): boolean =>
  router.kind === 'ha' || router.kind === 'dvr-ha';

/** The routers a node hosts: its own central parts, and distributed ones of its servers. */
export const routersOn = (t: Topology, node: string): readonly LabRouter[] =>
  t.routers.filter(
    (r) =>
      r.hosts.includes(node) ||
      (isDistributed(r) && t.servers.some((s) => s.node === node && s.router === r.name)),
  );

/** provider:network_type of a network. */
export const networkType = ({ vni, vlan }: LabNetwork): 'flat' | 'vlan' | 'vxlan' => {
  if (vni !== null) return 'vxlan';
  return vlan === null ? 'flat' : 'vlan';
};

/** provider:segmentation_id of a network; null for a flat one. */
export const segmentOf = ({ vni, vlan }: LabNetwork): number | null => vni ?? vlan;

/** All fixed IPs of a port. */
export const addressesOf = (port: LabPort): readonly string[] => [port.ip, ...port.moreIps];

/** Every pair of address and MAC a port may send from. */
export const pairsOf = (port: LabPort): readonly AddressPair[] => [
  ...addressesOf(port).map((ip) => ({ ip, mac: port.mac })),
  ...port.allowedPairs,
];

/** The router ports of an interface: one for a centralised router, two for a distributed one. */
const interfacePorts = ({ qr, sg }: RouterInterface): readonly LabPort[] =>
  qr.id === sg.id ? [qr] : [qr, sg];

/** Every port of the cloud, as Neutron would list them. */
export const allPorts = (t: Topology): readonly LabPort[] => [
  ...t.servers.map((s) => s.port),
  ...t.routers.flatMap((r) => [...r.interfaces.flatMap(interfacePorts), r.gateway, ...r.haPorts]),
  ...t.agentGateways,
  ...t.floatingIps.map((f) => f.port),
];
