// From captures to lanes: which rows of which capture are sightings of which point. A capture
// sees both sides and both directions of one device; a row belongs to the point of its side and
// direction, and only if it looks as the next hop would accept it. Seen is not accepted: copies
// that a bridge floods carry other MACs, and packets that escaped NAT another address.

import {
  allocateColumns,
  captureColumns,
  DIRECTION,
  KIND,
  macHash,
  parseIpv4,
  parseMac,
  type PacketColumns,
  type SummariseContext,
} from '@hopscope/packet';
import { PORT } from './port.ts';
import type { Point, Role } from '../resolve/path.ts';
import type { CaptureRecording, Recording } from '../run/recording.ts';

/** One capture of the recording, summarised. */
export interface CaptureView {
  readonly index: number;
  readonly node: string;
  readonly columns: PacketColumns;
  readonly points: readonly Point[];
}

/** The sightings of one point, in the order they were captured. */
export interface Lane {
  readonly point: Point;
  /** null: no capture observes this point. */
  readonly capture: CaptureView | null;
  /** Rows of the capture's columns. */
  readonly rows: Uint32Array;
  /** Local port of each of `rows` as captured; PORT.none for later fragments. */
  readonly ports: Int32Array;
  /** Rows of this side and direction with a MAC that the next hop will not accept. */
  readonly wrongMac: Uint32Array;
  /** Rows with another local address than NAT should have made here. */
  readonly wrongAddress: Uint32Array;
  /** Of `rows`: packets with a wrong checksum. */
  readonly wrongChecksums: number;
}

const addressOf = (text: string): number | null => parseIpv4(text);

const macOf = (text: string | null): number | null => {
  const bytes = text === null ? null : parseMac(text);
  return bytes === null ? null : macHash(bytes);
};

/** All addresses of the recording's flow that a capture may show as the VM's side. */
const localsOf = (recording: Recording, planned: readonly string[]): number[] => {
  const { flow } = recording.path;
  const texts = new Set([flow.localAddress, flow.natAddress, ...planned]);
  return [...texts].map(addressOf).filter((address) => address !== null);
};

/** The points one capture of the recording observes, by the plan. */
const observedBy = (recording: Recording, capture: CaptureRecording): Point[] => {
  const plan = planOf(recording, capture);
  return recording.path.points.filter(({ id }) => plan?.points.includes(id) ?? false);
};

const planOf = (recording: Recording, { node, capture }: CaptureRecording) =>
  recording.plan.nodes
    .find((plan) => plan.node === node)
    ?.captures.find((planned) => planned.capture === capture);

/** How the frames of one capture are to be summarised. */
export const contextOf = (recording: Recording, capture: CaptureRecording): SummariseContext => {
  const { flow } = recording.path;
  const vnis = observedBy(recording, capture).map(({ vni }) => vni);
  return {
    baseSec: recording.baseSec,
    remote: addressOf(flow.remoteAddress) ?? 0,
    locals: localsOf(recording, planOf(recording, capture)?.locals ?? []),
    protocol: flow.protocol,
    remotePort: flow.remotePort ?? 0,
    vnis: [...new Set(vnis)].filter((vni) => vni !== 0),
  };
};

/** Captures whose columns were made elsewhere, in the order of the recording's captures. */
export const viewsOf = (recording: Recording, columns: readonly PacketColumns[]): CaptureView[] =>
  recording.captures.map((capture, index) => ({
    index,
    node: capture.node,
    columns: columns[index] ?? allocateColumns(0),
    points: observedBy(recording, capture),
  }));

/** Summarises every capture; captures without a plan observe nothing. */
export const viewCaptures = (recording: Recording): CaptureView[] =>
  recording.captures.map((capture, index) => ({
    index,
    node: capture.node,
    columns: captureColumns(capture.frames, capture.digests ?? [], contextOf(recording, capture)),
    points: observedBy(recording, capture),
  }));

interface Acceptance {
  readonly side: number;
  readonly direction: number;
  readonly destinationMac: number | null;
  readonly localAddress: number | null;
}

const directionOf = ({ direction }: Point): number =>
  direction === 'forward' ? DIRECTION.forward : DIRECTION.reply;

const acceptanceOf = (point: Point, fromGuest: boolean): Acceptance => ({
  side: point.side === 'out' ? 1 : 0,
  direction: directionOf(point),
  // Copies are told apart by side and destination. A sender's wrong MAC is a fact about the sender
  // (spoofing shows at tap and qbr), and on real clouds several hops show the compute node's DVR
  // address as the source.
  // What comes out of a guest has no copies there, and a guest may believe in a wrong gateway.
  destinationMac: fromGuest ? null : macOf(point.expect.destinationMac),
  localAddress: addressOf(point.expect.localAddress),
});

/** One point's lane while the rows of its capture are dealt out. */
interface Taker {
  readonly point: Point;
  readonly want: Acceptance;
  readonly rows: Uint32Array;
  readonly ports: Int32Array;
  taken: number;
  readonly wrongMac: number[];
  readonly wrongAddress: number[];
}

const takerOf = (point: Point, fromGuest: boolean, count: number): Taker => ({
  point,
  want: acceptanceOf(point, fromGuest),
  rows: new Uint32Array(count),
  ports: new Int32Array(count),
  taken: 0,
  wrongMac: [],
  wrongAddress: [],
});

/** Hands a row of the right side and direction to its point, or notes why it is not accepted. */
const take = (taker: Taker, columns: PacketColumns, row: number): void => {
  const { destinationMac, localAddress } = taker.want;
  if (destinationMac !== null && columns.destinationMac[row] !== destinationMac) {
    taker.wrongMac.push(row);
  } else if (localAddress !== null && columns.localAddress[row] !== localAddress) {
    taker.wrongAddress.push(row);
  } else {
    const later = ((columns.kind[row] ?? 0) & KIND.laterFragment) !== 0;
    taker.rows[taker.taken] = row;
    taker.ports[taker.taken] = later ? PORT.none : (columns.localPort[row] ?? 0);
    taker.taken += 1;
  }
};

const countWrong = ({ kind, kinds }: PacketColumns, { rows, taken }: Taker): number => {
  if ((kinds & KIND.wrongChecksum) === 0) return 0;
  let wrong = 0;
  for (let i = 0; i < taken; i += 1) {
    if (((kind[rows[i] ?? 0] ?? 0) & KIND.wrongChecksum) !== 0) wrong += 1;
  }
  return wrong;
};

const laneOfTaker = (taker: Taker, capture: CaptureView | null): Lane => ({
  point: taker.point,
  capture,
  rows: taker.rows.subarray(0, taker.taken),
  ports: taker.ports.subarray(0, taker.taken),
  wrongMac: Uint32Array.from(taker.wrongMac),
  wrongAddress: Uint32Array.from(taker.wrongAddress),
  wrongChecksums: capture === null ? 0 : countWrong(capture.columns, taker),
});

const GUEST_ROLES: ReadonlySet<string> = new Set<Role>(['tap', 'qbr', 'qvb', 'qvo']);

/**
 * Points between the guest that sends and its switch: with these each direction may begin. Not the
 * bridge, where br-int floods copies of what was routed.
 */
const guestPoints = (points: readonly Point[]): ReadonlySet<Point> => {
  const ways = (['forward', 'reply'] as const).map((way) =>
    points.filter(({ direction }) => direction === way),
  );
  return new Set(
    ways.flatMap((way) => {
      const end = way.findIndex(({ role }) => !GUEST_ROLES.has(role));
      return way.slice(0, end < 0 ? way.length : end).filter(({ role }) => role !== 'qbr');
    }),
  );
};

/** Deals the rows of one capture out to its points, in one pass. */
const lanesOfView = (view: CaptureView, fromGuest: ReadonlySet<Point>): Lane[] => {
  const { columns } = view;
  const { count, kind, side, direction } = columns;
  const counts = [0, 0, 0, 0];
  for (let row = 0; row < count; row += 1) {
    const index = ((side[row] ?? 0) << 1) | (direction[row] ?? 0);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const takers = view.points.map((point) => {
    const index = ((point.side === 'out' ? 1 : 0) << 1) | directionOf(point);
    return takerOf(point, fromGuest.has(point), counts[index] ?? 0);
  });
  const bySideAndDirection = [0, 1, 2, 3].map(
    (index) =>
      takers.find(({ want }) => want.side === index >> 1 && want.direction === (index & 1)) ?? null,
  );
  for (let row = 0; row < count; row += 1) {
    if (((kind[row] ?? 0) & KIND.flow) === 0) continue;
    const taker = bySideAndDirection[((side[row] ?? 0) << 1) | (direction[row] ?? 0)];
    if (taker) take(taker, columns, row);
  }
  return takers.map((taker) => laneOfTaker(taker, view));
};

/** A lane per point, in the order of the points; points without a capture have empty ones. */
export const lanesOf = (points: readonly Point[], views: readonly CaptureView[]): Lane[] => {
  const fromGuest = guestPoints(points);
  const lanes = views.flatMap((view) => lanesOfView(view, fromGuest));
  const seen = new Map(lanes.map((lane): [string, Lane] => [lane.point.id, lane]));
  return points.map((point) => seen.get(point.id) ?? laneOfTaker(takerOf(point, false, 0), null));
};
