// The transport part of one packet: what goes into the key, and the columns that only TCP, UDP
// or ICMP has. Reads the frame's bytes in place; whatever is not captured is left at zero and
// marked, never guessed.

import { pseudoHeaderSum } from '../checksum.ts';
import { hashBytes } from './hash.ts';
import type { Packet } from './packet.ts';
import { addsUp, icmpResidual, isPartial, transportResidual } from './residual.ts';
import { KIND } from './packet-columns.ts';

export const PROTOCOL = { icmp: 1, tcp: 6, udp: 17 } as const;

/** Payload bytes that every point captures and every key may cover. */
export const KEY_PAYLOAD_BYTES = 16;

const ECHO_REPLY = 0;
const ECHO_REQUEST = 8;

/** Hash of the first payload bytes, or 0 and the mark `cut` when they were not captured. */
const hashPayload = (p: Packet, at: number, payloadBytes: number): void => {
  const wanted = payloadBytes < KEY_PAYLOAD_BYTES ? payloadBytes : KEY_PAYLOAD_BYTES;
  if (at + wanted > p.capturedEnd) {
    p.kind |= KIND.cut;
    p.payloadHash = 0;
  } else p.payloadHash = hashBytes(p.view, at, wanted);
};

/** TSval of RFC 7323, or 0. */
const timestampOption = (p: Packet, from: number, to: number): number => {
  const { view } = p;
  const end = to < p.capturedEnd ? to : p.capturedEnd;
  let at = from;
  while (at + 1 < end) {
    const option = view.getUint8(at);
    if (option === 0) return 0;
    if (option === 1) at += 1;
    else {
      const length = view.getUint8(at + 1);
      if (option === 8 && length === 10 && at + 10 <= end) return view.getInt32(at + 2);
      if (length < 2) return 0;
      at += length;
    }
  }
  return 0;
};

/** Marks a checksum that is wrong; what was not captured whole is not looked at. */
const verify = (p: Packet, at: number, length: number, others: number): void => {
  const isWhole = at + length <= p.capturedEnd && (p.fragment & 0x3fff) === 0;
  if (isWhole && !addsUp(p.view, at, length, others)) p.kind |= KIND.wrongChecksum;
};

const takeChecksum = (p: Packet, at: number, checksum: number, length: number): void => {
  const pseudoHeader = pseudoHeaderSum(p.source, p.destination, p.protocol, length);
  if (isPartial(checksum, pseudoHeader)) {
    p.kind |= KIND.partialChecksum;
    return;
  }
  p.residual = transportResidual(checksum, p.localAddress, p.localPort);
  verify(p, at, length, pseudoHeader);
};

const takeTcp = (p: Packet, at: number): boolean => {
  const { view } = p;
  if (at + 8 > p.capturedEnd) return false;
  p.localPort = view.getUint16(p.forward ? at : at + 2);
  p.remotePort = view.getUint16(p.forward ? at + 2 : at);
  p.seq = view.getInt32(at + 4);
  if (at + 20 > p.capturedEnd) {
    p.kind |= KIND.cut;
    return true;
  }
  p.ack = view.getInt32(at + 8);
  const headerBytes = (view.getUint8(at + 12) >>> 4) * 4;
  p.tcpFlags = view.getUint8(at + 13);
  if ((p.tcpFlags & 4) !== 0) p.kind |= KIND.rst;
  const stamp = timestampOption(p, at + 20, at + headerBytes);
  if (at + headerBytes > p.capturedEnd) p.kind |= KIND.cut;
  const payloadBytes = p.l4Bytes - headerBytes;
  p.payloadBytes = payloadBytes > 0 ? payloadBytes : 0;
  takeChecksum(p, at, view.getUint16(at + 16), p.l4Bytes);
  p.l4a = p.seq;
  p.l4b = p.ack ^ Math.imul(p.tcpFlags & 0x3f, 0x01000193) ^ stamp;
  if (p.ipId === 0 && stamp === 0) p.kind |= KIND.weak;
  return true;
};

const takeUdp = (p: Packet, at: number): boolean => {
  const { view } = p;
  if (at + 8 > p.capturedEnd) return false;
  p.localPort = view.getUint16(p.forward ? at : at + 2);
  p.remotePort = view.getUint16(p.forward ? at + 2 : at);
  const udpBytes = view.getUint16(at + 4);
  const checksum = view.getUint16(at + 6);
  p.payloadBytes = p.l4Bytes > 8 ? p.l4Bytes - 8 : 0;
  if (checksum !== 0) takeChecksum(p, at, checksum, udpBytes);
  hashPayload(p, at + 8, p.payloadBytes);
  p.l4a = udpBytes;
  p.l4b = p.payloadHash;
  if (p.ipId === 0) p.kind |= KIND.weak;
  return true;
};

const takeEcho = (p: Packet, at: number): boolean => {
  const { view } = p;
  if (at + 8 > p.capturedEnd) return false;
  const type = view.getUint8(at);
  if (type !== ECHO_REPLY && type !== ECHO_REQUEST) return false;
  p.localPort = view.getUint16(at + 4);
  p.tcpFlags = type;
  p.seq = view.getUint16(at + 6);
  p.payloadBytes = p.l4Bytes > 8 ? p.l4Bytes - 8 : 0;
  p.residual = icmpResidual(view.getUint16(at + 2), p.localPort);
  verify(p, at, p.l4Bytes, 0);
  hashPayload(p, at + 8, p.payloadBytes);
  p.l4a = (type << 24) | (view.getUint8(at + 1) << 16) | p.seq;
  p.l4b = p.payloadHash;
  return true;
};

/** True for the ICMP types that quote the packet they are about (RFC 792). */
export const isIcmpError = (type: number): boolean =>
  type === 3 || type === 4 || type === 5 || type === 11 || type === 12;

/**
 * Reads the transport header at `at` into the packet: local and remote port, the two key words
 * of its protocol, and its columns. False when it is no packet of this protocol.
 */
export const takeTransport = (p: Packet, at: number): boolean => {
  if ((p.fragment & 0x1fff) !== 0) {
    p.kind |= KIND.fragment | KIND.laterFragment;
    p.payloadBytes = p.l4Bytes;
    hashPayload(p, at, p.payloadBytes);
    p.l4b = p.payloadHash;
    return true;
  }
  if ((p.fragment & 0x2000) !== 0) p.kind |= KIND.fragment;
  if (p.protocol === PROTOCOL.tcp) return takeTcp(p, at);
  if (p.protocol === PROTOCOL.udp) return takeUdp(p, at);
  return takeEcho(p, at);
};
