// Which captures observe the points of a path: one per device and encapsulation, both sides and
// both directions in it. A match holds nothing that a fault may change (no MAC, no peer).

import type { Match } from '@hopscope/packet';
import { hasDevice, type NodeFacts, type Path, type Point, type Role } from '../resolve/path.ts';
import { isInCidr } from '../resolve/subnets.ts';
import type { CapturePlan } from './plan.ts';

/** Ethernet, VLAN tag, IPv4, TCP with all options, 16 bytes of payload: 114, and some room. */
const PLAIN_SNAP_BYTES = 128;
/** Outer IPv4, UDP, VXLAN and the inner Ethernet header. */
const VXLAN_BYTES = 50;

/** Where a packet of the flow may carry the address it has outside, NATed or not. */
const OUTSIDE_ROLES: readonly Role[] = ['qg', 'ext-nic', 'rfp', 'fpr', 'fg'];
const TUNNEL_ROLES: readonly Role[] = ['tunnel-nic'];

const unique = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value) => value !== '')),
];

const firstAddress = (port: { addresses: readonly { address: string }[] } | null): string =>
  port?.addresses[0]?.address ?? '';

/** ARP outside: the gateway, the router's own addresses, and a peer on that very subnet. */
const outsideArp = (path: Path): string[] => {
  const { externalSubnet, gatewayPort, agentGatewayPort } = path.neutron;
  const { natAddress, remoteAddress } = path.flow;
  const isOnLink = externalSubnet !== null && isInCidr(remoteAddress, externalSubnet.cidr);
  return [
    externalSubnet?.gateway ?? path.neutron.subnet.gateway,
    natAddress,
    path.exit === 'fip' ? firstAddress(agentGatewayPort) : firstAddress(gatewayPort),
    isOnLink ? remoteAddress : '',
  ];
};

/** ARP inside: the VM, its gateway, the SNAT port, and the other end when it is a VM. */
const insideArp = (path: Path): string[] => {
  const { routerPort, routerPorts, snatPort, remote } = path.neutron;
  const peerSide = routerPorts.find((port) =>
    port.addresses.some(({ subnetId }) => subnetId === remote?.subnet.id),
  );
  return [
    path.flow.localAddress,
    firstAddress(routerPort) || path.neutron.subnet.gateway,
    firstAddress(snatPort),
    firstAddress(remote?.port ?? null),
    firstAddress(peerSide ?? null),
  ];
};

/** ARP on the underlay: for the tunnel end points. */
const tunnelArp = (path: Path): string[] => path.nodes.map((node) => node.tunnelAddress);

const arpOf = (path: Path, roles: readonly Role[]): string[] => {
  if (roles.some((role) => TUNNEL_ROLES.includes(role))) return unique(tunnelArp(path));
  const isOutside = roles.some((role) => OUTSIDE_ROLES.includes(role));
  const isInside = roles.some((role) => !OUTSIDE_ROLES.includes(role));
  return unique([...(isOutside ? outsideArp(path) : []), ...(isInside ? insideArp(path) : [])]);
};

const capturePlan = (path: Path, capture: number, points: readonly Point[]): CapturePlan | null => {
  const first = points[0];
  if (first === undefined) return null;
  const roles = points.map((point) => point.role);
  const isOutside = roles.some((role) => OUTSIDE_ROLES.includes(role));
  const { localAddress, natAddress } = path.flow;
  return {
    capture,
    netns: first.netns,
    device: first.device,
    promiscuous: roles.includes('qbr'),
    vni: first.vni,
    locals: unique([localAddress, ...(isOutside ? [natAddress] : [])]),
    arp: arpOf(path, roles),
    snapBytes: PLAIN_SNAP_BYTES + (first.vni === 0 ? 0 : VXLAN_BYTES),
    points: points.map((point) => point.id),
  };
};

/** The captures of one node, numbered from 1, in the order the packet meets them. */
export const capturesOf = (path: Path, node: NodeFacts): CapturePlan[] => {
  const groups = new Map<string, Point[]>();
  for (const point of path.points) {
    if (point.node !== node.name || !hasDevice(point)) continue;
    const key = `${point.netns}/${point.device}/${point.vni}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [point]);
    else group.push(point);
  }
  return [...groups.values()]
    .map((points, index) => capturePlan(path, index + 1, points))
    .filter((capture) => capture !== null);
};

/** What a capture of this path wants, as it goes to the agent. */
export const matchOf = (capture: CapturePlan, path: Path): Match => ({
  protocol: path.flow.protocol,
  remote: path.flow.remoteAddress,
  remotePort: path.flow.protocol === 'icmp' ? 0 : (path.flow.remotePort ?? 0),
  locals: capture.locals,
  vni: capture.vni,
  arp: capture.arp,
});
