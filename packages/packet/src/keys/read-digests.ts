// Digests to columns: the same columns that `summarise` makes of frames, so that nothing after it
// needs to know which of the two a packet came as.

import type { FrameColumns } from '../columns.ts';
import { DIGEST_BYTES, DIGEST_HEAD_BYTES, type DigestBatch } from './digest.ts';
import { allocateColumns, type PacketColumns } from './packet-columns.ts';
import { summariseInto, type SummariseContext } from './summarise.ts';

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** '' when rows and heads fit each other and the count, else which of them does not. */
export const digestFault = ({ count, rows, heads }: DigestBatch): string => {
  if (rows.length !== count * DIGEST_BYTES) return 'rows';
  if (heads.length % DIGEST_HEAD_BYTES !== 0) return 'heads';
  const headCount = heads.length / DIGEST_HEAD_BYTES;
  const view = viewOf(rows);
  for (let at = 30; at < rows.length; at += DIGEST_BYTES)
    if (view.getUint16(at, true) >= headCount) return 'heads';
  return '';
};

/** Reads the head at `at` into row `to`; 1 when the row's fifth word is an acknowledgement. */
const readHead = (out: PacketColumns, to: number, heads: DataView, at: number): number => {
  out.sourceMac[to] = heads.getUint32(at, true);
  out.destinationMac[to] = heads.getUint32(at + 4, true);
  out.localAddress[to] = heads.getUint32(at + 8, true);
  out.remotePort[to] = heads.getUint16(at + 12, true);
  out.fragment[to] = heads.getUint16(at + 14, true);
  out.kind[to] = heads.getUint16(at + 16, true);
  out.tcpFlags[to] = heads.getUint8(at + 18);
  out.ttl[to] = heads.getUint8(at + 19);
  out.side[to] = heads.getUint8(at + 20);
  out.direction[to] = heads.getUint8(at + 21);
  return heads.getUint8(at + 22);
};

/** Reads one row except what its head says; the number of its head. */
const readRow = (out: PacketColumns, to: number, rows: DataView, at: number): number => {
  out.keyHi[to] = rows.getUint32(at, true);
  out.keyLo[to] = rows.getUint32(at + 4, true);
  out.seq[to] = rows.getUint32(at + 12, true);
  out.payloadBytes[to] = rows.getUint32(at + 20, true);
  out.localPort[to] = rows.getUint16(at + 24, true);
  out.ipId[to] = rows.getUint16(at + 26, true);
  out.residual[to] = rows.getUint16(at + 28, true);
  return rows.getUint16(at + 30, true);
};

const NSEC = 0x3fff_ffff;

/**
 * Writes one batch into `out` from row `first` on, times relative to `baseSec`; every mark that
 * some row has. The batch must have passed `digestFault`.
 */
const readBatch = (
  out: PacketColumns,
  first: number,
  batch: DigestBatch,
  baseSec: number,
): number => {
  const rows = viewOf(batch.rows);
  const heads = viewOf(batch.heads);
  let kinds = 0;
  for (let row = 0, at = 0; row < batch.count; row += 1, at += DIGEST_BYTES) {
    const to = first + row;
    const time = rows.getUint32(at + 8, true);
    out.timeNs[to] = (batch.baseSec + (time >>> 30) - baseSec) * 1e9 + (time & NSEC);
    const head = readRow(out, to, rows, at);
    const hasAck = readHead(out, to, heads, head * DIGEST_HEAD_BYTES);
    const word = rows.getUint32(at + 16, true);
    out.ack[to] = hasAck === 1 ? word : 0;
    out.payloadHash[to] =
      hasAck === 1 ? heads.getUint32(head * DIGEST_HEAD_BYTES + 24, true) : word;
    kinds |= out.kind[to] ?? 0;
  }
  return kinds;
};

/**
 * Columns of one capture: first those of its frames, row for row, then those of its digests in the
 * order of the batches. A row at or above `frames.count` has no frame.
 */
export const captureColumns = (
  frames: FrameColumns,
  digests: readonly DigestBatch[],
  context: SummariseContext,
): PacketColumns => {
  const count = digests.reduce((sum, batch) => sum + batch.count, frames.count);
  const out = allocateColumns(count);
  let kinds = summariseInto(out, 0, frames, context);
  let first = frames.count;
  for (const batch of digests) {
    kinds |= readBatch(out, first, batch, context.baseSec);
    first += batch.count;
  }
  return { ...out, kinds };
};
