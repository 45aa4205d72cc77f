// Geneve (RFC 8926), as OVN uses it: recognised with its VNI; the inner frame is decoded when the
// protocol is Transparent Ethernet Bridging.

import { readU16, readU24 } from '../bytes.ts';

export const GENEVE_LENGTH_MIN = 8;

/** EtherType of an inner Ethernet frame. */
export const ETHERTYPE_BRIDGING = 0x6558;

export interface GeneveHeader {
  readonly kind: 'geneve';
  readonly at: number;
  readonly headerLength: number;
  readonly vni: number;
  readonly protocol: number;
}

/** The header at `at`; null when truncated, `malformed` when the version is not 0. */
export const decodeGeneve = (
  bytes: Uint8Array,
  at: number,
  end: number,
): GeneveHeader | 'malformed' | null => {
  if (at + GENEVE_LENGTH_MIN > end) return null;
  const first = bytes[at] ?? 0;
  if (first >>> 6 !== 0) return 'malformed';
  const headerLength = GENEVE_LENGTH_MIN + (first & 0x3f) * 4;
  if (at + headerLength > end) return null;
  return {
    kind: 'geneve',
    at,
    headerLength,
    vni: readU24(bytes, at + 4),
    protocol: readU16(bytes, at + 2),
  };
};
