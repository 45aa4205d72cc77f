// Reads what checks need with the `snapshot` verb: all nodes in parallel, few reads a message. A
// node that does not answer is named; what it would have said stays unknown.

import { fromFailure, HopscopeError, Wire } from '@hopscope/proto';
import { ask } from '../run/ask.ts';
import type { Bus } from '../run/mod.ts';
import { toRecord } from '../run/evidence.ts';
import type { EvidenceRecord } from '../run/recording.ts';
import { CHECK_LIMITS } from './limits.ts';
import type { CheckRead } from './needs.ts';

export interface ReadOptions {
  /** Name for the agents' logs. */
  readonly trace: string;
  /** Times of the records are relative to this second. */
  readonly baseSec: number;
  readonly timeoutMs?: number;
}

export interface ReadState {
  readonly records: readonly EvidenceRecord[];
  /** Why a node's answers are missing, one line each. */
  readonly limits: readonly string[];
}

/** One message to one node. Rejects with HopscopeError. */
export const readOnce = async (
  bus: Bus,
  node: string,
  reads: readonly CheckRead[],
  options: ReadOptions,
): Promise<EvidenceRecord[]> => {
  const question = {
    verb: 'snapshot',
    request: Wire.SnapshotRequest,
    response: Wire.SnapshotResponse,
    timeoutMs: options.timeoutMs ?? CHECK_LIMITS.readMs,
  } as const;
  const evidence = reads.map(({ reader, netns, selectors }, index) => ({
    evidence: index + 1,
    reader,
    netns,
    selectors: [...selectors],
    phase: 'before',
  }));
  const response = await ask(bus, node, question, { trace: options.trace, evidence });
  const failure = fromFailure(response.failure);
  if (failure !== null) throw failure;
  return (response.evidence ?? []).map((one) => ({
    ...toRecord(node, one, options.baseSec),
    phase: 'before',
  }));
};

/** `items` in pieces of at most `size`. */
export const piecesOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

export const readsByNode = (reads: readonly CheckRead[]): ReadonlyMap<string, CheckRead[]> => {
  const byNode = new Map<string, CheckRead[]>();
  for (const read of reads) byNode.set(read.node, [...(byNode.get(read.node) ?? []), read]);
  return byNode;
};

/** A failure of the world as a line; anything else is a defect and thrown on. */
export const notRead = (node: string, thrown: unknown): string => {
  if (!(thrown instanceof HopscopeError)) throw thrown;
  return `${node} was not read: ${thrown.message}`;
};

/** Everything at once: for the few reads of one path. Rejects only with defects. */
export const readState = async (
  bus: Bus,
  reads: readonly CheckRead[],
  options: ReadOptions,
): Promise<ReadState> => {
  const limits: string[] = [];
  const orders = [...readsByNode(reads)].flatMap(([node, ofNode]) =>
    piecesOf(ofNode, CHECK_LIMITS.readsPerRequest).map((piece) => ({ node, piece })),
  );
  const records = await Promise.all(
    orders.map(({ node, piece }) =>
      readOnce(bus, node, piece, options).catch((thrown: unknown) => {
        limits.push(notRead(node, thrown));
        return [];
      }),
    ),
  );
  return { records: records.flat(), limits: [...new Set(limits)] };
};
