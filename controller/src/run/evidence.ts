// Evidence from the wire to the form that explain reads: inflated, decoded, times relative to the
// trace's base second. A body that does not inflate is kept as a failure, never dropped.

import { inflateRawSync } from 'node:zlib';

import { printConntrack, printConntrackEvents } from '@hopscope/nodestate';
import { relativeNs } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { RUN_LIMITS } from './limits.ts';
import type { EvidenceRecord } from './recording.ts';

type WireEvidence = hopscope.v1.Evidence.$Properties;

/** What came as messages of the kernel is printed as the program prints it that people know. */
const printed = (body: Uint8Array, isNetlink: boolean): string =>
  isNetlink ? printConntrack(body) : Buffer.from(body).toString('utf8');

const textOf = (evidence: WireEvidence): { text: string; failure: string } => {
  const body = evidence.body ?? new Uint8Array(0);
  const isNetlink = evidence.netlink === true;
  const failure = evidence.failure ?? '';
  if (evidence.deflated !== true) return { text: printed(body, isNetlink), failure };
  try {
    const maxOutputLength = RUN_LIMITS.evidenceTextBytesMax;
    return { text: printed(inflateRawSync(body, { maxOutputLength }), isNetlink), failure };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { text: '', failure: `the answer cannot be read: ${reason}` };
  }
};

const timeOf = (time: hopscope.v1.Time.$Properties | null | undefined, baseSec: number): number =>
  time ? relativeNs({ sec: time.sec ?? 0, nsec: time.nsec ?? 0 }, baseSec) : 0;

/** One read of `node`'s state as a record. */
export const toRecord = (
  node: string,
  evidence: WireEvidence,
  baseSec: number,
): EvidenceRecord => ({
  node,
  reader: evidence.reader ?? '',
  netns: evidence.netns ?? '',
  selectors: evidence.selectors ?? [],
  phase: evidence.phase ?? '',
  argv: evidence.argv ?? [],
  rc: evidence.rc ?? 0,
  startedNs: timeOf(evidence.startedAt, baseSec),
  endedNs: timeOf(evidence.endedAt, baseSec),
  truncated: evidence.truncated ?? false,
  ...textOf(evidence),
});

const numbers = (column: Uint8Array | null | undefined): number[] => {
  const bytes = Buffer.from(column ?? new Uint8Array(0));
  const length = Math.floor(bytes.length / 4);
  return Array.from({ length }, (_, at) => bytes.readUInt32LE(4 * at));
};

/** Events of tracked connections as lines of `conntrack -E -o timestamp,extended,id`. */
export const conntrackText = (events: hopscope.v1.ConntrackEvents.$Properties): string =>
  (events.text ?? '') +
  printConntrackEvents(events.messages ?? new Uint8Array(0), {
    sec: numbers(events.sec),
    nsec: numbers(events.nsec),
  });
