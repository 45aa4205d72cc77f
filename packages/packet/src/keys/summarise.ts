// Frames to columns: Ethernet, 802.1Q, VXLAN, IPv4 and its transport are read in place, and the
// 64-bit key of what no hop changes is made. Never in the key: MACs, VLAN, TTL, DSCP, header
// checksum, outer headers, and the address, port or ICMP identifier of the VM's side. The agent
// runs the same code for its digests.

import type { FrameColumns } from '../columns.ts';
import { highLane, lowLane, macHashAt } from './hash.ts';
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

interface Work {
  readonly out: PacketColumns;
  readonly packet: Packet;
  readonly context: SummariseContext;
  readonly protocol: number;
  /** Signed, as they are read. */
  readonly remote: number;
  readonly locals: Int32Array;
}

/** Marks of a packet itself, which say nothing about the error that quotes it. */
const QUOTED = KIND.flow | KIND.rst | KIND.partialChecksum | KIND.wrongChecksum;

/** Reads an IPv4 header; the offset of its payload, or -1. */
const takeIpv4 = (p: Packet, at: number, wireBytes: number): number => {
  const { view } = p;
  if (at + 20 > p.capturedEnd) return -1;
  const first = view.getUint8(at);
  const headerBytes = (first & 15) * 4;
  if (first >>> 4 !== 4 || headerBytes < 20) return -1;
  // BIG TCP writes 0: the length is then what was on the wire.
  p.ipBytes = view.getUint16(at + 2) || wireBytes;
  p.l4Bytes = p.ipBytes - headerBytes;
  p.ipId = view.getUint16(at + 4);
  p.fragment = view.getUint16(at + 6);
  p.ttl = view.getUint8(at + 8);
  p.protocol = view.getUint8(at + 9);
  p.source = view.getInt32(at + 12);
  p.destination = view.getInt32(at + 16);
  return at + headerBytes;
};

const isLocal = ({ locals }: Work, address: number): boolean => {
  for (let i = 0; i < locals.length; i += 1) if (locals[i] === address) return true;
  return false;
};

/** Sets direction and local address by where the remote is; false = another flow. */
const orient = (work: Work): boolean => {
  const { packet: p, remote } = work;
  if (p.destination === remote && isLocal(work, p.source)) {
    p.forward = true;
    p.localAddress = p.source;
    return true;
  }
  p.forward = false;
  p.localAddress = p.destination;
  return p.source === remote && isLocal(work, p.destination);
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
  const { out, packet: p } = work;
  const port = p.protocol | (p.remotePort << 8);
  const part = p.ipId | ((p.fragment & 0x3fff) << 16);
  out.keyHi[row] = highLane(port, work.remote, part, p.l4a, p.l4b, p.ipBytes);
  out.keyLo[row] = lowLane(port, work.remote, part, p.l4a, p.l4b, p.ipBytes);
  out.destinationMac[row] = macHashAt(p.view, p.mac);
  out.sourceMac[row] = macHashAt(p.view, p.mac + 6);
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
 * that of the error itself, opposite to what it quotes. Who sent it, its type, code and MTU take
 * the place of columns that a quoted packet has no use for.
 */
const takeIcmpError = (work: Work, row: number, at: number): void => {
  const { packet: p, out } = work;
  const { destination, source, ttl } = p;
  const type = p.view.getUint8(at);
  const code = p.view.getUint8(at + 1);
  const mtu = type === 3 && code === 4 ? p.view.getUint16(at + 6) : 0;
  const l4 = takeIpv4(p, at + 8, 0);
  if (l4 < 0 || !orient(work)) return;
  // The error goes back to the sender of what it quotes; NAT rewrites both alike.
  if (destination !== p.source) return;
  if (!takeFlowPacket(work, l4)) return;
  if ((p.kind & KIND.cut) !== 0) p.kind |= KIND.quotePartial;
  p.kind = (p.kind | KIND.icmpError) & ~QUOTED;
  p.residual = 0;
  writeRow(work, row);
  out.direction[row] = p.forward ? DIRECTION.reply : DIRECTION.forward;
  out.ttl[row] = ttl;
  out.ack[row] = source;
  out.tcpFlags[row] = type;
  out.payloadHash[row] = (code << 16) | mtu;
};

const takeArp = (work: Work, row: number, at: number): void => {
  const { out, packet: p } = work;
  if (at + 28 > p.capturedEnd) return;
  out.kind[row] = KIND.arp | (p.kind & KIND.encapsulated);
  out.destinationMac[row] = macHashAt(p.view, p.mac);
  out.sourceMac[row] = macHashAt(p.view, p.mac + 6);
  out.localPort[row] = p.view.getUint16(at + 6);
  out.payloadHash[row] = p.view.getUint16(at + 8);
  out.ack[row] = p.view.getInt32(at + 10);
  out.localAddress[row] = p.view.getInt32(at + 14);
  out.seq[row] = p.view.getInt32(at + 24);
};

/** Offset of the inner Ethernet header when this is the VXLAN packet wanted, else -1 (RFC 7348). */
const insideVxlan = (p: Packet, udp: number, vnis: readonly number[]): number => {
  if (udp + 16 + 14 > p.capturedEnd || p.protocol !== PROTOCOL.udp) return -1;
  if (p.view.getUint16(udp + 2) !== VXLAN_PORT || (p.view.getUint8(udp + 8) & 0x08) === 0)
    return -1;
  return vnis.includes(p.view.getUint32(udp + 12) >>> 8) ? udp + 16 : -1;
};

const takeFrame = (work: Work, row: number, start: number, wireBytes: number): void => {
  const { packet: p, context } = work;
  const { view } = p;
  let at = start;
  for (let encapsulated = context.vnis.length === 0; ; encapsulated = true) {
    if (at + 14 > p.capturedEnd) return;
    p.mac = at;
    let type = view.getUint16(at + 12);
    at += 14;
    while ((type === ETHERTYPE.vlan || type === ETHERTYPE.serviceVlan) && at + 4 <= p.capturedEnd) {
      type = view.getUint16(at + 2);
      at += 4;
    }
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
  if (p.protocol === PROTOCOL.icmp && whole && isIcmpError(p.view.getUint8(l4))) {
    if (l4 + 28 <= p.capturedEnd) takeIcmpError(work, row, l4);
    return;
  }
  if (!orient(work) || !takeFlowPacket(work, l4)) return;
  p.kind |= KIND.flow;
  writeRow(work, row);
};

const workOf = (out: PacketColumns, frames: FrameColumns, context: SummariseContext): Work => ({
  out,
  packet: newPacket(frames.bytes),
  context,
  protocol: PROTOCOL[context.protocol],
  remote: context.remote | 0,
  locals: Int32Array.from(context.locals),
});

/** Writes frame `i` into `row`; the marks it got, 0 when it concerns another flow. */
const takeRow = (work: Work, row: number, frames: FrameColumns, i: number): number => {
  const { out, packet: p, context } = work;
  const start = frames.offset[i] ?? 0;
  const end = start + (frames.capturedBytes[i] ?? 0);
  out.timeNs[row] = ((frames.sec[i] ?? 0) - context.baseSec) * 1e9 + (frames.nsec[i] ?? 0);
  out.side[row] = frames.side[i] ?? 0;
  out.direction[row] = DIRECTION.none;
  out.kind[row] = 0;
  p.capturedEnd = end < frames.bytes.length ? end : frames.bytes.length;
  p.kind = 0;
  takeFrame(work, row, start, frames.originalBytes[i] ?? 0);
  return out.kind[row] ?? 0;
};

/**
 * Writes the columns of all frames from row `first` on and returns the marks that occur. Never
 * throws on damaged frames: what cannot be read is another flow's, and has kind 0.
 */
export const summariseInto = (
  out: PacketColumns,
  first: number,
  frames: FrameColumns,
  context: SummariseContext,
): number => {
  const work = workOf(out, frames, context);
  let kinds = 0;
  for (let i = 0; i < frames.count; i += 1) kinds |= takeRow(work, first + i, frames, i);
  return kinds;
};

/** The same, leaving out frames of other flows; `rows` = how many were written. */
export const summarisePacked = (
  out: PacketColumns,
  first: number,
  frames: FrameColumns,
  context: SummariseContext,
): { rows: number; kinds: number } => {
  const work = workOf(out, frames, context);
  let kinds = 0;
  let row = first;
  for (let i = 0; i < frames.count; i += 1) {
    const kind = takeRow(work, row, frames, i);
    kinds |= kind;
    if (kind !== 0) row += 1;
  }
  return { rows: row - first, kinds };
};

/** Columns of all frames of one capture. */
export const summarise = (frames: FrameColumns, context: SummariseContext): PacketColumns => {
  const out = allocateColumns(frames.count);
  return { ...out, kinds: summariseInto(out, 0, frames, context) };
};
