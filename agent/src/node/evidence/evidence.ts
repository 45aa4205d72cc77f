// Reads the node's state as ordered: every answer raw, with the command, its status and when it
// was read. What cannot be read is evidence too: it says why. Never rejects.

import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';

import { HopscopeError, WIRE_LIMITS, isReaderName, toFailure } from '@hopscope/proto';
import type { WireTime, hopscope } from '@hopscope/proto';

import { NODE_LIMITS } from '../limits.ts';
import { openPool } from './pool.ts';
import { dumpConntrack } from '../netfilter/conntrack-dump.ts';
import { readFilesInside } from './files.ts';
import type { ReaderContext } from './reader.ts';
import { NODE_READERS } from './readers/table.ts';
import { runTool } from './run.ts';
import { readSelectors } from './selectors.ts';

export type Phase = 'before' | 'after' | 'snapshot';

export interface Answer {
  readonly argv: readonly string[];
  readonly rc: number;
  readonly body: Buffer;
  readonly truncated: boolean;
  readonly failure: string;
  /** The body is messages of ctnetlink. */
  readonly isNetlink?: boolean;
}

export interface EvidenceReader {
  readonly read: (
    order: hopscope.v1.IEvidenceOrder,
    phase: Phase,
  ) => Promise<hopscope.v1.IEvidence>;
  /** An answer that somebody else gives, in the same form. Never rejects. */
  readonly tell: (
    order: hopscope.v1.IEvidenceOrder,
    phase: Phase,
    give: () => Promise<Answer>,
  ) => Promise<hopscope.v1.IEvidence>;
}

/** Connections first, counters last: what moves is read as near to the traffic as can be. */
const ranks: Readonly<Record<string, number>> = {
  conntrack: 0,
  'ovs-conntrack': 0,
  iptables: 2,
  'nft-ruleset': 2,
  flows: 2,
  nstat: 2,
  'conntrack-stats': 2,
  links: 2,
  qdiscs: 2,
  softnet: 2,
};

/** The orders of one phase in the order in which they are to be read. */
export const ordersOfPhase = (
  orders: readonly hopscope.v1.IEvidenceOrder[],
  phase: 'before' | 'after',
): hopscope.v1.IEvidenceOrder[] =>
  orders
    .filter((order) => order.phase === phase || order.phase === 'both')
    .toSorted((a, b) => (ranks[a.reader ?? ''] ?? 1) - (ranks[b.reader ?? ''] ?? 1));

const wellRead = (argv: readonly string[], body: Buffer): Answer => {
  const truncated = body.length > NODE_LIMITS.readBytesMax;
  return { argv, rc: 0, body, truncated, failure: '' };
};

const runProgram = async (
  context: ReaderContext,
  argv: readonly string[],
  netns: string,
): Promise<Answer> => {
  const { path } = context.namespaces.find(netns);
  const { rc, stdout, stderr, truncated, failure } = await runTool(context.tools, {
    argv,
    netnsPath: path,
    timeoutMs: NODE_LIMITS.readMs,
    bytesMax: NODE_LIMITS.readBytesMax,
  });
  const said = rc === 0 ? '' : stderr || `exit status ${rc}`;
  return { argv, rc, body: stdout, truncated, failure: failure || said };
};

const answerOf = async (
  context: ReaderContext,
  order: hopscope.v1.IEvidenceOrder,
): Promise<Answer> => {
  const name = order.reader ?? '';
  if (!isReaderName(name))
    throw new HopscopeError('READER_UNKNOWN', `there is no reader ${JSON.stringify(name)}`);
  const read = NODE_READERS[name](readSelectors(name, order.selectors ?? []), context);
  const { argv } = read;
  const netns = order.netns ?? '';
  switch (read.kind) {
    case 'question':
      return wellRead(argv, await read.ask());
    case 'files':
      return wellRead(argv, await readFilesInside(context, netns, read));
    case 'connections': {
      const body = await dumpConntrack(context.kernel, context.namespaces, netns, read.wanted);
      return { ...wellRead(argv, body), isNetlink: true };
    }
    case 'program':
      return runProgram(context, argv, netns);
  }
};

/** In a thread of libuv's: a large answer must not hold up the rings. */
const deflate = promisify(deflateRaw);

/** The body as it travels: deflated when that pays, cut when even so it is too large. */
const packBody = async (
  body: Buffer,
): Promise<{ body: Uint8Array; deflated: boolean; truncated: boolean }> => {
  if (body.length < NODE_LIMITS.deflateFromBytes)
    return { body, deflated: false, truncated: false };
  const max = NODE_LIMITS.evidenceBytesMax;
  let packed = await deflate(body);
  let kept = body.length;
  while (packed.length > max) {
    // Cut in proportion and a little more, until it fits.
    kept = Math.floor((kept * max * 0.95) / packed.length);
    packed = await deflate(body.subarray(0, kept));
  }
  return { body: packed, deflated: true, truncated: kept < body.length };
};

const failedAnswer = (error: unknown): Answer => {
  const { message } = toFailure(error);
  return { argv: [], rc: -1, body: Buffer.alloc(0), truncated: false, failure: message };
};

/** `now`: the node's clock. Reads of all orders of the node together are bounded. */
export const openEvidenceReader = (context: ReaderContext, now: () => WireTime): EvidenceReader => {
  const pool = openPool(NODE_LIMITS.readsAtOnce);
  const tell: EvidenceReader['tell'] = async (order, phase, give) => {
    const startedAt = now();
    const answer = await give().catch(failedAnswer);
    const packed = await packBody(answer.body);
    return {
      evidence: order.evidence ?? 0,
      reader: order.reader ?? '',
      netns: order.netns ?? '',
      selectors: order.selectors ?? [],
      phase,
      argv: [...answer.argv],
      rc: answer.rc,
      startedAt,
      endedAt: now(),
      truncated: answer.truncated || packed.truncated,
      deflated: packed.deflated,
      body: packed.body,
      failure: answer.failure,
      netlink: answer.isNetlink ?? false,
    };
  };
  return {
    tell,
    read: (order, phase) => pool(() => tell(order, phase, () => answerOf(context, order))),
  };
};

/** Bytes that fit into one response beside its envelope. */
export const RESPONSE_BYTES_MAX = WIRE_LIMITS.messageBytesMax - 4 * 1024;
