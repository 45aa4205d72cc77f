// All nodes on one time axis. The node of the first point is the reference; every other node is
// reached over pairs of nodes whose packets crossed both ways, else by the clock exchange with
// the controller. Always fitted, also when two nodes are namespaces of one kernel: the offset
// then comes out as zero, and the bound stays honest.

import type { Recording } from '../../run/recording.ts';
import { JOURNEY, type ClockFit } from '../journeys.ts';
import type { Joined } from '../join.ts';
import { fitClock, type ClockLine } from './fit.ts';
import { fitPieces, type ClockPiece, type ToldSteps } from './pieces.ts';

/** Without packets both ways and without an exchange nothing is known; printed as such. */
export const UNKNOWN_BOUND_NS = 1e9;

interface Crossing {
  readonly from: string;
  readonly to: string;
  /** Stamps of leaving and arriving, each on its own node's clock. */
  readonly sent: Float64Array;
  readonly received: Float64Array;
}

/**
 * Of millions of packets the fastest of each of so many stretches of time bound the clocks nearly
 * as well as all of them.
 */
const STRETCHES = 4096;

/** Last lane on one node and first on the next, for every place where the path changes node. */
const borders = ({ lanes }: Joined): { out: number; into: number }[] => {
  const seen = lanes.flatMap((lane, index) => (lane.rows.length > 0 ? [index] : []));
  const nodeOf = (index: number): string => lanes[index]?.lane.point.node ?? '';
  return seen.flatMap((into, at) => {
    const out = seen[at - 1];
    return out === undefined || nodeOf(out) === nodeOf(into) ? [] : [{ out, into }];
  });
};

const crossingOf = (joined: Joined, out: number, into: number): Crossing => {
  const { lanes, sighting, flags, count } = joined;
  const stride = lanes.length;
  const left = lanes[out]?.columns.timeNs ?? new Float64Array(0);
  const arrived = lanes[into]?.columns.timeNs ?? new Float64Array(0);
  const sent = new Float64Array(STRETCHES);
  const received = new Float64Array(STRETCHES);
  const perStretch = Math.max(1, Math.ceil(count / STRETCHES));
  let taken = 0;
  let inStretch = 0;
  let fastest = Infinity;
  for (let j = 0; j < count; j += 1) {
    if (inStretch === perStretch) {
      if (fastest !== Infinity) taken += 1;
      inStretch = 0;
      fastest = Infinity;
    }
    inStretch += 1;
    const a = sighting[j * stride + out] ?? -1;
    const b = sighting[j * stride + into] ?? -1;
    if (a < 0 || b < 0 || ((flags[j] ?? 0) & JOURNEY.ambiguous) !== 0) continue;
    const delay = (arrived[b] ?? 0) - (left[a] ?? 0);
    if (delay >= fastest) continue;
    fastest = delay;
    sent[taken] = left[a] ?? 0;
    received[taken] = arrived[b] ?? 0;
  }
  if (fastest !== Infinity) taken += 1;
  return {
    from: lanes[out]?.lane.point.node ?? '',
    to: lanes[into]?.lane.point.node ?? '',
    sent: sent.subarray(0, taken),
    received: received.subarray(0, taken),
  };
};

const crossingsOf = (joined: Joined): Crossing[] =>
  borders(joined).map(({ out, into }) => crossingOf(joined, out, into));

/** Ends of the node's window, on its own clock: the bound must hold there too. */
const windowEnds = (recording: Recording, node: string): number[] =>
  recording.windows
    .filter((window) => window.node === node)
    .flatMap(({ armedNs, stoppedNs }) => [armedNs, stoppedNs]);

/** An agent looks at its clock so often, and a little later when its node is busy. */
const STEP_SEEN_NS = 500e6;
const STEP_GUARD_NS = 20e6;
const STEP_SIZE = /stepped by (-?[\d.]+) ms/;

const stepEvents = ({ events }: Recording, ...nodes: readonly string[]): Recording['events'] =>
  events.filter(({ code, node }) => code === 'CLOCK_STEP' && nodes.includes(node));

/** Where, over the time of clock `from`, agents say that one of the two clocks was set. */
const toldSteps = (
  recording: Recording,
  from: string,
  to: string,
  { slope, intercept }: ClockLine,
): ToldSteps =>
  stepEvents(recording, from, to).map(({ node, atNs, message }) => {
    const stepNs = Number(STEP_SIZE.exec(message)?.[1] ?? 0) * 1e6;
    // The line may be that of before the step, or of after it.
    const at = node === from ? atNs : (atNs - intercept) / (1 + slope);
    const ends = [at, at + stepNs, at - stepNs];
    return [
      Math.min(...ends) - STEP_SEEN_NS - STEP_GUARD_NS,
      Math.max(...ends) + STEP_GUARD_NS,
    ] as const;
  });

/** What one node's clock is against another's: usually one piece, more when it was stepped. */
interface PairFit {
  readonly pieces: readonly ClockPiece[];
  /** The pieces are not all there is: a clock was set somewhere. */
  readonly isSet: boolean;
  /**
   * forward: the lines are clock `to` minus clock `from` over from's time. backward: clock `from`
   * minus clock `to` over to's time, which is better when it was `from` that was stepped.
   */
  readonly way: 'forward' | 'backward';
}

const concat = (parts: readonly Float64Array[]): Float64Array => {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const extent = (...times: readonly Float64Array[]): readonly [number, number] => {
  const all = concat(times);
  return [
    all.reduce((least, t) => Math.min(least, t), Infinity),
    all.reduce((most, t) => Math.max(most, t), -Infinity),
  ];
};

/** Clock `to` against clock `from`, by what crossed; null when not both ways or not separable. */
const fitPair = (
  recording: Recording,
  crossings: readonly Crossing[],
  from: string,
  to: string,
): PairFit | null => {
  const there = crossings.filter((c) => c.from === from && c.to === to);
  const back = crossings.filter((c) => c.from === to && c.to === from);
  const sent = concat(there.map((c) => c.sent));
  const received = concat(there.map((c) => c.received));
  const returned = concat(back.map((c) => c.received));
  const answered = concat(back.map((c) => c.sent));
  if (sent.length === 0 || returned.length === 0) return null;
  const difference = (a: Float64Array, b: Float64Array): Float64Array =>
    a.map((t, i) => t - (b[i] ?? 0));
  const ends = (node: string): Float64Array => Float64Array.from(windowEnds(recording, node));
  const upper = { x: sent, y: difference(received, sent) };
  const lower = { x: returned, y: difference(answered, returned) };
  const [first, last] = extent(sent, returned, ends(from));
  const isTold = stepEvents(recording, from, to).length > 0;
  const forward = fitPieces(upper, lower, first, last, (line) =>
    toldSteps(recording, from, to, line),
  );
  if (forward.length === 1) return { pieces: forward, way: 'forward', isSet: isTold };
  // Turned round: what was an upper bound of one difference is a lower one of the other.
  const above = { x: answered, y: difference(returned, answered) };
  const below = { x: received, y: difference(sent, received) };
  const backward = fitPieces(above, below, ...extent(received, answered, ends(to)));
  const isBackward =
    forward.length === 0 || (backward.length > 0 && backward.length < forward.length);
  const pieces = isBackward ? backward : forward;
  const way = isBackward ? 'backward' : 'forward';
  return pieces.length === 0 ? null : { pieces, way, isSet: true };
};

interface Known {
  readonly offsetNs: number;
  readonly drift: number;
  readonly boundNs: number;
  readonly source: ClockFit['source'];
  readonly pieces: NonNullable<ClockFit['pieces']>;
}

/** The conversion a line stands for, after the base's own. */
const conversionOf = (
  base: Known,
  { line, from, to }: ClockPiece,
  way: PairFit['way'],
): Known['pieces'][number] => {
  const boundNs = base.boundNs + line.boundNs;
  if (way === 'backward') {
    const rate = (1 + base.drift) * (1 + line.slope);
    const offsetNs = base.offsetNs + (1 + base.drift) * line.intercept;
    return { by: 'stamp', fromNs: from, toNs: to, offsetNs, driftPpm: (rate - 1) * 1e6, boundNs };
  }
  const shown = (stampNs: number): number => stampNs * (1 + base.drift) + base.offsetNs;
  // The inverse of `stamp = t + slope * t + intercept`.
  const rate = (1 + base.drift) / (1 + line.slope);
  return {
    by: 'reference',
    fromNs: shown(from),
    toNs: shown(to),
    offsetNs: base.offsetNs - rate * line.intercept,
    driftPpm: (rate - 1) * 1e6,
    boundNs,
  };
};

const knownOf = (base: Known, { pieces, way, isSet }: PairFit): Known => {
  const all = pieces.map((piece) => conversionOf(base, piece, way));
  const longest = all.reduce((a, b) => (b.toNs - b.fromNs > a.toNs - a.fromNs ? b : a));
  return {
    offsetNs: longest.offsetNs,
    drift: longest.driftPpm * 1e-6,
    boundNs: Math.max(...all.map(({ boundNs }) => boundNs)),
    source: 'packets',
    pieces: isSet ? all : [],
  };
};

/**
 * The node's clock against the controller's: a request is a packet one way, its answer one back.
 * null without an exchange.
 */
const fitExchange = (recording: Recording, node: string): ClockLine | null => {
  const mine = recording.clocks.filter((clock) => clock.node === node);
  if (mine.length === 0) return null;
  const asked = Float64Array.from(mine, ({ t0 }) => t0);
  const answered = Float64Array.from(mine, ({ t3 }) => t3);
  const upper = { x: asked, y: Float64Array.from(mine, ({ t0, t1 }) => t1 - t0) };
  const lower = { x: answered, y: Float64Array.from(mine, ({ t2, t3 }) => t2 - t3) };
  // The bound must hold for all of the window, which is known on the node's own clock.
  const ahead = upper.y[0] ?? 0;
  const ends = windowEnds(recording, node).map((end) => end - ahead);
  return fitClock(upper, lower, Math.min(...asked, ...ends), Math.max(...answered, ...ends));
};

const viaExchange = (recording: Recording, reference: string, node: string): Known => {
  const here = fitExchange(recording, reference);
  const there = fitExchange(recording, node);
  if (here === null || there === null) {
    return { offsetNs: 0, drift: 0, boundNs: UNKNOWN_BOUND_NS, source: 'none', pieces: [] };
  }
  // Between two exchanges a clock that was set looks like one that drifts.
  const isSet = stepEvents(recording, node, reference).length > 0;
  // Node's stamp to the controller's time, and from there to the reference node's stamp.
  const rate = (1 + here.slope) / (1 + there.slope);
  return {
    offsetNs: here.intercept - rate * there.intercept,
    drift: rate - 1,
    boundNs: isSet ? UNKNOWN_BOUND_NS : here.boundNs + there.boundNs,
    source: isSet ? 'none' : 'exchange',
    pieces: [],
  };
};

/**
 * Packets one way only, and no exchange: the fastest is taken to have needed no time. Better than
 * raw stamps for putting packets side by side; as a bound it is worth nothing.
 */
const oneWay = (
  crossings: readonly Crossing[],
  reference: string,
  node: string,
  unknown: Known,
): Known => {
  const least = (from: string, to: string): number =>
    crossings
      .filter((crossing) => crossing.from === from && crossing.to === to)
      .flatMap(({ sent, received }) => Array.from(sent, (t, i) => (received[i] ?? 0) - t))
      .reduce((min, delay) => Math.min(min, delay), Infinity);
  const there = least(reference, node);
  const back = least(node, reference);
  if (there !== Infinity) return { ...unknown, offsetNs: -there };
  return back === Infinity ? unknown : { ...unknown, offsetNs: back };
};

/**
 * A fit per node of the path: reference time = stamp + offsetNs + driftPpm × 1e-6 × stamp, with
 * stamps in nanoseconds since baseSec.
 */
export const alignClocks = (recording: Recording, forward: Joined, reply: Joined): ClockFit[] => {
  const nodes = [...new Set(recording.path.points.map(({ node }) => node))];
  const reference = nodes[0] ?? '';
  const crossings = [...crossingsOf(forward), ...crossingsOf(reply)];
  const known = new Map<string, Known>([
    [reference, { offsetNs: 0, drift: 0, boundNs: 0, source: 'reference', pieces: [] }],
  ]);
  // Breadth first: a node two crossings away adds up both lines and both bounds.
  for (const [from, base] of known) {
    for (const to of nodes) {
      const fit = known.has(to) ? null : fitPair(recording, crossings, from, to);
      if (fit !== null) known.set(to, knownOf(base, fit));
    }
  }
  return nodes.map((node) => {
    const exchange = known.get(node) ?? viaExchange(recording, reference, node);
    const fit =
      exchange.source === 'none' ? oneWay(crossings, reference, node, exchange) : exchange;
    return {
      node,
      offsetNs: fit.offsetNs,
      driftPpm: fit.drift * 1e6,
      boundNs: fit.boundNs,
      source: fit.source,
      // One piece of several: the others are of times that nothing tells about.
      steps: fit.pieces.length === 1 ? 1 : Math.max(0, fit.pieces.length - 1),
      ...(fit.pieces.length > 0 ? { pieces: fit.pieces } : {}),
    };
  });
};
