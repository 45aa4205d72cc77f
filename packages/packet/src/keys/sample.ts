// Sampling: the same packets at every point, chosen by what no hop changes. A packet stands for the
// others only when everything that belongs to it is chosen with it: a retransmission with its
// original, the segments with the super-packet they were cut from, fragments with their datagram,
// an answer with what it answers. So not the key is asked but what these have in common:
//
//   TCP    the aligned block of sequence space that a segment starts in, or that its
//          acknowledgement points into when it carries nothing
//   UDP    the IP identification; the key where that is 0
//   ICMP   the sequence number of the echo
//
// ARP and ICMP errors are always in.

import { avalanche } from './hash.ts';
import { KIND, type PacketColumns } from './packet-columns.ts';

/** A mebibyte: 16 times the largest super-packet. */
const BLOCK_BITS = 20;
const FIN = 1;
const ACK = 16;
/** So that units choose otherwise than the hashes of a table they may be kept in. */
const SEED = 0x6a09e667;

/** The largest shift: 1 of 4096. */
export const SAMPLE_SHIFT_MAX = 12;

export const SAMPLED = {
  out: 0,
  in: 1,
  /** Kept, since a part of it may belong to something that is in; not to be judged by itself. */
  edge: 2,
} as const;

const isIn = (unit: number, shift: number): boolean =>
  (avalanche(Math.imul(unit ^ SEED, 0x9e3779b1)) & ((1 << shift) - 1)) === 0;

/** The same for a stretch of a connection's bytes: one of SAMPLED. */
export const sampledBytes = (seq: number, length: number, shift: number): number => {
  if (shift === 0) return SAMPLED.in;
  const first = seq >>> BLOCK_BITS;
  const last = (seq + Math.max(1, length) - 1) >>> BLOCK_BITS;
  const begins = isIn(first, shift);
  if (first === last) return begins ? SAMPLED.in : SAMPLED.out;
  return begins || isIn(last, shift) ? SAMPLED.edge : SAMPLED.out;
};

const ofSegment = (columns: PacketColumns, row: number, shift: number): number => {
  // Only the first part of a segment knows its sequence number.
  if (((columns.kind[row] ?? 0) & KIND.fragment) !== 0) return SAMPLED.edge;
  const flags = columns.tcpFlags[row] ?? 0;
  const payload = columns.payloadBytes[row] ?? 0;
  const isAnswer = (flags & ACK) !== 0 && payload === 0 && (flags & FIN) === 0;
  const start = (isAnswer ? columns.ack[row] : columns.seq[row]) ?? 0;
  return sampledBytes(start, isAnswer ? 1 : payload, shift);
};

const ofEcho = (columns: PacketColumns, row: number, shift: number): number => {
  if (((columns.kind[row] ?? 0) & KIND.fragment) !== 0) return SAMPLED.edge;
  return isIn(columns.seq[row] ?? 0, shift) ? SAMPLED.in : SAMPLED.out;
};

const ofDatagram = (columns: PacketColumns, row: number, shift: number): number => {
  const key = (columns.keyHi[row] ?? 0) ^ (columns.keyLo[row] ?? 0);
  return isIn(columns.ipId[row] || key, shift) ? SAMPLED.in : SAMPLED.out;
};

/**
 * Whether 1 of 2^shift packets takes this row in: one of SAMPLED. What a shift takes in, every
 * smaller shift takes in too. Rows of other flows are out, unless nothing is (shift 0).
 */
export const sampledOf = (
  columns: PacketColumns,
  row: number,
  protocol: 'icmp' | 'tcp' | 'udp',
  shift: number,
): number => {
  if (shift === 0) return SAMPLED.in;
  const kind = columns.kind[row] ?? 0;
  if ((kind & (KIND.icmpError | KIND.arp)) !== 0) return SAMPLED.in;
  if ((kind & KIND.flow) === 0) return SAMPLED.out;
  if (protocol === 'tcp') return ofSegment(columns, row, shift);
  return protocol === 'icmp' ? ofEcho(columns, row, shift) : ofDatagram(columns, row, shift);
};
