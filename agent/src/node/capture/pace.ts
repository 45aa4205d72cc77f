// How often a busy ring is looked at. Being woken for each block costs as much as reading it, so a
// ring that fills fast is read by time instead: as seldom as it can be without letting more than a
// quarter of it fill up, since the event loop may be late. Each look costs 50 to 100 microseconds.

import { NODE_LIMITS } from '../limits.ts';

const { ringPaceMsMin, ringPaceMsMax, ringBytes, ringBlockBytes } = NODE_LIMITS;
const BLOCKS_WANTED = ringBytes / ringBlockBytes / 4;

export interface Pace {
  /** Milliseconds until the next look, given how many blocks the last one found. */
  readonly next: (blocks: number) => number;
}

export const openPace = (): Pace => {
  let ms: number = ringPaceMsMin;
  return {
    next: (blocks) => {
      const wanted = (ms * BLOCKS_WANTED) / Math.max(1, blocks);
      // faster at once, slower by steps
      ms = Math.max(ringPaceMsMin, Math.min(ringPaceMsMax, wanted, ms * 2));
      return ms;
    },
  };
};
