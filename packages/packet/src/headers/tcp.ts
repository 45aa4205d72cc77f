// TCP (RFC 9293) with the options that matter for following a packet: MSS, window scale, SACK
// permitted, timestamps (RFC 7323). Other options are skipped; broken ones end the list.

import { readU16, readU32 } from '../bytes.ts';

export const TCP_LENGTH_MIN = 20;

export const TCP_FLAG = {
  fin: 0x01,
  syn: 0x02,
  rst: 0x04,
  psh: 0x08,
  ack: 0x10,
  urg: 0x20,
  ece: 0x40,
  cwr: 0x80,
} as const;

const OPTION = { end: 0, nop: 1, mss: 2, windowScale: 3, sackPermitted: 4, timestamps: 8 } as const;

export interface TcpOptions {
  readonly mss: number | null;
  readonly windowScale: number | null;
  readonly sackPermitted: boolean;
  readonly timestamp: { readonly value: number; readonly echo: number } | null;
  /** False when an option's length does not fit the header. */
  readonly wellFormed: boolean;
}

export interface TcpHeader {
  readonly kind: 'tcp';
  readonly at: number;
  readonly headerLength: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  /** Bits of TCP_FLAG. */
  readonly flags: number;
  readonly window: number;
  readonly checksum: number;
  readonly urgent: number;
  readonly options: TcpOptions;
}

/** Options in `bytes[at, end)`. */
export const decodeTcpOptions = (bytes: Uint8Array, at: number, end: number): TcpOptions => {
  let mss: number | null = null;
  let windowScale: number | null = null;
  let sackPermitted = false;
  let timestamp: TcpOptions['timestamp'] = null;
  let wellFormed = true;
  let position = at;
  while (position < end) {
    const kind = bytes[position] ?? 0;
    if (kind === OPTION.end) break;
    if (kind === OPTION.nop) {
      position += 1;
      continue;
    }
    const length = position + 1 < end ? (bytes[position + 1] ?? 0) : 0;
    if (length < 2 || position + length > end) {
      wellFormed = false;
      break;
    }
    if (kind === OPTION.mss && length === 4) mss = readU16(bytes, position + 2);
    else if (kind === OPTION.windowScale && length === 3) windowScale = bytes[position + 2] ?? 0;
    else if (kind === OPTION.sackPermitted && length === 2) sackPermitted = true;
    else if (kind === OPTION.timestamps && length === 10)
      timestamp = { value: readU32(bytes, position + 2), echo: readU32(bytes, position + 6) };
    position += length;
  }
  return { mss, windowScale, sackPermitted, timestamp, wellFormed };
};

/** The header at `at`; null when truncated, `malformed` when its data offset is below 5. */
export const decodeTcp = (
  bytes: Uint8Array,
  at: number,
  end: number,
): TcpHeader | 'malformed' | null => {
  if (at + TCP_LENGTH_MIN > end) return null;
  const headerLength = ((bytes[at + 12] ?? 0) >>> 4) * 4;
  if (headerLength < TCP_LENGTH_MIN) return 'malformed';
  if (at + headerLength > end) return null;
  return {
    kind: 'tcp',
    at,
    headerLength,
    sourcePort: readU16(bytes, at),
    destinationPort: readU16(bytes, at + 2),
    sequence: readU32(bytes, at + 4),
    acknowledgement: readU32(bytes, at + 8),
    flags: bytes[at + 13] ?? 0,
    window: readU16(bytes, at + 14),
    checksum: readU16(bytes, at + 16),
    urgent: readU16(bytes, at + 18),
    options: decodeTcpOptions(bytes, at + TCP_LENGTH_MIN, at + headerLength),
  };
};
