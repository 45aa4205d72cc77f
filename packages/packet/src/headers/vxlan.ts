// VXLAN (RFC 7348). An inner Ethernet frame follows.

import { readU24 } from '../bytes.ts';

export const VXLAN_LENGTH = 8;

export interface VxlanHeader {
  readonly kind: 'vxlan';
  readonly at: number;
  /** 0 when the I flag is not set. */
  readonly vni: number;
}

/** The header at `at`; null when truncated. */
export const decodeVxlan = (bytes: Uint8Array, at: number, end: number): VxlanHeader | null => {
  if (at + VXLAN_LENGTH > end) return null;
  const valid = ((bytes[at] ?? 0) & 0x08) !== 0;
  return { kind: 'vxlan', at, vni: valid ? readU24(bytes, at + 4) : 0 };
};
