// Sightings to journeys: lane by lane, every packet is put to the journey with the same 64-bit
// key and the same flow. Packets mostly pass the points in one order, so the journey after the
// last one found is tried first, and memory is walked in a row; a hash table serves the rest.
// Identical packets (nothing in the key tells them apart) are paired k-th with k-th in time.

import { KIND } from '@hopscope/packet';
import { JOURNEY } from './journeys.ts';
import type { FlowLane } from './lanes.ts';
import { PORT } from './port.ts';

/** A packet seen twice at one point within this time, with a strong key, is a copy. */
const COPY_NS = 5e6;
/** How far ahead of the expected journey is looked before the hash table is asked. */
const LOOK_AHEAD = 4;

export interface JoinOptions {
  /** Off only to show that it is needed: identical packets are then taken for copies. */
  readonly kthPairing: boolean;
}

/** Journeys of one direction as rows; `lanes` gives the columns. */
export interface Joined {
  readonly lanes: readonly FlowLane[];
  readonly count: number;
  /** count × lanes; row of the lane's capture, -1 = not seen. */
  readonly sighting: Int32Array;
  readonly flags: Uint16Array;
  readonly port: Int32Array;
  /** Lane and row that the journey was first made from: its headers. */
  readonly firstLane: Uint8Array;
  /** Copies seen per lane. */
  readonly copies: Uint32Array;
  /** Same keys: next journey of the chain, -1 = none. */
  readonly nextOf: Int32Array;
  /** Where a journey stands for less than its headers say: sequence number and bytes. */
  readonly unit: { readonly seq: Uint32Array; readonly bytes: Uint32Array } | null;
  /** Journey of a key and flow, or -1; the head of its chain. */
  readonly find: (hi: number, lo: number, port: number) => number;
}

interface Table {
  readonly stride: number;
  count: number;
  capacity: number;
  mask: number;
  slots: Int32Array;
  hi: Uint32Array;
  lo: Uint32Array;
  port: Int32Array;
  sighting: Int32Array;
  flags: Uint16Array;
  firstLane: Uint8Array;
  nextOf: Int32Array;
  /** Of a chain's head: the lane that last used the chain, and the journey it used. */
  cursorLane: Int16Array;
  cursor: Int32Array;
  readonly copies: Uint32Array;
}

const slotsFor = (capacity: number): number => {
  let slots = 64;
  while (slots < capacity * 2) slots *= 2;
  return slots;
};

const newTable = (stride: number, capacity: number): Table => ({
  stride,
  count: 0,
  capacity,
  mask: slotsFor(capacity) - 1,
  slots: new Int32Array(slotsFor(capacity)).fill(-1),
  hi: new Uint32Array(capacity),
  lo: new Uint32Array(capacity),
  port: new Int32Array(capacity),
  sighting: new Int32Array(capacity * stride).fill(-1),
  flags: new Uint16Array(capacity),
  firstLane: new Uint8Array(capacity),
  nextOf: new Int32Array(capacity).fill(-1),
  cursorLane: new Int16Array(capacity).fill(-1),
  cursor: new Int32Array(capacity),
  copies: new Uint32Array(stride),
});

const slotOf = (t: Table, hi: number, lo: number, port: number): number =>
  (hi ^ Math.imul(lo, 0x9e3779b1 | 0) ^ Math.imul(port, 0x85ebca6b | 0)) & t.mask;

const insert = (t: Table, journey: number): void => {
  let slot = slotOf(t, t.hi[journey] ?? 0, t.lo[journey] ?? 0, t.port[journey] ?? 0);
  while ((t.slots[slot] ?? -1) >= 0) slot = (slot + 1) & t.mask;
  t.slots[slot] = journey;
};

const find = (t: Table, hi: number, lo: number, port: number): number => {
  for (let slot = slotOf(t, hi, lo, port); ; slot = (slot + 1) & t.mask) {
    const journey = t.slots[slot] ?? -1;
    if (journey < 0) return -1;
    if (t.lo[journey] === lo && t.hi[journey] === hi && t.port[journey] === port) return journey;
  }
};

const grow = (t: Table): void => {
  const larger = newTable(t.stride, t.capacity * 2);
  larger.hi.set(t.hi);
  larger.lo.set(t.lo);
  larger.port.set(t.port);
  larger.sighting.set(t.sighting);
  larger.flags.set(t.flags);
  larger.firstLane.set(t.firstLane);
  larger.nextOf.set(t.nextOf);
  larger.cursorLane.set(t.cursorLane);
  larger.cursor.set(t.cursor);
  const { count, slots: old } = t;
  Object.assign(t, larger, { count, copies: t.copies });
  for (const journey of old) if (journey >= 0) insert(t, journey);
};

const create = (t: Table, lane: number, hi: number, lo: number, port: number): number => {
  if (t.count === t.capacity) grow(t);
  const journey = t.count;
  t.count += 1;
  t.hi[journey] = hi;
  t.lo[journey] = lo;
  t.port[journey] = port;
  t.firstLane[journey] = lane;
  return journey;
};

/** The journey for a further occurrence of a key at this lane, or -1 when it is a copy. */
const repeated = (
  t: Table,
  lane: number,
  head: number,
  { columns }: FlowLane,
  row: number,
  options: JoinOptions,
): number => {
  const previous = t.cursorLane[head] === lane ? (t.cursor[head] ?? head) : head;
  const before = t.sighting[previous * t.stride + lane] ?? -1;
  const strong = ((columns.kind[row] ?? 0) & KIND.weak) === 0;
  const gapNs = (columns.timeNs[row] ?? 0) - (columns.timeNs[before] ?? 0);
  if ((strong && gapNs <= COPY_NS) || !options.kthPairing) {
    t.copies[lane] = (t.copies[lane] ?? 0) + 1;
    return -1;
  }
  let next = t.nextOf[previous] ?? -1;
  if (next < 0) {
    next = create(t, lane, t.hi[head] ?? 0, t.lo[head] ?? 0, t.port[head] ?? 0);
    t.nextOf[previous] = next;
    t.flags[head] = (t.flags[head] ?? 0) | JOURNEY.ambiguous;
    t.flags[next] = JOURNEY.ambiguous;
  }
  t.cursorLane[head] = lane;
  t.cursor[head] = next;
  return next;
};

/** The slow way: anything but the expected next journey. */
const place = (
  t: Table,
  lane: number,
  from: FlowLane,
  i: number,
  expected: number,
  options: JoinOptions,
): number => {
  const row = from.rows[i] ?? 0;
  const hi = from.columns.keyHi[row] ?? 0;
  const lo = from.columns.keyLo[row] ?? 0;
  const port = from.ports[i] ?? 0;
  for (let ahead = expected + 1; ahead <= expected + LOOK_AHEAD && ahead < t.count; ahead += 1) {
    if (t.lo[ahead] !== lo || t.hi[ahead] !== hi || t.port[ahead] !== port) continue;
    if ((t.flags[ahead] ?? 0) === 0 && t.sighting[ahead * t.stride + lane] === -1) return ahead;
    break;
  }
  const head = find(t, hi, lo, port);
  if (head < 0) {
    const journey = create(t, lane, hi, lo, port);
    insert(t, journey);
    return journey;
  }
  if (t.cursorLane[head] !== lane && t.sighting[head * t.stride + lane] === -1) {
    t.cursorLane[head] = lane;
    t.cursor[head] = head;
    return head;
  }
  return repeated(t, lane, head, from, row, options);
};

const joinLane = (t: Table, lane: number, from: FlowLane, options: JoinOptions): void => {
  const { rows, ports } = from;
  const { keyHi, keyLo } = from.columns;
  let expected = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const port = ports[i] ?? 0;
    if (port === PORT.foreign) continue;
    const row = rows[i] ?? 0;
    let journey = -1;
    if (
      expected < t.count &&
      t.lo[expected] === keyLo[row] &&
      t.hi[expected] === keyHi[row] &&
      t.port[expected] === port &&
      t.flags[expected] === 0 &&
      t.sighting[expected * t.stride + lane] === -1
    ) {
      journey = expected;
    } else journey = place(t, lane, from, i, expected, options);
    if (journey < 0) continue;
    t.sighting[journey * t.stride + lane] = row;
    expected = journey + 1;
  }
};

/** Journeys of one direction, over its lanes in travel order. */
export const joinByKey = (lanes: readonly FlowLane[], options: JoinOptions): Joined => {
  const most = lanes.reduce((max, { rows }) => Math.max(max, rows.length), 0);
  const t = newTable(lanes.length, most + (most >>> 2) + 64);
  for (const [index, lane] of lanes.entries()) joinLane(t, index, lane, options);
  return {
    lanes,
    count: t.count,
    sighting: t.sighting.subarray(0, t.count * t.stride),
    flags: t.flags.subarray(0, t.count),
    port: t.port.subarray(0, t.count),
    firstLane: t.firstLane.subarray(0, t.count),
    copies: t.copies,
    nextOf: t.nextOf.subarray(0, t.count),
    unit: null,
    find: (hi, lo, port) => find(t, hi, lo, port),
  };
};
