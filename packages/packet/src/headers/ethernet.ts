// Ethernet II (IEEE 802.3 with an EtherType). Length fields of 802.3 frames are left as they are.

import { MAC_LENGTH } from '../address.ts';
import { readU16 } from '../bytes.ts';

export const ETHERNET_LENGTH = 14;

export const ETHERTYPE = {
  ipv4: 0x0800,
  arp: 0x0806,
  vlan: 0x8100,
  serviceVlan: 0x88a8,
  ipv6: 0x86dd,
} as const;

export interface EthernetHeader {
  readonly kind: 'ethernet';
  readonly at: number;
  /** Six bytes each: slices of the frame. */
  readonly destination: Uint8Array;
  readonly source: Uint8Array;
  readonly etherType: number;
}

/** The header at `at`; null when `end` comes before its end. */
export const decodeEthernet = (
  bytes: Uint8Array,
  at: number,
  end: number,
): EthernetHeader | null => {
  if (at + ETHERNET_LENGTH > end) return null;
  return {
    kind: 'ethernet',
    at,
    destination: bytes.subarray(at, at + MAC_LENGTH),
    source: bytes.subarray(at + MAC_LENGTH, at + 2 * MAC_LENGTH),
    etherType: readU16(bytes, at + 12),
  };
};
