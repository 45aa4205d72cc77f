// The port a sighting belongs to, and the two values that are none. Local port and the peer's port
// name a flow; the peer's is part of the key already.

/** `port` values that are no port. */
export const PORT = {
  /** Told apart as another VM's, or as nobody's: not a sighting of this flow. */
  foreign: -1,
  /** A later fragment: its datagram is known, its port is not. */
  none: 0x10000,
} as const;

/** UNKNOWN_PORT - p marks the outside port p that conntrack has no word about. */
export const UNKNOWN_PORT = -3;
