// The relay: a process of the lab that moves frames between two taps and keeps each for a drawn
// time. There is no netem on such machines. It runs in the host of a wire and stands between one
// node's end and the rest. One thread, one loop; ended by a signal.
//   main.ts --left ra-cn1 --right rb-cn1 --delay-ms 5 --jitter-ms 2 --distribution normal
// Prints `ready` when both taps are attached, and a line whenever it had to drop frames.

import { parseArgs } from 'node:util';
import { delayQueue, DISTRIBUTIONS, type DelayPlan, type DelayQueue } from './delays.ts';
import { openTaps, type Taps } from './tap.ts';

/** A frame of the widest wire of the lab with a VLAN tag. */
const FRAME_BYTES_MAX = 9216;
/** The longest the relay sleeps when nothing waits. */
const IDLE_NS = 1_000_000_000n;

interface Way {
  readonly from: number;
  readonly to: number;
  readonly queue: DelayQueue;
}

const pump = (taps: Taps, ways: readonly Way[]): never => {
  const buffer = Buffer.alloc(FRAME_BYTES_MAX);
  const fds = ways.map((way) => way.from);
  for (;;) {
    const now = process.hrtime.bigint();
    const dues = ways.map((way) => way.queue.nextDue()).filter((due) => due !== null);
    const wait = dues.reduce((least, due) => (due - now < least ? due - now : least), IDLE_NS);
    if (wait > 0n) taps.wait(fds, wait);
    for (const { from, to, queue } of ways) {
      let dropped = 0;
      for (let n = taps.read(from, buffer); n > 0; n = taps.read(from, buffer))
        if (!queue.put(Uint8Array.from(buffer.subarray(0, n)), process.hrtime.bigint()))
          dropped += 1;
      const time = process.hrtime.bigint();
      for (let frame = queue.take(time); frame !== null; frame = queue.take(time))
        if (!taps.write(to, frame)) dropped += 1;
      if (dropped > 0) process.stdout.write(`dropped ${dropped} frames\n`);
    }
  }
};

const main = (): void => {
  const { values } = parseArgs({
    options: {
      left: { type: 'string', default: '' },
      right: { type: 'string', default: '' },
      'delay-ms': { type: 'string', default: '0' },
      'jitter-ms': { type: 'string', default: '0' },
      distribution: { type: 'string', default: 'fixed' },
      'keep-order': { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
    },
  });
  const distribution = DISTRIBUTIONS.find((each) => each === values.distribution) ?? 'fixed';
  const plan: DelayPlan = {
    distribution,
    delayMs: Number(values['delay-ms']),
    jitterMs: Number(values['jitter-ms']),
    keepOrder: values['keep-order'],
    seed: Number(values.seed),
  };
  const taps = openTaps();
  const [left, right] = [taps.open(values.left), taps.open(values.right)];
  process.stdout.write('ready\n');
  pump(taps, [
    { from: left, to: right, queue: delayQueue(plan) },
    { from: right, to: left, queue: delayQueue({ ...plan, seed: plan.seed + 1 }) },
  ]);
};

if (import.meta.main) main();
