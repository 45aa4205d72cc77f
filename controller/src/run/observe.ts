// Between armed and release: who makes the packets. auto listens to the VM and lets a probe speak
// when it is silent; inject probes at once; live only listens.

import { WIRE_LIMITS } from '@hopscope/proto';

import { probePort } from '../plan/make-plan.ts';
import type { Plan, ProbePlan } from '../plan/plan.ts';
import type { Path } from '../resolve/path.ts';
import { isInCidr } from '../resolve/subnets.ts';
import type { Request } from '../request.ts';
import type { Bus } from './bus.ts';
import { areLarge, sendControls } from './controls.ts';
import { inject } from './inject.ts';
import type { Injected, InjectOptions } from './inject.ts';
import { RUN_LIMITS } from './limits.ts';
import { searchMtu } from './mtu-search.ts';
import { timed } from './progress.ts';
import type { Progress } from './progress.ts';
import type { ControlRecord, MtuRecord } from './recording.ts';
import { pause } from './tap-watch.ts';
import type { TapWatch } from './tap-watch.ts';

export interface ObserveOptions {
  readonly bus: Bus;
  readonly trace: string;
  readonly path: Path;
  readonly plan: Plan;
  readonly request: Request;
  readonly baseSec: number;
  readonly ipIdFirst: number;
  readonly watch: TapWatch;
  readonly progress: Progress;
  readonly timings: Record<string, number>;
  readonly signal: AbortSignal;
  /** All probes have left. May be told more than once. */
  readonly onSent: () => void;
}

export interface Observed {
  readonly injected: Injected | null;
  readonly mtu?: MtuRecord;
  readonly control?: ControlRecord;
  readonly limits: readonly string[];
}

const NOTHING: Observed = { injected: null, limits: [] };

/**
 * Answers that are late (a neighbour outside had to be asked for first) are on their way while they
 * are seen anywhere: each gets the age at which it is judged.
 */
const untilQuiet = async ({ watch, signal }: ObserveOptions): Promise<void> => {
  const deadline = performance.now() + RUN_LIMITS.lateMs;
  const enough = RUN_LIMITS.settleMs + WIRE_LIMITS.batchMs;
  while (performance.now() < deadline && watch.quietMs() < enough)
    await pause(enough - watch.quietMs(), signal);
};

/** ARP for a floating IP is answered by proxy: the VM's own, or one that is asked. */
const mayBeProxied = ({ points, flow, neutron }: Path): boolean =>
  points.some(({ role }) => role === 'fg') ||
  isInCidr(flow.remoteAddress, neutron.externalSubnet?.cidr ?? '');

/** Waits for the answers, or as long as an answer may take; says how many came. */
const waitForAnswers = async (options: ObserveOptions, probed: Injected): Promise<number> => {
  const { watch, progress, signal, path } = options;
  const { sent, sourcePort, protocol } = probed;
  progress({ stage: 'wait', state: 'begin', text: `waiting for ${sent} answers` });
  // Echo requests share one identifier; the VM may have packets of its own that are answered too.
  const ports = Array.from({ length: sent }, (_, index) => probePort(sourcePort + index));
  const answered = (): number =>
    protocol === 'icmp'
      ? watch.answered(sourcePort)
      : ports.filter((port) => watch.answered(port) > 0).length;
  const isProxied = mayBeProxied(path);
  const graceMs = isProxied ? RUN_LIMITS.graceProxiedMs : RUN_LIMITS.graceMs;
  const all = await watch.until(() => answered() >= sent, graceMs, signal);
  // the youngest packets at the stop are not judged: give the last ones their age
  if (all) await pause(RUN_LIMITS.settleMs, signal);
  else await untilQuiet(options);
  const count = Math.min(answered(), sent);
  progress({ stage: 'wait', state: 'end', text: `${count} of ${sent} answered` });
  return count;
};

const refused = (options: ObserveOptions, injected: Injected): Observed => {
  const why = `no probe was sent on ${injected.node}: ${injected.failure}`;
  options.progress({ stage: 'inject', state: 'note', text: why });
  return { injected, limits: [why] };
};

/** Sizes one after the other: how long that takes is all waiting. */
const probeSizes = async (options: ObserveOptions, probe: ProbePlan): Promise<Observed> => {
  const { path, progress, timings, bus, trace, baseSec, ipIdFirst, watch, signal } = options;
  const text = `searching the largest ${path.flow.protocol} packet that is answered`;
  progress({ stage: 'inject', state: 'begin', text });
  const { injected, mtu } = await timed(timings, 'inject', () =>
    searchMtu({
      protocol: path.flow.protocol,
      bytesMax: probe.mtu,
      watch,
      signal,
      port: (index) => probePort(probe.sourcePort + index),
      send: ({ before, ...sized }) => {
        const order = { trace, probe: { ...probe, ...sized }, flow: path.flow, baseSec };
        return inject(bus, { ...order, ipIdFirst: ipIdFirst + before });
      },
      told: (step) => progress({ stage: 'inject', state: 'begin', text: step }),
    }),
  );
  if (injected === null || mtu === null) {
    return injected === null ? NOTHING : refused(options, injected);
  }
  const sizes = `${mtu.tried.length} sizes tried: up to ${mtu.passes} bytes are answered`;
  progress({ stage: 'inject', state: 'end', text: sizes });
  await pause(RUN_LIMITS.settleMs, signal);
  return { injected, mtu, limits: [] };
};

/** Large ones were not answered: are small ones? */
const probeSmall = async (
  options: ObserveOptions,
  order: InjectOptions,
  before: number,
): Promise<ControlRecord | null> => {
  const { bus, path, watch, signal, progress } = options;
  progress({ stage: 'wait', state: 'begin', text: 'sending small probes as control' });
  const control = await sendControls({
    protocol: path.flow.protocol,
    watch,
    signal,
    port: (index) => probePort(order.probe.sourcePort + before + index),
    send: (small) =>
      inject(bus, {
        ...order,
        probe: { ...order.probe, ...small },
        ipIdFirst: order.ipIdFirst + before,
      }),
  });
  const { answered, sent, bytes } = control ?? { answered: 0, sent: 0, bytes: 0 };
  const text = `${answered} of ${sent} small ones (${bytes} bytes) answered`;
  progress({ stage: 'wait', state: 'end', text });
  return control;
};

const probe = async (options: ObserveOptions): Promise<Observed> => {
  const { plan, path, progress, timings, bus, trace, baseSec, ipIdFirst, request } = options;
  if (plan.probe === null)
    return { injected: null, limits: ['no probe: the path has no tap to send it from'] };
  if (request.mtuSearch === true) return probeSizes(options, plan.probe);
  const { count, rate, device } = plan.probe;
  const text = `sending ${count} ${path.flow.protocol} probes at ${rate}/s as the VM (${device})`;
  progress({ stage: 'inject', state: 'begin', text });
  const order = { trace, probe: plan.probe, flow: path.flow, baseSec, ipIdFirst };
  const injected = await timed(timings, 'inject', () => inject(bus, order));
  options.onSent();
  if (injected.failure !== '') return refused(options, injected);
  progress({ stage: 'inject', state: 'end', text: `${injected.sent} probes sent` });
  const answered = await timed(timings, 'wait', () => waitForAnswers(options, injected));
  if (!areLarge(plan.probe) || answered > 0) return { injected, limits: [] };
  const control = await timed(timings, 'wait', () => probeSmall(options, order, injected.sent));
  return { injected, ...(control === null ? {} : { control }), limits: [] };
};

/** Packets the VM sent by itself within the time it gets. */
const listen = async ({ watch, progress, signal }: ObserveOptions): Promise<number> => {
  const { listenMs, listenMaxMs, packetsMin, packetsEnough } = RUN_LIMITS;
  progress({ stage: 'listen', state: 'begin', text: 'listening for packets of the VM itself' });
  await pause(listenMs, signal);
  if (watch.spoken() > 0 && watch.spoken() < packetsEnough)
    await watch.until(() => watch.spoken() >= packetsEnough, listenMaxMs - listenMs, signal);
  const spoken = watch.spoken();
  if (spoken >= packetsMin) await pause(RUN_LIMITS.settleMs, signal);
  progress({ stage: 'listen', state: 'end', text: `${spoken} packets of the VM itself` });
  return spoken;
};

const probeIfAllowed = async (options: ObserveOptions, spoken: number): Promise<Observed> => {
  const { plan, path } = options;
  const node = path.nodes.find(({ name }) => name === plan.probe?.node);
  if (plan.probe === null || node?.injectAllowed !== false) return probe(options);
  const why = `the policy of ${node.name} forbids probes`;
  return { injected: null, limits: [`the VM sent ${spoken} packets, and ${why}`] };
};

/** Makes or awaits the packets of the trace. Rejects when the signal fires. */
export const observe = async (options: ObserveOptions): Promise<Observed> => {
  const { request, timings, progress, signal, watch } = options;
  if (request.mode === 'inject') return probe(options);
  if (request.mode === 'live') {
    const text = `listening for ${request.liveMs / 1000} s`;
    progress({ stage: 'listen', state: 'begin', text });
    await timed(timings, 'listen', () => pause(request.liveMs, signal));
    progress({ stage: 'listen', state: 'end', text: `${watch.spoken()} packets of the VM itself` });
    return NOTHING;
  }
  const spoken = await timed(timings, 'listen', () => listen(options));
  return spoken >= RUN_LIMITS.packetsMin ? NOTHING : probeIfAllowed(options, spoken);
};
