// From a path to what every agent is asked to do. Pure: the same path, request and randomness give
// the same plan. Nodes whose agent did not answer get no order; their points stay unarmed.

import type { Request } from '../request.ts';
import type { NodeFacts, Path, Role } from '../resolve/path.ts';
import { capturesOf } from './captures.ts';
import { evidenceNeeds } from './needs.ts';
import type { EvidencePlan, NodePlan, Plan, ProbePlan } from './plan.ts';

/**
 * Source ports (and ICMP identifiers) of probes: above Linux's ephemeral range, which ends at
 * 60999, so that no connection of the guest has the same.
 */
const PROBE_PORTS = { first: 61_000, count: 4_536 } as const;

/** The port itself, or the one that follows when the range begins again at its end. */
export const probePort = (port: number): number =>
  PROBE_PORTS.first + ((port - PROBE_PORTS.first) % PROBE_PORTS.count);

/** True for a source port that only probes have. */
export const isProbePort = (port: number): boolean =>
  port >= PROBE_PORTS.first && port < PROBE_PORTS.first + PROBE_PORTS.count;

/** Namespaces that track connections; fip- does not (its raw table says NOTRACK). */
const TRACKING_ROLES: readonly Role[] = ['qr', 'sg', 'qg', 'rfp'];

const conntrackOf = (path: Path, node: NodeFacts): NodePlan['conntrack'] => {
  const here = path.points.filter((point) => point.node === node.name);
  const routed = here.filter((point) => TRACKING_ROLES.includes(point.role));
  const isBridged = here.some((point) => point.role === 'qbr');
  const namespaces = new Set([
    ...routed.map((point) => point.netns),
    // iptables on qbr tracks in the node's own namespace, in a zone of the port.
    ...(isBridged ? [''] : []),
  ]);
  const { localAddress, natAddress } = path.flow;
  const addresses = [...new Set([localAddress, natAddress])];
  return [...namespaces].map((netns) => ({ netns, addresses }));
};

const evidenceOf = (path: Path, node: NodeFacts): EvidencePlan[] =>
  evidenceNeeds(path)
    .filter((need) => need.node === node.name)
    .map(({ reader, netns, selectors, phase }, index) => ({
      evidence: index + 1,
      reader,
      netns,
      selectors,
      phase,
    }));

/** null: the path gives no MAC to send to, or the VM's node was not reached. */
const probeOf = (path: Path, request: Request, random: () => number): ProbePlan | null => {
  const tap = path.points.find((point) => point.role === 'tap' && point.direction === 'forward');
  const node = path.nodes.find((one) => one.name === tap?.node);
  const destinationMac = tap?.expect.destinationMac ?? null;
  if (tap === undefined || node?.agentReached !== true || destinationMac === null) return null;
  return {
    node: tap.node,
    device: tap.device,
    sourceMac: path.flow.mac,
    destinationMac,
    sourcePort: PROBE_PORTS.first + Math.floor(random() * PROBE_PORTS.count),
    count: request.probes,
    rate: request.probeRate,
    payloadBytes: request.probeBytes,
    dontFragment: request.dontFragment === true || request.mtuSearch === true,
    mtu: path.neutron.network.mtu,
    dns: request.dns ?? null,
  };
};

/**
 * The plan of a trace. `random` (0 <= x < 1) chooses the probe's source port: each run needs a new
 * one, or it meets the connection tracking of the run before.
 */
export const makePlan = (path: Path, request: Request, random: () => number): Plan => ({
  nodes: path.nodes
    .filter((node) => node.agentReached)
    .map((node) => ({
      node: node.name,
      captures: capturesOf(path, node),
      evidence: evidenceOf(path, node),
      conntrack: conntrackOf(path, node),
    })),
  probe: probeOf(path, request, random),
});
