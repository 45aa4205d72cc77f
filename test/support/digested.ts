// What a recording would have been, had the agents sent digests: every capture goes through the
// agent's own code, block by block, and comes back as raw frames and batches of digests.

import type { DigestBatch, FrameColumns } from '@hopscope/packet';

import { Digester, digestContext } from '../../agent/src/node/capture/digester.ts';
import type { SightingColumns } from '../../agent/src/node/capture/batch.ts';
import type { RingPackets } from '../../agent/src/node/capture/ring.ts';
import { openSampling } from '../../agent/src/node/capture/sampling.ts';
import { contextOf } from '../../controller/src/correlate/sightings.ts';
import { matchOf } from '../../controller/src/plan/captures.ts';
import { mergeBatches } from '../../controller/src/run/merge.ts';
import type { Batch } from '../../controller/src/run/merge.ts';
import type { CaptureRecording, Recording } from '../../controller/src/run/recording.ts';

export interface DigestedOptions {
  /** Of each side and direction. */
  readonly rawFrames: number;
  readonly sampleShift: number;
}

const BLOCK_PACKETS = 400;

/** Rows [from, to) as the reader of a ring would hand them over. */
const blockOf = (frames: FrameColumns, from: number, to: number): RingPackets => ({
  count: to - from,
  sec: frames.sec.subarray(from, to),
  nsec: frames.nsec.subarray(from, to),
  side: frames.side.subarray(from, to),
  originalBytes: frames.originalBytes.subarray(from, to),
  capturedBytes: frames.capturedBytes.subarray(from, to),
  offset: frames.offset.subarray(from, to),
  bytes: frames.bytes,
  view: new DataView(frames.bytes.buffer, frames.bytes.byteOffset, frames.bytes.byteLength),
  tag: new Uint32Array(to - from),
});

const bytesOf = (column: Uint32Array | Uint16Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength).slice();

const wireBatch = (columns: SightingColumns): Batch => ({
  count: columns.count,
  sec: bytesOf(columns.sec),
  nsec: bytesOf(columns.nsec),
  side: columns.side.slice(),
  originalBytes: bytesOf(columns.originalBytes),
  capturedBytes: bytesOf(columns.capturedBytes),
  frames: columns.frames.slice(),
});

const digestedCapture = (
  recording: Recording,
  capture: CaptureRecording,
  { rawFrames, sampleShift }: DigestedOptions,
): CaptureRecording => {
  const planned = recording.plan.nodes
    .find(({ node }) => node === capture.node)
    ?.captures.find((one) => one.capture === capture.capture);
  if (planned === undefined) return capture;
  const { vnis } = contextOf(recording, capture);
  const raw: Batch[] = [];
  const digests: DigestBatch[] = [];
  const digester = new Digester(
    {
      rawFrames,
      // a simulated capture may show two networks, a real one shows one
      context: { ...digestContext(matchOf(planned, recording.path)), vnis },
      sampling: openSampling(sampleShift, () => undefined),
      batchBytes: 256 * 1024,
      countMax: BLOCK_PACKETS,
    },
    { packets: 1e9, bytes: 1e12 },
    {
      sightings: (columns) => raw.push(wireBatch(columns)) > 0,
      digests: (batch) =>
        digests.push({ ...batch, rows: batch.rows.slice(), heads: batch.heads.slice() }) > 0,
    },
  );
  const { frames } = capture;
  for (let from = 0; from < frames.count; from += BLOCK_PACKETS)
    digester.take(blockOf(frames, from, Math.min(frames.count, from + BLOCK_PACKETS)));
  digester.flush();
  const { sampledOut } = digester.counts();
  return { ...capture, frames: mergeBatches(raw), digests, sampledOut, sampleShift };
};

/** The same recording with `rawFrames` frames of each point whole and the rest as digests. */
export const digested = (recording: Recording, options: DigestedOptions): Recording => ({
  ...recording,
  captures: recording.captures.map((capture) => digestedCapture(recording, capture, options)),
});
