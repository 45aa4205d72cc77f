// An IPv4 packet cut into fragments, as a sender with that MTU does (RFC 791 section 3.2). Only for
// frames of our own making: one Ethernet header, no tag, IPv4 without options.

import { strict as assert } from 'node:assert';
import { readU16, writeU16 } from './bytes.ts';
import { checksumOf, sumWords } from './checksum.ts';
import { ETHERNET_LENGTH } from './headers/ethernet.ts';
import { IPV4_LENGTH_MIN } from './headers/ipv4.ts';

const HEADERS = ETHERNET_LENGTH + IPV4_LENGTH_MIN;
const TOTAL_LENGTH = ETHERNET_LENGTH + 2;
const FRAGMENT = ETHERNET_LENGTH + 6;
const CHECKSUM = ETHERNET_LENGTH + 10;
const MORE = 0x2000;
const DONT = 0x4000;

const piece = (
  frame: Uint8Array,
  from: number,
  to: number,
  isLast: boolean,
): Uint8Array<ArrayBuffer> => {
  const fragment = new Uint8Array(HEADERS + to - from);
  fragment.set(frame.subarray(0, HEADERS), 0);
  fragment.set(frame.subarray(HEADERS + from, HEADERS + to), HEADERS);
  writeU16(fragment, TOTAL_LENGTH, IPV4_LENGTH_MIN + to - from);
  writeU16(fragment, FRAGMENT, (isLast ? 0 : MORE) | (from / 8));
  writeU16(fragment, CHECKSUM, 0);
  writeU16(fragment, CHECKSUM, checksumOf(sumWords(fragment, ETHERNET_LENGTH, HEADERS)));
  return fragment;
};

/**
 * The frames that carry one packet over a link of `mtu` bytes (at least 68): itself when it fits or
 * may not be cut.
 */
export const fragmentFrame = (frame: Uint8Array, mtu: number): readonly Uint8Array[] => {
  assert(mtu >= 68, 'fragments: RFC 791 knows no smaller MTU than 68');
  const isWhole = readU16(frame, TOTAL_LENGTH) <= mtu;
  if (isWhole || (readU16(frame, FRAGMENT) & DONT) !== 0) return [frame];
  const room = Math.floor((mtu - IPV4_LENGTH_MIN) / 8) * 8;
  const payload = frame.length - HEADERS;
  return Array.from({ length: Math.ceil(payload / room) }, (_, index) => {
    const to = Math.min(payload, (index + 1) * room);
    return piece(frame, index * room, to, to === payload);
  });
};
