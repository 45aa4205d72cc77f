// Waiting for what no event announces: looked at often, with a deadline.

import { setTimeout as delay } from 'node:timers/promises';

const DEADLINE_MS = 8_000;
const PERIOD_MS = 5;

/** Waits until `holds`; false when it does not by the deadline. */
export const eventually = async (holds: () => boolean): Promise<boolean> => {
  const deadline = performance.now() + DEADLINE_MS;
  while (!holds() && performance.now() < deadline) await delay(PERIOD_MS);
  return holds();
};
