// The path of a scene once the agents have described their nodes: every point with its device,
// every segment between two, and in words what is missing. Pure.

import type { Request } from '../request.ts';
import { pointsOf, nodesOf } from './describe-orders.ts';
import { findDevice, nodeFacts, type NodeAnswer } from './node-facts.ts';
import type { Direction, Flow, NodeFacts, Path, Point, Segment } from './path.ts';
import type { Scene } from './scene.ts';
import { firewallOf } from '../neutron-names.ts';
import { roundTrip, type RoundTrip } from './shapes.ts';
import type { DraftPoint, Travel, Way } from './travel.ts';

const SILENT: NodeAnswer = { description: null, failure: 'not asked' };

export type Answers = ReadonlyMap<string, NodeAnswer>;

const answerOf = (answers: Answers, node: string): NodeAnswer => answers.get(node) ?? SILENT;

const pointOf = (draft: DraftPoint, direction: Direction, answers: Answers): Point => {
  const { node, side, role, look } = draft;
  const { netns, device, netnsInode, ifindex, offloaded } = findDevice(
    node,
    draft.ref,
    answerOf(answers, node),
  );
  return {
    id: `${node}/${netns || '-'}/${device}/${side}/${direction}`,
    node,
    netns,
    netnsInode,
    device,
    ifindex,
    side,
    role,
    direction,
    vni: look.vni,
    expect: {
      sourceMac: look.sourceMac,
      destinationMac: look.destinationMac,
      hops: look.hops,
      localAddress: look.localAddress,
    },
    offloaded,
  };
};

interface End {
  readonly name: 'vm' | 'external';
  readonly way: Way;
}

const segmentOf = (
  direction: Direction,
  from: Point | 'vm' | 'external',
  to: Point | 'vm' | 'external',
  way: Way,
): Segment => {
  const id = (end: Point | string): string => (typeof end === 'string' ? end : end.id);
  const nodes = [from, to].flatMap((end) => (typeof end === 'string' ? [] : [end.node]));
  return {
    id: `${id(from)}>${id(to)}`,
    kind: way.kind,
    direction,
    from: id(from),
    to: id(to),
    via: way.via,
    nodes: [...new Set(nodes)],
  };
};

/** Points of one direction and the segments between them, from one virtual end to the other. */
const built = (
  travel: Travel,
  start: End['name'],
  end: End,
  answers: Answers,
): { points: Point[]; segments: Segment[] } => {
  const points = travel.points.map((draft) => pointOf(draft, travel.direction, answers));
  const segments = points.map((point, index) =>
    segmentOf(
      travel.direction,
      points[index - 1] ?? start,
      point,
      travel.points[index]?.way ?? { kind: 'vm', via: [] },
    ),
  );
  const last = points.at(-1);
  if (last !== undefined) segments.push(segmentOf(travel.direction, last, end.name, end.way));
  return { points, segments };
};

const farEnd = (scene: Scene): Way =>
  scene.peer === null
    ? { kind: 'external', via: ['outside'] }
    : { kind: 'remote-vm', via: [`guest ${scene.facts.remote?.name ?? ''}`] };

const flowOf = (scene: Scene, request: Request): Flow => {
  const { facts, vm } = scene;
  return {
    serverId: facts.server?.id ?? null,
    serverName: facts.server?.name ?? (facts.port.name || facts.port.id),
    projectId: facts.port.projectId,
    portId: facts.port.id,
    mac: facts.port.mac,
    localAddress: vm.address,
    remoteAddress: scene.remoteAddress,
    protocol: request.protocol,
    remotePort: request.port,
    natAddress: scene.natAddress,
  };
};

/** What the path is not, in words: silent agents, devices that are not there, odd states. */
const limitsOf = (scene: Scene, trip: RoundTrip, answers: Answers): string[] => {
  const { port, server } = scene.facts;
  const silent = nodesOf(trip).flatMap((node) => {
    const { failure, description } = answerOf(answers, node);
    if (description === null) return [`the agent of ${node} was not reached: ${failure}`];
    return (description.limits ?? []).map((limit) => `${node}: ${limit}`);
  });
  const devices = pointsOf(trip).map(
    ({ node, ref }) => findDevice(node, ref, answerOf(answers, node)).limit,
  );
  const states = [
    port.status === 'ACTIVE' ? '' : `port ${port.id} is ${port.status || 'in no known state'}`,
    port.adminUp ? '' : `port ${port.id} is administratively down`,
    server !== null && server.host !== '' && server.host !== port.host
      ? `Nova has the server on ${server.host}, Neutron its port on ${port.host}`
      : '',
    server !== null && server.status !== 'ACTIVE'
      ? `server ${server.name} is ${server.status}`
      : '',
  ];
  return [...new Set([...scene.limits, ...states, ...silent, ...devices])].filter(
    (limit) => limit !== '',
  );
};

/**
 * The path of a scene. `answers` has one entry per node; a node without one is not reached. Points
 * whose device does not exist stay in the path and are named in `limits`.
 */
export const buildPath = (
  scene: Scene,
  request: Request,
  answers: Answers,
  limits: readonly string[] = [],
): Path => {
  const trip = roundTrip(scene);
  const far = farEnd(scene);
  const forward = built(trip.forward, 'vm', { name: 'external', way: far }, answers);
  const vmEnd: End = { name: 'vm', way: { kind: 'vm', via: ['guest'] } };
  const reply = built(trip.reply, 'external', vmEnd, answers);
  const drafts = pointsOf(trip);
  const nodes = nodesOf(trip).map((node): NodeFacts =>
    nodeFacts(
      scene,
      node,
      drafts.filter((point) => point.node === node),
      answerOf(answers, node),
    ),
  );
  return {
    flow: flowOf(scene, request),
    exit: scene.exit,
    firewall: firewallOf(scene.facts.port),
    points: [...forward.points, ...reply.points],
    segments: [...forward.segments, ...reply.segments],
    nodes,
    neutron: scene.facts,
    limits: [...limits, ...limitsOf(scene, trip, answers)],
  };
};
