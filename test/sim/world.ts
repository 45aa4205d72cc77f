// The simulated cloud at work: carries a packet along its path, loses it where the scenario says,
// and lets every capture on the way see it, miss it, or see it twice, on its own node's clock.
// What really happened is kept beside, for the check.

import type { Direction } from '../../controller/src/resolve/path.ts';
import type { Segment } from './encode.ts';
import { Timeline } from './events.ts';
import type { Translator } from './address-translation.ts';
import type { Random } from './random.ts';
import { NO_PACKET, Sink } from './sink.ts';
import type { Stop, Topology } from './topology.ts';

export interface NodeClock {
  /** Nanoseconds ahead of true time at time 0, and parts per one. */
  readonly offsetNs: number;
  readonly drift: number;
}

export interface Loss {
  readonly direction: Direction;
  /** Index of the stop that lost packets do not reach: the segment before it is guilty. */
  readonly stop: number;
  /** 1 = nothing passes. */
  readonly rate: number;
}

export interface Conditions {
  readonly loss: Loss | null;
  /** Share of sightings each capture misses. */
  readonly missRate: number;
  /** Share of sightings each capture has twice. */
  readonly copyRate: number;
  /** Share of packets delayed so much that others overtake them. */
  readonly jitterRate: number;
  readonly queueMeanNs: number;
  readonly clocks: ReadonlyMap<string, NodeClock>;
  /** True times between which each node's captures record. */
  readonly recording: ReadonlyMap<string, readonly [number, number]>;
  /** Share of forward packets that br-int floods back to the VM's own port. */
  readonly floodRate: number;
  readonly snapBytes: number;
}

/** What is true of one packet. */
export interface PacketTruth {
  readonly direction: Direction;
  /** Packets with the same class are identical in everything that no hop changes. */
  readonly identity: string;
  readonly sentNs: number;
  /** Index of the stop it did not reach; the number of stops = it arrived. */
  readonly lostAt: number;
}

/** Seconds since the epoch of true time 0; all simulated times are relative to it. */
export const BASE_SEC = 1_795_440_000;

const DELAY_NS: Partial<Record<Stop['via'], number>> = {
  underlay: 30_000,
  'integration-bridge': 20_000,
  'tunnel-out': 20_000,
  'tunnel-in': 20_000,
};
const DELAY_ELSEWHERE_NS = 5000;

const identityOf = (segment: Segment, inner: number): string =>
  [
    inner,
    segment.protocol === 'icmp' ? 0 : segment.sourcePort ^ segment.destinationPort,
    segment.seq,
    segment.ack,
    segment.flags,
    segment.tsval,
    segment.ipId,
    segment.payloadBytes,
    segment.payload.join('.'),
  ].join(' ');

/** One empty capture for each of the plan, by `node number`. */
export const newSinks = (topology: Topology, snapBytes: number): Map<string, Sink> =>
  new Map(
    topology.plan.nodes.flatMap(({ node, captures }) =>
      captures.map(({ capture }): [string, Sink] => [`${node} ${capture}`, new Sink(snapBytes)]),
    ),
  );

export class World {
  readonly timeline = new Timeline();
  readonly truths: PacketTruth[] = [];
  readonly random: Random;
  readonly topology: Topology;
  readonly translator: Translator;
  readonly #conditions: Conditions;
  readonly #sinks: ReadonlyMap<string, Sink>;
  readonly #nat: number;
  readonly #latest = new Map<Stop, number>();

  constructor(
    random: Random,
    topology: Topology,
    translator: Translator,
    conditions: Conditions,
    nat: number,
    sinks: ReadonlyMap<string, Sink> = newSinks(topology, conditions.snapBytes),
  ) {
    this.random = random;
    this.topology = topology;
    this.translator = translator;
    this.#conditions = conditions;
    this.#nat = nat;
    this.#sinks = sinks;
  }

  stops(direction: Direction): readonly Stop[] {
    return direction === 'forward' ? this.topology.forward : this.topology.reply;
  }

  /** A true time on the clock of a node. */
  clock(node: string, timeNs: number): number {
    const clock = this.#conditions.clocks.get(node);
    return timeNs + (clock?.offsetNs ?? 0) + (clock?.drift ?? 0) * timeNs;
  }

  sink(node: string, capture: number): Sink {
    const sink = this.#sinks.get(`${node} ${capture}`);
    if (sink === undefined) throw new Error(`no capture ${capture} on ${node}`);
    return sink;
  }

  #sinkOf(at: Stop): Sink {
    const node = this.topology.plan.nodes.find((plan) => plan.node === at.node);
    const capture = node?.captures.find(
      ({ netns, device }) => netns === at.netns && device === at.device,
    );
    return this.sink(at.node, capture?.capture ?? -1);
  }

  #isRecording(node: string, timeNs: number): boolean {
    const [from, to] = this.#conditions.recording.get(node) ?? [-Infinity, Infinity];
    return timeNs >= from && timeNs <= to;
  }

  #see(at: Stop, segment: Segment, timeNs: number, packet: number): void {
    const { missRate, copyRate } = this.#conditions;
    if (!this.#isRecording(at.node, timeNs) || this.random.chance(missRate)) return;
    const sink = this.#sinkOf(at);
    const side = at.side === 'out' ? 1 : 0;
    const frame = { baseSec: BASE_SEC, timeNs: this.clock(at.node, timeNs), side, packet };
    sink.add(segment, at.wrap, frame);
    if (!this.random.chance(copyRate)) return;
    const later = frame.timeNs + 1000 + this.random.exponential(20_000);
    sink.add(segment, at.wrap, { ...frame, timeNs: later });
  }

  /** When a packet that was at the stop before at `timeNs` passes this one: queues keep order. */
  #pass(at: Stop, timeNs: number): number {
    const { jitterRate, queueMeanNs } = this.#conditions;
    const base = DELAY_NS[at.via] ?? DELAY_ELSEWHERE_NS;
    const usual = timeNs + base + this.random.exponential(queueMeanNs);
    if (this.random.chance(jitterRate)) return usual + this.random.exponential(300_000);
    const passed = Math.max(usual, (this.#latest.get(at) ?? -Infinity) + 100);
    this.#latest.set(at, passed);
    return passed;
  }

  /** The packet as it is outside the translating router. */
  #outside(segment: Segment, direction: Direction, timeNs: number, inner: string): Segment {
    const forward = direction === 'forward';
    const port = forward ? segment.sourcePort : segment.destinationPort;
    const remotePort =
      segment.protocol === 'icmp' ? 0 : segment.sourcePort + segment.destinationPort - port;
    const node = this.topology.forward.find(({ outside }) => outside)?.node ?? '';
    // conntrack -E stamps when the event is read, a little after the packet went by.
    const stampNs = this.clock(node, timeNs) + 20_000 + this.random.exponential(40_000);
    const [from] = this.#conditions.recording.get(node) ?? [-Infinity];
    const stamp = timeNs < from ? null : BASE_SEC + stampNs / 1e9;
    const outer = this.translator.portOf({ address: inner, port, remotePort }, stamp);
    const bothPorts = segment.protocol === 'icmp';
    return {
      ...segment,
      source: forward ? this.#nat : segment.source,
      destination: forward ? segment.destination : this.#nat,
      sourcePort: forward || bothPorts ? outer : segment.sourcePort,
      destinationPort: !forward || bothPorts ? outer : segment.destinationPort,
    };
  }

  #flood(segment: Segment, timeNs: number): void {
    const home = this.stops('reply').filter(({ role }) =>
      ['qvo', 'qvb', 'qbr', 'tap'].includes(role),
    );
    const routed = this.topology.forward.find(({ role, side }) => role === 'qr' && side === 'out');
    for (const at of home) {
      if (at.node !== 'cn1' || !this.#isRecording(at.node, timeNs) || routed === undefined)
        continue;
      this.#sinkOf(at).add(segment, routed.wrap, {
        baseSec: BASE_SEC,
        timeNs: this.clock(at.node, timeNs + 30_000),
        side: at.side === 'out' ? 1 : 0,
        packet: NO_PACKET,
      });
    }
  }

  /** Carries a packet of the VM; its time of arrival at the other end, or null when it is lost. */
  carry(segment: Segment, direction: Direction, sentNs: number): number | null {
    const stops = this.stops(direction);
    const { loss, floodRate } = this.#conditions;
    const local = this.topology.path.flow.localAddress;
    const packet = this.truths.length;
    const inner = direction === 'forward' ? segment.sourcePort : segment.destinationPort;
    const isNat = this.topology.path.flow.natAddress !== local;
    let outside: Segment | null = null;
    let timeNs = sentNs;
    let lostAt = stops.length;
    for (const [index, at] of stops.entries()) {
      timeNs = this.#pass(at, timeNs);
      const guilty = loss !== null && loss.direction === direction && loss.stop === index;
      if (guilty && this.random.chance(loss.rate)) {
        lostAt = index;
        break;
      }
      if (isNat && at.outside) outside ??= this.#outside(segment, direction, timeNs, local);
      this.#see(at, at.outside && outside !== null ? outside : segment, timeNs, packet);
    }
    if (direction === 'forward' && this.random.chance(floodRate)) this.#flood(segment, timeNs);
    this.truths.push({ direction, identity: identityOf(segment, inner), sentNs, lostAt });
    return lostAt < stops.length ? null : timeNs + 50_000 + this.random.exponential(20_000);
  }

  /** Carries a packet of another VM behind the same outside address: seen outside only. */
  carryForeign(segment: Segment, direction: Direction, sentNs: number, address: string): void {
    const outside = this.#outside(segment, direction, sentNs, address);
    let timeNs = sentNs;
    for (const at of this.stops(direction)) {
      timeNs = this.#pass(at, timeNs);
      if (at.outside) this.#see(at, outside, timeNs, NO_PACKET);
    }
  }
}
