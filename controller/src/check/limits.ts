// Limits of checks: what reading for them may cost a node, and how long it may take.

export const CHECK_LIMITS = {
  /** One snapshot of one node: a person waits for it, and a trace prints its suspect within 2 s. */
  readMs: 3_000,
  /** Reads of one snapshot request: their answers come back in one message of 1 MB. */
  readsPerRequest: 16,
  /** A sweep asks a node for at most so many reads a second: a node must not notice. */
  sweepReadsPerSecond: 8,
  /** Nodes read at once by a sweep: a bound on what lands on the controller together. */
  sweepNodesAtOnce: 64,
  /** One read of a sweep: a whole table takes longer than one row of it. */
  sweepReadMs: 8_000,
  /** Ports of one kind listed by a sweep; more are said to be left out. */
  sweepPortsMax: 100_000,
  /** Examples of VMs named with a drift; more are counted. */
  driftNamesMax: 5,
  /** A verdict waits at most so long for the states of two siblings. */
  siblingsMs: 1_500,
} as const;
