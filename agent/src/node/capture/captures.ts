// All captures of the node: opens them from orders, holds the limits on rings and on the rate of
// digests, keeps one timer for flushing and one for looking after devices. Knows nothing of traces
// or leases.

import { HopscopeError, WIRE_LIMITS } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import { renderMatch, validateMatch } from '@hopscope/packet';
import type { Match } from '@hopscope/packet';

import type { NodeClock } from '../clock.ts';
import { NODE_LIMITS } from '../limits.ts';
import { checkDeviceName } from '../netns/names.ts';
import type { Namespaces } from '../netns/namespaces.ts';
import { startCapture } from './capture.ts';
import type { Capture, CaptureSink } from './capture.ts';
import { digestContext } from './digester.ts';
import { openDigestRate } from './digest-rate.ts';
import type { Kernel } from './kernel.ts';
import { openPacketSocket } from './packet-socket.ts';
import type { RingShape } from './packet-socket.ts';
import type { RingPackets } from './ring.ts';
import type { Sampling } from './sampling.ts';

export interface OpenedCapture {
  readonly capture: Capture;
  readonly ifindex: number;
  readonly netnsInode: number;
  /** The rendered expression, for people. */
  readonly filter: string;
}

export interface Captures {
  /** Opens, filters and binds. Rejects with a HopscopeError that names what is wrong. */
  readonly open: (
    order: hopscope.v1.ICaptureOrder,
    sampling: Sampling,
    sink: CaptureSink,
  ) => Promise<OpenedCapture>;
  /** Bytes of rings in use. */
  readonly ringBytes: () => number;
  readonly close: () => void;
}

export interface CapturesOptions {
  readonly kernel: Kernel;
  readonly namespaces: Namespaces;
  /** All rings together, bytes. */
  readonly ringsBytesMax: number;
  readonly clock: NodeClock;
  /** Of each capture; without it that of the limits. */
  readonly ring?: RingShape;
}

/** The wire's match as a validated one. Throws ORDER_INVALID with every problem named. */
const readMatch = (wire: hopscope.v1.IMatch | null | undefined): Match => {
  const match = {
    protocol: wire?.protocol,
    remote: wire?.remote,
    remotePort: wire?.remotePort ?? 0,
    locals: wire?.locals ?? [],
    vni: wire?.vni ?? 0,
    arp: wire?.arp ?? [],
  };
  const problems = validateMatch(match);
  if (problems.length > 0) throw new HopscopeError('ORDER_INVALID', problems.join('; '));
  return match as Match;
};

const limited = (asked: number | null | undefined, standard: number, max: number): number =>
  Math.min(asked ? asked : standard, max);

const readSnapBytes = (asked: number | null | undefined): number => {
  const snap = asked ? asked : WIRE_LIMITS.snapBytesDefault;
  if (snap > WIRE_LIMITS.snapBytesMax)
    throw new HopscopeError(
      'ORDER_INVALID',
      `snap of ${snap} bytes: at most ${WIRE_LIMITS.snapBytesMax}`,
    );
  return snap;
};

/** In place: a block is looked at once. Only a test of clock alignment comes here. */
const restampBy =
  (clock: NodeClock) =>
  ({ count, sec, nsec }: RingPackets): void => {
    for (let at = 0; at < count; at += 1) {
      const shown = clock.shown({ sec: sec[at]!, nsec: nsec[at]! });
      sec[at] = shown.sec;
      nsec[at] = shown.nsec;
    }
  };

const RING: RingShape = {
  bytes: NODE_LIMITS.ringBytes,
  blockBytes: NODE_LIMITS.ringBlockBytes,
  retireMs: NODE_LIMITS.ringRetireMs,
};

/** The timers run only while there is a capture. */
const openTimers = (running: ReadonlySet<Capture>, watch: () => void) => {
  let timers: NodeJS.Timeout[] = [];
  return {
    start: (): void => {
      if (timers.length > 0) return;
      timers = [
        setInterval(() => {
          for (const capture of running) capture.tick();
        }, WIRE_LIMITS.batchMs),
        setInterval(() => {
          for (const capture of running) capture.check();
          watch();
        }, NODE_LIMITS.watchMs),
      ];
    },
    stop: (): void => {
      for (const timer of timers) clearInterval(timer);
      timers = [];
    },
  };
};

const firstOf = async (waiting: readonly Promise<void>[], timeoutMs: number): Promise<void> => {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, timeoutMs);
  await Promise.race([...waiting, late.promise]);
  clearTimeout(timer);
};

/**
 * The memory all rings may take. A capture has its room from before it is opened until the kernel
 * has its ring back, which is after its release was answered: who comes meanwhile waits for it.
 */
const openRoom = (running: ReadonlySet<Capture>, oneBytes: number, maxBytes: number) => {
  let underWay = 0;
  const used = (): number => (running.size + underWay) * oneBytes;
  const isFull = (): boolean => used() + oneBytes > maxBytes;

  const full = (): HopscopeError =>
    new HopscopeError(
      'LIMIT_REACHED',
      `${used() / oneBytes} captures hold the ${maxBytes} bytes that all rings of this node ` +
        `may take (${oneBytes} each)`,
    );

  const within = async <T>(open: () => Promise<T>): Promise<T> => {
    const deadline = performance.now() + NODE_LIMITS.ringCloseMs;
    while (isFull()) {
      const closing = [...running].flatMap((capture) => capture.closed() ?? []);
      const leftMs = deadline - performance.now();
      if (closing.length === 0 || leftMs <= 0) throw full();
      await firstOf(closing, leftMs);
    }
    underWay += 1;
    try {
      return await open();
    } finally {
      underWay -= 1;
    }
  };
  return { used, within };
};

/** No capture yet. */
export const openCaptures = (options: CapturesOptions): Captures => {
  const { kernel, namespaces, ringsBytesMax, clock, ring = RING } = options;
  const running = new Set<Capture>();
  const rate = openDigestRate(NODE_LIMITS.digestsPerSecondMax, () => performance.now());
  const timers = openTimers(running, rate.look);
  const room = openRoom(running, ring.bytes, ringsBytesMax);

  const openOne: Captures['open'] = async (order, sampling, sink) => {
    const device = checkDeviceName(order.device?.device ?? '');
    const match = readMatch(order.match);
    const filter = renderMatch(match);
    const program = kernel.compileFilter(filter, readSnapBytes(order.snapBytes));
    const namespace = namespaces.find(order.device?.netns ?? '');
    const promiscuous = order.promiscuous ?? false;
    const wanted = { namespace, device, filter: program, promiscuous, ring };
    const socket = await openPacketSocket(kernel, namespaces, wanted);
    const capture = startCapture(
      kernel,
      socket,
      {
        capture: order.capture ?? 0,
        device,
        blockBytes: ring.blockBytes,
        batchBytes: WIRE_LIMITS.batchBytes,
        packetsMax: limited(
          order.packetsMax,
          NODE_LIMITS.packetsMaxDefault,
          NODE_LIMITS.packetsMax,
        ),
        bytesMax: limited(order.bytesMax, NODE_LIMITS.bytesMaxDefault, NODE_LIMITS.bytesMax),
        digest: order.rawFrames
          ? { rawFrames: order.rawFrames, context: digestContext(match), sampling }
          : null,
        now: clock.now,
        restamp: clock.isShifted ? restampBy(clock) : null,
      },
      {
        ...sink,
        closed: (number) => {
          running.delete(capture);
          rate.leave(capture);
          if (running.size === 0) timers.stop();
          sink.closed(number);
        },
      },
    );
    running.add(capture);
    rate.join(capture, sampling);
    timers.start();
    return { capture, ifindex: socket.ifindex, netnsInode: namespace.inode, filter };
  };

  return {
    open: (order, sampling, sink) => room.within(() => openOne(order, sampling, sink)),
    ringBytes: room.used,
    close: timers.stop,
  };
};
