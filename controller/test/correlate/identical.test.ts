// Identical packets, by hand: what is sent again a second later, byte for byte.

import { allocateColumns } from '@hopscope/packet';
import test from 'ava';
import { pairByTime } from '../../src/correlate/identical.ts';
import type { Joined } from '../../src/correlate/join.ts';
import { JOURNEY } from '../../src/correlate/journeys.ts';

const LANES = 3;
const MS = 1e6;

/** One chain of two identical packets, and certain ones that show the usual transit. */
const joinedOf = (times: readonly (readonly (number | null)[])[]): [Joined, Float64Array] => {
  const certain = Array.from({ length: 20 }, (_, j) =>
    Array.from({ length: LANES }, (_, lane) => j * 10 * MS + lane * 0.05 * MS),
  );
  const all = [...certain, ...times];
  const at = Float64Array.from(all.flat(), (time) => time ?? Number.NaN);
  const count = all.length;
  const nextOf = new Int32Array(count).fill(-1);
  const flags = new Uint16Array(count);
  for (let j = certain.length; j < count; j += 1) {
    flags[j] = JOURNEY.ambiguous;
    if (j + 1 < count) nextOf[j] = j + 1;
  }
  const lane = { columns: allocateColumns(count), ports: new Int32Array(count) };
  const joined = {
    lanes: Array.from({ length: LANES }, () => lane),
    count,
    sighting: Int32Array.from(all.flat(), (time, index) =>
      time === null ? -1 : Math.floor(index / LANES),
    ),
    flags,
    port: new Int32Array(count),
    firstLane: new Uint8Array(count),
    copies: new Uint32Array(LANES),
    nextOf,
  } as unknown as Joined;
  return [joined, at];
};

/** `xx.` of every journey of the chain that somebody saw. */
const seenOf = (times: readonly (readonly (number | null)[])[]): string[] => {
  const [joined, at] = joinedOf(times);
  const { count, sighting } = pairByTime(joined, at, [], true);
  return Array.from({ length: count - 20 }, (_, index) =>
    Array.from({ length: LANES }, (_, lane) =>
      (sighting[(index + 20) * LANES + lane] ?? -1) >= 0 ? 'x' : '.',
    ).join(''),
  ).filter((row) => row.includes('x'));
};

test('sent again a second later and queued for 18 ms on the way: still one packet', (t) => {
  t.deepEqual(
    seenOf([
      [300 * MS, 300.05 * MS, 300.1 * MS],
      [1300 * MS, 1318 * MS, 1318.1 * MS],
    ]),
    ['xxx', 'xxx'],
  );
});

test('sent again, and the first one lost: the second is not taken for it', (t) => {
  t.deepEqual(
    seenOf([
      [300 * MS, 1300.05 * MS, 1300.1 * MS],
      [1300 * MS, null, null],
    ]),
    ['x..', 'xxx'],
  );
});
