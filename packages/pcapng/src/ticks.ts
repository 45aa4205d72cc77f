// 64-bit timestamps of pcapng in plain numbers. A 64-bit count of nanoseconds does not fit a
// double, so it is divided digit by digit in base 65536, which stays exact for every resolution in
// use.

const WORD = 0x1_0000_0000;
const DIGIT = 0x1_0000;
const NS = 1_000_000_000;
/** Remainders below this times 65536 stay below 2^53. */
const EXACT_DIVISOR_MAX = 2 ** 36;

/** One interface's clock, from its if_tsresol and if_tsoffset options. */
export interface Resolution {
  /** Ticks in a second. */
  readonly perSecond: number;
  readonly offsetSec: number;
}

export const MICROSECONDS: Resolution = { perSecond: 1_000_000, offsetSec: 0 };

/** Resolution of an if_tsresol octet: its low seven bits are a power of 10, or of 2 with bit 7. */
export const resolutionOf = (octet: number, offsetSec: number): Resolution => ({
  perSecond: (octet & 0x80) === 0 ? 10 ** octet : 2 ** (octet & 0x7f),
  offsetSec,
});

export interface SplitTime {
  sec: number;
  nsec: number;
}

/** Writes the time of `high * 2^32 + low` ticks into `into`; no allocation on the usual path. */
export const splitTicks = (
  high: number,
  low: number,
  resolution: Resolution,
  into: SplitTime,
): void => {
  const divisor = resolution.perSecond;
  if (divisor > EXACT_DIVISOR_MAX) {
    splitWide(high, low, resolution, into);
    return;
  }
  const remainder0 = high % divisor;
  const quotient0 = (high - remainder0) / divisor;
  const part1 = remainder0 * DIGIT + (low >>> 16);
  const quotient1 = Math.floor(part1 / divisor);
  const part2 = (part1 - quotient1 * divisor) * DIGIT + (low & 0xffff);
  const quotient2 = Math.floor(part2 / divisor);
  const ticks = part2 - quotient2 * divisor;
  into.sec = quotient0 * WORD + quotient1 * DIGIT + quotient2 + resolution.offsetSec;
  // For powers of ten the factor (or its inverse) is whole; for powers of two the quotient is
  // exact.
  if (NS % divisor === 0) into.nsec = ticks * (NS / divisor);
  else if (divisor % NS === 0) into.nsec = Math.floor(ticks / (divisor / NS));
  else into.nsec = Math.floor((ticks / divisor) * NS);
};

/** Splits the stamps of one interface: mostly of the second that the one before was in. */
export class TickClock {
  readonly resolution: Resolution;
  readonly time: SplitTime = { sec: 0, nsec: 0 };
  /** Nanoseconds in a tick where that is whole; else 0. */
  readonly #tickNs: number;
  /** Where the second began, in words of the stamp; the low one may be negative. */
  #high = Infinity;
  #low = 0;

  constructor(resolution: Resolution) {
    this.resolution = resolution;
    this.#tickNs = NS % resolution.perSecond === 0 ? NS / resolution.perSecond : 0;
  }

  /** Sets `time` to that of `high * 2^32 + low` ticks. */
  split(high: number, low: number): void {
    const since = (high - this.#high) * WORD + (low - this.#low);
    if (since >= 0 && since < this.resolution.perSecond) {
      this.time.nsec = since * this.#tickNs;
      return;
    }
    splitTicks(high, low, this.resolution, this.time);
    if (this.#tickNs === 0) return;
    this.#high = high;
    this.#low = low - this.time.nsec / this.#tickNs;
  }
}

/** Picoseconds and finer: rare enough for BigInt. */
const splitWide = (high: number, low: number, resolution: Resolution, into: SplitTime): void => {
  const ticks = (BigInt(high) << 32n) | BigInt(low);
  const divisor = BigInt(resolution.perSecond);
  into.sec = Number(ticks / divisor) + resolution.offsetSec;
  into.nsec = Number(((ticks % divisor) * BigInt(NS)) / divisor);
};

/** High and low word of `sec` and `nsec` as nanoseconds. */
export const joinNanoseconds = (sec: number, nsec: number): { high: number; low: number } => {
  const upper = (sec >>> 16) * NS;
  const lower = (sec & 0xffff) * NS + nsec + (upper % DIGIT) * DIGIT;
  return { high: Math.floor(upper / DIGIT) + Math.floor(lower / WORD), low: lower % WORD };
};
