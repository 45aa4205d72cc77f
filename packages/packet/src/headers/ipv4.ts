// IPv4 (RFC 791). The payload ends at the total length or at the end of the capture, whichever
// comes first: Ethernet padding is not payload. A total length of 0 (segmentation offload of very
// large packets leaves it so) means "until the end of the capture".

import { readU16, readU32 } from '../bytes.ts';

export const IPV4_LENGTH_MIN = 20;

export const IP_PROTOCOL = { icmp: 1, tcp: 6, udp: 17 } as const;

export interface Ipv4Header {
  readonly kind: 'ipv4';
  readonly at: number;
  /** Bytes of the header, options included. */
  readonly headerLength: number;
  readonly dscp: number;
  readonly ecn: number;
  readonly totalLength: number;
  readonly id: number;
  readonly dontFragment: boolean;
  readonly moreFragments: boolean;
  /** In bytes. */
  readonly fragmentOffset: number;
  readonly ttl: number;
  readonly protocol: number;
  readonly checksum: number;
  readonly source: number;
  readonly destination: number;
}

/** The header at `at`; null when truncated, `malformed` when version or lengths contradict. */
export const decodeIpv4 = (
  bytes: Uint8Array,
  at: number,
  end: number,
): Ipv4Header | 'malformed' | null => {
  if (at + IPV4_LENGTH_MIN > end) return null;
  const first = bytes[at] ?? 0;
  const headerLength = (first & 0x0f) * 4;
  const totalLength = readU16(bytes, at + 2);
  if (first >>> 4 !== 4 || headerLength < IPV4_LENGTH_MIN) return 'malformed';
  if (totalLength !== 0 && totalLength < headerLength) return 'malformed';
  if (at + headerLength > end) return null;
  const fragment = readU16(bytes, at + 6);
  return {
    kind: 'ipv4',
    at,
    headerLength,
    dscp: (bytes[at + 1] ?? 0) >>> 2,
    ecn: (bytes[at + 1] ?? 0) & 3,
    totalLength,
    id: readU16(bytes, at + 4),
    dontFragment: (fragment & 0x4000) !== 0,
    moreFragments: (fragment & 0x2000) !== 0,
    fragmentOffset: (fragment & 0x1fff) * 8,
    ttl: bytes[at + 8] ?? 0,
    protocol: bytes[at + 9] ?? 0,
    checksum: readU16(bytes, at + 10),
    source: readU32(bytes, at + 12),
    destination: readU32(bytes, at + 16),
  };
};

/** Where its payload ends within the capture that ends at `end`. */
export const ipv4PayloadEnd = (header: Ipv4Header, end: number): number =>
  header.totalLength === 0 ? end : Math.min(end, header.at + header.totalLength);
