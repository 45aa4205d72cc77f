// What each agent is asked about its node: the devices of the path by name, and the way to what
// no API names (tunnel and external NIC). One question per node.

import type { hopscope } from '@hopscope/proto';
import type { Scene } from './scene.ts';
import type { RoundTrip } from './shapes.ts';
import type { DraftPoint } from './travel.ts';

export type DescribeOrder = hopscope.v1.DescribeRequest.$Properties;
export type Description = hopscope.v1.DescribeResponse.$Properties;

export const pointsOf = (trip: RoundTrip): readonly DraftPoint[] => [
  ...trip.forward.points,
  ...trip.reply.points,
];

/** Nodes of a path in the order the packet meets them. */
export const nodesOf = (trip: RoundTrip): string[] => [
  ...new Set(pointsOf(trip).map((point) => point.node)),
];

/** Neutron ports whose OVS interface is wanted wherever it is. */
const portsOf = (scene: Scene): string[] => {
  const { port, routerPort, snatPort, gatewayPort, agentGatewayPort, remote } = scene.facts;
  const remoteSide = scene.facts.routerPorts.filter((one) =>
    one.addresses.some(({ subnetId }) => subnetId === remote?.subnet.id),
  );
  return [
    port,
    routerPort,
    snatPort,
    gatewayPort,
    agentGatewayPort,
    remote?.port ?? null,
    ...remoteSide,
  ]
    .filter((one) => one !== null)
    .map((one) => one.id);
};

const unique = <Item>(items: readonly Item[], key: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];

/** The question to each node of the path. */
export const describeOrders = (
  scene: Scene,
  trip: RoundTrip,
  trace: string,
): ReadonlyMap<string, DescribeOrder> => {
  const points = pointsOf(trip);
  const ifaceIds = [...new Set(portsOf(scene))];
  const orders = new Map<string, DescribeOrder>();
  for (const node of nodesOf(trip)) {
    const refs = points.filter((point) => point.node === node).map((point) => point.ref);
    const devices = refs.flatMap((ref) =>
      ref.kind === 'named' ? [{ netns: ref.netns, device: ref.device }] : [],
    );
    const vteps = refs.flatMap((ref) => (ref.kind === 'towards' ? [ref.vtep] : []));
    const bridges = refs.flatMap((ref) => (ref.kind === 'bridge' ? [ref.bridge] : []));
    orders.set(node, {
      trace,
      devices: unique(devices, ({ netns, device }) => `${netns}/${device}`),
      vteps: [...new Set(vteps)].filter((vtep) => vtep !== ''),
      bridges: [...new Set(bridges)].filter((bridge) => bridge !== ''),
      ifaceIds,
    });
  }
  return orders;
};
