// What the network itself said: ICMP errors tied to the packet they quote, resets, and ARP. Each
// is given the point it was seen at; whether it came from outside or from a router of the cloud
// is for localise to say.

import { formatIpv4, KIND, type PacketColumns } from '@hopscope/packet';
import type { Point } from '../resolve/path.ts';
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

const icmpWitness = (view: CaptureView, row: number, journey: number): Witness => {
  const { columns } = view;
  const about = columns.payloadHash[row] ?? 0;
  return {
    kind: 'icmp-error',
    point: pointOf(view, columns.side[row] ?? 0, columns.direction[row] ?? 0)?.id ?? '',
    timeNs: columns.timeNs[row] ?? 0,
    from: formatIpv4(columns.ack[row] ?? 0),
    icmpType: columns.tcpFlags[row] ?? 0,
    icmpCode: about >>> 16,
    journey,
    mtu: about & 0xffff,
  };
};

/** ICMP errors of all captures, in the order of captures and rows. */
export const icmpWitnesses = (
  views: readonly CaptureView[],
  forward: Joined,
  localPortOf: (address: number, port: number) => number,
): Witness[] => {
  const found: Witness[] = [];
  for (const view of views) {
    const { columns } = view;
    if ((columns.kinds & KIND.icmpError) === 0) continue;
    for (let row = 0; row < columns.count && found.length < WITNESSES_MAX; row += 1) {
      if (((columns.kind[row] ?? 0) & KIND.icmpError) === 0) continue;
      const port = localPortOf(columns.localAddress[row] ?? 0, columns.localPort[row] ?? 0);
      if (port < 0) continue;
      // An error travelling towards the VM quotes a forward packet.
      const quoted = columns.direction[row] === 1 ? journeyOf(columns, row, port, forward) : -1;
      found.push(icmpWitness(view, row, quoted));
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

const macText = (high: number, low: number): string =>
  [high >>> 8, high, low >>> 24, low >>> 16, low >>> 8, low]
    .map((byte) => (byte & 255).toString(16).padStart(2, '0'))
    .join(':');

/** ARP packets of all captures. */
export const arpOf = (views: readonly CaptureView[]): Correlation['arp'] => {
  const found: Correlation['arp'][number][] = [];
  for (const view of views) {
    const { columns } = view;
    if ((columns.kinds & KIND.arp) === 0) continue;
    for (let row = 0; row < columns.count && found.length < ARP_MAX; row += 1) {
      if (((columns.kind[row] ?? 0) & KIND.arp) === 0) continue;
      const operation = columns.localPort[row] ?? 0;
      if (operation !== 1 && operation !== 2) continue;
      found.push({
        point: pointOf(view, columns.side[row] ?? 0, 0)?.id ?? '',
        operation: operation === 1 ? 'request' : 'reply',
        senderAddress: formatIpv4(columns.localAddress[row] ?? 0),
        senderMac: macText(columns.payloadHash[row] ?? 0, columns.ack[row] ?? 0),
        targetAddress: formatIpv4(columns.seq[row] ?? 0),
        timeNs: columns.timeNs[row] ?? 0,
      });
    }
  }
  return found;
};
