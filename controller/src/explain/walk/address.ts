// IPv4 arithmetic of the walkers: does a prefix hold an address. Host bits in a prefix are ignored,
// as the kernel does.

import { ipv4Bits } from '@hopscope/nodestate';

export interface Prefix {
  readonly bits: bigint;
  readonly length: number;
}

/** `10.1.0.0/24`, `10.1.0.1` (a /32), `default`, `all` or `0/0`; null for IPv6 and nonsense. */
export const parsePrefix = (text: string): Prefix | null => {
  if (text === 'default' || text === 'all' || text === '0/0') return { bits: 0n, length: 0 };
  const [address = '', length = '32'] = text.split('/');
  const bits = ipv4Bits(address);
  if (bits === null) return null;
  if (/^\d{1,2}$/.test(length) && Number(length) <= 32) return { bits, length: Number(length) };
  const mask = ipv4Bits(length);
  return mask === null ? null : { bits, length: mask.toString(2).replaceAll('0', '').length };
};

/** null when one of the two is not IPv4. */
export const prefixHolds = (prefix: string, address: string): boolean | null => {
  const parsed = parsePrefix(prefix);
  const bits = ipv4Bits(address);
  if (parsed === null || bits === null) return null;
  const shift = BigInt(32 - parsed.length);
  return parsed.bits >> shift === bits >> shift;
};
