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
  /** At this true time the clock is set ahead (or back) by so much; 0 = never. */
  readonly stepAtNs: number;
  readonly stepNs: number;
}

/** What a clock shows at a true time. */
export const showAt = (clock: NodeClock, timeNs: number): number =>
  timeNs + clock.offsetNs + clock.drift * timeNs + (timeNs >= clock.stepAtNs ? clock.stepNs : 0);

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
  /** Segmentation and receive offload: super-packets on the VM's side of the wire. */
  readonly offload: boolean;
}

/** What is true of one packet. */
export interface PacketTruth {
  readonly direction: Direction;
  /** Packets with the same class are identical in everything that no hop changes. */
  readonly identity: string;
  readonly sentNs: number;
  /** Index of the stop it did not reach; the number of stops = it arrived. */
  readonly lostAt: number;
  /** Index of the last stop whose capture saw it; -1 = none did. */
  readonly lastSeenAt: number;
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
    segment.fragment,
    segment.payload.join('.'),
  ].join(' ');

/** A segment on its way. */
interface Part {
  readonly segment: Segment;
  readonly packet: number;
  timeNs: number;
  lostAt: number;
  lastSeenAt: number;
}

const VM_SIDE = ['tap', 'qbr', 'qvb', 'qvo'];

/** True where a super-packet is still, or again, one frame. */
const isOffloaded = ({ node, role, side }: Stop, direction: Direction): boolean =>
  node === 'cn1' &&
  (VM_SIDE.includes(role) || (direction === 'forward' && role === 'qr' && side === 'in'));

/** The segments as one frame. */
const wholeOf = (group: readonly Part[]): Segment => {
  const [first] = group;
  const last = group.at(-1);
  if (first === undefined || last === undefined) throw new Error('an empty group');
  const payloadBytes = group.reduce((sum, { segment }) => sum + segment.payloadBytes, 0);
  return { ...first.segment, flags: last.segment.flags, payloadBytes };
};

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
  /** Packets of each super-packet's frame; frame names are NO_PACKET - 1 - index. */
  readonly supers: number[][] = [];
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
    return clock === undefined ? timeNs : showAt(clock, timeNs);
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

  /** False: the capture misses it. */
  #see(at: Stop, segment: Segment, timeNs: number, packet: number): boolean {
    const { missRate, copyRate } = this.#conditions;
    if (!this.#isRecording(at.node, timeNs) || this.random.chance(missRate)) return false;
    const sink = this.#sinkOf(at);
    const side = at.side === 'out' ? 1 : 0;
    const frameAt = (arrivedNs: number) => ({
      baseSec: BASE_SEC,
      timeNs: this.clock(at.node, arrivedNs),
      arrivedNs,
      side,
      packet,
    });
    sink.add(segment, at.wrap, frameAt(timeNs));
    if (!this.random.chance(copyRate)) return true;
    const later = timeNs + 1000 + this.random.exponential(20_000);
    sink.add(segment, at.wrap, frameAt(later));
    return true;
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
        arrivedNs: timeNs + 30_000,
        side: at.side === 'out' ? 1 : 0,
        packet: NO_PACKET,
      });
    }
  }

  /** One packet of the VM; its time of arrival at the other end, or null when it is lost. */
  carry(segment: Segment, direction: Direction, sentNs: number): number | null {
    return this.carryAll([segment], direction, sentNs)[0] ?? null;
  }

  /** The parts that pass a stop together: all of one super-packet, or each alone. */
  #groupsAt(at: Stop, direction: Direction, left: readonly Part[]): Part[][] {
    const isWhole = this.#conditions.offload && isOffloaded(at, direction);
    const groups: Part[][] = [];
    for (const part of left) {
      const group = groups.at(-1);
      const before = group?.at(-1);
      // What is put together again has no holes.
      if (isWhole && before !== undefined && before.packet + 1 === part.packet) group?.push(part);
      else groups.push([part]);
    }
    return groups;
  }

  /**
   * Consecutive segments that the sender hands over at once: one super-packet where segmentation
   * or receive offload has them as one. Times of arrival, null for what is lost.
   */
  carryAll(segments: readonly Segment[], direction: Direction, sentNs: number): (number | null)[] {
    const stops = this.stops(direction);
    const { loss, floodRate } = this.#conditions;
    const local = this.topology.path.flow.localAddress;
    const isNat = this.topology.path.flow.natAddress !== local;
    const first = this.truths.length;
    const parts = segments.map((segment, i): Part => ({
      segment,
      packet: first + i,
      timeNs: sentNs,
      lostAt: stops.length,
      lastSeenAt: -1,
    }));
    for (const [index, at] of stops.entries()) {
      const left = parts.filter(({ lostAt }) => lostAt === stops.length);
      for (const group of this.#groupsAt(at, direction, left)) {
        const timeNs = this.#pass(at, Math.max(...group.map((part) => part.timeNs)));
        const guilty = loss !== null && loss.direction === direction && loss.stop === index;
        const isLost = guilty && this.random.chance(loss.rate);
        for (const part of group) {
          part.timeNs = timeNs;
          if (isLost) part.lostAt = index;
        }
        if (isLost) continue;
        const whole = wholeOf(group);
        const isOutside = isNat && at.outside;
        const seen = isOutside ? this.#outside(whole, direction, timeNs, local) : whole;
        if (!this.#see(at, seen, timeNs, this.#nameOf(group))) continue;
        for (const part of group) part.lastSeenAt = index;
      }
    }
    for (const { segment, timeNs, lostAt, lastSeenAt } of parts) {
      if (direction === 'forward' && this.random.chance(floodRate)) this.#flood(segment, timeNs);
      const inner = direction === 'forward' ? segment.sourcePort : segment.destinationPort;
      const identity = identityOf(segment, inner);
      this.truths.push({ direction, identity, sentNs, lostAt, lastSeenAt });
    }
    return parts.map(({ lostAt, timeNs }) =>
      lostAt < stops.length ? null : timeNs + 50_000 + this.random.exponential(20_000),
    );
  }

  /** A packet's number; of several in one frame the number of the frame, below NO_PACKET. */
  #nameOf(group: readonly Part[]): number {
    const [only] = group;
    if (only !== undefined && group.length === 1) return only.packet;
    this.supers.push(group.map(({ packet }) => packet));
    return NO_PACKET - this.supers.length;
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
