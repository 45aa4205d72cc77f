// The wall clock with microseconds, for a process that lives long. performance.timeOrigin is read
// once at start: after somebody stepped the clock, `timeOrigin + now()` still shows the old one,
// while the kernel stamps packets with the new. This one notices a step, and finds the offset
// between the two clocks again at an edge of the millisecond. Sources are parameters.

import type { WireTime } from './time.ts';

export interface ClockSources {
  /** Wall time in whole milliseconds, truncated: Date.now. */
  readonly dateMs: () => number;
  /** A steady clock in milliseconds with a fraction: performance.now. */
  readonly steadyMs: () => number;
}

export interface WallClock {
  /** Wall time at an instant of the steady clock that was read not long ago. */
  readonly at: (steadyMs: number) => WireTime;
  readonly now: () => WireTime;
  /** Finds the offset again; takes up to 1 ms. */
  readonly calibrate: () => void;
}

/** An edge of the millisecond that does not come within this many reads never comes. */
const READS_MAX = 1_000_000;
/** Date.now truncates, so the two may differ by 1 ms; reading both is not one instant. */
const SLACK_MS = 0.25;

const toWire = (ms: number): WireTime => {
  const sec = Math.floor(ms / 1000);
  return { sec, nsec: Math.min(999_999_999, Math.max(0, Math.round((ms - sec * 1000) * 1e6))) };
};

/** Wall clock from the two given sources; calibrated at its making and after each step. */
export const createWallClock = ({ dateMs, steadyMs }: ClockSources): WallClock => {
  let offsetMs = 0;

  const calibrate = (): void => {
    const first = dateMs();
    for (let reads = 0; reads < READS_MAX; reads += 1) {
      const steady = steadyMs();
      const date = dateMs();
      if (date !== first) {
        offsetMs = date - steady;
        return;
      }
    }
    offsetMs = first - steadyMs();
  };

  const at = (steady: number): WireTime => {
    const behindMs = dateMs() - (steadyMs() + offsetMs);
    if (behindMs > SLACK_MS || behindMs < -1 - SLACK_MS) calibrate();
    return toWire(steady + offsetMs);
  };

  calibrate();
  return { at, now: () => at(steadyMs()), calibrate };
};
