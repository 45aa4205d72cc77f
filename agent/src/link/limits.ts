// Limits of link. Those of the wire are in proto, those of the channel beside it.

export const LINK_LIMITS = {
  /** A name is asked for; an agent that is there answers within a round trip. */
  claimMs: 500,
  /** Between two tries of an agent whose name is taken. */
  claimRetryMs: 3_000,
  /** Between two tries to reach a server at the start, and at each reconnect. */
  connectRetryMs: 1_000,
  connectMs: 3_000,
  /** A server that says nothing is asked, and given up after two silent pings. */
  pingMs: 10_000,
  /** How long the privileged process may take for a verb. */
  verbMs: {
    describe: 8_000,
    arm: 10_000,
    renew: 2_000,
    release: 8_000,
    snapshot: 10_000,
    inject: 5_000,
    console: 5_000,
  },
  /** The privileged process ends when it had nothing to do for this long. */
  idleMs: 20_000,
  /** After being asked to end it gets this long before it is killed. */
  killMs: 2_000,
  /** Between two looks at leases and idleness. */
  tickMs: 500,
  /** Between the end of the privileged process and the end of what it had written. */
  lastWordsMs: 300,
  /** Traces and orders known at once; more controllers than this do not watch one node. */
  ordersMax: 64,
  /** A name is a name, not a document. */
  traceBytesMax: 64,
  /** Answers to release kept for a controller that did not hear the first. */
  releasedMax: 64,
  /** Traces whose privileged process died: their numbers must not begin again. */
  deadTracesMax: 256,
  /** Parcels on their way to JetStream and not acknowledged; beyond it node is held back. */
  inFlightBytesMax: 8 * 1024 * 1024,
  inFlightMax: 512,
  /** An acknowledgement that did not come within this will not come. */
  ackMs: 5_000,
  /** Failed publishes are logged at most this often. */
  complainMs: 5_000,
  /** After SIGTERM everything is released and said within this. */
  stopMs: 3_000,
} as const;
