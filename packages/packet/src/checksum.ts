// The Internet checksum (RFC 1071): ones-complement sum of 16-bit words. Sums are kept unfolded as
// plain numbers (exact up to 2^53) and folded at the end.

import { readU16 } from './bytes.ts';

/** Sum of the 16-bit words of `bytes[at, end)`; an odd last byte counts as its high byte. */
export const sumWords = (bytes: Uint8Array, at: number, end: number): number => {
  let sum = 0;
  let position = at;
  for (; position + 1 < end; position += 2) sum += readU16(bytes, position);
  if (position < end) sum += (bytes[position] ?? 0) << 8;
  return sum;
};

/** Ones-complement fold to 16 bits. */
export const foldSum = (sum: number): number => {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 0x10000) + Math.floor(folded / 0x10000);
  return folded;
};

/** Sum of the pseudo-header of TCP and UDP over IPv4 (RFC 9293, RFC 768). */
export const pseudoHeaderSum = (
  source: number,
  destination: number,
  protocol: number,
  length: number,
): number =>
  (source >>> 16) +
  (source & 0xffff) +
  (destination >>> 16) +
  (destination & 0xffff) +
  protocol +
  length;

/** The value for the checksum field when everything it covers sums to `sum`. */
export const checksumOf = (sum: number): number => ~foldSum(sum) & 0xffff;
