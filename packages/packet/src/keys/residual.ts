// The checksum residual: what remains of a transport checksum when the part that source NAT
// changes (one address, one port or ICMP identifier) is taken out. It is a 16-bit fingerprint
// of headers and payload that crosses NAT, also where the snap length cut the payload.

const fold = (sum: number): number => {
  const once = (sum & 0xffff) + (sum >>> 16);
  return (once & 0xffff) + (once >>> 16);
};

/** Residual of a TCP or UDP checksum; never 0, since 0xffff and 0 are the same sum (RFC 1071). */
export const transportResidual = (checksum: number, address: number, port: number): number =>
  fold(
    (~checksum & 0xffff) + (~(address >>> 16) & 0xffff) + (~address & 0xffff) + (~port & 0xffff),
  ) || 0xffff;

/** Residual of an ICMP echo: no pseudo-header, the identifier is what NAT changes. */
export const icmpResidual = (checksum: number, identifier: number): number =>
  fold((~checksum & 0xffff) + (~identifier & 0xffff)) || 0xffff;

/** True when the field holds only the sum of the pseudo-header (CHECKSUM_PARTIAL of the kernel). */
export const isPartial = (checksum: number, pseudoHeader: number): boolean =>
  checksum === fold(pseudoHeader);

/**
 * True when the `length` bytes at `at`, with the sum of what else the checksum covers, add up
 * (RFC 1071). Read four bytes at a time, added as two words: small integers are what is fast.
 */
export const addsUp = (view: DataView, at: number, length: number, others: number): boolean => {
  let sum = others;
  const end = at + length;
  let position = at;
  for (; position + 4 <= end; position += 4) {
    const words = view.getInt32(position);
    sum += (words >>> 16) + (words & 0xffff);
  }
  if (position + 2 <= end) {
    sum += view.getUint16(position);
    position += 2;
  }
  if (position < end) sum += view.getUint8(position) << 8;
  return fold(sum) === 0xffff;
};
