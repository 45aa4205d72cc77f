// Sends frames at a steady rate on the monotonic clock: frame n is due n/rate after the first. A
// late timer is made up for, never by more than what is due.

export interface Pace {
  readonly count: number;
  /** A second. */
  readonly rate: number;
  /** False = stop sending: the order ended. */
  readonly mayGoOn: () => boolean;
}

/** Calls `send` with 0, 1, ... count-1; how many were sent. `send` may throw to end it. */
export const paced = async (pace: Pace, send: (index: number) => void): Promise<number> => {
  const startMs = performance.now();
  for (let index = 0; index < pace.count; index += 1) {
    const waitMs = startMs + (index * 1000) / pace.rate - performance.now();
    if (waitMs > 0.5)
      await new Promise((resolve) => {
        setTimeout(resolve, waitMs);
      });
    if (!pace.mayGoOn()) return index;
    send(index);
  }
  return pace.count;
};
