// How long the relay keeps a frame: distributions drawn from a seed, and the queue of frames that
// wait for their time. Times are nanoseconds of a monotonic clock, given by the caller. Pure.

export const DISTRIBUTIONS = ['fixed', 'uniform', 'normal', 'exponential'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

export interface DelayPlan {
  readonly distribution: Distribution;
  readonly delayMs: number;
  /** uniform: half-width. normal: standard deviation. exponential: mean of what is added. */
  readonly jitterMs: number;
  /** A frame never leaves before one that came earlier. */
  readonly keepOrder: boolean;
  readonly seed: number;
}

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
const numbersFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Delays in milliseconds, one per call, never negative. */
export const delaysOf = (plan: DelayPlan): (() => number) => {
  const { delayMs, jitterMs } = plan;
  const next = numbersFrom(plan.seed);
  // Box and Muller (1958); 1 - next() is never 0
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const draw: Readonly<Record<Distribution, () => number>> = {
    fixed: () => delayMs,
    uniform: () => delayMs + jitterMs * (2 * next() - 1),
    normal: () => delayMs + jitterMs * normal(),
    exponential: () => delayMs - jitterMs * Math.log(1 - next()),
  };
  return () => Math.max(0, draw[plan.distribution]());
};

interface Waiting {
  readonly due: bigint;
  readonly frame: Uint8Array;
}

export interface DelayQueue {
  /** false: the queue is full and the frame is dropped. */
  readonly put: (frame: Uint8Array, now: bigint) => boolean;
  /** The next frame whose time has come, or null. */
  readonly take: (now: bigint) => Uint8Array | null;
  /** When the next frame is due; null when none waits. */
  readonly nextDue: () => bigint | null;
}

/** A second of a busy wire of the lab; more is a relay that cannot keep up. */
export const QUEUE_FRAMES_MAX = 20_000;

const NANOSECONDS_A_MILLISECOND = 1e6;

export const delayQueue = (plan: DelayPlan): DelayQueue => {
  const delay = delaysOf(plan);
  const waiting: Waiting[] = [];
  /** After the last frame that is due no later: equal times keep their order. */
  const placeFor = (due: bigint): number => waiting.findLastIndex((each) => each.due <= due) + 1;
  return {
    put: (frame, now) => {
      if (waiting.length >= QUEUE_FRAMES_MAX) return false;
      const drawn = now + BigInt(Math.round(delay() * NANOSECONDS_A_MILLISECOND));
      const last = waiting.at(-1)?.due ?? drawn;
      const due = plan.keepOrder && last > drawn ? last : drawn;
      waiting.splice(placeFor(due), 0, { due, frame });
      return true;
    },
    take: (now) => {
      const first = waiting[0];
      if (first === undefined || first.due > now) return null;
      waiting.shift();
      return first.frame;
    },
    nextDue: () => waiting[0]?.due ?? null,
  };
};
