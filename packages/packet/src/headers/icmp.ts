// ICMP (RFC 792) with the packet that an error quotes: its IPv4 header and at least the first
// eight bytes behind it, which hold ports and TCP sequence, or the identity of an echo.

import { readU16, readU32 } from '../bytes.ts';
import { IP_PROTOCOL, decodeIpv4 } from './ipv4.ts';
import type { Ipv4Header } from './ipv4.ts';

export const ICMP_LENGTH = 8;
const QUOTED_L4_LENGTH = 8;

export const ICMP_TYPE = {
  echoReply: 0,
  unreachable: 3,
  sourceQuench: 4,
  redirect: 5,
  echoRequest: 8,
  timeExceeded: 11,
  parameterProblem: 12,
} as const;

/** Code of "fragmentation needed and DF set" (RFC 1191). */
export const ICMP_FRAGMENTATION_NEEDED = 4;

/** Types whose body is the packet that they are about. */
export const ICMP_ERROR_TYPES: readonly number[] = [3, 4, 5, 11, 12];

/** The packet quoted by an error; fields behind the IP header are null when they are not there. */
export interface QuotedPacket {
  readonly ipv4: Ipv4Header;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  readonly tcpSequence: number | null;
  readonly icmpType: number | null;
  readonly icmpId: number | null;
  readonly icmpSequence: number | null;
}

export interface IcmpHeader {
  readonly kind: 'icmp';
  readonly at: number;
  readonly type: number;
  readonly code: number;
  readonly checksum: number;
  /** Of an echo; null for other types. */
  readonly id: number | null;
  readonly sequence: number | null;
  /** Next-hop MTU of "fragmentation needed", else null. */
  readonly mtu: number | null;
  /** Of an error whose quoted IPv4 header is there in full, else null. */
  readonly quoted: QuotedPacket | null;
}

const decodeQuoted = (bytes: Uint8Array, at: number, end: number): QuotedPacket | null => {
  const ipv4 = decodeIpv4(bytes, at, end);
  if (ipv4 === null || ipv4 === 'malformed') return null;
  const l4 = at + ipv4.headerLength;
  const there = ipv4.fragmentOffset === 0 && l4 + QUOTED_L4_LENGTH <= end;
  const isTcp = there && ipv4.protocol === IP_PROTOCOL.tcp;
  const isIcmp = there && ipv4.protocol === IP_PROTOCOL.icmp;
  const hasPorts = isTcp || (there && ipv4.protocol === IP_PROTOCOL.udp);
  return {
    ipv4,
    sourcePort: hasPorts ? readU16(bytes, l4) : null,
    destinationPort: hasPorts ? readU16(bytes, l4 + 2) : null,
    tcpSequence: isTcp ? readU32(bytes, l4 + 4) : null,
    icmpType: isIcmp ? (bytes[l4] ?? 0) : null,
    icmpId: isIcmp ? readU16(bytes, l4 + 4) : null,
    icmpSequence: isIcmp ? readU16(bytes, l4 + 6) : null,
  };
};

/** The message at `at`; null when `end` comes before the end of its first eight bytes. */
export const decodeIcmp = (bytes: Uint8Array, at: number, end: number): IcmpHeader | null => {
  if (at + ICMP_LENGTH > end) return null;
  const type = bytes[at] ?? 0;
  const code = bytes[at + 1] ?? 0;
  const isEcho = type === ICMP_TYPE.echoRequest || type === ICMP_TYPE.echoReply;
  const tooBig = type === ICMP_TYPE.unreachable && code === ICMP_FRAGMENTATION_NEEDED;
  return {
    kind: 'icmp',
    at,
    type,
    code,
    checksum: readU16(bytes, at + 2),
    id: isEcho ? readU16(bytes, at + 4) : null,
    sequence: isEcho ? readU16(bytes, at + 6) : null,
    mtu: tooBig ? readU16(bytes, at + 6) : null,
    quoted: ICMP_ERROR_TYPES.includes(type) ? decodeQuoted(bytes, at + ICMP_LENGTH, end) : null,
  };
};
