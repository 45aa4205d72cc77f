// One capture: a packet socket, its ring, its counts and its end. It ends once, for one reason,
// and every packet the kernel counted is accounted for: sent, or dropped by kernel or agent.

import { getSystemErrorName } from 'node:util';

import type { WireTime } from '@hopscope/proto';

import { NODE_LIMITS } from '../limits.ts';
import { Digester } from './digester.ts';
import type { DigesterOptions } from './digester.ts';
import { RawKeeper } from './keeper.ts';
import type { Budget, Keeper, KeeperOutput } from './keeper.ts';
import type { Kernel, Watch } from './kernel.ts';
import { openPace } from './pace.ts';
import {
  closePacketSocket,
  readDeviceState,
  readStatistics,
  shutPacketSocket,
  takeSocketError,
} from './packet-socket.ts';
import type { PacketSocket } from './packet-socket.ts';
import { packetsPerBlock, RingReader } from './ring.ts';
import type { Drained, RingPackets } from './ring.ts';

export type EndReason = 'release' | 'duration' | 'packets' | 'bytes' | 'lease' | 'device' | 'crash';

export interface CaptureOptions {
  readonly capture: number;
  readonly device: string;
  readonly blockBytes: number;
  readonly batchBytes: number;
  readonly packetsMax: number;
  readonly bytesMax: number;
  /** null = every frame is kept. */
  readonly digest: Pick<DigesterOptions, 'rawFrames' | 'context' | 'sampling'> | null;
  readonly now: () => WireTime;
  /** Makes true stamps those that this agent shows; null = they are the same. */
  readonly restamp: ((packets: RingPackets) => void) | null;
}

/** Where a capture's findings go. */
export interface CaptureSink {
  /** Packets that are not taken count as dropped by the agent. */
  readonly output: KeeperOutput;
  readonly event: (code: string, capture: number, message: string) => void;
  /** The capture is closed: its ring is free. */
  readonly closed: (capture: number) => void;
}

export interface Counts {
  readonly seen: number;
  readonly matched: number;
  readonly digested: number;
  readonly sampledOut: number;
  readonly droppedByKernel: number;
  readonly droppedByAgent: number;
  readonly endedBy: EndReason | '';
  /** Null while it runs. */
  readonly stoppedAt: WireTime | null;
}

export interface Capture {
  /** To be called every so often: sends what waits in a batch. */
  readonly tick: () => void;
  /** Looks whether the device is still there, up, and of its name. */
  readonly check: () => void;
  /** Ends it, when it still runs; resolves when the ring is drained. It is closed soon after. */
  readonly stop: (reason: EndReason) => Promise<void>;
  /** Resolves when the kernel has its ring back; null while nobody ended it. */
  readonly closed: () => Promise<void> | null;
  readonly counts: () => Counts;
}

const NOTHING: Drained = { blocks: 0, full: false };

const openKeeper = (options: CaptureOptions, budget: Budget, output: KeeperOutput): Keeper => {
  const { batchBytes, digest, blockBytes } = options;
  if (digest === null) return new RawKeeper(batchBytes, budget, output);
  const countMax = packetsPerBlock(blockBytes);
  return new Digester({ ...digest, batchBytes, countMax }, budget, output);
};

class RunningCapture implements Capture {
  private readonly kernel: Kernel;
  private readonly socket: PacketSocket;
  private readonly options: CaptureOptions;
  private readonly sink: CaptureSink;
  private readonly reader: RingReader;
  private readonly budget: Budget;
  /** Null when closed: an ended order is remembered longer than its batches. */
  private keeper: Keeper | null;
  private readonly watch: Watch;
  /** Set while the ring is looked at by time. */
  private timer: NodeJS.Timeout | null = null;
  private readonly pace = openPace();
  private seen = 0;
  private droppedByKernel = 0;
  private kept: ReturnType<Keeper['counts']>;
  private endedBy: EndReason | '' = '';
  private stoppedAt: WireTime | null = null;
  private ended: Promise<void> | null = null;
  private closing: Promise<void> | null = null;
  private name: string;
  private up = true;

  constructor(kernel: Kernel, socket: PacketSocket, options: CaptureOptions, sink: CaptureSink) {
    this.kernel = kernel;
    this.socket = socket;
    this.options = options;
    this.sink = sink;
    this.name = options.device;
    this.budget = { packets: options.packetsMax, bytes: options.bytesMax };
    this.reader = new RingReader(socket.ring.view, options.blockBytes);
    this.keeper = openKeeper(options, this.budget, sink.output);
    this.kept = this.keeper.counts();
    this.watch = kernel.watch(socket.fd, (failed) => this.onReady(failed));
  }

  tick(): void {
    this.keeper?.tick();
  }

  check(): void {
    if (this.ended !== null) return;
    const state = readDeviceState(this.kernel, this.socket);
    const { device } = this.options;
    if (!state.present) {
      this.report('DEVICE_GONE', `${device} is gone: deleted, or moved to another namespace`);
      void this.stop('device');
      return;
    }
    if (state.name !== this.name)
      this.report('DEVICE_RENAMED', `${this.name} is called ${state.name} now`);
    if (state.up !== this.up)
      this.report(
        state.up ? 'DEVICE_UP' : 'DEVICE_DOWN',
        `${device} is ${state.up ? 'up' : 'down'}`,
      );
    this.name = state.name;
    this.up = state.up;
  }

  stop(reason: EndReason): Promise<void> {
    if (this.ended === null) {
      this.ended = this.end(reason);
      // Who stops it does not wait for this: the counts are known.
      this.closing = this.ended.then(() => this.close());
    }
    return this.ended;
  }

  closed(): Promise<void> | null {
    return this.closing;
  }

  counts(): Counts {
    const isRunning = this.stoppedAt === null;
    if (isRunning) this.readCounters();
    const { sent, digested, pending, sampledOut } = this.keeper?.counts() ?? this.kept;
    // What still lies in the ring or in a batch is not dropped.
    const taken = isRunning ? this.reader.read - pending : this.seen - this.droppedByKernel;
    return {
      seen: this.seen,
      matched: sent,
      digested,
      sampledOut,
      droppedByKernel: this.droppedByKernel,
      droppedByAgent: taken - sent - sampledOut,
      endedBy: this.endedBy,
      stoppedAt: this.stoppedAt,
    };
  }

  private onReady(failed: boolean): void {
    if (failed) {
      const errno = takeSocketError(this.kernel, this.socket);
      this.check();
      const isPlain = this.ended !== null || !this.up || errno === 0;
      if (!isPlain) this.report('CAPTURE_ERROR', getSystemErrorName(-errno));
      if (this.stoppedAt === null) this.watch.restart();
    }
    const { blocks, full } = this.read();
    if (full && this.timer === null) {
      this.watch.stop();
      this.readLater(blocks);
    }
  }

  /** Instead of at each block. */
  private readLater(found: number): void {
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.ended !== null) return;
      const { blocks, full } = this.read();
      if (full) this.readLater(blocks);
      else this.watch.restart();
    }, this.pace.next(found));
  }

  private read(): Drained {
    const drained = this.drain();
    if (this.ended !== null) return drained;
    if (this.budget.packets <= 0) this.reachCap('packets', this.options.packetsMax);
    else if (this.budget.bytes <= 0) this.reachCap('bytes', this.options.bytesMax);
    return drained;
  }

  private reachCap(cap: 'packets' | 'bytes', limit: number): void {
    void this.stop(cap);
    const message = `the capture on ${this.options.device} ended at its cap of ${limit} ${cap}`;
    this.report('CAP_REACHED', message);
  }

  private drain(): Drained {
    const { keeper, options } = this;
    if (keeper === null) return NOTHING;
    return this.reader.drain((packets) => {
      options.restamp?.(packets);
      keeper.take(packets);
    });
  }

  private readCounters(): void {
    const { seen, dropped } = readStatistics(this.kernel, this.socket);
    this.seen += seen;
    this.droppedByKernel += dropped;
  }

  private async end(reason: EndReason): Promise<void> {
    this.endedBy = reason;
    // What comes while the kernel lets go is taken too, and not judged.
    const stoppedAt = this.options.now();
    await shutPacketSocket(this.kernel, this.socket);
    const deadline = performance.now() + NODE_LIMITS.drainMs;
    for (;;) {
      this.drain();
      this.readCounters();
      const left = this.seen - this.droppedByKernel - this.reader.read;
      if (left <= 0 || performance.now() >= deadline) break;
      // The block in use is handed over by its timer, and no event says so sooner.
      await new Promise((resolve) => {
        setTimeout(resolve, NODE_LIMITS.ringRetireMs / 2);
      });
    }
    this.keeper?.flush();
    if (this.timer !== null) clearTimeout(this.timer);
    this.watch.close();
    this.stoppedAt = stoppedAt;
    this.kept = this.keeper?.counts() ?? this.kept;
    this.keeper = null;
  }

  private async close(): Promise<void> {
    await closePacketSocket(this.kernel, this.socket);
    this.sink.closed(this.options.capture);
  }

  private report(code: string, message: string): void {
    this.sink.event(code, this.options.capture, message);
  }
}

/** Reads a bound packet socket from here on, and owns it. */
export const startCapture = (
  kernel: Kernel,
  socket: PacketSocket,
  options: CaptureOptions,
  sink: CaptureSink,
): Capture => new RunningCapture(kernel, socket, options, sink);
