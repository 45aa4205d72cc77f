// Limits of the client's side of a console.

import { WIRE_LIMITS } from '@hopscope/proto';

export const CLIENT_LIMITS = {
  /** The privileged process may have to be started first. */
  openMs: 12_000,
  resizeMs: 3_000,
  /** How long we wait for the end that we asked for. */
  closeMs: 3_000,
  /** Two of three signs of life may be lost before the agent ends the session. */
  signMs: WIRE_LIMITS.consoleLeaseMsDefault / 3,
  /** The agent says every second that it is there: after this it is not. */
  silentMs: 6_000,
  /** Typed and not sent: then the keyboard, or the pipe, waits. */
  inputQueueBytesMax: 64 * 1024,
} as const;
