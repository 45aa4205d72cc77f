// Keeps the orders of a trace alive while it runs, every third of the lease. A node that does not
// answer twice in a row, or says that it does not know the order, is given up and named; the
// trace goes on without it. A node that samples, because it has too much to carry, says so in its
// answer, and all others are told to sample as coarsely: what it leaves out serves nobody.

import { fromFailure, HopscopeError, WIRE_LIMITS, Wire } from '@hopscope/proto';

import { ask } from './ask.ts';
import type { Bus } from './bus.ts';
import { RUN_LIMITS } from './limits.ts';

const QUESTION = {
  verb: 'renew',
  request: Wire.RenewRequest,
  response: Wire.RenewResponse,
  timeoutMs: RUN_LIMITS.renewMs,
} as const;

export interface LostNode {
  readonly node: string;
  readonly reason: string;
  /** Last time it was known to be there, on the steady clock. */
  readonly lastSeenMs: number;
}

export interface Leases {
  /** From now on its order is kept alive: each node as soon as it is armed. */
  readonly keep: (node: string) => void;
  readonly lost: ReadonlyMap<string, LostNode>;
  /** Last time each node answered, on the steady clock. */
  readonly lastSeenMs: (node: string) => number;
  readonly stop: () => Promise<void>;
}

interface Kept {
  failures: number;
  lastSeenMs: number;
}

const reasonOf = (error: HopscopeError): string =>
  error.code === 'ORDER_UNKNOWN'
    ? 'AGENT_RESTARTED: the agent does not know this trace any more'
    : `${error.code}: ${error.message}`;

/** An answer that says no is final; silence may be a lost packet. */
const isFinal = (error: HopscopeError): boolean =>
  ['ORDER_UNKNOWN', 'NODE_PROCESS_DIED', 'AGENT_UNREACHABLE'].includes(error.code);

/** Renews what it is told to keep until stopped; `gone` is called once for each given up. */
export const keepLeases = (bus: Bus, trace: string, gone: (lost: LostNode) => void): Leases => {
  const startedMs = performance.now();
  const kept = new Map<string, Kept>();
  const lost = new Map<string, LostNode>();
  const underWay = new Set<Promise<void>>();
  let sampleShift = 0;

  const giveUp = (node: string, reason: string, lastSeenMs: number): void => {
    const entry = { node, reason, lastSeenMs };
    lost.set(node, entry);
    gone(entry);
  };

  const renew = async (node: string, state: Kept): Promise<void> => {
    const leaseMs = WIRE_LIMITS.leaseMsDefault;
    try {
      const answer = await ask(bus, node, QUESTION, { trace, order: trace, leaseMs, sampleShift });
      const failure = fromFailure(answer.failure);
      if (failure !== null) throw failure;
      sampleShift = Math.max(sampleShift, answer.sampleShift ?? 0);
      state.failures = 0;
      state.lastSeenMs = performance.now();
    } catch (error) {
      if (!(error instanceof HopscopeError)) throw error;
      state.failures += 1;
      if (isFinal(error) || state.failures >= RUN_LIMITS.renewFailuresMax)
        giveUp(node, reasonOf(error), state.lastSeenMs);
    }
  };

  const timer = setInterval(() => {
    for (const [node, state] of kept) {
      if (lost.has(node)) continue;
      const renewing = renew(node, state).finally(() => underWay.delete(renewing));
      underWay.add(renewing);
    }
  }, WIRE_LIMITS.leaseMsDefault / 3);

  return {
    keep: (node) => void kept.set(node, { failures: 0, lastSeenMs: performance.now() }),
    lost,
    lastSeenMs: (node) => kept.get(node)?.lastSeenMs ?? startedMs,
    stop: async () => {
      clearInterval(timer);
      await Promise.allSettled(underWay);
    },
  };
};
