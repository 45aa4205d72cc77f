// What the agent of a node said, as facts; and which device a point of the path is there. A silent
// agent is a fact too: the path stays, and says what is not known.

import type { Description } from './describe-orders.ts';
import { ovsAgent } from './facts.ts';
import type { DeviceFacts, NodeFacts } from './path.ts';
import { hasDevice, NO_DEVICE, UNKNOWN_DEVICE } from './path.ts';
import type { Scene } from './scene.ts';
import { isInCidr } from './subnets.ts';
import type { DeviceRef, DraftPoint } from './travel.ts';

/** The answer of one agent, or why there is none. */
export type NodeAnswer =
  | { readonly description: Description; readonly failure: '' }
  | { readonly description: null; readonly failure: string };

/** A point's device as found on its node. */
export interface FoundDevice {
  readonly netns: string;
  readonly device: string;
  readonly netnsInode: number;
  readonly ifindex: number;
  readonly offloaded: boolean;
  /** What is odd about it, for a person; '' = nothing. */
  readonly limit: string;
}

const known = (description: Description | null, netns: string, device: string) =>
  description?.devices?.find(
    (one) => (one.name?.netns ?? '') === netns && one.name?.device === device,
  );

const inodeOf = (description: Description | null, netns: string): number =>
  description?.namespaces?.find((one) => one.name === netns)?.inode ?? 0;

/** Why a device is not there: it, its namespace, or only the handle of the namespace. */
const absence = (description: Description, node: string, netns: string, device: string): string => {
  if (netns === '') return `${device} does not exist on ${node}`;
  const home = description.namespaces?.find((one) => one.name === netns);
  if (home === undefined) return `the namespace ${netns} does not exist on ${node}`;
  // A dead handle after a container's restart says nothing about the namespace itself.
  if (home.dead === true && (home.viaPid ?? 0) === 0)
    return `the handle of ${netns} on ${node} is dead and no process lives in it`;
  return `${device} does not exist in ${netns} on ${node}`;
};

const byName = (
  answer: NodeAnswer,
  node: string,
  netns: string,
  device: string,
  others: readonly string[] = [],
): FoundDevice => {
  const { description } = answer;
  const found = known(description, netns, device);
  const isMissing = description !== null && found === undefined && others.length === 0;
  return {
    netns,
    device,
    netnsInode: found?.netnsInode || inodeOf(description, netns),
    ifindex: found?.ifindex ?? 0,
    offloaded: found?.offloaded ?? false,
    limit: isMissing ? absence(description, node, netns, device) : '',
  };
};

/** A point without a device. */
const nowhere = (device: string, limit: string): FoundDevice => ({
  netns: '',
  device,
  netnsInode: 0,
  ifindex: 0,
  offloaded: false,
  limit,
});

/** The physical device of a tunnel or a bridge, of those the node named. */
const physical = (
  answer: NodeAnswer,
  node: string,
  devices: readonly string[],
  what: string,
  failure: string,
): FoundDevice => {
  const first = devices[0];
  if (first === undefined) {
    const reason = answer.failure || failure || 'the node names none';
    return nowhere(UNKNOWN_DEVICE, `${what} of ${node} is not known: ${reason}`);
  }
  const found = byName(answer, node, '', first, devices);
  if (devices.length === 1) return found;
  return {
    ...found,
    // A packet may take another of them: not seeing it here proves nothing.
    offloaded: true,
    limit: `${what} of ${node} may be any of ${devices.join(', ')}; only ${first} is watched`,
  };
};

/** Which device a reference is on its node. */
export const findDevice = (node: string, ref: DeviceRef, answer: NodeAnswer): FoundDevice => {
  if (ref.kind === 'named') return byName(answer, node, ref.netns, ref.device);
  if (ref.kind === 'towards') {
    const lead = answer.description?.leads?.find((one) => one.vtep === ref.vtep);
    const what = `the device towards tunnel end point ${ref.vtep || '(unknown)'}`;
    return physical(answer, node, lead?.devices ?? [], what, lead?.failure ?? '');
  }
  const ports = answer.description?.bridges?.find((one) => one.bridge === ref.bridge);
  if (ports?.isolated === true && (ports.devices ?? []).length === 0)
    return nowhere(NO_DEVICE, `bridge ${ref.bridge} of ${node} has no physical port`);
  const what = `the physical port of bridge ${ref.bridge || '(unmapped)'}`;
  return physical(answer, node, ports?.devices ?? [], what, '');
};

const rolesOf = (scene: Scene, node: string): NodeFacts['roles'] => [
  ...(node === scene.vm.node || node === scene.peer?.node ? (['compute'] as const) : []),
  ...(node === scene.networkNode ? (['network'] as const) : []),
];

const mayInject = (answer: NodeAnswer, remoteAddress: string): boolean => {
  const policy = answer.description?.policy;
  if (policy?.inject !== true) return false;
  const allowed = policy.injectDestinations ?? [];
  return allowed.length === 0 || allowed.some((cidr) => isInCidr(remoteAddress, cidr));
};

const devicesOf = (description: Description | null): DeviceFacts[] =>
  (description?.devices ?? []).map((one) => ({
    netns: one.name?.netns ?? '',
    device: one.name?.device ?? '',
    kind: one.kind ?? '',
    mac: one.mac ?? '',
    mtu: one.mtu ?? 0,
    up: one.up ?? false,
    master: one.master ?? '',
  }));

const physicalOf = (
  points: readonly DraftPoint[],
  found: (point: DraftPoint) => FoundDevice,
  roles: readonly string[],
): string[] => [
  ...new Set(
    points
      .filter((point) => roles.includes(point.role))
      .map(found)
      .filter(hasDevice)
      .map(({ device }) => device),
  ),
];

/** The facts of one node; `points` are the path's on it. */
export const nodeFacts = (
  scene: Scene,
  node: string,
  points: readonly DraftPoint[],
  answer: NodeAnswer,
): NodeFacts => {
  const { description } = answer;
  const found = (point: DraftPoint): FoundDevice => findDevice(node, point.ref, answer);
  const external = points.find((point) => point.role === 'ext-nic')?.ref;
  return {
    name: node,
    roles: rolesOf(scene, node),
    tunnelAddress: ovsAgent(scene.facts.agents, node)?.tunnelAddress ?? '',
    tunnelDevices: physicalOf(points, found, ['tunnel-nic', 'provider-nic']),
    externalBridge: external?.kind === 'bridge' ? external.bridge : '',
    externalDevices: physicalOf(points, found, ['ext-nic']),
    agentReached: description !== null,
    injectAllowed: mayInject(answer, scene.remoteAddress),
    namespaces: (description?.namespaces ?? []).map((one) => ({
      name: one.name ?? '',
      inode: one.inode ?? 0,
      dead: one.dead ?? false,
    })),
    devices: devicesOf(description),
    interfaces: (description?.interfaces ?? []).map((one) => ({
      portId: one.ifaceId ?? '',
      name: one.name ?? '',
      ofport: one.ofport ?? 0,
      tag: one.tag ?? 0,
      bridge: one.bridge ?? '',
      error: one.error ?? '',
    })),
    failure: answer.failure,
  };
};
