// The NAT join: which local port an outside packet belongs to. Outside a router that translates,
// neither address nor port says whose packet it is (`--random-fully`), so conntrack is asked
// first. Ports it does not know are inferred from keys seen on both sides of the translation, at
// the adjacent points and in the right order of time; what stays unknown is foreign.

import { allocateColumns, KIND, parseIpv4, PROTOCOL } from '@hopscope/packet';
import type { Recording } from '../run/recording.ts';
import { isConntrackComplete, natPairsOf, type NatPair } from './conntrack-pairs.ts';
import { inferPorts, type InferredPort, type Inference } from './nat-inference.ts';
import type { FlowLane } from './lanes.ts';
import { PORT, UNKNOWN_PORT } from './port.ts';
import type { Lane } from './sightings.ts';

/** Conntrack's own stamp is taken when the event is read, after the packet went out. */
const EVENT_DELAY_NS = 100e6;

export interface NatBinding {
  readonly localPort: number;
  readonly natAddress: string;
  readonly natPort: number;
  readonly source: 'conntrack' | 'inferred';
}

export interface NatJoin {
  readonly forward: readonly FlowLane[];
  readonly reply: readonly FlowLane[];
  readonly bindings: readonly NatBinding[];
  readonly foreign: number;
  /**
   * Outside packets that nobody can say are this VM's or not: conntrack was not read, and the
   * packets alone do not tell. Points behind the translation prove nothing then.
   */
  readonly unresolved: number;
}

/** Bindings of this flow's outside address, by outside port. */
type PortIndex = ReadonlyMap<number, readonly NatPair[]>;

const indexPairs = (recording: Recording, pairs: readonly NatPair[]): PortIndex => {
  const { flow } = recording.path;
  const outer = parseIpv4(flow.natAddress);
  const remote = parseIpv4(flow.remoteAddress);
  const index = new Map<number, NatPair[]>();
  for (const pair of pairs) {
    if (pair.outerAddress !== outer || pair.remote !== remote) continue;
    if (pair.protocol !== PROTOCOL[flow.protocol]) continue;
    const list = index.get(pair.outerPort);
    if (list === undefined) index.set(pair.outerPort, [pair]);
    else list.push(pair);
  }
  return index;
};

/** The newest binding of that port that had begun; null = conntrack does not know. */
const pairAt = (
  pairs: readonly NatPair[] | undefined,
  remotePort: number,
  timeNs: number,
): NatPair | null => {
  let found: NatPair | null = null;
  for (const pair of pairs ?? []) {
    if (pair.remotePort !== remotePort) continue;
    if (pair.sinceNs <= timeNs + EVENT_DELAY_NS) found = pair;
  }
  return found;
};

const flowLane = (lane: Lane): FlowLane => ({
  lane,
  columns: lane.capture?.columns ?? allocateColumns(0),
  rows: lane.rows,
  ports: lane.ports,
});

const PORTS = 65_536;
/** Outside ports with several bindings: which one it was depends on time and peer port. */
const SEVERAL = -2;

interface Translation {
  readonly index: PortIndex;
  /** The VM's own address. */
  readonly inner: number;
  /** Per outside port: the local port, PORT.foreign, SEVERAL or UNKNOWN_PORT. */
  readonly single: Int32Array;
  /** Bindings that packets were seen of, by their place in `index`. */
  readonly used: Set<NatPair>;
}

const translationOf = (index: PortIndex, inner: number): Translation => {
  const single = new Int32Array(PORTS).fill(UNKNOWN_PORT);
  for (const [port, pairs] of index) {
    const [first] = pairs;
    if (first === undefined) continue;
    const one = pairs.every(
      (pair) => pair.innerAddress === first.innerAddress && pair.innerPort === first.innerPort,
    );
    const mine = first.innerAddress === inner ? first.innerPort : PORT.foreign;
    single[port] = one ? mine : SEVERAL;
  }
  return { index, inner, single, used: new Set() };
};

interface Told {
  readonly foreign: number;
  readonly unknown: number;
}

/**
 * Replaces outside ports by local ones, PORT.foreign, or UNKNOWN_PORT - outside port where
 * conntrack has no word.
 */
const translate = ({ columns, rows, ports }: FlowLane, translation: Translation): Told => {
  const { index, inner, single, used } = translation;
  const seen = new Uint8Array(PORTS);
  let foreign = 0;
  let unknown = 0;
  for (let i = 0; i < ports.length; i += 1) {
    const outer = ports[i] ?? 0;
    if (outer === PORT.none) continue;
    let port = single[outer] ?? UNKNOWN_PORT;
    if (port === SEVERAL) {
      const row = rows[i] ?? 0;
      const timeNs = columns.timeNs[row] ?? 0;
      const pair = pairAt(index.get(outer), columns.remotePort[row] ?? 0, timeNs);
      port = pair === null ? UNKNOWN_PORT : PORT.foreign;
      if (pair?.innerAddress === inner) {
        used.add(pair);
        port = pair.innerPort;
      }
    } else if (port >= 0) seen[outer] = 1;
    if (port === PORT.foreign) foreign += 1;
    if (port === UNKNOWN_PORT) unknown += 1;
    ports[i] = port === UNKNOWN_PORT ? UNKNOWN_PORT - outer : port;
  }
  for (const [port, pairs] of index) {
    if (seen[port] === 1 && pairs[0] !== undefined) used.add(pairs[0]);
  }
  return { foreign, unknown };
};

/** Replaces the marks of unknown ports by what was inferred; counts what is foreign then. */
const settle = (
  lanes: readonly FlowLane[],
  inferred: ReadonlyMap<number, InferredPort>,
): number => {
  let foreign = 0;
  for (const { ports } of lanes) {
    for (let i = 0; i < ports.length; i += 1) {
      const port = ports[i] ?? 0;
      if (port > UNKNOWN_PORT) continue;
      const local = inferred.get(UNKNOWN_PORT - port)?.localPort ?? PORT.foreign;
      ports[i] = local;
      if (local === PORT.foreign) foreign += 1;
    }
  }
  return foreign;
};

const isFragment = (lane: FlowLane, i: number): boolean =>
  ((lane.columns.kind[lane.rows[i] ?? 0] ?? 0) & KIND.fragment) !== 0;

const idAt = (lane: FlowLane, i: number): number => lane.columns.ipId[lane.rows[i] ?? 0] ?? 0;

/** Fragments of one datagram pass a node within this time; then its number may be used again. */
const DATAGRAM_NS = 5e6;

/**
 * When this VM's fragmented datagrams passed the translating node, by identification: their first
 * fragments, which have ports, and all that was seen inside.
 */
const ownDatagrams = (
  lanes: readonly FlowLane[],
  isOuter: (lane: FlowLane) => boolean,
): ReadonlyMap<number, readonly number[]> => {
  const own = new Map<number, number[]>();
  for (const lane of lanes) {
    for (let i = 0; i < lane.rows.length; i += 1) {
      const port = lane.ports[i] ?? 0;
      const isOwn = !isOuter(lane) || (port >= 0 && port !== PORT.none);
      if (!isOwn || !isFragment(lane, i)) continue;
      const times = own.get(idAt(lane, i));
      const timeNs = lane.columns.timeNs[lane.rows[i] ?? 0] ?? 0;
      if (times === undefined) own.set(idAt(lane, i), [timeNs]);
      else times.push(timeNs);
    }
  }
  return own;
};

/** Later fragments have no port: outside they are the VM's when their datagram is. */
const dropForeignFragments = (
  lanes: readonly FlowLane[],
  isOuter: (lane: FlowLane) => boolean,
): number => {
  if (lanes.every(({ columns }) => (columns.kinds & KIND.laterFragment) === 0)) return 0;
  const outer = lanes.filter(isOuter);
  const node = outer[0]?.lane.point.node;
  const own = ownDatagrams(
    lanes.filter(({ lane }) => lane.point.node === node),
    isOuter,
  );
  let foreign = 0;
  for (const lane of outer) {
    for (let i = 0; i < lane.rows.length; i += 1) {
      if (lane.ports[i] !== PORT.none) continue;
      const timeNs = lane.columns.timeNs[lane.rows[i] ?? 0] ?? 0;
      const times = own.get(idAt(lane, i)) ?? [];
      if (times.some((at) => Math.abs(at - timeNs) <= DATAGRAM_NS)) continue;
      lane.ports[i] = PORT.foreign;
      foreign += 1;
    }
  }
  return foreign;
};

const bindingsOf = (
  recording: Recording,
  used: ReadonlySet<NatPair>,
  inferred: ReadonlyMap<number, InferredPort>,
): NatBinding[] => {
  const natAddress = recording.path.flow.natAddress;
  const known = [...used].map((pair): NatBinding => ({
    localPort: pair.innerPort,
    natAddress,
    natPort: pair.outerPort,
    source: 'conntrack',
  }));
  const guessed = [...inferred].map(([natPort, { localPort }]): NatBinding => ({
    localPort,
    natAddress,
    natPort,
    source: 'inferred',
  }));
  return [...known, ...guessed];
};

export interface NatOptions {
  /** Off only to show that the join is needed: outside ports are taken as they are. */
  readonly natJoin: boolean;
}

/** Gives every sighting of both directions its flow. */
export const joinNat = (
  recording: Recording,
  forward: readonly Lane[],
  reply: readonly Lane[],
  options: NatOptions,
): NatJoin => {
  const { flow } = recording.path;
  const inner = parseIpv4(flow.localAddress) ?? 0;
  const translation = translationOf(indexPairs(recording, natPairsOf(recording)), inner);
  const isOuter = ({ lane }: FlowLane): boolean =>
    lane.point.expect.localAddress !== flow.localAddress && options.natJoin;
  const forwardLanes = forward.map(flowLane);
  const replyLanes = reply.map(flowLane);
  const outer = [...forwardLanes, ...replyLanes].filter(isOuter);
  const told = outer.map((lane) => translate(lane, translation));
  const unknown = told.reduce((sum, one) => sum + one.unknown, 0);
  const border = outer[0]?.lane.point;
  const isKnown = border === undefined || isConntrackComplete(recording, border.node, border.netns);
  const guess =
    unknown === 0 || isKnown ? NOTHING_INFERRED : infer(forwardLanes, replyLanes, isOuter);
  const known = told.reduce((sum, one) => sum + one.foreign, 0);
  const guessed = unknown === 0 ? 0 : settle(outer, guess.ports);
  const fragments =
    dropForeignFragments(forwardLanes, isOuter) + dropForeignFragments(replyLanes, isOuter);
  return {
    forward: forwardLanes,
    reply: replyLanes,
    foreign: known + guessed + fragments,
    bindings: bindingsOf(recording, translation.used, guess.ports),
    unresolved: guess.unresolved,
  };
};

const NOTHING_INFERRED: Inference = { ports: new Map(), unresolved: 0 };

const infer = (
  forward: readonly FlowLane[],
  reply: readonly FlowLane[],
  isOuter: (lane: FlowLane) => boolean,
): Inference => {
  const there = forward.filter(({ lane }) => lane.capture !== null);
  const back = reply.filter(({ lane }) => lane.capture !== null);
  return inferPorts(
    { inner: there.filter((lane) => !isOuter(lane)).at(-1), outer: there.find(isOuter) },
    { inner: back.find((lane) => !isOuter(lane)), outer: back.filter(isOuter).at(-1) },
  );
};
