// Check 10: every device of a network has the network's MTU, and the underlay carries it with the
// tunnel's headers around it. A larger one somewhere makes a black hole for large packets only.

import type { NetworkFacts, Path, Point } from '../../resolve/path.ts';
import { UNKNOWN_DEVICE } from '../../resolve/path.ts';
import type { Check, CheckRow, Scope } from '../check.ts';
import { CODES } from '../codes.ts';
import { equal, judged, unknown } from '../rows.ts';
import type { CheckState } from '../state.ts';

/** Outer IPv4 (20), UDP (8), VXLAN (8), inner Ethernet (14). */
const VXLAN_BYTES = 50;

const INSIDE = new Set(['tap', 'qbr', 'qvb', 'qvo', 'qr', 'sg']);
const OUTSIDE = new Set(['qg', 'fg']);

/** The network a device of the path must carry; null = none of the path's. */
const networkOf = ({ neutron }: Path, { device, role }: Point): NetworkFacts | null => {
  if (OUTSIDE.has(role)) return neutron.externalNetwork;
  if (!INSIDE.has(role)) return null;
  const { remote, network, routerPorts, port } = neutron;
  const isOf = (id: string): boolean => device.endsWith(id.slice(0, 11));
  if (isOf(port.id)) return network;
  if (remote !== null && isOf(remote.port.id)) return remote.network;
  const carrier = routerPorts.find(({ id }) => isOf(id));
  if (carrier === undefined) return network;
  return [network, remote?.network ?? null].find((one) => one?.id === carrier.networkId) ?? null;
};

const scopeOf = ({ role }: Point): Scope => {
  if (role === 'qr') return 'host';
  return role === 'sg' ? 'network' : OUTSIDE.has(role) ? 'router' : 'vm';
};

const deviceRow = (state: CheckState, point: Point): CheckRow[] => {
  const network = networkOf(state.path, point);
  if (network === null || network.mtu === 0) return [];
  const { node, netns, device } = point;
  const wanted = {
    where: { node, netns },
    what: `MTU of ${device}`,
    expected: String(network.mtu),
    command: `ip link show ${device}`,
    scope: scopeOf(point),
  };
  const mtu = state.mtu(node, netns, device);
  return [equal(wanted, mtu === null ? null : String(mtu), CODES.mtuBlackhole)];
};

/** The underlay must carry the largest packet of the network with its outer headers. */
const underlayRows = (state: CheckState): CheckRow[] => {
  const needed = Math.max(0, ...state.crossings.map(({ network }) => network.mtu)) + VXLAN_BYTES;
  if (needed === VXLAN_BYTES) return [];
  return state.path.points
    .filter(({ role, device }) => role === 'tunnel-nic' && device !== UNKNOWN_DEVICE)
    .map(({ node, device }) => {
      const wanted = {
        where: { node, netns: '' },
        what: `MTU of ${device}`,
        expected: `at least ${needed}`,
        command: `ip link show ${device}`,
        scope: 'host',
      } as const;
      const mtu = state.mtu(node, '', device);
      if (mtu === null) return unknown(wanted);
      return judged(wanted, String(mtu), mtu >= needed, CODES.mtuBlackhole);
    });
};

const unique = (rows: readonly CheckRow[]): CheckRow[] => [
  ...new Map(rows.map((row) => [`${row.node}/${row.netns}/${row.what}`, row])).values(),
];

export const mtu: Check = {
  number: 10,
  id: 'mtu',
  title: 'devices have the MTU of their network, and the underlay carries it in the tunnel',
  rows: (state) =>
    unique([
      ...state.path.points.flatMap((point) => deviceRow(state, point)),
      ...underlayRows(state),
    ]),
};
