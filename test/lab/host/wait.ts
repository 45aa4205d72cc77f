// Waiting for a condition of the machine that sends no event (a socket file, a process that has
// become another program): looks again every few milliseconds until a deadline.
import { setTimeout as delay } from 'node:timers/promises';
import { HopscopeError } from '@hopscope/proto';

const LOOK_MS = 5;

/**
 * Resolves when `done` answers true; TIMED_OUT naming `what` after `timeoutMs`. A costly `done`
 * is asked less often.
 */
export const waitFor = async (
  what: string,
  timeoutMs: number,
  done: () => boolean | Promise<boolean>,
  lookMs: number = LOOK_MS,
): Promise<void> => {
  const deadline = performance.now() + timeoutMs;
  while (!(await done())) {
    if (performance.now() > deadline)
      throw new HopscopeError('TIMED_OUT', `${what}: not within ${timeoutMs} ms`);
    await delay(lookMs);
  }
};
