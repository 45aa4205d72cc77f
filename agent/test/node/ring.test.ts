import fc from 'fast-check';
import test from 'ava';

import type { SightingColumns } from '../../src/node/capture/batch.ts';
import { RawKeeper } from '../../src/node/capture/keeper.ts';
import { RingReader } from '../../src/node/capture/ring.ts';
import { fillBlock, isReturned } from './support/ring-image.ts';
import type { RingPacket } from './support/ring-image.ts';

const BLOCK_BYTES = 4096;
const BLOCKS = 3;

interface Kept {
  readonly sec: number;
  readonly nsec: number;
  readonly side: number;
  readonly wire: number;
  readonly frame: string;
}

const rowsOf = (columns: SightingColumns): Kept[] => {
  let from = 0;
  return Array.from({ length: columns.count }, (_, at) => {
    const length = columns.capturedBytes[at]!;
    const frame = Buffer.from(columns.frames.subarray(from, from + length)).toString('hex');
    from += length;
    return {
      sec: columns.sec[at]!,
      nsec: columns.nsec[at]!,
      side: columns.side[at]!,
      wire: columns.originalBytes[at]!,
      frame,
    };
  });
};

const openReader = (packetsMax = 1e9, bytesMax = 1e9) => {
  const view = new ArrayBuffer(BLOCK_BYTES * BLOCKS);
  const reader = new RingReader(view, BLOCK_BYTES);
  const kept: Kept[] = [];
  const output = {
    sightings: (columns: SightingColumns) => kept.push(...rowsOf(columns)) > 0,
    digests: () => false,
  };
  const budget = { packets: packetsMax, bytes: bytesMax };
  const keeper = new RawKeeper(8 * 1024, budget, output);
  return {
    view,
    reader,
    drain: () => reader.drain((packets) => keeper.take(packets)),
    kept: () => {
      keeper.flush();
      return kept;
    },
  };
};

const packet = (over: Partial<RingPacket> = {}): RingPacket => ({
  sec: 1_795_441_313,
  nsec: 520_731_000,
  frame: Buffer.from('0102030405060708090a0b0c0800aabbccdd', 'hex'),
  ...over,
});

test('an untouched ring has nothing', (t) => {
  const { reader, drain } = openReader();
  t.is(drain().blocks, 0);
  t.is(reader.read, 0);
});

test('blocks are read in order, around the end, and given back', (t) => {
  const ring = openReader();
  let sec = 0;
  for (let round = 0; round < 5; round += 1) {
    const index = round % BLOCKS;
    fillBlock(ring.view, BLOCK_BYTES, index, [
      packet({ sec: (sec += 1) }),
      packet({ sec: (sec += 1) }),
    ]);
    t.is(ring.drain().blocks, 1);
    t.true(isReturned(ring.view, BLOCK_BYTES, index));
  }
  t.deepEqual(
    ring.kept().map((row) => row.sec),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
});

test('a block out of turn waits for the one before it', (t) => {
  const ring = openReader();
  fillBlock(ring.view, BLOCK_BYTES, 1, [packet({ sec: 2 })]);
  t.is(ring.drain().blocks, 0);
  fillBlock(ring.view, BLOCK_BYTES, 0, [packet({ sec: 1 })]);
  t.is(ring.drain().blocks, 2);
  t.deepEqual(
    ring.kept().map((row) => row.sec),
    [1, 2],
  );
});

test('a block handed over by its timer is told from a full one', (t) => {
  const ring = openReader();
  fillBlock(ring.view, BLOCK_BYTES, 0, [packet()], { timedOut: true });
  t.deepEqual(ring.drain(), { blocks: 1, full: false });
  fillBlock(ring.view, BLOCK_BYTES, 1, [packet()]);
  fillBlock(ring.view, BLOCK_BYTES, 2, [packet()], { timedOut: true });
  t.deepEqual(ring.drain(), { blocks: 2, full: true });
});

test('the tag the kernel took out is put back, with its own type', (t) => {
  const ring = openReader();
  fillBlock(ring.view, BLOCK_BYTES, 0, [
    packet({ vlan: { tci: 0x2064 } }),
    packet({ vlan: { tci: 7, tpid: 0x88a8 } }),
  ]);
  ring.drain();
  const [plain, provider] = ring.kept();
  t.is(plain?.frame, '0102030405060708090a0b0c810020640800aabbccdd');
  t.is(plain?.wire, 18 + 4);
  t.is(provider?.frame, '0102030405060708090a0b0c88a800070800aabbccdd');
});

test('beyond the budget packets are read and not kept', (t) => {
  const ring = openReader(3);
  fillBlock(ring.view, BLOCK_BYTES, 0, [packet(), packet(), packet(), packet(), packet()]);
  ring.drain();
  t.is(ring.reader.read, 5);
  t.is(ring.kept().length, 3);
});

test('whatever packets the kernel writes come out as they went in', (t) => {
  const arbitrary = fc.record({
    sec: fc.nat(0xffff_ffff),
    nsec: fc.nat(999_999_999),
    frame: fc.uint8Array({ minLength: 14, maxLength: 120 }),
    wire: fc.integer({ min: 120, max: 70_000 }),
    outgoing: fc.boolean(),
  });
  const blocks = fc.array(fc.array(arbitrary, { maxLength: 15 }), { maxLength: 7 });
  fc.assert(
    fc.property(blocks, (given) => {
      const ring = openReader();
      given.forEach((packets, index) => {
        fillBlock(ring.view, BLOCK_BYTES, index % BLOCKS, packets);
        ring.drain();
      });
      const expected = given.flat().map(({ sec, nsec, frame, wire, outgoing }) => ({
        sec,
        nsec,
        side: outgoing ? 1 : 0,
        wire,
        frame: Buffer.from(frame).toString('hex'),
      }));
      t.deepEqual(ring.kept(), expected);
      t.is(ring.reader.read, expected.length);
    }),
  );
});
