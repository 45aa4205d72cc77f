// Wall time of this node as its agent shows it: the true clock, or in tests a shifted one.

import { createWallClock } from '@hopscope/proto';
import type { WireTime } from '@hopscope/proto';

import { shiftTime } from '../channel/mod.ts';
import type { ClockShift } from '../channel/mod.ts';

export interface NodeClock {
  readonly now: () => WireTime;
  /** A stamp of the kernel as this clock shows it. */
  readonly shown: (time: WireTime) => WireTime;
  readonly isShifted: boolean;
}

export const openNodeClock = (shift: ClockShift | null): NodeClock => {
  const wall = createWallClock({ dateMs: Date.now, steadyMs: () => performance.now() });
  return {
    now: () => shiftTime(wall.now(), shift),
    shown: (time) => shiftTime(time, shift),
    isShifted: shift !== null,
  };
};
