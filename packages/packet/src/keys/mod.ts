// The keys' own door, re-exported by the package.

export { hashBytes, macHash } from './hash.ts';
export { allocateColumns, DIRECTION, KIND, type PacketColumns } from './packet-columns.ts';
export { icmpResidual, isPartial, transportResidual } from './residual.ts';
export { summarise, type SummariseContext } from './summarise.ts';
export { isIcmpError, KEY_PAYLOAD_BYTES, PROTOCOL } from './transport.ts';
