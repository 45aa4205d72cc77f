// Stamps of 64 bits against BigInt: each by itself, and in the order in which a file has them.

import test from 'ava';
import fc from 'fast-check';
import { resolutionOf, TickClock } from '../src/ticks.ts';

const NS = 1_000_000_000n;

const exact = (ticks: bigint, perSecond: bigint): { sec: number; nsec: number } => ({
  sec: Number(ticks / perSecond),
  nsec: Number(((ticks % perSecond) * NS) / perSecond),
});

const OCTETS = [0, 3, 6, 9, 12, 0x80 | 20, 0x80 | 30] as const;

test('every stamp is split exactly, whatever came before it', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom(...OCTETS),
      fc.bigInt({ min: 0n, max: 2_000_000_000n }),
      fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -1e9, max: 3e9 }))),
      (octet, startSec, steps) => {
        const resolution = resolutionOf(octet, 0);
        const perSecond = BigInt(resolution.perSecond);
        const clock = new TickClock(resolution);
        let ticks = startSec * perSecond;
        for (const step of [0, ...steps]) {
          ticks += BigInt(step);
          if (ticks < 0n) ticks = 0n;
          clock.split(Number(ticks >> 32n), Number(ticks & 0xffffffffn));
          t.deepEqual({ ...clock.time }, exact(ticks, perSecond));
        }
      },
    ),
  );
});

test("an interface's offset is added to every second", (t) => {
  const clock = new TickClock(resolutionOf(6, 100));
  for (const ticks of [5_000_001, 5_999_999, 6_000_000]) {
    clock.split(0, ticks);
    const nsec = (ticks % 1e6) * 1000;
    t.deepEqual({ ...clock.time }, { sec: 100 + Math.floor(ticks / 1e6), nsec });
  }
});
