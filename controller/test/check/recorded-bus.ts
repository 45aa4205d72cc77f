// A bus behind which the agents of the recorded cloud answer: describe and snapshot, from recorded
// state with edits. It keeps what was asked, when, and of whom.

import { agentSubject, Wire } from '@hopscope/proto';
import type { Bus } from '../../src/run/mod.ts';
import type { CheckRead } from '../../src/check/needs.ts';
import { describeRecorded } from '../resolve/recorded-nodes.ts';
import { answersTo, type Edit, type Firewall } from './check-builder.ts';

export interface Asked {
  readonly node: string;
  readonly reads: number;
  /** Milliseconds on the steady clock. */
  readonly atMs: number;
}

export interface RecordedBus {
  readonly bus: Bus;
  readonly asked: Asked[];
  /** Every read that was made, `node reader netns selectors`. */
  readonly reads: string[];
}

const NODES = ['cn1', 'cn2', 'net1'] as const;

/** `silent` nodes have no agent. */
export const recordedBus = (
  firewall: Firewall,
  edits: readonly Edit[] = [],
  silent: readonly string[] = [],
): RecordedBus => {
  const asked: Asked[] = [];
  const reads: string[] = [];
  const verbOf = (subject: string): { node: string; verb: string } => {
    for (const node of NODES)
      for (const verb of ['describe', 'snapshot'] as const)
        if (subject === agentSubject(node, verb)) return { node, verb };
    throw new Error(`nobody expects ${subject}`);
  };
  const request = async (subject: string, body: Uint8Array): Promise<{ data: Uint8Array }> => {
    const { node, verb } = verbOf(subject);
    if (silent.includes(node)) {
      const failure = { code: 'AGENT_UNREACHABLE', message: `no agent serves ${node}` };
      return { data: Wire.SnapshotResponse.encode({ failure }).finish() };
    }
    if (verb === 'describe') {
      const order = Wire.DescribeRequest.decode(body);
      const description = await describeRecorded(firewall)(node, order);
      return { data: Wire.DescribeResponse.encode(description).finish() };
    }
    const orders = Wire.SnapshotRequest.decode(body).evidence ?? [];
    asked.push({ node, reads: orders.length, atMs: performance.now() });
    const wanted = orders.map((order): CheckRead => ({
      node,
      reader: (order.reader ?? '') as CheckRead['reader'],
      netns: order.netns ?? '',
      selectors: order.selectors ?? [],
    }));
    for (const one of wanted)
      reads.push([node, one.reader, one.netns, ...one.selectors].join(' ').trim());
    const evidence = answersTo(firewall, wanted, edits).map(
      ({ reader, netns, selectors, text }) => ({
        reader,
        netns,
        selectors: [...selectors],
        body: Buffer.from(text),
      }),
    );
    return { data: Wire.SnapshotResponse.encode({ evidence }).finish() };
  };
  return { bus: { connection: { request } } as unknown as Bus, asked, reads };
};
