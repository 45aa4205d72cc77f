import { Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import fc from 'fast-check';
import test from 'ava';

import { SightingBatch } from '../../src/node/capture/batch.ts';
import type { RingPackets } from '../../src/node/capture/ring.ts';
import { openBatchEncoder } from '../../src/node/order/batch-encoder.ts';
import { openParcels } from '../../src/node/parcels.ts';

/** A channel with room for so many parcels; more can be given. */
const openChannel = (room: number) => {
  const state = { room };
  const sent: hopscope.v1.Parcel[] = [];
  return {
    state,
    sent,
    parcel: (_trace: string, bytes: Uint8Array): boolean => {
      if (state.room === 0) return false;
      state.room -= 1;
      sent.push(Wire.Parcel.decode(Uint8Array.from(bytes)));
      return true;
    },
  };
};

const event = (code: string) => ({ event: { code } });
const codes = (parcels: readonly hopscope.v1.Parcel[]) => parcels.map(({ event }) => event?.code);
const numbers = (parcels: readonly hopscope.v1.Parcel[]) => parcels.map(({ sequence }) => sequence);
const encode = (sequence: number) => Wire.Parcel.encode({ sequence }).finish();

test('an offer that is refused uses no number', (t) => {
  const channel = openChannel(1);
  const parcels = openParcels(channel, 't-1');
  t.true(parcels.offer(encode));
  t.false(parcels.offer(encode));
  t.is(parcels.last(), 1);
  channel.state.room = 1;
  t.true(parcels.offer(encode));
  t.deepEqual(numbers(channel.sent), [1, 2]);
});

test('events wait for room, in their order, ahead of later sightings', async (t) => {
  const channel = openChannel(1);
  const parcels = openParcels(channel, 't-1');
  for (const code of ['A', 'B', 'C']) parcels.send(event(code));
  t.false(parcels.offer(encode));
  channel.state.room = 9;
  t.is(await parcels.settle(1_000), 0);
  t.deepEqual(codes(channel.sent), ['A', 'B', 'C']);
  t.deepEqual(numbers(channel.sent), [1, 2, 3]);
});

test('what never found room is counted at the end', async (t) => {
  const channel = openChannel(0);
  const parcels = openParcels(channel, 't-1');
  for (let index = 0; index < 600; index += 1) parcels.send(event(String(index)));
  t.is(await parcels.settle(1), 600);
  t.is(parcels.last(), 0);
});

interface Packet {
  readonly sec: number;
  readonly nsec: number;
  readonly side: number;
  readonly wire: number;
  readonly frame: Uint8Array;
}

/** Packets as a ring's reader hands them over. */
const ringPackets = (packets: readonly (Packet & { readonly tag?: number })[]): RingPackets => {
  const bytes = Buffer.concat(packets.map(({ frame }) => frame));
  let at = 0;
  const offset = Uint32Array.from(packets, ({ frame }) => (at += frame.length) - frame.length);
  return {
    count: packets.length,
    sec: Uint32Array.from(packets, ({ sec }) => sec),
    nsec: Uint32Array.from(packets, ({ nsec }) => nsec),
    side: Uint8Array.from(packets, ({ side }) => side),
    originalBytes: Uint32Array.from(packets, ({ wire }) => wire),
    capturedBytes: Uint32Array.from(packets, ({ frame }) => frame.length),
    offset,
    tag: Uint32Array.from(packets, ({ tag = 0 }) => tag),
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  };
};

const packet: fc.Arbitrary<Packet> = fc.record({
  sec: fc.nat(0xffff_ffff),
  nsec: fc.nat(999_999_999),
  side: fc.nat(1),
  wire: fc.integer({ min: 14, max: 65_535 }),
  frame: fc.uint8Array({ minLength: 14, maxLength: 200 }),
});

const append = (batch: SightingBatch, packets: readonly Packet[]): void => {
  const ring = ringPackets(packets);
  for (let index = 0; index < ring.count; index += 1) batch.add(ring, index);
};

test('a batch encoded by hand is what protobuf decodes', (t) => {
  const encoder = openBatchEncoder();
  const many = fc.array(packet, { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(many, fc.nat(0xffff_ffff), fc.nat(63), (packets, sequence, capture) => {
      const batch = new SightingBatch(1_000_000);
      append(batch, packets);
      const bytes = encoder.sightings(sequence, capture, batch.cut());
      const columns = (pick: (one: Packet) => number) =>
        new Uint8Array(Uint32Array.from(packets, pick).buffer);
      const expected = Wire.Parcel.encode({
        sequence,
        sightings: {
          capture,
          count: packets.length,
          sec: columns(({ sec }) => sec),
          nsec: columns(({ nsec }) => nsec),
          side: Uint8Array.from(packets, ({ side }) => side),
          originalBytes: columns(({ wire }) => wire),
          capturedBytes: new Uint8Array(
            Uint16Array.from(packets, ({ frame }) => frame.length).buffer,
          ),
          frames: Buffer.concat(packets.map(({ frame }) => frame)),
        },
      }).finish();
      t.deepEqual(Wire.Parcel.decode(bytes).toJSON(), Wire.Parcel.decode(expected).toJSON());
    }),
    { numRuns: 100 },
  );
});

test('digests encoded by hand are what protobuf decodes', (t) => {
  const encoder = openBatchEncoder();
  const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
  const batches = fc.record({
    count: fc.constant(3),
    rows: bytes(96),
    heads: bytes(28),
    baseSec: fc.nat(0xffff_ffff),
    sampleShift: fc.nat(12),
  });
  fc.assert(
    fc.property(batches, fc.nat(0xffff_ffff), fc.nat(63), (digests, sequence, capture) => {
      const encoded = encoder.digests(sequence, capture, digests);
      const expected = Wire.Parcel.encode({ sequence, digests: { capture, ...digests } }).finish();
      t.deepEqual(Wire.Parcel.decode(encoded).toJSON(), Wire.Parcel.decode(expected).toJSON());
    }),
    { numRuns: 100 },
  );
});

test('a batch is full before its largest packet could exceed the size', (t) => {
  const bytesMax = 16 * 1024;
  const batch = new SightingBatch(bytesMax);
  const frame = new Uint8Array(2048).fill(1);
  const large = { sec: 1, nsec: 2, side: 0, wire: 2048, frame, tag: 0x8100_0005 };
  const ring = ringPackets([large]);
  let added = 0;
  for (; !batch.isFull(); added += 1) batch.add(ring, 0);
  const { count, frames } = batch.cut();
  t.is(count, added);
  t.is(frames.length, added * 2052);
  t.true(frames.length + count * 15 <= bytesMax);
  t.is(batch.cut().count, 0, 'a cut batch is empty');
});
