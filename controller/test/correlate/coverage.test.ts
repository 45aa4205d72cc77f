// Packets put together by bytes: made-up journeys of a few points, as lists of what was seen.

import test from 'ava';
import { joinByCoverage, type Cover } from '../../src/correlate/coverage.ts';
import { JOURNEY } from '../../src/correlate/journeys.ts';
import type { Joined } from '../../src/correlate/join.ts';

interface Seen {
  /** Points that saw it. */
  readonly at: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly timeNs: number;
  readonly group?: number;
}

const POINTS = 4;

const made = (list: readonly Seen[]): { joined: Joined; covers: Cover[] } => {
  const sighting = new Int32Array(list.length * POINTS).fill(-1);
  for (const [j, { at }] of list.entries()) for (const k of at) sighting[j * POINTS + k] = j;
  const joined = {
    lanes: Array.from({ length: POINTS }),
    count: list.length,
    sighting,
    flags: new Uint16Array(list.length),
    port: new Int32Array(list.length).fill(1000),
    firstLane: Uint8Array.from(list, ({ at }) => at[0] ?? 0),
    nextOf: new Int32Array(list.length).fill(-1),
    copies: new Uint32Array(POINTS),
    unit: null,
    find: () => -1,
  } as unknown as Joined;
  const covers = list.map(({ start, end, timeNs, group = 0 }, journey) => ({
    journey,
    group,
    start,
    end,
    timeNs,
  }));
  return { joined, covers };
};

/** The packets that come out: which frame each point saw, and which bytes it stands for. */
const unitsOf = (list: readonly Seen[]): string[] => {
  const { joined, covers } = made(list);
  const { joined: result, start, bytes } = joinByCoverage(joined, covers);
  return Array.from({ length: result.count }, (_, j) => j)
    .filter((j) => ((result.flags[j] ?? 0) & JOURNEY.censored) === 0)
    .map((j) => {
      const rows = [...result.sighting.subarray(j * POINTS, (j + 1) * POINTS)];
      const range = bytes[j] === 0 ? '' : ` ${start[j]}+${bytes[j]}`;
      return `${rows.map((row) => (row < 0 ? '.' : row)).join('')}${range}`;
    })
    .toSorted();
};

test('a super-packet is as many packets as the segments it becomes', (t) => {
  const whole = { at: [0, 1], start: 0, end: 4200, timeNs: 0 };
  const parts = [0, 1, 2].map((i) => ({
    at: [2, 3],
    start: 1400 * i,
    end: 1400 * (i + 1),
    timeNs: 100_000 + i,
  }));
  t.deepEqual(unitsOf([whole, ...parts]), ['0011 0+1400', '0022 1400+1400', '0033 2800+1400']);
});

test('a segment that is missing further on is one lost packet', (t) => {
  const whole = { at: [0, 1], start: 0, end: 4200, timeNs: 0 };
  const first = { at: [2, 3], start: 0, end: 1400, timeNs: 100_000 };
  const last = { at: [2, 3], start: 2800, end: 4200, timeNs: 100_001 };
  t.deepEqual(unitsOf([whole, first, last]), ['00.. 1400+1400', '0011 0+1400', '0022 2800+1400']);
});

test('a long missing stretch counts as the packets it would have been', (t) => {
  const whole = { at: [0, 1], start: 0, end: 7000, timeNs: 0 };
  const first = { at: [2, 3], start: 0, end: 1400, timeNs: 100_000 };
  t.is(unitsOf([whole, first]).filter((unit) => unit.startsWith('00..')).length, 4);
});

test('differently merged packets are refined to what they have in common', (t) => {
  const sent = [0, 1, 2, 3].map((i) => ({
    at: [0],
    start: 1000 * i,
    end: 1000 * (i + 1),
    timeNs: i,
  }));
  const early = [
    { at: [1, 2], start: 0, end: 3000, timeNs: 50_000 },
    { at: [1, 2], start: 3000, end: 4000, timeNs: 50_001 },
  ];
  const late = [{ at: [3], start: 0, end: 4000, timeNs: 90_000 }];
  t.deepEqual(unitsOf([...sent, ...early, ...late]), [
    '0446 0+1000',
    '1446 1000+1000',
    '2446 2000+1000',
    '3556 3000+1000',
  ]);
});

test('bytes sent again are packets of their own, also as another super-packet', (t) => {
  const whole = { at: [0, 1], start: 0, end: 2800, timeNs: 0 };
  const kept = { at: [2, 3], start: 0, end: 1400, timeNs: 100_000 };
  const again = { at: [0, 1], start: 0, end: 2800, timeNs: 200_000_000 };
  const parts = [0, 1].map((i) => ({
    at: [2, 3],
    start: 1400 * i,
    end: 1400 * (i + 1),
    timeNs: 200_100_000,
  }));
  t.deepEqual(unitsOf([whole, kept, again, ...parts]), [
    '00.. 1400+1400',
    '0011 0+1400',
    '2233 0+1400',
    '2244 1400+1400',
  ]);
});

test('other flows, other times and the wrong order are left alone', (t) => {
  const whole = { at: [0, 1], start: 0, end: 2800, timeNs: 0 };
  const part = { at: [2, 3], start: 0, end: 1400, timeNs: 100_000 };
  const alone = ['00..', '..11'].toSorted();
  t.deepEqual(unitsOf([whole, { ...part, group: 1 }]), alone);
  t.deepEqual(unitsOf([whole, { ...part, timeNs: 900_000_000 }]), alone);
  t.deepEqual(unitsOf([whole, { ...part, timeNs: -50_000_000 }]), alone);
  t.deepEqual(unitsOf([whole, { ...part, at: [1, 2] }]), ['00..', '.11.'].toSorted());
});
