// Everything the agents publish for one trace. Subscribed before the first order goes out; ends on
// the numbers that release answered, never on silence. What did not come is counted by its gap.

import type { DigestBatch } from '@hopscope/packet';
import { HopscopeError, nodeOfSubject, SIGHTINGS_STREAM, traceSubjects } from '@hopscope/proto';
import { DeliverPolicy } from '@nats-io/jetstream';
import type { ConsumerMessages } from '@nats-io/jetstream';

import type { Bus } from './bus.ts';
import { Heap } from './heap.ts';
import { RUN_LIMITS } from './limits.ts';
import type { Batch } from './merge.ts';
import type { EvidenceRecord, Recording } from './recording.ts';

export interface Collected {
  /** Batches by `node` and capture number. */
  readonly batches: (node: string, capture: number) => readonly Batch[];
  readonly digests: (node: string, capture: number) => readonly DigestBatch[];
  readonly evidence: readonly EvidenceRecord[];
  readonly conntrack: Recording['conntrack'];
  readonly events: Recording['events'];
  readonly limits: readonly string[];
}

export type SightingsListener = (node: string, capture: number, batch: Batch) => void;

export interface Collector {
  readonly listen: (listener: SightingsListener) => void;
  /** Evidence that has come; more is added while it is held. */
  readonly evidence: readonly EvidenceRecord[];
  /** Highest parcel number seen of a node. */
  readonly last: (node: string) => number;
  /**
   * Waits for the last parcel of each node; null = the node never said which that is. Resolves
   * at the latest after `collectMs`.
   */
  readonly finish: (lastSequences: ReadonlyMap<string, number | null>) => Promise<Collected>;
  readonly stop: () => Promise<void>;
}

const missingOf = (heap: Heap, lasts: ReadonlyMap<string, number | null>): string[] =>
  [...lasts].flatMap(([node, last]) => {
    const book = heap.book(node);
    const lost = book.lost(last ?? book.last);
    const of = last === null ? '' : ` of ${last}`;
    return lost === 0 ? [] : [`${lost}${of} parcels of ${node} did not arrive`];
  });

/** Resolves when `whole` and not before `least`, or at `most`; looks again at each wake. */
const untilWhole = async (
  whole: () => boolean,
  leastMs: number,
  onWake: (wake: () => void) => void,
): Promise<void> => {
  const started = performance.now();
  const least = started + leastMs;
  const most = started + RUN_LIMITS.collectMs;
  for (;;) {
    const now = performance.now();
    if ((now >= least && whole()) || now >= most) return;
    const next = Promise.withResolvers<void>();
    onWake(next.resolve);
    const timer = setTimeout(next.resolve, Math.max(1, (whole() ? least : most) - now));
    await next.promise;
    clearTimeout(timer);
  }
};

/** Feeds `see` with every parcel of `trace`. Throws ENVIRONMENT when the stream cannot be read. */
const subscribe = async (
  bus: Bus,
  trace: string,
  see: (node: string, bytes: Uint8Array) => void,
): Promise<ConsumerMessages> => {
  try {
    const consumer = await bus.jetstream.consumers.get(SIGHTINGS_STREAM, {
      filter_subjects: traceSubjects(trace),
      deliver_policy: DeliverPolicy.All,
    });
    return await consumer.consume({
      callback: ({ subject, data }) => {
        const node = nodeOfSubject(subject);
        if (node !== null) see(node, data);
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HopscopeError('ENVIRONMENT', `sightings cannot be collected: ${reason}`, { cause });
  }
};

/** Subscribes to all parcels of `trace`. Throws ENVIRONMENT when the stream cannot be read. */
export const openCollector = async (
  bus: Bus,
  trace: string,
  baseSec: number,
): Promise<Collector> => {
  const heap = new Heap(baseSec);
  const listeners: SightingsListener[] = [];
  let wake = (): void => {};
  const messages = await subscribe(bus, trace, (node, bytes) => {
    const sighted = heap.take(node, bytes);
    if (sighted !== null)
      for (const listener of listeners) listener(node, sighted.capture, sighted.batch);
    wake();
  });

  const finish = async (lasts: ReadonlyMap<string, number | null>): Promise<Collected> => {
    const silent = [...lasts.values()].some((last) => last === null);
    const whole = (): boolean =>
      [...lasts].every(([node, last]) => last === null || heap.book(node).reached(last));
    await untilWhole(whole, silent ? RUN_LIMITS.collectSilentMs : 0, (next) => (wake = next));
    const faults = [...heap.faults].map(([what, times]) => `${times} ${what}`);
    return {
      batches: (node, capture) => heap.batches.get(`${node}\n${capture}`) ?? [],
      digests: (node, capture) => heap.digests.get(`${node}\n${capture}`) ?? [],
      evidence: heap.evidence,
      conntrack: heap.conntrack,
      events: heap.events,
      limits: [...missingOf(heap, lasts), ...faults],
    };
  };

  return {
    listen: (listener) => void listeners.push(listener),
    evidence: heap.evidence,
    last: (node) => heap.book(node).last,
    finish,
    stop: async () => {
      try {
        await messages.close();
        // the stream is a buffer: what was collected makes room for other traces
        await bus.manager.streams.purge(SIGHTINGS_STREAM, { filter: traceSubjects(trace) });
      } catch {
        return; // without a connection there is nothing to tidy: the stream forgets by age
      }
    },
  };
};
