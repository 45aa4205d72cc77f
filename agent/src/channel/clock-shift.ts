// A false clock, so that alignment of two clocks can be tested on one machine: an offset, a
// drift and one step, applied to every stamp an agent gives away. Pure. Both processes of an
// agent apply the same shift with the same origin, so that they stay one clock.

import type { WireTime } from '@hopscope/proto';

export interface ClockShift {
  readonly offsetUs: number;
  readonly driftPpm: number;
  /** Added from `stepAtSec` seconds after the origin on. */
  readonly stepUs: number;
  readonly stepAtSec: number;
  /** Start of the agent, milliseconds since the epoch of the true clock. */
  readonly originMs: number;
}

/** `time` of the true clock as the false clock shows it; null = the clock is true. */
export const shiftTime = (time: WireTime, shift: ClockShift | null): WireTime => {
  if (shift === null) return time;
  const sinceNs = (time.sec - shift.originMs / 1000) * 1e9 + time.nsec;
  const stepUs = shift.stepUs !== 0 && sinceNs >= shift.stepAtSec * 1e9 ? shift.stepUs : 0;
  const addNs = (shift.offsetUs + stepUs) * 1000 + (sinceNs * shift.driftPpm) / 1e6;
  const nsec = time.nsec + addNs;
  const carry = Math.floor(nsec / 1e9);
  const rest = Math.round(nsec - carry * 1e9);
  return rest === 1e9
    ? { sec: time.sec + carry + 1, nsec: 0 }
    : { sec: time.sec + carry, nsec: rest };
};
