// Counting overtaken packets in one pass, against sorting them first.

import test from 'ava';
import fc from 'fast-check';
import { OrderCounter } from '../../src/localise/overtaken.ts';

interface Packet {
  readonly left: number;
  readonly arrived: number;
}

const bySorting = (packets: readonly Packet[]): number => {
  let latest = -Infinity;
  let overtaken = 0;
  for (const { arrived } of packets.toSorted((a, b) => a.left - b.left)) {
    if (arrived < latest) overtaken += 1;
    else latest = arrived;
  }
  return overtaken;
};

const counted = (packets: readonly Packet[]): OrderCounter => {
  const counter = new OrderCounter();
  for (const { left, arrived } of packets) counter.add(left, arrived);
  return counter;
};

/** Packets as they come: nearly in the order they left, each at its own time. */
const packets = (disorder: number) =>
  fc.array(fc.tuple(fc.nat(disorder), fc.nat(40)), { minLength: 1, maxLength: 1200 }).map((drawn) =>
    drawn
      .map(([shift, delay], i) => ({ at: i + shift, left: i + i / 1e6, delay }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ left, delay }): Packet => ({ left, arrived: left + delay })),
  );

test('the count is that of sorting, however packets overtake each other on the way', (t) => {
  fc.assert(
    fc.property(packets(100), (drawn) => {
      const { isSorted, overtaken } = counted(drawn);
      t.true(isSorted);
      t.is(overtaken, bySorting(drawn));
    }),
  );
});

test('a packet that comes too late to be put in its place is told', (t) => {
  fc.assert(
    fc.property(packets(1000), (drawn) => {
      const { isSorted, overtaken } = counted(drawn);
      if (isSorted) t.is(overtaken, bySorting(drawn));
    }),
  );
  const late = Array.from({ length: 2000 }, (_, i) => ({ left: i + 1, arrived: i + 1 }));
  t.false(counted([...late, { left: 0, arrived: 5000 }]).isSorted);
});
