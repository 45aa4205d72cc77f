// Limits of what is kept, with the reason of each.

export const STORE_LIMITS = {
  /** A month of traces: longer than an incident is worked on. */
  ageMaxMs: 30 * 24 * 60 * 60 * 1000,
  /** A trace is about one MiB: the store stays in the order of 200 MiB. */
  tracesMax: 200,
  /** A folder that a killed run left half-written. */
  partialAgeMaxMs: 24 * 60 * 60 * 1000,
  /** Tries for an id that is free; then it gets longer. */
  idTriesMax: 32,
  /** File names: most file systems allow 255 bytes. */
  nameLengthMax: 80,
  /** No part of a bundle that is read into memory is larger. */
  fileBytesMax: 1024 * 1024 * 1024,
} as const;
