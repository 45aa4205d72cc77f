// Notices that somebody stepped the wall clock: stamps before and after do not belong together.
// The steady clock is the witness. Pure: both clocks are parameters.

import type { WireTime } from '@hopscope/proto';

/** Less than this is reading two clocks at not quite one instant, or a clock that is slewed. */
const STEP_MS_MIN = 5;

export interface ClockSources {
  readonly wall: () => WireTime;
  /** Milliseconds. */
  readonly steadyMs: () => number;
}

/** Each call gives the milliseconds by which the wall clock was stepped since the last, or 0. */
export const openClockWatch = ({ wall, steadyMs }: ClockSources): (() => number) => {
  const readOffsetMs = (): number => {
    const steady = steadyMs();
    const { sec, nsec } = wall();
    return sec * 1000 + nsec / 1e6 - steady;
  };
  let offsetMs = readOffsetMs();
  return () => {
    const now = readOffsetMs();
    const stepMs = now - offsetMs;
    offsetMs = now;
    return Math.abs(stepMs) < STEP_MS_MIN ? 0 : stepMs;
  };
};
