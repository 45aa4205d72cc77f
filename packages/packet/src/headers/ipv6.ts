// IPv6 (RFC 8200): the fixed header is recognised and shown; what it carries is not decoded.

import { readU16 } from '../bytes.ts';

export const IPV6_LENGTH = 40;

export interface Ipv6Header {
  readonly kind: 'ipv6';
  readonly at: number;
  readonly payloadLength: number;
  readonly nextHeader: number;
  readonly hopLimit: number;
  /** Sixteen bytes each: slices of the frame. */
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
}

/** The header at `at`; null when truncated, `malformed` when the version is not 6. */
export const decodeIpv6 = (
  bytes: Uint8Array,
  at: number,
  end: number,
): Ipv6Header | 'malformed' | null => {
  if (at + IPV6_LENGTH > end) return null;
  if ((bytes[at] ?? 0) >>> 4 !== 6) return 'malformed';
  return {
    kind: 'ipv6',
    at,
    payloadLength: readU16(bytes, at + 4),
    nextHeader: bytes[at + 6] ?? 0,
    hopLimit: bytes[at + 7] ?? 0,
    source: bytes.subarray(at + 8, at + 24),
    destination: bytes.subarray(at + 24, at + 40),
  };
};
