// UDP (RFC 768).

import { readU16 } from '../bytes.ts';

export const UDP_LENGTH = 8;

/** Destination ports by which the two overlays are known (RFC 7348, RFC 8926). */
export const VXLAN_PORT = 4789;
export const GENEVE_PORT = 6081;

export interface UdpHeader {
  readonly kind: 'udp';
  readonly at: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Header and payload, as the header says. */
  readonly length: number;
  /** 0 = none was computed. */
  readonly checksum: number;
}

/** The header at `at`; null when truncated, `malformed` when its length is below 8 (0 is kept). */
export const decodeUdp = (
  bytes: Uint8Array,
  at: number,
  end: number,
): UdpHeader | 'malformed' | null => {
  if (at + UDP_LENGTH > end) return null;
  const length = readU16(bytes, at + 4);
  if (length !== 0 && length < UDP_LENGTH) return 'malformed';
  return {
    kind: 'udp',
    at,
    sourcePort: readU16(bytes, at),
    destinationPort: readU16(bytes, at + 2),
    length,
    checksum: readU16(bytes, at + 6),
  };
};
