// A small seeded generator (sfc32): the same seed gives the same world on every machine.

export interface Random {
  /** [0, 1). */
  readonly next: () => number;
  /** Whole number in [low, high]. */
  readonly int: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Exponential with this mean. */
  readonly exponential: (mean: number) => number;
  readonly pick: <T>(of: readonly T[]) => T;
  /** 32 random bits. */
  readonly word: () => number;
}

/** A generator for a seed; seeds need no structure. */
export const seeded = (seed: number): Random => {
  let a = seed >>> 0;
  let b = Math.imul(seed, 0x9e3779b1) >>> 0;
  let c = 0x243f6a88;
  let counter = 1;
  const word = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 15; warm += 1) word();
  const next = (): number => word() / 4294967296;
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    word,
    chance: (probability) => next() < probability,
    exponential: (mean) => -mean * Math.log(1 - next()),
    pick: (of) => {
      const one = of[int(0, of.length - 1)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
  };
};
