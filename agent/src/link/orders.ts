// What this agent has been ordered to do, as link sees it: leases, the last parcel number of each
// trace, and the traces whose privileged process died. Node holds its own leases; these are the
// second lock, and what says whether there is anything to do. No timers: the caller asks.

import { HopscopeError } from '@hopscope/proto';

import { LINK_LIMITS } from './limits.ts';

export interface Order {
  readonly trace: string;
  readonly order: string;
  /** On the steady clock. */
  deadlineMs: number;
}

interface TraceState {
  lastSequence: number;
}

const keyOf = (trace: string, order: string): string => `${trace}\n${order}`;

/** Forgets the oldest entries of a map beyond `max`. */
const bound = (map: Map<string, unknown>, max: number): void => {
  for (const key of map.keys()) {
    if (map.size <= max) return;
    map.delete(key);
  }
};

export class Orders {
  private readonly orders = new Map<string, Order>();
  private readonly traces = new Map<string, TraceState>();
  private readonly dead = new Map<string, number>();
  private readonly released = new Map<string, Uint8Array>();

  get size(): number {
    return this.orders.size;
  }

  /** Throws LIMIT_REACHED, or NODE_PROCESS_DIED for a trace that cannot begin again. */
  admit(trace: string, order: string, leaseMs: number, nowMs: number): void {
    if (this.dead.has(trace))
      throw new HopscopeError(
        'NODE_PROCESS_DIED',
        'the privileged process ended during this trace: start a new one',
      );
    const key = keyOf(trace, order);
    if (!this.orders.has(key) && this.orders.size >= LINK_LIMITS.ordersMax)
      throw new HopscopeError('LIMIT_REACHED', `this agent has ${this.orders.size} orders already`);
    this.orders.set(key, { trace, order, deadlineMs: nowMs + leaseMs });
    if (!this.traces.has(trace)) this.traces.set(trace, { lastSequence: 0 });
  }

  renew(trace: string, order: string, leaseMs: number, nowMs: number): void {
    const known = this.orders.get(keyOf(trace, order));
    if (known !== undefined) known.deadlineMs = nowMs + leaseMs;
  }

  /** Forgets the order; keeps the answer for a controller that asks again. */
  finish(trace: string, order: string, answer: Uint8Array | null): void {
    this.orders.delete(keyOf(trace, order));
    if (answer !== null) {
      this.released.set(keyOf(trace, order), answer);
      bound(this.released, LINK_LIMITS.releasedMax);
    }
    if (![...this.orders.values()].some((other) => other.trace === trace))
      this.traces.delete(trace);
  }

  answerOf(trace: string, order: string): Uint8Array | null {
    return this.released.get(keyOf(trace, order)) ?? null;
  }

  saw(trace: string, sequence: number): void {
    const state = this.traces.get(trace);
    if (state !== undefined) state.lastSequence = Math.max(state.lastSequence, sequence);
  }

  /** Last parcel number of a trace whose process died, or null. */
  lastOfDead(trace: string): number | null {
    return this.dead.get(trace) ?? null;
  }

  expired(nowMs: number): Order[] {
    return [...this.orders.values()].filter(({ deadlineMs }) => deadlineMs <= nowMs);
  }

  /** Ends everything: traces with the number that their last event gets. */
  bury(): { trace: string; sequence: number }[] {
    const buried = [...this.traces].map(([trace, { lastSequence }]) => ({
      trace,
      sequence: lastSequence + 1,
    }));
    for (const { trace, sequence } of buried) this.dead.set(trace, sequence);
    bound(this.dead, LINK_LIMITS.deadTracesMax);
    this.orders.clear();
    this.traces.clear();
    return buried;
  }

  all(): Order[] {
    return [...this.orders.values()];
  }
}
