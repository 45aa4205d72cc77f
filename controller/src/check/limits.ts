// Limits of checks: what reading for them may cost a node, and how long it may take.

export const CHECK_LIMITS = {
  /** One snapshot of one node: a person waits for it, and a trace prints its suspect within 2 s. */
  readMs: 3_000,
  /** Reads of one snapshot request: their answers come back in one message of 1 MB. */
  readsPerRequest: 16,
  /** A verdict waits at most so long for the states of two siblings. */
  siblingsMs: 1_500,
} as const;
