// All orders released in parallel. The answer of a node is its word on what it saw and on the
// number of its last parcel; a node without an answer is named.

import { fromFailure, HopscopeError, relativeNs, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { ask } from './ask.ts';
import type { Bus } from './bus.ts';
import { RUN_LIMITS } from './limits.ts';

export type Counts = hopscope.v1.CaptureCounts.$Properties;

export interface ReleasedNode {
  readonly node: string;
  /** null: the node never said. */
  readonly lastSequence: number | null;
  /** Of the node's own clock; null when it did not answer. */
  readonly stoppedNs: number | null;
  readonly counts: readonly Counts[];
  /** '' when it answered. */
  readonly failure: string;
}

const reasonOf = (error: HopscopeError): string =>
  error.code === 'ORDER_UNKNOWN'
    ? 'AGENT_RESTARTED: the agent does not know this trace any more'
    : `${error.code}: ${error.message}`;

const releaseNode = async (
  bus: Bus,
  trace: string,
  node: string,
  baseSec: number,
  timeoutMs: number,
): Promise<ReleasedNode> => {
  const question = {
    verb: 'release',
    request: Wire.ReleaseRequest,
    response: Wire.ReleaseResponse,
    timeoutMs,
  } as const;
  try {
    const response = await ask(bus, node, question, { trace, order: trace });
    const failure = fromFailure(response.failure);
    const { sec, nsec } = response.stoppedAt ?? {};
    const stopped = { sec: sec ?? 0, nsec: nsec ?? 0 };
    const died = failure?.code === 'NODE_PROCESS_DIED';
    return {
      node,
      lastSequence: failure === null || died ? (response.lastSequence ?? 0) : null,
      stoppedNs: failure === null ? relativeNs(stopped, baseSec) : null,
      counts: failure === null ? (response.captures ?? []) : [],
      failure: failure === null ? '' : reasonOf(failure),
    };
  } catch (error) {
    if (!(error instanceof HopscopeError)) throw error;
    const failure = reasonOf(error);
    return { node, lastSequence: null, stoppedNs: null, counts: [], failure };
  }
};

export interface ReleaseOptions {
  readonly trace: string;
  readonly nodes: readonly string[];
  readonly baseSec: number;
  /** Nodes already given up: asked once more, shortly. */
  readonly lost: ReadonlySet<string>;
  readonly timeoutMs?: number;
}

/** Releases the trace on all nodes. Throws nothing but defects. */
export const releaseAll = (
  bus: Bus,
  { trace, nodes, baseSec, lost, timeoutMs = RUN_LIMITS.releaseMs }: ReleaseOptions,
): Promise<readonly ReleasedNode[]> =>
  Promise.all(
    nodes.map((node) =>
      releaseNode(
        bus,
        trace,
        node,
        baseSec,
        lost.has(node) ? Math.min(timeoutMs, RUN_LIMITS.releaseLostMs) : timeoutMs,
      ),
    ),
  );
