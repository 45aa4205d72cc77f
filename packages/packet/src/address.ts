// Text forms of addresses. IPv4 addresses are unsigned 32-bit numbers inside this package, MAC
// addresses six bytes. Parsing is strict: exactly one text form is accepted for each address.

import { readU32 } from './bytes.ts';

export const MAC_LENGTH = 6;

/** `10.1.0.52` of an unsigned 32-bit number. */
export const formatIpv4 = (address: number): string =>
  `${address >>> 24}.${(address >>> 16) & 0xff}.${(address >>> 8) & 0xff}.${address & 0xff}`;

/** The number of a dotted quad without leading zeros, spaces or a prefix length; else null. */
export const parseIpv4 = (text: string): number | null => {
  if (text.length > 15) return null;
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let address = 0;
  for (const part of parts) {
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(part)) return null;
    const value = Number(part);
    if (value > 255) return null;
    address = address * 256 + value;
  }
  return address;
};

/** `fa:16:3e:cc:0b:95` of six bytes. */
export const formatMac = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, MAC_LENGTH), (byte) => byte.toString(16).padStart(2, '0')).join(':');

/** Six bytes of a colon-separated MAC address; null for anything else. */
export const parseMac = (text: string): Uint8Array | null => {
  if (!/^[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}$/.test(text)) return null;
  return Uint8Array.from(text.split(':'), (part) => Number.parseInt(part, 16));
};

/** RFC 5952 would shorten zeros; for reports the eight groups in full are enough. */
export const formatIpv6 = (bytes: Uint8Array): string =>
  [0, 4, 8, 12]
    .map((at) => {
      const word = readU32(bytes, at);
      return `${(word >>> 16).toString(16)}:${(word & 0xffff).toString(16)}`;
    })
    .join(':');
