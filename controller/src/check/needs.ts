// What checks must know of each node, as reads. Of one path: narrow ones, by address and table. Of
// many paths: one read of a table or namespace for all ports of the node.

import type { ReaderName } from '@hopscope/proto';
import { forwardingKey } from '../explain/forwarding.ts';
import { partsOf, qrouterOf, snatOf } from '../neutron-names.ts';
import { hasDevice, type Path } from '../resolve/path.ts';
import { crossingsOf } from './crossings.ts';

export interface CheckRead {
  readonly node: string;
  readonly reader: ReaderName;
  readonly netns: string;
  /** `key=value`, see proto/src/readers.ts. */
  readonly selectors: readonly string[];
}

const read = (
  node: string,
  reader: ReaderName,
  netns = '',
  selectors: readonly string[] = [],
): CheckRead => ({ node, reader, netns, selectors });

const flows = (node: string, bridge: string, ...selectors: readonly string[]): CheckRead =>
  read(node, 'flows', '', [`bridge=${bridge}`, ...selectors]);

/** The same question once. */
export const withoutRepeats = (reads: readonly CheckRead[]): CheckRead[] => [
  ...new Map(
    reads
      .filter(({ node }) => node !== '')
      .map((one) => [[one.node, one.reader, one.netns, ...one.selectors].join('\n'), one]),
  ).values(),
];

/** Nodes on which a path has ports of br-int. */
const switchedNodes = (path: Path): string[] => [
  ...new Set(path.points.filter(({ role }) => role !== 'ext-nic').map(({ node }) => node)),
];

const forwarding = (node: string, netns: string, devices: readonly string[]): CheckRead[] =>
  devices.map((device) => read(node, 'sysctls', netns, [`key=${forwardingKey(device)}`]));

interface Central {
  readonly node: string;
  readonly netns: string;
  /** Inside and outside port of the router. */
  readonly devices: readonly string[];
  readonly gateway: string;
  /** Other nodes that may hold the router's addresses; only of an HA router. */
  readonly others: readonly string[];
}

/** Where the path's central namespace is; null when it has none. */
const centralOf = (path: Path): Central | null => {
  const point = path.points.find(({ role }) => role === 'qg');
  const { router, l3Agents } = path.neutron;
  if (point === undefined || router === null) return null;
  const netns = router.distributed ? snatOf(router.id) : qrouterOf(router.id);
  const others = router.ha ? l3Agents.map(({ host }) => host) : [];
  const { sg, qr, qg } = partsOf(path);
  return {
    node: point.node,
    netns,
    devices: [router.distributed ? sg : qr, qg],
    gateway: path.neutron.externalSubnet?.gateway ?? '',
    others: others.filter((host) => host !== point.node),
  };
};

const hasLocalRouter = ({ neutron, exit }: Path): boolean =>
  neutron.router?.distributed === true && exit !== 'none';

/** The card of the external network. */
const cardReads = (path: Path): CheckRead[] =>
  path.points
    .filter(({ role, device }) => role === 'ext-nic' && hasDevice({ device }))
    .map(({ node, device }) => read(node, 'links', '', [`dev=${device}`]));

const gatewayReads = ({ node, netns, gateway }: Central): CheckRead[] =>
  gateway === '' ? [] : [read(node, 'neighbours', netns, [`to=${gateway}`])];

const tunnelReads = (path: Path): CheckRead[] =>
  crossingsOf(path).flatMap(({ from, to, mac, gatewayMac, vni }) => [
    ...(mac === null
      ? []
      : [
          flows(from, 'br-tun', 'table=20', `match=dl_dst=${mac}`),
          // One flow for each network of the node.
          flows(from, 'br-tun', 'table=22'),
          flows(to, 'br-int', `match=dl_dst=${mac}`),
        ]),
    ...(gatewayMac === null
      ? []
      : [
          flows(from, 'br-tun', 'table=1', `match=dl_src=${gatewayMac}`),
          // One flow for each node with a distributed router: which is ours is not known yet.
          flows(to, 'br-tun', 'table=9'),
        ]),
    flows(to, 'br-tun', 'table=4', `match=tun_id=${vni}`),
  ]);

/** The narrow reads of one path: some 10 on each of two or three nodes. */
export const checkReads = (path: Path): CheckRead[] => {
  const { compute, qrouter, qr } = partsOf(path);
  const sg = path.neutron.snatPort?.addresses[0]?.address ?? '';
  const central = centralOf(path);
  return withoutRepeats([
    ...switchedNodes(path).flatMap((node) => [
      read(node, 'ovsdb', '', ['table=Interface']),
      read(node, 'ovsdb', '', ['table=Port']),
    ]),
    ...(hasLocalRouter(path)
      ? [
          read(compute, 'rules', qrouter),
          read(compute, 'routes', qrouter, ['table=all']),
          read(compute, 'addresses', qrouter),
          ...forwarding(compute, qrouter, [qr]),
          ...(sg === '' ? [] : [read(compute, 'neighbours', qrouter, [`to=${sg}`])]),
        ]
      : []),
    ...tunnelReads(path),
    ...(central === null
      ? []
      : [
          read(central.node, 'addresses', central.netns),
          read(central.node, 'routes', central.netns, ['table=all']),
          read(central.node, 'iptables', central.netns, ['table=nat']),
          ...forwarding(central.node, central.netns, central.devices),
          ...gatewayReads(central),
          ...cardReads(path),
          ...central.others.map((node) => read(node, 'addresses', central.netns)),
        ]),
  ]);
};

/** The wide reads that answer for every path of a fleet: one per node, table and namespace. */
export const sweepReads = (paths: readonly Path[]): CheckRead[] => {
  const reads: CheckRead[] = [];
  for (const path of paths) {
    const { compute, qrouter, fip, qr } = partsOf(path);
    const central = centralOf(path);
    for (const node of switchedNodes(path))
      reads.push(
        read(node, 'ovsdb', '', ['table=Interface']),
        read(node, 'ovsdb', '', ['table=Port']),
        read(node, 'links'),
      );
    for (const { from, to } of crossingsOf(path))
      reads.push(
        ...[1, 20, 22].map((table) => flows(from, 'br-tun', `table=${table}`)),
        ...[4, 9].map((table) => flows(to, 'br-tun', `table=${table}`)),
        ...[1, 60].map((table) => flows(to, 'br-int', `table=${table}`)),
      );
    if (hasLocalRouter(path))
      reads.push(
        ...(['rules', 'neighbours', 'addresses'] as const).map((one) =>
          read(compute, one, qrouter),
        ),
        read(compute, 'routes', qrouter, ['table=all']),
        ...forwarding(compute, qrouter, [qr]),
      );
    if (path.points.some(({ role }) => role === 'fg')) reads.push(read(compute, 'addresses', fip));
    if (central !== null)
      reads.push(
        read(central.node, 'addresses', central.netns),
        read(central.node, 'routes', central.netns, ['table=all']),
        read(central.node, 'iptables', central.netns, ['table=nat']),
        ...forwarding(central.node, central.netns, central.devices),
        read(central.node, 'neighbours', central.netns),
        ...central.others.map((node) => read(node, 'addresses', central.netns)),
      );
  }
  return withoutRepeats(reads);
};
