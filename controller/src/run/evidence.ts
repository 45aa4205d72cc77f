// Evidence from the wire to the form that explain reads: inflated, decoded, times relative to the
// trace's base second. A body that does not inflate is kept as a failure, never dropped.

import { inflateRawSync } from 'node:zlib';

import { relativeNs } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { RUN_LIMITS } from './limits.ts';
import type { EvidenceRecord } from './recording.ts';

type WireEvidence = hopscope.v1.Evidence.$Properties;

const textOf = (evidence: WireEvidence): { text: string; failure: string } => {
  const body = evidence.body ?? new Uint8Array(0);
  if (evidence.deflated !== true)
    return { text: Buffer.from(body).toString('utf8'), failure: evidence.failure ?? '' };
  try {
    const text = inflateRawSync(body, {
      maxOutputLength: RUN_LIMITS.evidenceTextBytesMax,
    }).toString('utf8');
    return { text, failure: evidence.failure ?? '' };
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
