// Limits of the channel between link and node.

import { WIRE_LIMITS } from '@hopscope/proto';

export const CHANNEL_LIMITS = {
  /**
   * What passes here goes on to NATS: no larger than a NATS message, and room for a verb or trace.
   */
  payloadBytesMax: WIRE_LIMITS.messageBytesMax + 1024,
  /** A verb or a trace name has one length byte. */
  nameBytesMax: 255,
  /** Bytes written and not yet taken by the other side: beyond it node drops sightings, counted. */
  backlogBytesMax: 8 * 1024 * 1024,
  /** Consoles wait when this much is written: what captures have to say goes first. */
  consoleBacklogBytesMax: 1024 * 1024,
  /** Requests under way at once: a controller sends a handful. */
  requestsMax: 256,
  /** A log line is a line. */
  logBytesMax: 8 * 1024,
  /** A started node process says hello within this, or it is taken for dead. */
  helloMs: 8_000,
} as const;
