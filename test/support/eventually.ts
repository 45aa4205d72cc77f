// Waits for something that becomes true, with a deadline: for state that sends no event.

const DEADLINE_MS = 10_000;
const EVERY_MS = 25;

/** The first value of `read` that `accept` takes; throws with the last one after the deadline. */
export const eventually = async <T>(
  read: () => Promise<T> | T,
  accept: (value: T) => boolean,
  deadlineMs: number = DEADLINE_MS,
): Promise<T> => {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (performance.now() > deadline)
      throw new Error(`not within ${deadlineMs} ms; last: ${JSON.stringify(value)}`);
    await new Promise((wake) => setTimeout(wake, EVERY_MS));
  }
};
