// The classic pcap format (draft-ietf-opsawg-pcap): a header of 24 bytes, then records of 16 bytes
// and a frame. Its magic number tells byte order and resolution.

import type { ColumnsBuilder } from './columns-builder.ts';
import { PCAPNG_LIMITS } from './limits.ts';

export const PCAP_HEADER_LENGTH = 24;
const RECORD_LENGTH = 16;

const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const MAGIC_NANOSECONDS = 0xa1b23c4d;

export interface PcapFormat {
  readonly little: boolean;
  readonly nanoseconds: boolean;
}

/** Byte order and resolution of a pcap file by its first four bytes; null when it is none. */
export const pcapFormat = (view: DataView): PcapFormat | null => {
  for (const little of [true, false]) {
    const magic = view.getUint32(0, little);
    if (magic === MAGIC_MICROSECONDS) return { little, nanoseconds: false };
    if (magic === MAGIC_NANOSECONDS) return { little, nanoseconds: true };
  }
  return null;
};

/** Snap length and link type; the upper bits of the latter say how long an FCS is. */
export const pcapHeader = (
  view: DataView,
  { little }: PcapFormat,
): { snapBytes: number; linkType: number } => ({
  snapBytes: view.getUint32(16, little),
  linkType: view.getUint32(20, little) & 0xffff,
});

/**
 * Appends every whole record from `at` on and returns where it stopped: at the first record that
 * is not whole, or, with `problem`, at one that cannot be.
 */
export const readRecords = (
  view: DataView,
  format: PcapFormat,
  at: number,
  builder: ColumnsBuilder,
): { consumed: number; problem: string } => {
  const { little } = format;
  const scale = format.nanoseconds ? 1 : 1000;
  const end = view.byteLength;
  let position = at;
  while (position + RECORD_LENGTH <= end) {
    const captured = view.getUint32(position + 8, little);
    if (captured > PCAPNG_LIMITS.frameBytesMax)
      return { consumed: position, problem: `a frame of ${captured} bytes` };
    const frame = position + RECORD_LENGTH;
    if (frame + captured > end) break;
    builder.append(
      view.getUint32(position, little),
      view.getUint32(position + 4, little) * scale,
      view.getUint32(position + 12, little),
      captured,
      frame,
    );
    position = frame + captured;
  }
  return { consumed: position, problem: '' };
};
