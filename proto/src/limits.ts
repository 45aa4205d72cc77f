// Limits of the wire, shared by both sides. Limits of one side live beside its code.

export const WIRE_LIMITS = {
  /** nats-server refuses more than 1 MiB by default; headers and envelope need room. */
  messageBytesMax: 1_000_000,
  /** One batch of sightings: large enough to be cheap, small enough to be prompt. */
  batchBytes: 256 * 1024,
  /** A sighting waits at most this long in the agent before it is sent. */
  batchMs: 100,
  /** Evidence of one read after compression; a larger one is cut and marked. */
  evidenceBytesMax: 768 * 1024,
  /** Captures in one order: a path has at most 12 devices on one node. */
  capturesMax: 64,
  /** Evidence reads in one order or snapshot. */
  evidenceMax: 128,
  /** Frames captured: encapsulation, headers and 16 payload bytes need 160; a full MTU at most. */
  snapBytesMax: 2048,
  snapBytesDefault: 192,
  /** A node name is a host name: RFC 1035 allows 253 characters. */
  nodeNameMax: 253,
  /** Lease of an order: at its end the agent stops by itself. */
  leaseMsDefault: 6_000,
  leaseMsMax: 60_000,
  /** No capture runs longer, whatever was ordered. */
  durationMsMax: 15 * 60_000,
  /** Presence is written each period; the bucket forgets after the TTL. */
  presencePeriodMs: 2_000,
  presenceTtlMs: 7_000,
  /** Probes of one inject order. */
  probesMax: 10_000,
  /**
   * Data in one frame of a console: a screenful is 10 KiB, and a capture's parcels pass between.
   */
  consoleFrameBytesMax: 32 * 1024,
  /** Console data on its way and not acknowledged: 8 frames fill a path of 10 ms at 25 MB/s. */
  consoleWindowBytes: 256 * 1024,
  /** A console whose client says nothing for this long ends, and what runs in it. */
  consoleLeaseMsDefault: 4_000,
  consoleLeaseMsMax: 30_000,
  /** Words of a command, and all of them together: more than people type. */
  consoleArgvMax: 64,
  consoleArgvBytesMax: 8 * 1024,
  /** Columns or rows of a terminal. */
  consoleSizeMax: 1_000,
  /** The stream of sightings is a buffer between agents and the controller, not a store. */
  streamAgeMaxMs: 60 * 60_000,
  streamBytesMax: 2 * 1024 * 1024 * 1024,
} as const;
