// One world drawn from a seed: shape of path, traffic, what is lost where, and everything that
// makes it hard to see. The drawing is the only place where chance decides about the world.

import type { Direction } from '../../controller/src/resolve/path.ts';
import { seeded, type Random } from './random.ts';
import { topologyOf, type Shape, type Topology } from './topology.ts';
import type { Peer } from './traffic.ts';
import type { Conditions, Loss, NodeClock } from './world.ts';

export interface Scenario {
  readonly seed: number;
  readonly topology: Topology;
  readonly protocol: 'icmp' | 'tcp' | 'udp';
  readonly peer: Peer;
  /** Packets the VM means to send in the window, roughly. */
  readonly packets: number;
  readonly windowNs: number;
  readonly conditions: Conditions;
  /** Datagrams without identification and all alike. */
  readonly identical: boolean;
  readonly oneWay: boolean;
  /** Datagrams larger than the MTU. */
  readonly fragmented: boolean;
  /** Another VM behind the same outside address; equal: it sends the very same packets. */
  readonly foreign: 'none' | 'other' | 'equal';
  readonly conntrack: boolean;
  readonly exchange: boolean;
}

export interface Harshness {
  /** Share of sightings each capture misses; null = drawn. */
  readonly missRate: number | null;
  /** False: nothing is ever lost in the cloud. */
  readonly losses: boolean;
  /** Only worlds of this kind are drawn; not given = all. */
  readonly only?: (scenario: Scenario) => boolean;
}

const SHAPES: readonly Shape[] = ['snat', 'snat', 'snat', 'snat-local', 'fip', 'ew'];
const NAT_ADDRESS = '172.24.4.180';
const LOCAL_ADDRESS = '10.1.0.52';

const clocksOf = (
  random: Random,
  nodes: readonly string[],
  windowNs: number,
): Map<string, NodeClock> => {
  // One clock at most is set while the captures run.
  const stepped = nodes.length > 1 && random.chance(0.1) ? random.pick(nodes) : '';
  return new Map(
    nodes.map((node) => [
      node,
      {
        offsetNs: random.chance(0.2) ? 0 : (random.next() - 0.5) * 2e7,
        drift: (random.next() - 0.5) * 120e-6,
        stepAtNs: windowNs * (0.3 + 0.4 * random.next()),
        stepNs: node === stepped ? (random.next() - 0.5) * 4e7 : 0,
      },
    ]),
  );
};

const lossOf = (random: Random, topology: Topology): Loss | null => {
  if (random.chance(0.35)) return null;
  const direction: Direction = random.chance(0.75) ? 'forward' : 'reply';
  const stops = direction === 'forward' ? topology.forward : topology.reply;
  return {
    direction,
    stop: random.int(1, stops.length - 1),
    rate: random.chance(0.4) ? 1 : 10 ** -(0.5 + 2 * random.next()),
  };
};

/** When each node's captures begin and end, in true time; the last to begin is `armed`. */
const recordingOf = (
  random: Random,
  nodes: readonly string[],
  windowNs: number,
): Map<string, readonly [number, number]> =>
  new Map(
    nodes.map((node) => [
      node,
      [random.next() * 50e6, 60e6 + windowNs + random.next() * 80e6] as const,
    ]),
  );

const peerOf = (random: Random, protocol: Scenario['protocol'], loss: Loss | null): Peer => {
  if (loss !== null || random.chance(0.85)) return 'answers';
  return protocol === 'tcp' && random.chance(0.5) ? 'refuses' : 'silent';
};

/** The world of a seed. */
export const scenarioOf = (seed: number, harshness: Harshness): Scenario => {
  const random = seeded(seed);
  const shape = random.pick(SHAPES);
  const protocol = random.pick(['icmp', 'tcp', 'udp'] as const);
  const topology = topologyOf(
    {
      shape,
      hybrid: random.chance(0.5),
      partialChecksums: random.chance(0.5),
      externalVlan: random.pick([0, 101]),
    },
    {
      local: LOCAL_ADDRESS,
      remote: shape === 'ew' ? '10.2.0.38' : '198.51.100.10',
      nat: shape === 'ew' ? LOCAL_ADDRESS : NAT_ADDRESS,
      protocol,
    },
  );
  const nodes = topology.plan.nodes.map(({ node }) => node);
  const drawn = lossOf(random, topology);
  const loss = harshness.losses ? drawn : null;
  const peer = peerOf(random, protocol, loss);
  const windowNs = random.pick([1e9, 2e9, 3e9]);
  const identical = protocol === 'udp' && random.chance(0.4);
  const translated = shape !== 'ew';
  const foreign = translated ? random.pick(['none', 'other', 'equal'] as const) : 'none';
  return {
    seed,
    topology,
    protocol,
    peer,
    packets: random.pick([20, 60, 400, 2000, 6000]),
    windowNs,
    identical,
    fragmented: protocol === 'udp' && !identical && random.chance(0.3),
    oneWay: protocol === 'udp' && random.chance(0.3),
    foreign,
    conntrack: random.chance(0.8),
    exchange: random.chance(0.5),
    conditions: {
      loss,
      missRate: harshness.missRate ?? random.pick([0, 0, 0.001, 0.01, 0.05]),
      copyRate: random.pick([0, 0, 0.001, 0.01]),
      jitterRate: random.pick([0, 0.001, 0.02]),
      queueMeanNs: random.pick([2000, 10_000, 50_000]),
      clocks: clocksOf(random, nodes, windowNs),
      recording: recordingOf(random, nodes, windowNs),
      floodRate: random.pick([0, 0, 0.01]),
      snapBytes: 160,
      offload: protocol === 'tcp' && foreign !== 'equal' && random.chance(0.5),
    },
  };
};

/** One line that says what the world is, for people. */
export const describeScenario = ({ conditions: c, ...s }: Scenario): string => {
  const loss =
    c.loss === null
      ? 'no loss'
      : `${c.loss.direction} loss ${c.loss.rate.toPrecision(2)} before stop ${c.loss.stop}`;
  const marks = [
    s.identical ? 'identical' : '',
    s.oneWay ? 'one way' : '',
    s.fragmented ? 'fragments' : '',
    c.offload ? 'offload' : '',
    [...c.clocks.values()].some(({ stepNs }) => stepNs !== 0) ? 'clock step' : '',
    s.conntrack ? '' : 'no conntrack',
    s.foreign === 'none' ? '' : `foreign ${s.foreign}`,
  ].filter((mark) => mark !== '');
  return (
    `seed ${s.seed}: ${s.topology.shape} ${s.protocol} ${s.peer}, ${s.packets} packets, ${loss}, ` +
    `misses ${c.missRate}, copies ${c.copyRate}${marks.map((mark) => `, ${mark}`).join('')}`
  );
};
