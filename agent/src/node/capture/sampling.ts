// The rate at which the digests of one order are sampled. It only ever becomes coarser: the same
// packets must be left out at every point, and the coarsest rate of all nodes is what counts.

import { SAMPLE_SHIFT_MAX } from '@hopscope/packet';

export interface Sampling {
  /** 1 of 2^shift packets. */
  readonly shift: () => number;
  /** To at least this shift. */
  readonly raise: (shift: number) => void;
}

/** `raised` is called with the new shift. */
export const openSampling = (first: number, raised: (shift: number) => void): Sampling => {
  let shift = Math.min(first, SAMPLE_SHIFT_MAX);
  return {
    shift: () => shift,
    raise: (wanted) => {
      const next = Math.min(wanted, SAMPLE_SHIFT_MAX);
      if (next <= shift) return;
      shift = next;
      raised(next);
    },
  };
};
