// All nodes armed in parallel. A capture that cannot be armed is named and the trace goes on;
// only when nothing could be armed at all there is nothing to go on with.

import { fromFailure, HopscopeError, relativeNs, WIRE_LIMITS, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import type { NodePlan, Plan } from '../plan/plan.ts';
import type { Request } from '../request.ts';
import type { Path } from '../resolve/path.ts';
import { ask } from './ask.ts';
import type { Bus } from './bus.ts';
import { RUN_LIMITS } from './limits.ts';

export interface ArmedCapture {
  readonly node: string;
  readonly capture: number;
  readonly armed: boolean;
  readonly failure: string;
  readonly filter: string;
}

export interface ArmedNode {
  readonly node: string;
  /** Of the node's own clock; null when the whole order was refused. */
  readonly armedNs: number | null;
  readonly failure: string;
  readonly captures: readonly ArmedCapture[];
}

const QUESTION = {
  verb: 'arm',
  request: Wire.ArmRequest,
  response: Wire.ArmResponse,
  timeoutMs: RUN_LIMITS.armMs,
} as const;

/** How much of what is seen comes home, and in which form. */
const amountOf = ({ rawAll, probes }: Request) => ({
  // every probe is looked at as a frame while the trace runs
  rawFrames: rawAll === true ? 0 : Math.max(RUN_LIMITS.rawFrames, 2 * probes),
  packetsMax: rawAll === true ? RUN_LIMITS.rawPacketsMax : RUN_LIMITS.packetsMax,
  bytesMax: RUN_LIMITS.captureBytesMax,
});

/** What one node is ordered to do. */
const armRequest = (
  { trace, path: { flow }, request, durationMaxMs }: ArmOptions,
  node: NodePlan,
): hopscope.v1.ArmRequest.$Properties => ({
  trace,
  order: trace,
  leaseMs: WIRE_LIMITS.leaseMsDefault,
  durationMaxMs,
  sampleShift: request.sampleShift ?? 0,
  captures: node.captures.map((capture) => ({
    capture: capture.capture,
    device: { netns: capture.netns, device: capture.device },
    promiscuous: capture.promiscuous,
    match: {
      protocol: flow.protocol,
      remote: flow.remoteAddress,
      remotePort: flow.remotePort ?? 0,
      locals: [...capture.locals],
      vni: capture.vni,
      arp: [...capture.arp],
    },
    snapBytes: capture.snapBytes,
    ...amountOf(request),
  })),
  evidence: node.evidence.map((read) => ({ ...read, selectors: [...read.selectors] })),
  conntrack: node.conntrack.map(({ netns, addresses }) => ({ netns, addresses: [...addresses] })),
});

const describeFailure = (error: HopscopeError): string => `${error.code}: ${error.message}`;

const refusedNode = (node: NodePlan, failure: string): ArmedNode => ({
  node: node.node,
  armedNs: null,
  failure,
  captures: node.captures.map(({ capture }) => ({
    node: node.node,
    capture,
    armed: false,
    failure,
    filter: '',
  })),
});

const armNode = async (
  bus: Bus,
  node: NodePlan,
  request: hopscope.v1.ArmRequest.$Properties,
  baseSec: number,
): Promise<ArmedNode> => {
  let response;
  try {
    response = await ask(bus, node.node, QUESTION, request);
  } catch (error) {
    if (error instanceof HopscopeError) return refusedNode(node, describeFailure(error));
    throw error;
  }
  const refused = fromFailure(response.failure);
  if (refused !== null) return refusedNode(node, describeFailure(refused));
  const { sec = 0, nsec = 0 } = response.armedAt ?? {};
  return {
    node: node.node,
    armedNs: relativeNs({ sec: sec ?? 0, nsec: nsec ?? 0 }, baseSec),
    failure: '',
    captures: node.captures.map(({ capture }) => {
      const answer = response.captures?.find((armed) => armed.capture === capture);
      const failure = fromFailure(answer?.failure);
      return {
        node: node.node,
        capture,
        armed: answer !== undefined && failure === null,
        failure: failure === null ? (answer ? '' : 'not answered') : describeFailure(failure),
        filter: answer?.filter ?? '',
      };
    }),
  };
};

export interface ArmOptions {
  readonly trace: string;
  readonly path: Path;
  readonly plan: Plan;
  readonly request: Request;
  readonly baseSec: number;
  readonly durationMaxMs: number;
  /** Called for each node as soon as it answered. */
  readonly answered: (node: ArmedNode) => void;
}

/** Answers of all nodes, in the plan's order. Throws nothing but defects. */
export const armAll = (bus: Bus, options: ArmOptions): Promise<readonly ArmedNode[]> =>
  Promise.all(
    options.plan.nodes.map(async (node) => {
      const armed = await armNode(bus, node, armRequest(options, node), options.baseSec);
      options.answered(armed);
      return armed;
    }),
  );

/** Throws the first failure when no capture at all was armed. */
export const requireArmed = (nodes: readonly ArmedNode[]): void => {
  if (nodes.some(({ captures }) => captures.some(({ armed }) => armed))) return;
  const reasons = nodes.flatMap(({ node, failure, captures }) =>
    failure === ''
      ? captures.map((capture) => `${node}: ${capture.failure}`)
      : [`${node}: ${failure}`],
  );
  const code =
    reasons.length > 0 && reasons.every((reason) => reason.includes('AGENT_UNREACHABLE'))
      ? 'AGENT_UNREACHABLE'
      : 'CAPTURE_FAILED';
  throw new HopscopeError(code, `nothing could be armed: ${[...new Set(reasons)].join('; ')}`);
};
