// Runs one simulated world and packs what its captures saw into a recording, exactly as a live
// run would bring it home. Knows nothing of how recordings are judged.

import type { CaptureRecording, Recording } from '../../controller/src/run/recording.ts';
import { Translator } from './address-translation.ts';
import { seeded } from './random.ts';
import type { Scenario } from './scenario.ts';
import { connection, datagrams, pings, type Ends, type Series } from './traffic.ts';
import { BASE_SEC, showAt, World, type PacketTruth } from './world.ts';

export interface Simulated {
  readonly scenario: Scenario;
  readonly recording: Recording;
  readonly truths: readonly PacketTruth[];
  /** Packets of the frames that hold several; see World. */
  readonly supers: readonly (readonly number[])[];
  /** Per capture of the recording, per frame: index into `truths`, or -1. */
  readonly packets: readonly Int32Array[];
  /** The same: true time of arrival. */
  readonly arrivedNs: readonly Float64Array[];
}

const number = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const OTHER_VM = '10.1.0.77';
/** Traffic goes on after the captures ended, as it does in a live cloud. */
const AFTER_NS = 150e6;

const endsOf = ({ topology }: Scenario): Ends => ({
  local: number(topology.path.flow.localAddress),
  remote: number(topology.path.flow.remoteAddress),
});

const connections = (world: World, scenario: Scenario, series: Series): void => {
  const { random } = world;
  const carry: World['carry'] = (...args) => world.carry(...args);
  const perConnection = Math.min(400, Math.max(6, Math.floor(series.count / 4)));
  const count = Math.max(3, Math.round(series.count / perConnection));
  const spanNs = series.count * series.gapNs;
  for (let i = 0; i < count; i += 1) {
    const segments = Math.max(0, perConnection - 6);
    const upload = random.chance(0.5) ? segments : Math.floor(segments / 4);
    const transfer = {
      startNs: series.startNs + (i * spanNs) / count,
      upload,
      download: segments - upload,
      gapNs: Math.max(20_000, spanNs / count / (segments + 4)),
      burst: scenario.conditions.offload ? random.int(2, 12) : 1,
    };
    if (scenario.foreign === 'equal') {
      connection(world, endsOf(scenario), scenario.peer, transfer, carry);
    } else connection(world, endsOf(scenario), scenario.peer, transfer);
  }
};

const talk = (world: World, scenario: Scenario): void => {
  const series: Series = {
    count: scenario.packets,
    startNs: 10e6,
    gapNs: (scenario.windowNs + AFTER_NS) / scenario.packets,
  };
  const { identical, oneWay, fragmented } = scenario;
  const kind = { identical, oneWay, fragmented };
  if (scenario.protocol === 'icmp') pings(world, endsOf(scenario), scenario.peer, series);
  else if (scenario.protocol === 'udp')
    datagrams(world, endsOf(scenario), scenario.peer, series, kind);
  else connections(world, scenario, series);
};

/** The other VM's packets: its own, or the very bytes of the VM's. */
const talkForeign = (world: World, scenario: Scenario): void => {
  const ends = { ...endsOf(scenario), local: number(OTHER_VM) };
  const carry: World['carry'] = (segment, direction, now) => {
    world.carryForeign(segment, direction, now, OTHER_VM);
    return now + 300_000;
  };
  const count = Math.min(200, scenario.packets);
  const series = { count, startNs: 12e6, gapNs: scenario.windowNs / count };
  if (scenario.protocol === 'icmp') pings(world, ends, 'answers', series, carry);
  else if (scenario.protocol === 'udp')
    datagrams(
      world,
      ends,
      'answers',
      series,
      { identical: false, oneWay: false, fragmented: scenario.fragmented },
      carry,
    );
  else {
    const sizes = { upload: count, download: 10, burst: 1 };
    const transfer = { startNs: 12e6, gapNs: series.gapNs, ...sizes };
    connection(world, ends, 'answers', transfer, carry);
  }
};

/** Sends every packet of the VM a second time as another VM's. */
const shadow = (world: World): void => {
  const own = world.carry.bind(world);
  world.carry = (segment, direction, now) => {
    const arrived = own(segment, direction, now);
    world.carryForeign(segment, direction, now + 5000, OTHER_VM);
    return arrived;
  };
};

const capturesOf = (
  world: World,
): Pick<Simulated, 'packets' | 'arrivedNs'> & { captures: CaptureRecording[] } => {
  const captures: CaptureRecording[] = [];
  const packets: Int32Array[] = [];
  const arrivedNs: Float64Array[] = [];
  for (const plan of world.topology.plan.nodes) {
    for (const { capture } of plan.captures) {
      const done = world.sink(plan.node, capture).finish();
      packets.push(done.packets);
      arrivedNs.push(done.arrivedNs);
      captures.push({
        node: plan.node,
        capture,
        armed: true,
        failure: '',
        filter: '',
        seen: done.frames.count,
        matched: done.frames.count,
        droppedByKernel: 0,
        droppedByAgent: 0,
        endedBy: 'release',
        frames: done.frames,
      });
    }
  }
  return { captures, packets, arrivedNs };
};

const exchangesOf = (world: World, scenario: Scenario): Recording['clocks'] => {
  if (!scenario.exchange) return [];
  const { random } = world;
  return scenario.topology.plan.nodes.flatMap(({ node }) =>
    Array.from({ length: 16 }, (_, i) => {
      // Half before the captures, half after.
      const sent = 1e6 * i + (i < 8 ? 0 : scenario.windowNs);
      const received = sent + 100_000 + random.exponential(50_000);
      const replied = received + 20_000;
      const back = replied + 100_000 + random.exponential(50_000);
      return {
        node,
        t0: sent,
        t1: world.clock(node, received),
        t2: world.clock(node, replied),
        t3: back,
      };
    }),
  );
};

/** How late an agent notices that its clock was set, at most. */
const WATCH_NS = 200e6;

/** Agents watch their own clock, and say when they noticed, on the clock as it is then. */
const stepsOf = ({ seed, conditions }: Scenario): Recording['events'] => {
  const random = seeded(seed ^ 0x2545f491);
  return [...conditions.clocks].flatMap(([node, clock]) => {
    if (clock.stepNs === 0) return [];
    const message = `the clock was stepped by ${(clock.stepNs / 1e6).toFixed(1)} ms`;
    const atNs = showAt(clock, clock.stepAtNs + WATCH_NS * random.next());
    return [{ node, atNs, code: 'CLOCK_STEP', capture: 0, message }];
  });
};

const evidenceOf = (world: World, node: string): Recording['evidence'] => [
  {
    node,
    reader: 'conntrack',
    netns: 'snat-1',
    selectors: [],
    phase: 'before',
    argv: ['conntrack', '-L', '-o', 'extended,id'],
    rc: 0,
    startedNs: 0,
    endedNs: 0,
    truncated: false,
    failure: '',
    text: world.translator.list,
  },
];

/** Runs the world of a scenario. */
export const runScenario = (scenario: Scenario): Simulated => {
  const { topology, conditions, conntrack } = scenario;
  const { flow } = topology.path;
  const random = seeded(scenario.seed ^ 0x5f3759df);
  const translator = new Translator(random, {
    protocol: flow.protocol,
    remote: flow.remoteAddress,
    nat: flow.natAddress,
  });
  const world = new World(random, topology, translator, conditions, number(flow.natAddress));
  if (scenario.foreign === 'equal') shadow(world);
  talk(world, scenario);
  if (scenario.foreign === 'other') talkForeign(world, scenario);
  world.timeline.run(scenario.windowNs + 2 * AFTER_NS);
  const { captures, packets, arrivedNs } = capturesOf(world);
  const natNode = topology.forward.find(({ outside }) => outside)?.node ?? '';
  const recording: Recording = {
    trace: `sim-${scenario.seed}`,
    startedAt: new Date(BASE_SEC * 1000).toISOString(),
    baseSec: BASE_SEC,
    request: {
      source: flow.localAddress,
      destination: flow.remoteAddress,
      protocol: flow.protocol,
      port: null,
      mode: 'live',
      liveMs: scenario.windowNs / 1e6,
      probes: 0,
      probeRate: 0,
      probeBytes: 0,
    },
    path: topology.path,
    plan: topology.plan,
    captures,
    evidence: conntrack ? evidenceOf(world, natNode) : [],
    conntrack: conntrack ? [{ node: natNode, netns: 'snat-1', text: translator.events }] : [],
    events: stepsOf(scenario),
    windows: [...conditions.recording].map(([node, [from, to]]) => ({
      node,
      armedNs: world.clock(node, from),
      stoppedNs: world.clock(node, to),
    })),
    clocks: exchangesOf(world, scenario),
    injected: null,
    limits: [],
    timings: {},
  };
  return { scenario, recording, truths: world.truths, supers: world.supers, packets, arrivedNs };
};
