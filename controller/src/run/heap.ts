// What has come of one trace so far, sorted by what it is. Bounded: beyond the limit of memory
// parcels are counted and dropped. No I/O.

import { digestFault } from '@hopscope/packet';
import type { DigestBatch } from '@hopscope/packet';
import { relativeNs, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { conntrackText, toRecord } from './evidence.ts';
import { RUN_LIMITS } from './limits.ts';
import { batchFault } from './merge.ts';
import type { Batch } from './merge.ts';
import type { EvidenceRecord, Recording } from './recording.ts';
import { SequenceBook } from './sequence-book.ts';

const append = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
};

/** What has come so far. */
export class Heap {
  readonly books = new Map<string, SequenceBook>();
  readonly batches = new Map<string, Batch[]>();
  readonly digests = new Map<string, DigestBatch[]>();
  readonly evidence: EvidenceRecord[] = [];
  readonly conntrack: { node: string; netns: string; text: string }[] = [];
  readonly events: Recording['events'][number][] = [];
  readonly faults = new Map<string, number>();
  private bytes = 0;
  private readonly baseSec: number;

  constructor(baseSec: number) {
    this.baseSec = baseSec;
  }

  book(node: string): SequenceBook {
    const known = this.books.get(node) ?? new SequenceBook(RUN_LIMITS.parcelsMax);
    this.books.set(node, known);
    return known;
  }

  fault(what: string): void {
    this.faults.set(what, (this.faults.get(what) ?? 0) + 1);
  }

  /** The batch it brought, when it brought one. */
  take(node: string, bytes: Uint8Array): { capture: number; batch: Batch } | null {
    let parcel;
    try {
      parcel = Wire.Parcel.decode(bytes);
    } catch {
      this.fault(`parcels of ${node} that cannot be decoded`);
      return null;
    }
    if (!this.book(node).accept(parcel.sequence)) return null;
    this.bytes += bytes.length;
    if (this.bytes > RUN_LIMITS.recordingBytesMax) {
      this.fault(`parcels of ${node} dropped: the trace holds its limit of memory`);
      return null;
    }
    return this.sort(node, parcel);
  }

  private sort(
    node: string,
    parcel: hopscope.v1.Parcel.$Properties,
  ): { capture: number; batch: Batch } | null {
    const { sightings, evidence, conntrack, event, digests } = parcel;
    if (sightings) return this.takeSightings(node, sightings as hopscope.v1.Sightings);
    if (evidence) this.evidence.push(toRecord(node, evidence, this.baseSec));
    else if (conntrack)
      this.conntrack.push({ node, netns: conntrack.netns ?? '', text: conntrackText(conntrack) });
    else if (event)
      this.events.push({
        node,
        atNs: relativeNs({ sec: event.at?.sec ?? 0, nsec: event.at?.nsec ?? 0 }, this.baseSec),
        code: event.code ?? '',
        capture: event.capture ?? 0,
        message: event.message ?? '',
      });
    else if (digests) this.takeDigests(node, digests as hopscope.v1.Digests);
    else this.fault(`parcels of ${node} with unknown content`);
    return null;
  }

  private takeDigests(node: string, digests: hopscope.v1.Digests): void {
    const { capture, count, baseSec, rows, heads, sampleShift } = digests;
    const batch = { count, baseSec, rows, heads, sampleShift };
    const wrong = digestFault(batch);
    if (wrong === '') append(this.digests, `${node}\n${capture}`, batch);
    else this.fault(`digests of ${node} refused: ${wrong} do not fit`);
  }

  private takeSightings(
    node: string,
    batch: hopscope.v1.Sightings,
  ): { capture: number; batch: Batch } | null {
    const wrong = batchFault(batch);
    if (wrong !== '') {
      this.fault(`batches of ${node} refused: column ${wrong} does not fit`);
      return null;
    }
    append(this.batches, `${node}\n${batch.capture}`, batch);
    return { capture: batch.capture, batch };
  }
}
