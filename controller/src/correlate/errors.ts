// What the network itself said: ICMP errors tied to the packet they quote, resets, and ARP. Each
// is given the point it was seen at; whether it came from outside or from a router of the cloud
// is for localise to say.

import { formatIpv4, formatMac, KIND, type PacketColumns } from '@hopscope/packet';
import type { Point } from '../resolve/path.ts';
import type { CaptureRecording } from '../run/recording.ts';
import type { Correlation, Witness } from './journeys.ts';
import type { Joined } from './join.ts';
import type { CaptureView } from './sightings.ts';

/** Enough to tell a story; errors are rate-limited and never one per packet. */
const WITNESSES_MAX = 1000;
const ARP_MAX = 1000;

/** The point of the capture on this side, of the direction the packet travels if there is one. */
const pointOf = (view: CaptureView, side: number, direction: number): Point | undefined => {
  const wantedSide = side === 1 ? 'out' : 'in';
  const wanted = direction === 0 ? 'forward' : 'reply';
  return (
    view.points.find((p) => p.side === wantedSide && p.direction === wanted) ??
    view.points.find((p) => p.side === wantedSide) ??
    view.points[0]
  );
};

/** Offset of the IPv4 header with the ICMP error, by looking for its protocol and type. */
const outerHeader = (capture: CaptureRecording, row: number, encapsulated: boolean): number => {
  const { bytes, offset } = capture.frames;
  let at = offset[row] ?? 0;
  for (let layer = encapsulated ? 0 : 1; layer < 2; layer += 1) {
    let type = at + 12;
    while (bytes[type] === 0x81 || bytes[type] === 0x88) type += 4;
    at = type + 2;
    // VXLAN: past outer IPv4, UDP and its own header.
    if (layer === 0) at += ((bytes[at] ?? 0) & 15) * 4 + 16;
  }
  return at;
};

const journeyOf = (columns: PacketColumns, row: number, port: number, joined: Joined): number => {
  const kind = columns.kind[row] ?? 0;
  if ((kind & KIND.quotePartial) === 0) {
    return joined.find(columns.keyHi[row] ?? 0, columns.keyLo[row] ?? 0, port);
  }
  const { lanes, sighting, firstLane, count } = joined;
  for (let j = 0; j < count; j += 1) {
    const lane = firstLane[j] ?? 0;
    const from = lanes[lane]?.columns;
    const first = sighting[j * lanes.length + lane] ?? -1;
    if (from === undefined || joined.port[j] !== port || first < 0) continue;
    if (from.ipId[first] === columns.ipId[row] && from.seq[first] === columns.seq[row]) return j;
  }
  return -1;
};

const icmpWitness = (
  view: CaptureView,
  capture: CaptureRecording,
  row: number,
  journey: number,
): Witness => {
  const { columns } = view;
  const { bytes } = capture.frames;
  const ip = outerHeader(capture, row, ((columns.kind[row] ?? 0) & KIND.encapsulated) !== 0);
  const icmp = ip + ((bytes[ip] ?? 0) & 15) * 4;
  const source = [12, 13, 14, 15].reduce((sum, at) => sum * 256 + (bytes[ip + at] ?? 0), 0);
  const type = bytes[icmp] ?? 0;
  const code = bytes[icmp + 1] ?? 0;
  const mtu = type === 3 && code === 4 ? (bytes[icmp + 6] ?? 0) * 256 + (bytes[icmp + 7] ?? 0) : 0;
  return {
    kind: 'icmp-error',
    point: pointOf(view, columns.side[row] ?? 0, columns.direction[row] ?? 0)?.id ?? '',
    timeNs: columns.timeNs[row] ?? 0,
    from: formatIpv4(source),
    icmpType: type,
    icmpCode: code,
    journey,
    mtu,
  };
};

/** ICMP errors of all captures, in the order of captures and rows. */
export const icmpWitnesses = (
  views: readonly CaptureView[],
  captures: readonly CaptureRecording[],
  forward: Joined,
  localPortOf: (address: number, port: number) => number,
): Witness[] => {
  const found: Witness[] = [];
  for (const view of views) {
    const capture = captures[view.index];
    const { columns } = view;
    if ((columns.kinds & KIND.icmpError) === 0) continue;
    for (let row = 0; row < columns.count && found.length < WITNESSES_MAX; row += 1) {
      if (((columns.kind[row] ?? 0) & KIND.icmpError) === 0 || capture === undefined) continue;
      const port = localPortOf(columns.localAddress[row] ?? 0, columns.localPort[row] ?? 0);
      if (port < 0) continue;
      // An error travelling towards the VM quotes a forward packet.
      const quoted = columns.direction[row] === 1 ? journeyOf(columns, row, port, forward) : -1;
      found.push(icmpWitness(view, capture, row, quoted));
    }
  }
  return found;
};

/** Resets of the reply direction: where each was first seen, and the packet it refuses. */
export const resetWitnesses = (reply: Joined, forward: Joined, remote: number): Witness[] => {
  const found: Witness[] = [];
  const { lanes, sighting, firstLane, count } = reply;
  if (lanes.every(({ columns }) => (columns.kinds & KIND.rst) === 0)) return found;
  for (let j = 0; j < count && found.length < WITNESSES_MAX; j += 1) {
    const lane = lanes[firstLane[j] ?? 0];
    const row = sighting[j * lanes.length + (firstLane[j] ?? 0)] ?? -1;
    if (lane === undefined || row < 0) continue;
    if (((lane.columns.kind[row] ?? 0) & KIND.rst) === 0) continue;
    const ack = lane.columns.ack[row] ?? 0;
    found.push({
      kind: 'rst',
      point: lane.lane.point.id,
      timeNs: lane.columns.timeNs[row] ?? 0,
      from: formatIpv4(remote),
      icmpType: 0,
      icmpCode: 0,
      journey: refusedBy(forward, reply.port[j] ?? 0, ack),
      mtu: 0,
    });
  }
  return found;
};

/** The segment that ends where the reset's acknowledgement points. */
const refusedBy = (forward: Joined, port: number, ack: number): number => {
  const { lanes, sighting, firstLane, count } = forward;
  for (let j = 0; j < count; j += 1) {
    if (forward.port[j] !== port) continue;
    const lane = firstLane[j] ?? 0;
    const columns = lanes[lane]?.columns;
    const row = sighting[j * lanes.length + lane] ?? -1;
    if (columns === undefined || row < 0) continue;
    const length = (columns.payloadBytes[row] ?? 0) + ((columns.tcpFlags[row] ?? 0) & 2 ? 1 : 0);
    if ((((columns.seq[row] ?? 0) + length) | 0) === (ack | 0)) return j;
  }
  return -1;
};

/** ARP packets of all captures. */
export const arpOf = (
  views: readonly CaptureView[],
  captures: readonly CaptureRecording[],
): Correlation['arp'] => {
  const found: Correlation['arp'][number][] = [];
  for (const view of views) {
    const { columns } = view;
    const frames = captures[view.index]?.frames;
    if ((columns.kinds & KIND.arp) === 0) continue;
    for (let row = 0; row < columns.count && found.length < ARP_MAX; row += 1) {
      if (((columns.kind[row] ?? 0) & KIND.arp) === 0 || frames === undefined) continue;
      const operation = columns.localPort[row] ?? 0;
      if (operation !== 1 && operation !== 2) continue;
      // The sender's hardware address is the 20 bytes before the end of the ARP packet.
      const at = arpSender(frames.bytes, frames.offset[row] ?? 0, columns.localAddress[row] ?? 0);
      found.push({
        point: pointOf(view, columns.side[row] ?? 0, 0)?.id ?? '',
        operation: operation === 1 ? 'request' : 'reply',
        senderAddress: formatIpv4(columns.localAddress[row] ?? 0),
        senderMac: at < 0 ? '' : formatMac(frames.bytes.subarray(at, at + 6)),
        targetAddress: formatIpv4(columns.seq[row] ?? 0),
        timeNs: columns.timeNs[row] ?? 0,
      });
    }
  }
  return found;
};

const ARP_START = [0, 1, 8, 0, 6, 4] as const;

/** Offset of the sender's hardware address of the ARP packet in the frame at `from`. */
const arpSender = (bytes: Uint8Array, from: number, sender: number): number => {
  for (let at = from + 14; at < from + 80; at += 2) {
    if (!ARP_START.every((byte, index) => bytes[at + index] === byte)) continue;
    const address = [14, 15, 16, 17].reduce((sum, i) => sum * 256 + (bytes[at + i] ?? 0), 0);
    if (address === sender) return at + 8;
  }
  return -1;
};
