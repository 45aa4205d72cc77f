// How much may pass now: a bucket that fills at a steady rate and holds a tenth of a second of it.
// Pure: the time comes in.

import { CONSOLE_LIMITS } from './limits.ts';

export interface Rate {
  /** Bytes that may pass now. */
  readonly allowed: (nowMs: number) => number;
  readonly spend: (bytes: number) => void;
  /** Milliseconds until `bytes` may pass, or the bucket is full. */
  readonly waitMs: (bytes: number) => number;
}

/** Full at its making. */
export const openRate = (bytesPerS: number, nowMs: number): Rate => {
  const capacity = Math.max(bytesPerS * CONSOLE_LIMITS.burstS, CONSOLE_LIMITS.burstBytesMin);
  let level = capacity;
  let filledMs = nowMs;
  return {
    allowed: (now) => {
      level = Math.min(capacity, level + ((now - filledMs) / 1000) * bytesPerS);
      filledMs = now;
      return Math.floor(level);
    },
    spend: (bytes) => {
      level -= bytes;
    },
    waitMs: (bytes) =>
      Math.max(0, Math.ceil(((Math.min(bytes, capacity) - level) / bytesPerS) * 1000)),
  };
};
