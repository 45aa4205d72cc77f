// Frames to columns: Ethernet, 802.1Q, VXLAN, IPv4 and its transport are read in place, and the
// 64-bit key of what no hop changes is made. Never in the key: MACs, VLAN, TTL, DSCP, header
// checksum, outer headers, and the address, port or ICMP identifier of the VM's side. The agent
// runs the same code for its digests.

import { readU16, readU24, readU32 } from '../bytes.ts';
import type { FrameColumns } from '../columns.ts';
import { highLane, lowLane, macHash } from './hash.ts';
import { allocateColumns, DIRECTION, KIND, type PacketColumns } from './packet-columns.ts';
import { clearTransport, newPacket, type Packet } from './packet.ts';
import { isIcmpError, PROTOCOL, takeTransport } from './transport.ts';

export interface SummariseContext {
  /** Second that the times are relative to. */
  readonly baseSec: number;
  /** The peer of the flow, as unsigned 32-bit number. */
  readonly remote: number;
  /** Addresses of the VM's side: its own, and at the outside also the NAT one. */
  readonly locals: readonly number[];
  readonly protocol: 'icmp' | 'tcp' | 'udp';
  /** 0 = any. */
  readonly remotePort: number;
  /**
   * Network identifiers of the VXLAN packets wanted (one per tenant network); none = plain frames.
   */
  readonly vnis: readonly number[];
}

const ETHERTYPE = { ipv4: 0x0800, arp: 0x0806, vlan: 0x8100, serviceVlan: 0x88a8 } as const;
const VXLAN_PORT = 4789;
const KEY_WORDS = 6;

interface Work {
  readonly out: PacketColumns;
  readonly packet: Packet;
  readonly words: Int32Array;
  readonly context: SummariseContext;
  readonly protocol: number;
}

/** Reads an IPv4 header; the offset of its payload, or -1. */
const takeIpv4 = (p: Packet, at: number, wireBytes: number): number => {
  const { bytes } = p;
  if (at + 20 > p.capturedEnd) return -1;
  const first = bytes[at] ?? 0;
  const headerBytes = (first & 15) * 4;
  if (first >>> 4 !== 4 || headerBytes < 20) return -1;
  // BIG TCP writes 0: the length is then what was on the wire.
  p.ipBytes = readU16(bytes, at + 2) || wireBytes;
  p.l4Bytes = p.ipBytes - headerBytes;
  p.ipId = readU16(bytes, at + 4);
  p.fragment = readU16(bytes, at + 6);
  p.ttl = bytes[at + 8] ?? 0;
  p.protocol = bytes[at + 9] ?? 0;
  p.source = readU32(bytes, at + 12);
  p.destination = readU32(bytes, at + 16);
  return at + headerBytes;
};

/** Sets direction and local address by where the remote is; false = another flow. */
const orient = (p: Packet, context: SummariseContext): boolean => {
  if (p.destination === context.remote && context.locals.includes(p.source)) {
    p.forward = true;
    p.localAddress = p.source;
    return true;
  }
  p.forward = false;
  p.localAddress = p.destination;
  return p.source === context.remote && context.locals.includes(p.destination);
};

const takeFlowPacket = (work: Work, l4: number): boolean => {
  const { packet: p, context } = work;
  if (p.protocol !== work.protocol) return false;
  clearTransport(p);
  if (!takeTransport(p, l4)) return false;
  const anyPort = context.remotePort === 0 || (p.kind & KIND.laterFragment) !== 0;
  return anyPort || p.protocol === PROTOCOL.icmp || p.remotePort === context.remotePort;
};

const writeRow = (work: Work, row: number): void => {
  const { out, packet: p, words } = work;
  words[0] = p.protocol | (p.remotePort << 8);
  words[1] = work.context.remote;
  words[2] = p.ipId | ((p.fragment & 0x3fff) << 16);
  words[3] = p.l4a;
  words[4] = p.l4b;
  words[5] = p.ipBytes;
  out.keyHi[row] = highLane(words, KEY_WORDS);
  out.keyLo[row] = lowLane(words, KEY_WORDS);
  out.kind[row] = p.kind;
  out.direction[row] = p.forward ? DIRECTION.forward : DIRECTION.reply;
  out.localAddress[row] = p.localAddress;
  out.localPort[row] = p.localPort;
  out.remotePort[row] = p.remotePort;
  out.seq[row] = p.seq;
  out.ack[row] = p.ack;
  out.tcpFlags[row] = p.tcpFlags;
  out.payloadBytes[row] = p.payloadBytes;
  out.ttl[row] = p.ttl;
  out.ipId[row] = p.ipId;
  out.fragment[row] = p.fragment;
  out.residual[row] = p.residual;
  out.payloadHash[row] = p.payloadHash;
};

/**
 * An ICMP error towards either end: the columns describe the packet it quotes, the direction is
 * that of the error itself, opposite to what it quotes.
 */
const takeIcmpError = (work: Work, row: number, at: number): void => {
  const { packet: p } = work;
  const outerDestination = p.destination;
  const outerTtl = p.ttl;
  const l4 = takeIpv4(p, at + 8, 0);
  if (l4 < 0 || !orient(p, work.context)) return;
  // The error goes back to the sender of what it quotes; NAT rewrites both alike.
  if (outerDestination !== p.source) return;
  if (!takeFlowPacket(work, l4)) return;
  if ((p.kind & KIND.cut) !== 0) p.kind |= KIND.quotePartial;
  p.kind = (p.kind | KIND.icmpError) & ~(KIND.flow | KIND.rst | KIND.partialChecksum);
  p.residual = 0;
  writeRow(work, row);
  work.out.direction[row] = p.forward ? DIRECTION.reply : DIRECTION.forward;
  work.out.ttl[row] = outerTtl;
};

const takeArp = (work: Work, row: number, at: number): void => {
  const { out, packet: p } = work;
  if (at + 28 > p.capturedEnd) return;
  out.kind[row] = KIND.arp | (p.kind & KIND.encapsulated);
  out.localPort[row] = readU16(p.bytes, at + 6);
  out.localAddress[row] = readU32(p.bytes, at + 14);
  out.seq[row] = readU32(p.bytes, at + 24);
};

/** Offset of the inner Ethernet header when this is the VXLAN packet wanted, else -1 (RFC 7348). */
const insideVxlan = (p: Packet, udp: number, vnis: readonly number[]): number => {
  if (udp + 16 + 14 > p.capturedEnd || p.protocol !== PROTOCOL.udp) return -1;
  if (readU16(p.bytes, udp + 2) !== VXLAN_PORT || ((p.bytes[udp + 8] ?? 0) & 0x08) === 0) return -1;
  return vnis.includes(readU24(p.bytes, udp + 12)) ? udp + 16 : -1;
};

const takeFrame = (work: Work, row: number, start: number, wireBytes: number): void => {
  const { out, packet: p, context } = work;
  const { bytes } = p;
  let at = start;
  for (let encapsulated = context.vnis.length === 0; ; encapsulated = true) {
    if (at + 14 > p.capturedEnd) return;
    const mac = at;
    let type = readU16(bytes, at + 12);
    at += 14;
    while ((type === ETHERTYPE.vlan || type === ETHERTYPE.serviceVlan) && at + 4 <= p.capturedEnd) {
      type = readU16(bytes, at + 2);
      at += 4;
    }
    out.destinationMac[row] = macHash(bytes, mac);
    out.sourceMac[row] = macHash(bytes, mac + 6);
    if (type === ETHERTYPE.arp) return takeArp(work, row, at);
    if (type !== ETHERTYPE.ipv4) return;
    const l4 = takeIpv4(p, at, wireBytes - (at - start));
    if (l4 < 0) return;
    if (encapsulated) return takeIpPacket(work, row, l4);
    at = insideVxlan(p, l4, context.vnis);
    if (at < 0) return;
    p.kind |= KIND.encapsulated;
  }
};

const takeIpPacket = (work: Work, row: number, l4: number): void => {
  const { packet: p } = work;
  const whole = (p.fragment & 0x1fff) === 0;
  if (p.protocol === PROTOCOL.icmp && whole && isIcmpError(p.bytes[l4] ?? 0)) {
    if (l4 + 28 <= p.capturedEnd) takeIcmpError(work, row, l4);
    return;
  }
  if (!orient(p, work.context) || !takeFlowPacket(work, l4)) return;
  p.kind |= KIND.flow;
  writeRow(work, row);
};

/**
 * Columns of all frames of one capture; rows of frames that concern another flow have kind 0.
 * Never throws on damaged frames: what cannot be read is another flow's.
 */
export const summarise = (frames: FrameColumns, context: SummariseContext): PacketColumns => {
  const out = allocateColumns(frames.count);
  const work: Work = {
    out,
    packet: newPacket(frames.bytes),
    words: new Int32Array(KEY_WORDS),
    context,
    protocol: PROTOCOL[context.protocol],
  };
  const p = work.packet;
  out.side.set(frames.side.subarray(0, frames.count));
  for (let row = 0; row < frames.count; row += 1) {
    const start = frames.offset[row] ?? 0;
    const end = start + (frames.capturedBytes[row] ?? 0);
    out.timeNs[row] = ((frames.sec[row] ?? 0) - context.baseSec) * 1e9 + (frames.nsec[row] ?? 0);
    p.capturedEnd = end < frames.bytes.length ? end : frames.bytes.length;
    p.kind = 0;
    takeFrame(work, row, start, frames.originalBytes[row] ?? 0);
  }
  return out;
};
