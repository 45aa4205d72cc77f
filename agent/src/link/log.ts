// The log: JSON lines on standard error, with the trace in every line that belongs to one.

import { pino } from 'pino';
import type { Logger } from 'pino';

/** A logger that writes at once: the last words of a process are the ones that matter. */
export const openLog = (level: string, node: string, instance: string): Logger =>
  pino(
    { level, base: { node, instance }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
