// Which packet size to try next, when the largest that passes is sought. Pure. The largest allowed
// first: on most paths that is the answer. Then the smallest: when that fails too, size is not the
// reason. Then what a router said, and the half of what is left.

/** RFC 791: every link carries packets of that many bytes. */
export const SIZE_MIN = 68;

export interface SizeSearch {
  /** Total length of the IP packet to try next, bytes; null = nothing is left to try. */
  readonly next: () => number | null;
  readonly tell: (bytes: number, passed: boolean) => void;
  /** A router says that so many bytes fit. */
  readonly hint: (bytes: number) => void;
  /** The largest that passed (0 = none), and the smallest that did not (0 = none). */
  readonly found: () => { readonly passes: number; readonly fails: number };
}

/** Between SIZE_MIN and `max` bytes, both included. */
export const openSizeSearch = (max: number): SizeSearch => {
  let passes = 0;
  let fails = max + 1;
  let hinted = 0;
  const isOpen = (bytes: number): boolean => bytes > passes && bytes < fails;
  const next = (): number | null => {
    if (passes === 0 && fails === max + 1) return max;
    if (passes === 0) return fails > SIZE_MIN ? SIZE_MIN : null;
    if (fails - passes <= 1) return null;
    // What a router says is nearly always right: then one step above it ends the search.
    if (isOpen(hinted)) return hinted;
    if (hinted === passes) return passes + 1;
    return passes + Math.floor((fails - passes) / 2);
  };
  return {
    next,
    tell: (bytes, passed) => {
      if (passed) passes = Math.max(passes, bytes);
      else fails = Math.min(fails, bytes);
    },
    hint: (bytes) => {
      if (bytes >= SIZE_MIN && bytes <= max) hinted = bytes;
    },
    found: () => ({ passes, fails: fails > max ? 0 : fails }),
  };
};
