// The keys' own door, re-exported by the package.

export { DIGEST_BYTES, DIGEST_HEAD_BYTES, DigestWriter, type DigestBatch } from './digest.ts';
export { hashBytes, macHash } from './hash.ts';
export {
  allocateColumns,
  COLUMN_BYTES,
  DIRECTION,
  firstRows,
  KIND,
  type MakeBuffer,
  type PacketColumns,
} from './packet-columns.ts';
export { QuickDigest } from './quick-digest.ts';
export { captureColumns, digestFault } from './read-digests.ts';
export { icmpResidual, isPartial, transportResidual } from './residual.ts';
export { SAMPLED, sampledBytes, sampledOf, SAMPLE_SHIFT_MAX } from './sample.ts';
export { summarise, summariseInto, summarisePacked, type SummariseContext } from './summarise.ts';
export { isIcmpError, KEY_PAYLOAD_BYTES, PROTOCOL } from './transport.ts';
