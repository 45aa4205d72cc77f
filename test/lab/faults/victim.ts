// Whom a fault hits: a server, and the names of everything its packets to the outside cross.
// Pure.

import {
  externalNetwork,
  isDistributed,
  networkOf,
  nodeOf,
  routerOf,
  serverOf,
  type FirewallDriver,
  type LabNetwork,
  type LabNode,
  type LabRouter,
  type LabServer,
  type RouterInterface,
  type Topology,
} from '../model.ts';
import {
  ipToNumber,
  qgName,
  qrName,
  qrouterNamespace,
  qvoName,
  sgName,
  tapName,
  tunnelName,
} from '../names.ts';
import { centralNamespace } from '../neutron/plugged.ts';

export type Protocol = 'icmp' | 'tcp' | 'udp';

/**
 * The shape of a server's path to the outside: distributed router with SNAT on a network node
 * (snat; dvr-ha with an HA router's copies; vlan when its network is a provider VLAN), its own
 * floating IP (fip), or all routing on a network node (legacy, ha).
 */
export type Shape = 'snat' | 'fip' | 'dvr-ha' | 'vlan' | 'legacy' | 'ha';

export interface Victim {
  readonly topology: Topology;
  readonly server: LabServer;
  readonly protocol: Protocol;
  readonly shape: Shape;
  readonly node: LabNode;
  readonly firewall: FirewallDriver;
  readonly network: LabNetwork;
  readonly router: LabRouter;
  readonly leg: RouterInterface;
  readonly snatNode: LabNode;
  /** The server's own node is the SNAT node: its packets cross no tunnel. */
  readonly local: boolean;
  /** A floating IP takes it out on its own node instead. */
  readonly floating: boolean;
  /** Its packets to the SNAT node are in VXLAN. */
  readonly tunnelled: boolean;
  /** The port of br-int. */
  readonly port: string;
  readonly tap: string;
  readonly qrouter: string;
  /** The namespace of the router's central part: snat-, or qrouter- of a centralised router. */
  readonly snat: string;
  readonly qr: string;
  readonly sg: string;
  readonly qg: string;
  /** Rule priority and table of the SNAT redirect. */
  readonly redirect: string;
  /** br-tun's port on the server's node that leads to the SNAT node. */
  readonly tunnel: string;
}

const shapeOf = (router: LabRouter, network: LabNetwork, floating: boolean): Shape => {
  if (!isDistributed(router)) return router.kind === 'ha' ? 'ha' : 'legacy';
  if (floating) return 'fip';
  if (router.kind === 'dvr-ha') return 'dvr-ha';
  return network.vlan === null ? 'snat' : 'vlan';
};

export const victimOf = (topology: Topology, name: string, protocol: Protocol): Victim => {
  const server = serverOf(topology, name);
  const node = nodeOf(topology, server.node);
  const router = routerOf(topology, server.router);
  const snatNode = nodeOf(topology, router.snatNode);
  const network = networkOf(topology, server.port.network);
  const leg = router.interfaces.find((each) => each.network === network.name);
  if (leg === undefined) throw new Error(`${router.name} has no leg in ${network.name}`);
  const hybrid = node.firewall === 'iptables_hybrid';
  const floating =
    isDistributed(router) && topology.floatingIps.some((each) => each.server === name);
  const local = node.name === snatNode.name;
  return {
    topology,
    server,
    protocol,
    shape: shapeOf(router, network, floating),
    node,
    firewall: node.firewall,
    network,
    router,
    leg,
    snatNode,
    local,
    floating,
    tunnelled: !local && !floating && network.vni !== null,
    port: hybrid ? qvoName(server.port.id) : tapName(server.port.id),
    tap: tapName(server.port.id),
    qrouter: qrouterNamespace(router.id),
    snat: centralNamespace(router),
    qr: qrName(leg.qr.id),
    sg: (isDistributed(router) ? sgName : qrName)(leg.sg.id),
    qg: qgName(router.gateway.id),
    redirect: String(ipToNumber(leg.qr.ip)),
    tunnel: tunnelName(snatNode.underlayIp),
  };
};

/** The remote port of each protocol that the internet host answers on. */
export const REMOTE_PORTS: Readonly<Record<Protocol, number | null>> = {
  icmp: null,
  tcp: 80,
  udp: 1080,
};

/** `198.51.100.10:1080/udp`, as the command line takes a destination. */
export const destinationOf = (victim: Victim): string => {
  const { internetIp } = victim.topology.upstream;
  const port = REMOTE_PORTS[victim.protocol];
  if (port === null) return internetIp;
  return victim.protocol === 'udp' ? `${internetIp}:${port}/udp` : `${internetIp}:${port}`;
};

/** An address of the server's subnet that nobody has. */
export const unusedAddress = (victim: Victim): string =>
  `${victim.network.cidr.split('.').slice(0, 3).join('.')}.253`;

export const externalGateway = (victim: Victim): string =>
  externalNetwork(victim.topology).gatewayIp;

/** Where the server's packets are routed first. */
export const routerNode = (v: Victim): LabNode => (isDistributed(v.router) ? v.node : v.snatNode);

/** What a packet crosses behind the server's port in br-int: to the router, or to the tunnel. */
export const behindPort = (v: Victim): 'integration-bridge' | 'tunnel-out' =>
  routerNode(v) === v.node ? 'integration-bridge' : 'tunnel-out';

/** Another subnet of the same router, by a server in it. */
export const neighbourSubnet = (
  v: Victim,
): { readonly destination: string; readonly device: string; readonly server: LabServer } | null => {
  const { topology, router, network, protocol } = v;
  const server = topology.servers.find(
    (each) => each.router === router.name && each.port.network !== network.name,
  );
  const leg = router.interfaces.find((each) => each.network === server?.port.network);
  if (server === undefined || leg === undefined) return null;
  const port = REMOTE_PORTS[protocol];
  const destination = port === null ? server.port.ip : `${server.port.ip}:${port}`;
  return {
    destination: protocol === 'udp' ? `${destination}/udp` : destination,
    device: qrName(leg.qr.id),
    server,
  };
};
