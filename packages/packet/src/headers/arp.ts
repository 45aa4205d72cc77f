// ARP for IPv4 over Ethernet (RFC 826). Other hardware or protocol types are malformed here.

import { MAC_LENGTH } from '../address.ts';
import { readU16, readU32 } from '../bytes.ts';

export const ARP_LENGTH = 28;

/** Operations of RFC 826. */
export const ARP_REQUEST = 1;
export const ARP_REPLY = 2;

export interface ArpHeader {
  readonly kind: 'arp';
  readonly at: number;
  readonly operation: number;
  readonly senderMac: Uint8Array;
  readonly senderAddress: number;
  readonly targetMac: Uint8Array;
  readonly targetAddress: number;
}

/** The message at `at`; null when truncated, `malformed` when it is not IPv4 over Ethernet. */
export const decodeArp = (
  bytes: Uint8Array,
  at: number,
  end: number,
): ArpHeader | 'malformed' | null => {
  if (at + ARP_LENGTH > end) return null;
  const hardware = readU16(bytes, at);
  const protocol = readU16(bytes, at + 2);
  const lengths = readU16(bytes, at + 4);
  if (hardware !== 1 || protocol !== 0x0800 || lengths !== 0x0604) return 'malformed';
  return {
    kind: 'arp',
    at,
    operation: readU16(bytes, at + 6),
    senderMac: bytes.subarray(at + 8, at + 8 + MAC_LENGTH),
    senderAddress: readU32(bytes, at + 14),
    targetMac: bytes.subarray(at + 18, at + 18 + MAC_LENGTH),
    targetAddress: readU32(bytes, at + 24),
  };
};
