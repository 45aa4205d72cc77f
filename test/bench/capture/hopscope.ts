// The agent as a contender: both its processes, a real nats-server, and a reader of what they
// publish. Only what came out at the far end counts as captured.

import { fromFailure, traceSubjects, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { ask } from '../../../controller/src/run/ask.ts';
import { busSettings, connectBus } from '../../../controller/src/run/mod.ts';
import type { Bus } from '../../../controller/src/run/mod.ts';
import { startNatsServer } from '../../support/nats-server.ts';
import { startRealAgent } from '../../support/real-agent.ts';
import type { Captured, Contender } from './contender.ts';

const NODE = 'bench';
const ANSWER_MS = 12_000;
const LEASE_MS = 60_000;

export interface AgentUnderTest {
  /** Of link; node is its child while there is something to do. */
  readonly pid: number;
  readonly bus: Bus;
  readonly close: () => Promise<void>;
}

/** A nats-server of its own, and the agent as it is started by hand. */
export const startAgent = async (): Promise<AgentUnderTest> => {
  const server = await startNatsServer();
  const bus = await connectBus({ settings: busSettings({ nats: server.url }, {}) });
  const agent = await startRealAgent(NODE, server.url);
  return {
    pid: agent.pid,
    bus,
    close: async () => {
      await bus.close();
      await agent.stop();
      await server.remove();
    },
  };
};

const ARM = {
  verb: 'arm',
  request: Wire.ArmRequest,
  response: Wire.ArmResponse,
  timeoutMs: ANSWER_MS,
} as const;

const RELEASE = {
  verb: 'release',
  request: Wire.ReleaseRequest,
  response: Wire.ReleaseResponse,
  timeoutMs: ANSWER_MS,
} as const;

const orThrow = <T extends { failure?: hopscope.v1.IFailure | null }>(answer: T): T => {
  const failure = fromFailure(answer.failure);
  if (failure !== null) throw failure;
  return answer;
};

/** Counts packets in what is published for a trace. */
const openReader = (bus: Bus, trace: string) => {
  const seen = { packets: 0, last: 0 };
  let wake = (): void => {};
  const subscription = bus.connection.subscribe(traceSubjects(trace), {
    callback: (error, message) => {
      if (error !== null) throw error;
      const { sequence, sightings, digests } = Wire.Parcel.decode(message.data);
      seen.packets += (sightings?.count ?? 0) + (digests?.count ?? 0);
      seen.last = Math.max(seen.last, sequence);
      wake();
    },
  });
  const until = async (sequence: number): Promise<void> => {
    const deadline = performance.now() + ANSWER_MS;
    while (seen.last < sequence && performance.now() < deadline)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 50);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
  };
  return { until, packets: () => seen.packets, close: () => subscription.unsubscribe() };
};

export interface HopscopeOptions {
  readonly name: string;
  readonly agent: AgentUnderTest;
  readonly trace: () => string;
  /** What every run arms, its capture number 1. */
  readonly capture: hopscope.v1.ICaptureOrder;
  /** Called with the filter that the agent rendered. */
  readonly armed?: (filter: string) => void;
}

const sumOf = (counts: readonly hopscope.v1.ICaptureCounts[]): number =>
  counts.reduce((sum, one) => sum + (one.droppedByKernel ?? 0) + (one.droppedByAgent ?? 0), 0);

export const agentContender = (options: HopscopeOptions): Contender => ({
  name: options.name,
  start: async () => {
    const { agent, capture } = options;
    const { bus, pid } = agent;
    const trace = options.trace();
    const reader = openReader(bus, trace);
    await bus.connection.flush();
    const order = { trace, order: trace, leaseMs: LEASE_MS, durationMaxMs: LEASE_MS };
    const armed = orThrow(await ask(bus, NODE, ARM, { ...order, captures: [capture] }));
    const [first] = armed.captures ?? [];
    if (first !== undefined) orThrow(first);
    options.armed?.(first?.filter ?? '');
    return {
      pid,
      stop: async (wanted: number): Promise<Captured> => {
        const released = orThrow(await ask(bus, NODE, RELEASE, { trace, order: trace }));
        await reader.until(released.lastSequence ?? 0);
        reader.close();
        const captured = reader.packets();
        const dropped = sumOf(released.captures ?? []);
        // also what did not arrive without being counted anywhere
        return { captured, lost: Math.max(dropped, wanted - captured) };
      },
    };
  },
});
