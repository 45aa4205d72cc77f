// Whom a fault hits: a server, and the names of everything its packets to the outside cross.
// Pure.

import {
  externalNetwork,
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
  snatNamespace,
  tapName,
  tunnelName,
} from '../names.ts';

export type Protocol = 'icmp' | 'tcp' | 'udp';

export interface Victim {
  readonly topology: Topology;
  readonly server: LabServer;
  readonly protocol: Protocol;
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
  /** The port of br-int. */
  readonly port: string;
  readonly tap: string;
  readonly qrouter: string;
  readonly snat: string;
  readonly qr: string;
  readonly sg: string;
  readonly qg: string;
  /** Rule priority and table of the SNAT redirect. */
  readonly redirect: string;
  /** br-tun's port on the server's node that leads to the SNAT node. */
  readonly tunnel: string;
}

export const victimOf = (topology: Topology, name: string, protocol: Protocol): Victim => {
  const server = serverOf(topology, name);
  const node = nodeOf(topology, server.node);
  const router = routerOf(topology, server.router);
  const snatNode = nodeOf(topology, router.snatNode);
  const network = networkOf(topology, server.port.network);
  const leg = router.interfaces.find((each) => each.network === network.name);
  if (leg === undefined) throw new Error(`${router.name} has no leg in ${network.name}`);
  const hybrid = node.firewall === 'iptables_hybrid';
  return {
    topology,
    server,
    protocol,
    node,
    firewall: node.firewall,
    network,
    router,
    leg,
    snatNode,
    local: node.name === snatNode.name,
    floating: topology.floatingIps.some((each) => each.server === name),
    port: hybrid ? qvoName(server.port.id) : tapName(server.port.id),
    tap: tapName(server.port.id),
    qrouter: qrouterNamespace(router.id),
    snat: snatNamespace(router.id),
    qr: qrName(leg.qr.id),
    sg: sgName(leg.sg.id),
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
