// The digests of one capture as a file of a bundle: the batches as they travelled, each with its
// length before it. Digests have no packets in them, so no pcapng can hold them.

import { digestFault } from '@hopscope/packet';
import type { DigestBatch } from '@hopscope/packet';
import { Wire } from '@hopscope/proto';

const MAGIC = Buffer.from('HSDIGEST', 'latin1');
const LENGTH_BYTES = 4;

/** The bytes of a file. */
export const encodeDigests = (batches: readonly DigestBatch[]): Uint8Array => {
  const parts = batches.flatMap((batch) => {
    const bytes = Wire.Digests.encode(batch).finish();
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(bytes.length);
    return [length, bytes];
  });
  return Buffer.concat([MAGIC, ...parts]);
};

const decodeBatch = (bytes: Uint8Array): DigestBatch => {
  const { count, baseSec, rows, heads, sampleShift } = Wire.Digests.decode(bytes);
  const batch = { count, baseSec, rows, heads, sampleShift };
  const fault = digestFault(batch);
  if (fault !== '') throw new Error(`the ${fault} of a batch do not fit`);
  return batch;
};

/** The batches of a file. Throws an Error that says what is wrong with it. */
export const decodeDigests = (file: Buffer): DigestBatch[] => {
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('no file of digests');
  const batches: DigestBatch[] = [];
  for (let at = MAGIC.length; at < file.length;) {
    if (at + LENGTH_BYTES > file.length) throw new Error('cut short');
    const end = at + LENGTH_BYTES + file.readUInt32LE(at);
    if (end > file.length) throw new Error('cut short');
    batches.push(decodeBatch(file.subarray(at + LENGTH_BYTES, end)));
    at = end;
  }
  return batches;
};

/** Packets in all of them. */
export const digestCount = (batches: readonly DigestBatch[] = []): number =>
  batches.reduce((sum, { count }) => sum + count, 0);
