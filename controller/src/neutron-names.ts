// The names Neutron's agents build from ids and addresses (reference: neutron
// agent/l3/namespaces.py, router_info.py, dvr_local_router.py, ovs_neutron_agent.py), and the
// nodes of a path by the part they play. Pure; shared by plan and explain, belongs to no stage.

import type { Path, Point, PortFacts, Role } from './resolve/path.ts';

/** `PREFIX` + the first 11 characters of a port id: tap, qbr, qvb, qvo, `qr-`, `sg-`, `qg-`. */
export const portDevice = (prefix: string, portId: string): string =>
  `${prefix}${portId.slice(0, 11)}`;

/** Port of br-tun towards a VTEP: `vxlan-` + its IPv4 address in hex. */
export const tunnelPort = (address: string): string =>
  `vxlan-${address
    .split('.')
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`;

/**
 * Number of the SNAT redirect rule and table of a subnet: the unsigned value of the qr address
 * (dvr_local_router.py `_get_snat_idx`). 10.1.0.1 is 167837697.
 */
export const redirectIndex = (qrAddress: string): number =>
  qrAddress.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

export const qrouterOf = (routerId: string): string => `qrouter-${routerId}`;
export const snatOf = (routerId: string): string => `snat-${routerId}`;
export const fipOf = (externalNetworkId: string): string => `fip-${externalNetworkId}`;

/** The driver that filters a VM port: Nova plugs a bridge between only for iptables. */
export const firewallOf = ({ hybridPlug }: PortFacts): 'iptables_hybrid' | 'openvswitch' =>
  hybridPlug ? 'iptables_hybrid' : 'openvswitch';

/** The driver of a port of this path: its two ends may differ; 'none' = nothing is known of it. */
export const portFirewall = ({ firewall }: Path, port: PortFacts): Path['firewall'] =>
  firewall === 'none' ? 'none' : firewallOf(port);

/** Who is who on a path; '' where the path has nobody for the part. */
export interface Parts {
  readonly compute: string;
  readonly network: string;
  /** The device of the VM port on br-int: qvo with a hybrid plug, else the tap. */
  readonly vmPort: string;
  readonly qrouter: string;
  readonly snat: string;
  readonly fip: string;
  /** Devices named by port id even when they are absent from the node. */
  readonly qr: string;
  readonly sg: string;
  readonly qg: string;
}

const nodeOfRole = (path: Path, roles: readonly Role[]): string =>
  path.points.find((point: Point) => roles.includes(point.role))?.node ?? '';

const nodeNamed = (path: Path, role: 'compute' | 'network'): string =>
  path.nodes.find((node) => node.roles.includes(role))?.name ?? '';

/** Without SNAT: where a floating IP or a centralised router takes packets to a network node. */
const centralNode = (path: Path): string => {
  const { router } = path.neutron;
  const isCentral = router !== null && !router.distributed;
  return nodeOfRole(path, isCentral ? ['sg', 'qg', 'qr'] : ['sg', 'qg']);
};

/** The parts of a path; also when points or namespaces are missing. */
export const partsOf = (path: Path): Parts => {
  const { neutron, flow } = path;
  const network =
    nodeOfRole(path, ['sg', 'qg']) ||
    neutron.gatewayPort?.host ||
    neutron.snatPort?.host ||
    nodeNamed(path, 'network');
  return {
    compute: nodeOfRole(path, ['tap']) || neutron.port.host || nodeNamed(path, 'compute'),
    network: path.exit === 'snat' ? network : centralNode(path),
    vmPort: portDevice(neutron.port.hybridPlug ? 'qvo' : 'tap', flow.portId),
    qrouter: neutron.router === null ? '' : qrouterOf(neutron.router.id),
    snat: neutron.router === null ? '' : snatOf(neutron.router.id),
    fip: neutron.externalNetwork === null ? '' : fipOf(neutron.externalNetwork.id),
    qr: neutron.routerPort === null ? '' : portDevice('qr-', neutron.routerPort.id),
    sg: neutron.snatPort === null ? '' : portDevice('sg-', neutron.snatPort.id),
    qg: neutron.gatewayPort === null ? '' : portDevice('qg-', neutron.gatewayPort.id),
  };
};

/** Local VLAN of ports that must not talk: unbound, or not yet wired (ovs_constants.py). */
export const DEAD_VLAN = 4095;
