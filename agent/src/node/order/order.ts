// One armed order from arm to release. Arm: conntrack events on, then the state is read while the
// captures open, then the answer. Release: captures drained, events ended, state read again, then
// the answer. Whatever happens, captures end at the order's duration and at the end of its lease.

import { HopscopeError, toFailure } from '@hopscope/proto';
import type { hopscope, WireTime } from '@hopscope/proto';

import type { Capture, EndReason } from '../capture/capture.ts';
import type { AgentPolicy } from '../../channel/mod.ts';
import type { Captures } from '../capture/captures.ts';
import type { Kernel } from '../capture/kernel.ts';
import { openSampling } from '../capture/sampling.ts';
import type { Sampling } from '../capture/sampling.ts';
import type { NodeClock } from '../clock.ts';
import type { ConntrackWatch } from '../evidence/conntrack-watch.ts';
import { startConntrackWatch } from '../evidence/conntrack-watch.ts';
import { ordersOfPhase } from '../evidence/evidence.ts';
import type { KernelTypes } from '../drops/layout.ts';
import type { EvidenceReader } from '../evidence/evidence.ts';
import { NODE_LIMITS } from '../limits.ts';
import type { Namespaces } from '../netns/namespaces.ts';
import type { Parcels } from '../parcels.ts';
import { openClockWatch } from './clock-watch.ts';
import { lastsAsLong, openDropReads } from './drops.ts';
import type { DropReads } from './drops.ts';
import type { BatchEncoder } from './batch-encoder.ts';
import type { ArmOrder } from './validate.ts';

export interface OrderContext {
  readonly policy: AgentPolicy;
  readonly kernelTypes: () => Promise<KernelTypes>;
  readonly captures: Captures;
  readonly evidence: EvidenceReader;
  readonly namespaces: Namespaces;
  readonly kernel: Kernel;
  readonly clock: NodeClock;
  readonly encode: BatchEncoder;
}

/** What an order may hold; `close` may be called again. */
export interface Held {
  readonly close: () => Promise<void>;
}

/** How long release waits for a full channel. */
const SETTLE_MS = 3_000;

export class Order {
  readonly order: ArmOrder;
  private readonly context: OrderContext;
  private readonly parcels: Parcels;
  private readonly captures = new Map<number, Capture>();
  private readonly sampling: Sampling;
  private watches: ConntrackWatch[] = [];
  private readonly drops: DropReads;
  private readonly held = new Map<string, Promise<Held>>();
  private lease: NodeJS.Timeout | null = null;
  private leaseEndsMs = 0;
  private duration: NodeJS.Timeout | null = null;
  private clockWatch: NodeJS.Timeout | null = null;
  private ended: Promise<void> | null = null;
  private released: Promise<hopscope.v1.IReleaseResponse> | null = null;
  private readonly armed: Promise<hopscope.v1.IArmResponse>;

  constructor(order: ArmOrder, context: OrderContext, parcels: Parcels) {
    this.order = order;
    this.context = context;
    this.parcels = parcels;
    const { clock, kernelTypes } = context;
    const drops = { ...context, now: clock.now, types: kernelTypes };
    this.drops = openDropReads(drops, order.evidence);
    this.sampling = openSampling(order.sampleShift, (shift) => this.sampled(shift));
    this.renew(order.leaseMs);
    this.duration = setTimeout(() => void this.end('duration'), order.durationMaxMs);
    this.clockWatch = this.watchClock();
    this.armed = this.arm();
  }

  /** The answer to arm: always the same one. */
  answer(): Promise<hopscope.v1.IArmResponse> {
    return this.armed;
  }

  /** True while captures and watches may run. */
  isRunning(): boolean {
    return this.ended === null;
  }

  /** Starts the lease anew. Milliseconds of it that are left. */
  renew(leaseMs: number): number {
    if (this.lease !== null) clearTimeout(this.lease);
    this.leaseEndsMs = performance.now() + leaseMs;
    this.lease = setTimeout(() => {
      this.event('LEASE_LOST', 0, `nobody renewed the lease of ${leaseMs} ms`);
      void this.end('lease');
    }, leaseMs);
    return Math.round(this.leaseEndsMs - performance.now());
  }

  /** Samples digests at least this coarsely from now on; the shift that is in force. */
  sample(shift: number): number {
    this.sampling.raise(shift);
    return this.sampling.shift();
  }

  /** Something that must end with this order, opened once: an injector. Rejects as `open` does. */
  async hold<T extends Held>(name: string, open: () => Promise<T>): Promise<T> {
    const known = this.held.get(name) as Promise<T> | undefined;
    if (known === undefined && this.held.size >= NODE_LIMITS.heldMax)
      throw new HopscopeError('LIMIT_REACHED', `the order holds ${this.held.size} injectors`);
    const opening = known ?? open();
    this.held.set(name, opening);
    try {
      const opened = await opening;
      if (!this.isRunning()) await opened.close();
      return opened;
    } catch (error) {
      this.held.delete(name);
      throw error;
    }
  }

  /** Ends captures and watches, once; resolves when all are closed. */
  end(reason: EndReason): Promise<void> {
    this.ended ??= this.finish(reason);
    return this.ended;
  }

  /** Ends, reads the state after, and answers; always the same answer. */
  release(): Promise<hopscope.v1.IReleaseResponse> {
    this.released ??= this.finishAndAnswer();
    return this.released;
  }

  private async arm(): Promise<hopscope.v1.IArmResponse> {
    for (const watch of this.order.conntrack) this.watch(watch);
    const [captures, evidenceCount] = await Promise.all([
      Promise.all(this.order.captures.map((capture) => this.open(capture))),
      this.read('before'),
      this.drops.begin(),
    ]);
    return { captures, armedAt: this.context.clock.now(), evidenceCount };
  }

  private async open(order: hopscope.v1.ICaptureOrder): Promise<hopscope.v1.IArmedCapture> {
    const number = order.capture ?? 0;
    try {
      const { encode } = this.context;
      const { offer } = this.parcels;
      const opened = await this.context.captures.open(order, this.sampling, {
        output: {
          sightings: (columns) => offer((sequence) => encode.sightings(sequence, number, columns)),
          digests: (batch) => offer((sequence) => encode.digests(sequence, number, batch)),
        },
        event: (code, capture, message) => this.event(code, capture, message),
        closed: () => undefined,
      });
      if (!this.isRunning()) {
        await opened.capture.stop('lease');
        throw new HopscopeError('ORDER_UNKNOWN', 'the order ended before it was armed');
      }
      this.captures.set(number, opened.capture);
      const { ifindex, netnsInode, filter } = opened;
      return { capture: number, ifindex, netnsInode, filter };
    } catch (error) {
      return { capture: number, failure: toFailure(error) };
    }
  }

  private watchClock(): NodeJS.Timeout {
    const wall = this.context.clock.now;
    const stepSince = openClockWatch({ wall, steadyMs: () => performance.now() });
    return setInterval(() => {
      const stepMs = stepSince();
      if (stepMs === 0) return;
      this.event('CLOCK_STEP', 0, `the clock was stepped by ${stepMs.toFixed(1)} ms`);
    }, NODE_LIMITS.watchMs);
  }

  private watch(wire: hopscope.v1.IConntrackWatch): void {
    const netns = wire.netns ?? '';
    const { kernel, namespaces, clock } = this.context;
    try {
      const watch = startConntrackWatch(
        { kernel, namespaces, now: clock.now },
        { netns, addresses: wire.addresses ?? [] },
        {
          messages: (conntrack) => this.parcels.send({ conntrack }),
          trouble: (name, message) => this.event('CONNTRACK_EVENTS', 0, `${name}: ${message}`),
        },
      );
      this.watches.push(watch);
    } catch (error) {
      this.event('CONNTRACK_EVENTS', 0, `${netns}: ${toFailure(error).message}`);
    }
  }

  private async read(phase: 'before' | 'after'): Promise<number> {
    const orders = ordersOfPhase(this.order.evidence, phase).filter((one) => !lastsAsLong(one));
    await Promise.all(
      orders.map(async (order) => {
        this.parcels.send({ evidence: await this.context.evidence.read(order, phase) });
      }),
    );
    return orders.length;
  }

  private async tellDrops(): Promise<void> {
    for (const evidence of await this.drops.answers()) this.parcels.send({ evidence });
  }

  private async finish(reason: EndReason): Promise<void> {
    if (this.duration !== null) clearTimeout(this.duration);
    this.duration = null;
    if (this.clockWatch !== null) clearInterval(this.clockWatch);
    this.clockWatch = null;
    if (reason === 'duration')
      this.event('DURATION_REACHED', 0, `the order ran for ${this.order.durationMaxMs} ms`);
    await Promise.all([...this.captures.values()].map((capture) => capture.stop(reason)));
    // Events of the last packets are on their way while the rings drain.
    for (const watch of this.watches) watch.stop();
    this.watches = [];
    await this.closeHeld();
    await this.drops.end();
  }

  private async closeHeld(): Promise<void> {
    const all = [...this.held.values()];
    this.held.clear();
    // Who opened it hears why it cannot be; here there is nothing to close then.
    await Promise.all(all.map(async (one) => (await one.catch(() => undefined))?.close()));
  }

  private async finishAndAnswer(): Promise<hopscope.v1.IReleaseResponse> {
    if (this.lease !== null) clearTimeout(this.lease);
    await this.armed;
    // Both at once: the sockets are shut before the first read begins.
    await Promise.all([this.end('release'), this.read('after'), this.tellDrops()]);
    const lost = await this.parcels.settle(SETTLE_MS);
    return {
      ...(lost === 0 ? {} : { failure: { code: 'LIMIT_REACHED', message: lostText(lost) } }),
      lastSequence: this.parcels.last(),
      captures: [...this.captures]
        .toSorted(([a], [b]) => a - b)
        .map(([number, capture]) => this.countsOf(number, capture)),
      stoppedAt: this.firstStop(),
    };
  }

  /** What is seen later may have been missed by a capture that was released before. */
  private firstStop(): WireTime {
    const stops = [...this.captures.values()].flatMap((capture) => {
      const { endedBy, stoppedAt } = capture.counts();
      return endedBy === 'release' && stoppedAt !== null ? [stoppedAt] : [];
    });
    const [first] = stops.toSorted((a, b) => a.sec - b.sec || a.nsec - b.nsec);
    return first ?? this.context.clock.now();
  }

  private countsOf(number: number, capture: Capture): hopscope.v1.ICaptureCounts {
    const counts = capture.counts();
    return {
      capture: number,
      seen: counts.seen,
      matched: counts.matched,
      digested: counts.digested,
      sampledOut: counts.sampledOut,
      sampleShift: this.sampling.shift(),
      droppedByKernel: counts.droppedByKernel,
      droppedByAgent: counts.droppedByAgent,
      endedBy: counts.endedBy,
      ...(counts.stoppedAt === null ? {} : { stoppedAt: counts.stoppedAt }),
    };
  }

  private sampled(shift: number): void {
    const share = `1 of ${2 ** shift} packets`;
    this.event('SAMPLED', 0, `digests of ${share} from now on: the node makes too many`);
  }

  private event(code: string, capture: number, message: string): void {
    this.parcels.send({ event: { at: this.context.clock.now(), code, capture, message } });
  }
}

const lostText = (lost: number): string =>
  `${lost} parcels of evidence or events could not be sent: the channel was full`;
