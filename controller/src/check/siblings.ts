// Other VMs to compare with: one on the same host, one of the same network elsewhere. Their paths
// follow from the facts of the traced one, so that no search of the API is needed. Pure.

import type { Server } from '@hopscope/openstack';
import type { Request } from '../request.ts';
import { buildPath, type Answers } from '../resolve/build-path.ts';
import { describeOrders, type DescribeOrder } from '../resolve/describe-orders.ts';
import { serverFacts } from '../resolve/facts.ts';
import type { AgentFacts, NodeFacts, Path, PortFacts } from '../resolve/path.ts';
import { sceneOf } from '../resolve/scene-of.ts';
import { roundTrip } from '../resolve/shapes.ts';
import { isIpv4 } from '../resolve/subnets.ts';
import type { NodeAnswer } from '../resolve/node-facts.ts';
import type { SiblingRecord } from '../run/recording.ts';

export type Relation = SiblingRecord['relation'];

export interface Sibling {
  readonly relation: Relation;
  readonly port: PortFacts;
  readonly address: string;
}

const addressOf = (port: PortFacts, subnetId: string): string | null =>
  port.addresses.find((one) => one.subnetId === subnetId && isIpv4(one.address))?.address ?? null;

/**
 * At most one of each relation, of the same network and subnet: those that should be treated alike.
 * A floating IP is another way out, so it is none; a peer of the flow is no bystander.
 */
export const siblingsOf = ({ neutron, exit, nodes }: Path): Sibling[] => {
  const { port, subnet, remote, neighbourPorts, floatingPorts } = neutron;
  // Its own rule and NAT: nobody beside it is treated alike.
  if (exit === 'fip') return [];
  const alike = neighbourPorts.flatMap((one): { port: PortFacts; address: string }[] => {
    const address = addressOf(one, subnet.id);
    const isAlike =
      one.id !== port.id &&
      one.id !== remote?.port.id &&
      one.networkId === port.networkId &&
      one.status === 'ACTIVE' &&
      one.host !== '' &&
      !floatingPorts.includes(one.id);
    return isAlike && address !== null ? [{ port: one, address }] : [];
  });
  const near = alike.find((one) => one.port.host === port.host);
  const elsewhere = alike.filter((one) => one.port.host !== port.host);
  // On the node where the router's central part is, packets take another way: second choice.
  const isApart = (host: string): boolean => nodes.every(({ name }) => name !== host);
  const far = elsewhere.find((one) => isApart(one.port.host)) ?? elsewhere[0];
  return [
    ...(near === undefined ? [] : [{ relation: 'same-host', ...near } as const]),
    ...(far === undefined ? [] : [{ relation: 'same-network', ...far } as const]),
  ];
};

/** What is known of a node from the traced path, as its agent would answer it. */
const answerOf = (facts: NodeFacts, vteps: readonly string[]): NodeAnswer =>
  facts.agentReached
    ? {
        failure: '',
        description: {
          node: facts.name,
          namespaces: facts.namespaces.map((one) => ({ ...one, viaPid: 0 })),
          devices: facts.devices.map(({ netns, device, ...one }) => ({
            ...one,
            name: { netns, device },
          })),
          leads: vteps.map((vtep) => ({ vtep, devices: [...facts.tunnelDevices] })),
          bridges: [{ bridge: facts.externalBridge, devices: [...facts.externalDevices] }],
          interfaces: [],
        },
      }
    : { description: null, failure: facts.failure };

export interface SiblingDraft {
  /** What to ask the sibling's own node; null when the traced path knows it. */
  readonly order: { readonly node: string; readonly order: DescribeOrder } | null;
  readonly path: (answer: NodeAnswer | null) => Path;
}

/** The sibling's path, as soon as its node has described itself. Throws PATH_UNSUPPORTED. */
export const siblingDraft = (
  path: Path,
  request: Request,
  sibling: Sibling,
  known: {
    readonly agents: readonly AgentFacts[];
    readonly server: Server | null;
    readonly trace: string;
  },
): SiblingDraft => {
  const { port, address } = sibling;
  const agents = [...path.neutron.agents, ...known.agents].filter(
    (one, index, all) =>
      all.findIndex(({ host, type }) => host === one.host && type === one.type) === index,
  );
  const facts = {
    ...path.neutron,
    agents,
    port,
    server: known.server === null ? null : serverFacts(known.server),
    securityGroups: [],
    floatingIp: null,
    agentGatewayPort: null,
    remote: path.neutron.remote,
  };
  const asked = { ...request, destination: path.flow.remoteAddress };
  const scene = sceneOf(facts, address, asked);
  const order = describeOrders(scene, roundTrip(scene), known.trace).get(port.host);
  const isKnown = path.nodes.some(({ name }) => name === port.host);
  const vteps = [
    ...new Set([...path.nodes.map((node) => node.tunnelAddress), tunnelOf(agents, port)]),
  ];
  return {
    order: isKnown || order === undefined ? null : { node: port.host, order },
    path: (answer) => {
      const answers: Answers = new Map([
        ...path.nodes.map((node) => [node.name, answerOf(node, vteps)] as const),
        ...(answer === null ? [] : [[port.host, answer] as const]),
      ]);
      return buildPath(scene, asked, answers);
    },
  };
};

const tunnelOf = (agents: readonly AgentFacts[], { host }: PortFacts): string => {
  const agent = agents.find((one) => one.host === host && one.type === 'Open vSwitch agent');
  const address = agent?.configurations['tunneling_ip'];
  return typeof address === 'string' ? address : '';
};
