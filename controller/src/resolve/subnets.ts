// Arithmetic of IPv4 subnets.

import { parseIpv4 } from '@hopscope/packet';

/** True when an IPv4 address lies in `a.b.c.d/n`; false for anything that is not IPv4. */
export const isInCidr = (address: string, cidr: string): boolean => {
  const [base, bits] = cidr.split('/');
  const number = parseIpv4(address);
  const network = parseIpv4(base ?? '');
  const length = Number(bits ?? 32);
  if (number === null || network === null || !(length >= 0 && length <= 32)) return false;
  const size = 2 ** (32 - length);
  return Math.floor(number / size) === Math.floor(network / size);
};

export const isIpv4 = (text: string): boolean => parseIpv4(text) !== null;
