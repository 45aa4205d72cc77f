// One run: from a plan to a recording. Each stage is a module of its own; here is their order, and
// that whatever happens, everything that was armed is released.

import { createWallClock, relativeNs, WIRE_LIMITS } from '@hopscope/proto';
import type { WallClock } from '@hopscope/proto';

import type { Plan } from '../plan/plan.ts';
import type { Path } from '../resolve/path.ts';
import type { Request } from '../request.ts';
import { armAll, requireArmed } from './arm.ts';
import type { ArmedNode } from './arm.ts';
import type { Bus } from './bus.ts';
import { exchangeClocks } from './clock.ts';
import { openCollector } from './collect.ts';
import type { Collector } from './collect.ts';
import { keepLeases } from './leases.ts';
import type { Leases } from './leases.ts';
import { RUN_LIMITS } from './limits.ts';
import { observe } from './observe.ts';
import type { Observed } from './observe.ts';
import { timed } from './progress.ts';
import type { Progress } from './progress.ts';
import { captureRecordings, limitsOf, windowsOf } from './record.ts';
import type { EvidenceRecord, Recording } from './recording.ts';
import { releaseAll } from './release.ts';
import type { ReleasedNode } from './release.ts';
import { openTapWatch } from './tap-watch.ts';

export interface RunOptions {
  readonly bus: Bus;
  readonly trace: string;
  readonly path: Path;
  readonly plan: Plan;
  readonly request: Request;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** 0 <= x < 1. */
  readonly random: () => number;
  /**
   * Told once, when everything that could be armed is; nobody waits for what it starts. Where
   * probes are sent at once, behind the last of them: reads beside them show in their times.
   */
  readonly onArmed?: (armed: Armed) => void;
}

/** What is known when the captures begin. */
export interface Armed {
  readonly baseSec: number;
  /** What was read before them; may still grow. */
  readonly evidence: readonly EvidenceRecord[];
}

interface Run extends RunOptions {
  readonly clock: WallClock;
  readonly baseSec: number;
  readonly timings: Record<string, number>;
  readonly collector: Collector;
}

const nodesOf = (plan: Plan): string[] => plan.nodes.map(({ node }) => node);

const pointsText = ({ path, plan }: RunOptions, armed: readonly ArmedNode[]): string => {
  const forward = path.points.filter(({ direction }) => direction === 'forward');
  const seen = new Set(
    plan.nodes.flatMap(({ node, captures }) =>
      captures.flatMap(({ capture, points }) => {
        const answers = armed.find((of) => of.node === node)?.captures;
        return answers?.find((of) => of.capture === capture)?.armed ? points : [];
      }),
    ),
  );
  const count = forward.filter(({ id }) => seen.has(id)).length;
  return `armed ${count}/${forward.length} points on ${plan.nodes.length} nodes`;
};

/** Rejects with the signal's reason as soon as it fires. */
const orAbort = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

const arm = async (run: Run, leases: Leases): Promise<readonly ArmedNode[]> => {
  const { bus, trace, path, plan, baseSec, request, progress, signal } = run;
  progress({ stage: 'arm', state: 'begin', text: `arming ${plan.nodes.length} nodes` });
  const wanted = RUN_LIMITS.durationSlackMs + (request.mode === 'live' ? request.liveMs : 0);
  const durationMaxMs = Math.min(wanted, WIRE_LIMITS.durationMsMax);
  // the quick nodes must not lose their lease while the slow ones arm
  const answered = ({ node, armedNs }: ArmedNode): void => {
    if (armedNs !== null) leases.keep(node);
  };
  const armed = await timed(run.timings, 'arm', () =>
    orAbort(armAll(bus, { trace, path, plan, request, baseSec, durationMaxMs, answered }), signal),
  );
  progress({ stage: 'arm', state: 'end', text: pointsText(run, armed) });
  requireArmed(armed);
  return armed;
};

const once = (work: () => void): (() => void) => {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
};

/** Armed and observed; whatever it throws, the caller releases. */
const armAndObserve = async (
  run: Run,
  leases: Leases,
): Promise<{ armed: readonly ArmedNode[]; observed: Observed }> => {
  const { bus, trace, path, plan, request, baseSec, timings, progress, signal, collector } = run;
  const watch = openTapWatch(collector, path, plan, request.mode);
  const armed = await arm(run, leases);
  const begin = once(() => run.onArmed?.({ baseSec, evidence: collector.evidence }));
  if (request.mode !== 'inject') begin();
  const ipIdFirst = 1 + Math.floor(run.random() * 0xff00);
  const order = { bus, trace, path, plan, request, baseSec, ipIdFirst };
  const observed = await observe({ ...order, watch, progress, timings, signal, onSent: begin });
  begin();
  return { armed, observed };
};

const release = async (run: Run, lost: ReadonlySet<string>): Promise<readonly ReleasedNode[]> => {
  const { bus, trace, plan, baseSec, timings, progress } = run;
  const released = await timed(timings, 'release', () =>
    releaseAll(bus, { trace, nodes: nodesOf(plan), baseSec, lost }),
  );
  const answered = released.filter(({ failure }) => failure === '').length;
  const text = `released ${answered}/${released.length} nodes`;
  progress({ stage: 'release', state: 'end', text });
  return released;
};

const abandon = async (run: Run): Promise<void> => {
  const { bus, trace, plan, baseSec } = run;
  const timeoutMs = RUN_LIMITS.releaseLostMs;
  await releaseAll(bus, { trace, nodes: nodesOf(plan), baseSec, lost: new Set(), timeoutMs });
};

const finish = async (
  run: Run,
  leases: Leases,
  armed: readonly ArmedNode[],
  released: readonly ReleasedNode[],
) => {
  const { collector, timings, progress, bus, plan, clock, baseSec } = run;
  const lasts = new Map(
    released
      .filter(({ node }) => armed.some((of) => of.node === node && of.armedNs !== null))
      .map(({ node, lastSequence }) => [node, lastSequence] as const),
  );
  const reachable = released.filter(({ failure }) => failure === '').map(({ node }) => node);
  const [collected, clocks] = await timed(timings, 'collect', () =>
    Promise.all([collector.finish(lasts), exchangeClocks(bus, reachable, clock, baseSec)]),
  );
  const parcels = nodesOf(plan).reduce((sum, node) => sum + collector.last(node), 0);
  progress({ stage: 'collect', state: 'end', text: `collected ${parcels} parcels` });
  const lastSeenNs = (node: string): number =>
    relativeNs(clock.at(leases.lastSeenMs(node)), baseSec);
  return { collected, clocks, lastSeenNs };
};

const runWith = async (run: Run, startedAt: string): Promise<Recording> => {
  const { bus, plan, clock, baseSec, timings, progress, trace } = run;
  const first = await timed(timings, 'clock', () =>
    exchangeClocks(bus, nodesOf(plan), clock, baseSec),
  );
  const leases = keepLeases(bus, trace, ({ node, reason }) =>
    progress({ stage: 'wait', state: 'note', text: `${node} is gone: ${reason}` }),
  );
  let result;
  try {
    result = await armAndObserve(run, leases);
  } catch (error) {
    await Promise.all([leases.stop(), abandon(run)]);
    throw error;
  }
  await leases.stop();
  const { armed, observed } = result;
  const released = await release(run, new Set(leases.lost.keys()));
  const { collected, clocks: second, lastSeenNs } = await finish(run, leases, armed, released);
  const clocks = [...first.rounds, ...second.rounds];
  const parts = { plan, armed, released, collected, clocks, lastSeenNs };
  const captures = captureRecordings(parts);
  return {
    trace: run.trace,
    startedAt,
    baseSec,
    request: run.request,
    path: run.path,
    plan,
    captures,
    evidence: collected.evidence,
    conntrack: collected.conntrack,
    events: collected.events,
    windows: windowsOf(parts),
    clocks,
    injected: observed.injected,
    ...(observed.mtu === undefined ? {} : { mtu: observed.mtu }),
    ...(observed.control === undefined ? {} : { control: observed.control }),
    limits: [...limitsOf(parts, captures), ...observed.limits, ...first.limits],
    timings,
  };
};

/**
 * Runs one trace. Rejects with AGENT_UNREACHABLE or CAPTURE_FAILED when nothing could be armed,
 * ENVIRONMENT when the stream cannot be read, and with the signal's reason when it fires;
 * everything armed is released in each case. What else goes wrong is in `limits`.
 */
export const runTrace = async (options: RunOptions): Promise<Recording> => {
  const clock = createWallClock({ dateMs: Date.now, steadyMs: () => performance.now() });
  const now = clock.now();
  const startedAt = new Date(now.sec * 1000 + now.nsec / 1e6).toISOString();
  options.signal.throwIfAborted();
  const collector = await openCollector(options.bus, options.trace, now.sec);
  try {
    const run = { ...options, clock, baseSec: now.sec, timings: {}, collector };
    return await runWith(run, startedAt);
  } finally {
    await collector.stop();
  }
};
