// Limits of a sweep: what it may cost each node and the API, and what it holds.

export const SWEEP_LIMITS = {
  /** Reads of one node in a second: few enough that the node does not notice. */
  readsPerNodePerSecond: 5,
  /** Nodes read at once: bounds what lands on the controller together. */
  nodesAtOnce: 64,
  /** One message of reads: a whole table takes longer than one row of it. */
  readMs: 8_000,
  /** Requests to the API at once, where it must be asked object by object. */
  requestsAtOnce: 4,
  /** Ports listed; more are said to be left out. */
  portsMax: 100_000,
  /** VMs named with a drift; more are counted. */
  namesMax: 5,
} as const;
