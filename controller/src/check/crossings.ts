// Where a path crosses from one node to another in a tunnel, and the ports of br-int it uses on
// each node. Taken from the points of the path, so that every shape has its own.

import type { Direction, NetworkFacts, Path, Point, PortFacts } from '../resolve/path.ts';

export interface Crossing {
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly vni: number;
  readonly network: NetworkFacts;
  /** Inner destination MAC; null when the path does not say. */
  readonly mac: string | null;
  /** MAC of the router port that DVR replaces on the way; null when the source MAC stays. */
  readonly gatewayMac: string | null;
  /** The port of br-int that gets the frame at the other end. */
  readonly arriving: Point;
}

/** Networks of the path by VNI. */
const networkOf = ({ neutron }: Path, vni: number): NetworkFacts | null =>
  [neutron.network, ...(neutron.remote === null ? [] : [neutron.remote.network])].find(
    ({ segmentationId }) => segmentationId === vni,
  ) ?? null;

/** Crossings in travel order, out and back. Provider networks cross without a tunnel: none. */
export const crossingsOf = (path: Path): Crossing[] =>
  path.points.flatMap((point, index): Crossing[] => {
    if (point.role !== 'tunnel-nic' || point.side !== 'out') return [];
    const [leaving, arrived, arriving] = [-1, 1, 2].map((step) => path.points[index + step]);
    const network = networkOf(path, point.vni);
    if (leaving === undefined || arrived?.role !== 'tunnel-nic') return [];
    if (arriving === undefined || arriving.direction !== point.direction || network === null)
      return [];
    const rewritten = point.expect.sourceMac === null && leaving.role === 'qr';
    return [
      {
        direction: point.direction,
        from: point.node,
        to: arrived.node,
        vni: point.vni,
        network,
        mac: point.expect.destinationMac,
        gatewayMac: rewritten ? leaving.expect.sourceMac : null,
        arriving,
      },
    ];
  });

/** A port of br-int on one node of the path, with the network it is in. */
export interface SwitchedPort {
  readonly node: string;
  readonly device: string;
  readonly networkId: string;
  readonly port: PortFacts;
}

const SWITCHED = new Set(['tap', 'qvo', 'qr', 'sg', 'qg', 'fg']);

/** The Neutron port a device carries: its name ends with the start of the port's id. */
const carried = ({ neutron }: Path, device: string): PortFacts | null => {
  const { port, routerPort, routerPorts, snatPort, gatewayPort, agentGatewayPort, remote } =
    neutron;
  const all = [port, routerPort, ...routerPorts, snatPort, gatewayPort, agentGatewayPort];
  return (
    [...all, remote?.port ?? null].find(
      (one) => one !== null && device.endsWith(one.id.slice(0, 11)),
    ) ?? null
  );
};

/** Ports of br-int on the path, each once. A tap behind a qbr is none of them. */
export const switchedPorts = (path: Path): SwitchedPort[] => {
  const found = new Map<string, SwitchedPort>();
  for (const { node, device, role } of path.points) {
    if (!SWITCHED.has(role)) continue;
    const port = carried(path, device);
    if (port === null || (role === 'tap' && port.hybridPlug)) continue;
    found.set(`${node}/${device}`, { node, device, networkId: port.networkId, port });
  }
  return [...found.values()];
};
