// The NAT join: which local port an outside packet belongs to. Outside a router that translates,
// neither address nor port says whose packet it is (`--random-fully`), so conntrack is asked
// first. Ports it does not know are inferred from keys seen on both sides of the translation, at
// the adjacent points and in the right order of time; what stays unknown is foreign.

import { allocateColumns, KIND, parseIpv4, PROTOCOL } from '@hopscope/packet';
import type { Recording } from '../run/recording.ts';
import { isConntrackComplete, natPairsOf, type NatPair } from './conntrack-pairs.ts';
import { inferPorts, type InferredPort, type Inference } from './nat-inference.ts';
import { PORT, type FlowLane } from './lanes.ts';
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
  ports: new Int32Array(lane.rows.length),
});

const takeInnerPorts = ({ columns, rows, ports }: FlowLane): void => {
  const { localPort, kind } = columns;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    const later = ((kind[row] ?? 0) & KIND.laterFragment) !== 0;
    ports[i] = later ? PORT.none : (localPort[row] ?? 0);
  }
};

/** Marks in `ports`: the local port, foreign, or -2 - outer port for what conntrack lacks. */
const takeOuterPorts = (
  { columns, rows, ports }: FlowLane,
  index: PortIndex,
  inner: number,
  used: Map<string, NatPair>,
): number => {
  const { localPort, remotePort, timeNs, kind } = columns;
  let unknown = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    const port = localPort[row] ?? 0;
    if (((kind[row] ?? 0) & KIND.laterFragment) !== 0) {
      ports[i] = PORT.none;
      continue;
    }
    const pair = pairAt(index.get(port), remotePort[row] ?? 0, timeNs[row] ?? 0);
    if (pair === null) {
      ports[i] = -2 - port;
      unknown += 1;
    } else if (pair.innerAddress === inner) {
      ports[i] = pair.innerPort;
      if (used.size < 65_536) used.set(`${pair.innerPort} ${pair.outerPort}`, pair);
    } else ports[i] = PORT.foreign;
  }
  return unknown;
};

/** Replaces the marks of unknown ports by what was inferred; counts foreign rows. */
const settle = (
  lanes: readonly FlowLane[],
  inferred: ReadonlyMap<number, InferredPort>,
): number => {
  let foreign = 0;
  for (const { ports } of lanes) {
    for (let i = 0; i < ports.length; i += 1) {
      const port = ports[i] ?? 0;
      if (port < PORT.foreign) ports[i] = inferred.get(-2 - port)?.localPort ?? PORT.foreign;
      if (ports[i] === PORT.foreign) foreign += 1;
    }
  }
  return foreign;
};

const bindingsOf = (
  recording: Recording,
  used: ReadonlyMap<string, NatPair>,
  inferred: ReadonlyMap<number, InferredPort>,
): NatBinding[] => {
  const natAddress = recording.path.flow.natAddress;
  const known = [...used.values()].map((pair): NatBinding => ({
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
  const index = indexPairs(recording, natPairsOf(recording));
  const used = new Map<string, NatPair>();
  const isOuter = ({ lane }: FlowLane): boolean =>
    lane.point.expect.localAddress !== flow.localAddress && options.natJoin;
  const forwardLanes = forward.map(flowLane);
  const replyLanes = reply.map(flowLane);
  let unknown = 0;
  for (const lane of [...forwardLanes, ...replyLanes]) {
    if (isOuter(lane)) unknown += takeOuterPorts(lane, index, inner, used);
    else takeInnerPorts(lane);
  }
  const outer = [...forwardLanes, ...replyLanes].filter(isOuter);
  const border = outer[0]?.lane.point;
  const isKnown = border === undefined || isConntrackComplete(recording, border.node, border.netns);
  const guess =
    unknown === 0 || isKnown ? NOTHING_INFERRED : infer(forwardLanes, replyLanes, isOuter);
  return {
    forward: forwardLanes,
    reply: replyLanes,
    foreign: settle(outer, guess.ports),
    bindings: bindingsOf(recording, used, guess.ports),
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
