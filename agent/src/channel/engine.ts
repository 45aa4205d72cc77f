// What V8 does differently in an agent. Without any of it nothing breaks; the figures are of one
// machine.

import { setFlagsFromString } from 'node:v8';

/**
 * For a process that hands large buffers on. Each is dead a moment later, and V8 answers their sum
 * by marking the whole heap every 14 MB, in steps and by four threads: more work than everything
 * else that link does with a parcel (1.4 ms a parcel of 256 KiB, 0.6 without). The heap of an agent
 * has 15 MiB; it is marked in one go when that must be, and young collections free the buffers.
 */
export const collectInOneGo = (): void => setFlagsFromString('--no-incremental-marking');

/**
 * For a process that digests packets. Reading one takes a dozen small functions; compiled into one
 * they need half of the time, and V8 stops inlining long before that: at a sum of their sizes, and
 * where a call seemed rare when it looked, which is a matter of luck with the first packets.
 */
export const inlineMore = (): void => {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=6000');
  setFlagsFromString('--min-inlining-frequency=0.01');
};
