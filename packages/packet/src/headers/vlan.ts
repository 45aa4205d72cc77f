// 802.1Q and 802.1ad tags: the four bytes between the MAC addresses and the real EtherType. `at`
// is where the tag's control field starts, just after the EtherType that announced it.

import { readU16 } from '../bytes.ts';

export const VLAN_LENGTH = 4;

export interface VlanHeader {
  readonly kind: 'vlan';
  readonly at: number;
  readonly id: number;
  readonly priority: number;
  readonly dropEligible: boolean;
  /** EtherType of what follows. */
  readonly etherType: number;
}

/** The tag at `at`; null when `end` comes before its end. */
export const decodeVlan = (bytes: Uint8Array, at: number, end: number): VlanHeader | null => {
  if (at + VLAN_LENGTH > end) return null;
  const control = readU16(bytes, at);
  return {
    kind: 'vlan',
    at,
    id: control & 0x0fff,
    priority: control >>> 13,
    dropEligible: (control & 0x1000) !== 0,
    etherType: readU16(bytes, at + 2),
  };
};
