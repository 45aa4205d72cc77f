// The path the packets of one flow should take, as resolve makes it and every later stage reads
// it. Plain data: it is stored in the bundle and replayed from there.

import type { Protocol } from '../request.ts';

export type Direction = 'forward' | 'reply';
export type Side = 'in' | 'out';

export type Role =
  | 'tap'
  | 'qbr'
  | 'qvb'
  | 'qvo'
  | 'qr'
  | 'tunnel-nic'
  | 'provider-nic' // carries a VLAN or flat tenant network between nodes
  | 'sg'
  | 'qg'
  | 'ext-nic'
  | 'rfp'
  | 'fpr'
  | 'fg'
  | 'ha';

/** One side of one device in one namespace of one node, seen in one direction of travel. */
export interface Point {
  /** `node/netns/device/side/direction`, netns `-` for the node's own. */
  readonly id: string;
  readonly node: string;
  /** '' = the node's own namespace. */
  readonly netns: string;
  /** 0 when the agent could not say. */
  readonly netnsInode: number;
  readonly device: string;
  readonly ifindex: number;
  /** The kernel's word for it; on qbr both directions arrive as `in`. */
  readonly side: Side;
  readonly role: Role;
  readonly direction: Direction;
  /** VXLAN network identifier when the packet is encapsulated here, else 0. */
  readonly vni: number;
  /** What a packet of this flow must look like here; null = anything. */
  readonly expect: {
    readonly sourceMac: string | null;
    readonly destinationMac: string | null;
    /** Routers crossed since the start of this direction. */
    readonly hops: number;
    /** The address of the VM's side here: its own, or the NAT one. */
    readonly localAddress: string;
  };
  /** True when packets may be invisible here (hardware offload). */
  readonly offloaded: boolean;
}

export type SegmentKind =
  | 'vm' // the guest itself: before the first point, or after the last of the reply
  | 'security-group' // tap/qbr to qvb and back: iptables on qbr
  | 'veth' // qvb to qvo and back
  | 'integration-bridge' // VM port to router port on one node; the openvswitch firewall is in it
  | 'router' // in and out of one qr- (or between two): qrouter's routing
  | 'tunnel-out' // br-int and br-tun to the tunnel NIC
  | 'underlay' // between two nodes
  | 'tunnel-in' // tunnel NIC, br-tun and br-int to the port
  | 'snat-router' // in and out of snat-: routing and NAT
  | 'fip-router' // fip-: routing
  | 'fip-link' // rfp to fpr and back
  | 'external-bridge' // br-int and br-ex to the external NIC and back
  | 'external' // beyond the external NIC
  | 'remote-vm'; // the guest at the other end of an east-west flow; its virtual end is `external`

/** Device of a point whose agent could not name it; nothing can be captured there. */
export const UNKNOWN_DEVICE = '?';
/** Device of a point where the node says that there is none: nothing can pass it. */
export const NO_DEVICE = '(none)';

/** True for a point at which there is something to capture. */
export const hasDevice = ({ device }: Pick<Point, 'device'>): boolean =>
  device !== UNKNOWN_DEVICE && device !== NO_DEVICE;

export interface Segment {
  /** `from>to` of point ids. */
  readonly id: string;
  readonly kind: SegmentKind;
  readonly direction: Direction;
  /** Point id, or `vm` / `external`. */
  readonly from: string;
  readonly to: string;
  /** What lies between and cannot be captured, in words: `br-int`, `iptables on qbr...`. */
  readonly via: readonly string[];
  /** The node (or both, for the underlay) it lies on. */
  readonly nodes: readonly string[];
}

export interface Flow {
  readonly serverId: string | null;
  readonly serverName: string;
  readonly projectId: string;
  readonly portId: string;
  readonly mac: string;
  readonly localAddress: string;
  readonly remoteAddress: string;
  readonly protocol: Protocol;
  readonly remotePort: number | null;
  /** The address the VM has outside: of the router (SNAT), of its floating IP, or its own. */
  readonly natAddress: string;
}

/** The address outside: the router's (snat), its floating IP's (fip), or no NAT (none). */
export type ExitKind = 'snat' | 'fip' | 'none';

export interface DeviceFacts {
  readonly netns: string;
  readonly device: string;
  /** veth, tun, bridge, openvswitch, vlan, bond; '' = physical. */
  readonly kind: string;
  readonly mac: string;
  readonly mtu: number;
  readonly up: boolean;
  readonly master: string;
}

export interface InterfaceFacts {
  readonly portId: string;
  readonly name: string;
  readonly ofport: number;
  /** Local VLAN of this node; 0 = none, 4095 = dead. */
  readonly tag: number;
  readonly bridge: string;
  readonly error: string;
}

export interface NodeFacts {
  readonly name: string;
  readonly roles: readonly ('compute' | 'network')[];
  readonly tunnelAddress: string;
  readonly tunnelDevices: readonly string[];
  readonly externalBridge: string;
  readonly externalDevices: readonly string[];
  readonly agentReached: boolean;
  readonly injectAllowed: boolean;
  /** Namespaces by name, as the agent found them. */
  readonly namespaces: readonly { name: string; inode: number; dead: boolean }[];
  /** Devices asked about that exist. */
  readonly devices: readonly DeviceFacts[];
  /** OVS interfaces of the path's ports on this node. */
  readonly interfaces: readonly InterfaceFacts[];
  /** Why it could not be asked, '' when it could. */
  readonly failure: string;
}

export interface SecurityGroupRule {
  readonly id: string;
  readonly direction: 'ingress' | 'egress';
  readonly ethertype: string;
  readonly protocol: string | null;
  readonly portMin: number | null;
  readonly portMax: number | null;
  readonly remotePrefix: string | null;
  readonly remoteGroup: string | null;
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly stateful: boolean;
  readonly rules: readonly SecurityGroupRule[];
}

export interface PortFacts {
  readonly id: string;
  readonly name: string;
  readonly mac: string;
  readonly addresses: readonly { address: string; subnetId: string }[];
  readonly networkId: string;
  readonly projectId: string;
  readonly deviceId: string;
  readonly deviceOwner: string;
  readonly status: string;
  readonly adminUp: boolean;
  /** '' when the API did not say (no admin role) or the port is distributed. */
  readonly host: string;
  readonly vifType: string;
  /** normal, direct, macvtap...; '' when the API did not say. */
  readonly vnicType: string;
  readonly hybridPlug: boolean;
  readonly portSecurity: boolean;
  /** Id of its own or its network's QoS policy; '' = the API has none. */
  readonly qosPolicy: string;
  readonly securityGroups: readonly string[];
  readonly allowedPairs: readonly { address: string; mac: string }[];
}

export interface NetworkFacts {
  readonly id: string;
  readonly name: string;
  readonly mtu: number;
  readonly type: string;
  readonly segmentationId: number;
  readonly physicalNetwork: string;
}

export interface SubnetFacts {
  readonly id: string;
  readonly cidr: string;
  readonly gateway: string;
}

/** One l3 agent that serves the router. */
export interface L3AgentFacts {
  readonly host: string;
  readonly alive: boolean;
  readonly adminUp: boolean;
  /** dvr, dvr_snat, dvr_no_external, legacy. */
  readonly mode: string;
  /** active, standby, unknown; '' when the router is not HA. */
  readonly haState: string;
}

export interface AgentFacts {
  readonly host: string;
  readonly type: string;
  readonly alive: boolean;
  readonly adminUp: boolean;
  readonly configurations: Readonly<Record<string, unknown>>;
}

/** What Neutron and Nova say, trimmed to what causes are judged by. */
export interface NeutronFacts {
  readonly server: {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    readonly host: string;
  } | null;
  readonly port: PortFacts;
  readonly network: NetworkFacts;
  readonly subnet: SubnetFacts;
  readonly securityGroups: readonly SecurityGroup[];
  readonly router: {
    readonly id: string;
    readonly name: string;
    readonly distributed: boolean;
    readonly ha: boolean;
    readonly adminUp: boolean;
    readonly enableSnat: boolean;
    readonly routes: readonly { destination: string; nexthop: string }[];
  } | null;
  /** The qr- port of the VM's subnet. */
  readonly routerPort: PortFacts | null;
  /** All qr- ports of the router. */
  readonly routerPorts: readonly PortFacts[];
  /** The sg- port of the VM's subnet. */
  readonly snatPort: PortFacts | null;
  readonly gatewayPort: PortFacts | null;
  readonly floatingIp: { id: string; address: string; status: string } | null;
  readonly externalNetwork: NetworkFacts | null;
  readonly externalSubnet: SubnetFacts | null;
  readonly agents: readonly AgentFacts[];
  /** Only the scheduled agents: the compute nodes of a distributed router are not in it. */
  readonly l3Agents: readonly L3AgentFacts[];
  /** The fg- port of the external network on the VM's node. */
  readonly agentGatewayPort: PortFacts | null;
  /** The VM at the other end, when the destination is one of this cloud. */
  readonly remote: {
    readonly name: string;
    readonly port: PortFacts;
    readonly network: NetworkFacts;
    readonly subnet: SubnetFacts;
  } | null;
  /**
   * A VM of the same project that has the destination, in a network that this router does not
   * join: packets for it leave for the outside.
   */
  readonly unjoined: { readonly name: string; readonly network: string } | null;
  /** Addresses of the members of groups that rules name, by group id; at most 256 each. */
  readonly remoteGroups: Readonly<Record<string, readonly string[]>>;
  /** Ids of the router's VM ports that have a floating IP. */
  readonly floatingPorts: readonly string[];
  /** Ports of VMs on the same networks and hosts: who else a fault hits. */
  readonly neighbourPorts: readonly PortFacts[];
}

export interface Path {
  readonly flow: Flow;
  readonly exit: ExitKind;
  readonly firewall: 'iptables_hybrid' | 'openvswitch' | 'none';
  /** Points of both directions, forward first, in travel order. */
  readonly points: readonly Point[];
  readonly segments: readonly Segment[];
  readonly nodes: readonly NodeFacts[];
  readonly neutron: NeutronFacts;
  /** What could not be found or is not on the path as it should be, in words for the report. */
  readonly limits: readonly string[];
}
