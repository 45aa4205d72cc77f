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
  | 'external'; // beyond the external NIC

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

/** snat: centralised on a network node. fip: at the compute node. none: no NAT (east-west). */
export type ExitKind = 'snat' | 'fip' | 'none';

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
  readonly deviceId: string;
  readonly deviceOwner: string;
  readonly status: string;
  readonly adminUp: boolean;
  /** '' when the API did not say (no admin role) or the port is distributed. */
  readonly host: string;
  readonly vifType: string;
  readonly hybridPlug: boolean;
  readonly portSecurity: boolean;
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
