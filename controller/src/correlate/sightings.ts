// From captures to lanes: which rows of which capture are sightings of which point. A capture
// sees both sides and both directions of one device; a row belongs to the point of its side and
// direction, and only if it looks as the next hop would accept it. Seen is not accepted: copies
// that a bridge floods carry other MACs, and packets that escaped NAT another address.

import {
  DIRECTION,
  KIND,
  macHash,
  parseIpv4,
  parseMac,
  summarise,
  type PacketColumns,
} from '@hopscope/packet';
import type { Point } from '../resolve/path.ts';
import type { Recording } from '../run/recording.ts';

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
  /** Rows of this side and direction with a MAC that the next hop will not accept. */
  readonly wrongMac: Uint32Array;
  /** Rows with another local address than NAT should have made here. */
  readonly wrongAddress: Uint32Array;
}

const addressOf = (text: string): number | null => parseIpv4(text);

const macOf = (text: string | null): number | null => {
  const bytes = text === null ? null : parseMac(text);
  return bytes === null ? null : macHash(bytes, 0);
};

/** All addresses of the recording's flow that a capture may show as the VM's side. */
const localsOf = (recording: Recording, planned: readonly string[]): number[] => {
  const { flow } = recording.path;
  const texts = new Set([flow.localAddress, flow.natAddress, ...planned]);
  return [...texts].map(addressOf).filter((address) => address !== null);
};

/** Summarises every capture; captures without a plan observe nothing. */
export const viewCaptures = (recording: Recording): CaptureView[] => {
  const { flow, points } = recording.path;
  const remote = addressOf(flow.remoteAddress) ?? 0;
  return recording.captures.map((capture, index) => {
    const plan = recording.plan.nodes
      .find((node) => node.node === capture.node)
      ?.captures.find((candidate) => candidate.capture === capture.capture);
    const observed = points.filter((point) => plan?.points.includes(point.id) ?? false);
    const columns = summarise(capture.frames, {
      baseSec: recording.baseSec,
      remote,
      locals: localsOf(recording, plan?.locals ?? []),
      protocol: flow.protocol,
      remotePort: flow.remotePort ?? 0,
      vnis: [...new Set(observed.map(({ vni }) => vni))].filter((vni) => vni !== 0),
    });
    return { index, node: capture.node, columns, points: observed };
  });
};

interface Acceptance {
  readonly side: number;
  readonly direction: number;
  readonly destinationMac: number | null;
  readonly localAddress: number | null;
}

const acceptanceOf = (point: Point): Acceptance => ({
  side: point.side === 'out' ? 1 : 0,
  direction: point.direction === 'forward' ? DIRECTION.forward : DIRECTION.reply,
  // Copies are told apart by side and destination. A sender's wrong MAC is a fact about the sender
  // (spoofing shows at tap and qbr), and on real clouds several hops show the compute node's DVR
  // address as the source.
  destinationMac: macOf(point.expect.destinationMac),
  localAddress: addressOf(point.expect.localAddress),
});

const FLOW_ONLY = KIND.flow;

/** Splits the rows of one capture for one of its points. */
export const laneOf = (point: Point, capture: CaptureView | null): Lane => {
  if (capture === null) {
    const none = new Uint32Array(0);
    return { point, capture, rows: none, wrongMac: none, wrongAddress: none };
  }
  const want = acceptanceOf(point);
  const { count, kind, side, direction, destinationMac, localAddress } = capture.columns;
  const rows = new Uint32Array(count);
  let taken = 0;
  const wrongMac: number[] = [];
  const wrongAddress: number[] = [];
  for (let row = 0; row < count; row += 1) {
    if (((kind[row] ?? 0) & FLOW_ONLY) === 0) continue;
    if (side[row] !== want.side || direction[row] !== want.direction) continue;
    if (want.destinationMac !== null && destinationMac[row] !== want.destinationMac) {
      wrongMac.push(row);
    } else if (want.localAddress !== null && localAddress[row] !== want.localAddress) {
      wrongAddress.push(row);
    } else {
      rows[taken] = row;
      taken += 1;
    }
  }
  return {
    point,
    capture,
    rows: rows.subarray(0, taken),
    wrongMac: Uint32Array.from(wrongMac),
    wrongAddress: Uint32Array.from(wrongAddress),
  };
};
