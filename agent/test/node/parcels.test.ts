import { Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import fc from 'fast-check';
import test from 'ava';

import { SightingBatch } from '../../src/node/capture/batch.ts';
import { openNodeClock } from '../../src/node/clock.ts';
import { openSightingsEncoder } from '../../src/node/order/sightings.ts';
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

const packet: fc.Arbitrary<Packet> = fc.record({
  sec: fc.nat(0xffff_ffff),
  nsec: fc.nat(999_999_999),
  side: fc.nat(1),
  wire: fc.integer({ min: 14, max: 65_535 }),
  frame: fc.uint8Array({ minLength: 14, maxLength: 200 }),
});

const append = (batch: SightingBatch, packets: readonly Packet[]): void => {
  for (const { sec, nsec, side, wire, frame } of packets)
    batch.add(sec, nsec, side, wire, Buffer.from(frame), 0, frame.length);
};

test('a batch encoded by hand is what protobuf decodes', (t) => {
  const encodeSightings = openSightingsEncoder(openNodeClock(null));
  const many = fc.array(packet, { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(many, fc.nat(0xffff_ffff), fc.nat(63), (packets, sequence, capture) => {
      const batch = new SightingBatch(1_000_000);
      append(batch, packets);
      const bytes = encodeSightings(sequence, capture, batch.cut());
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

test('a batch is full before its largest packet could exceed the size', (t) => {
  const bytesMax = 16 * 1024;
  const batch = new SightingBatch(bytesMax);
  const frame = Buffer.alloc(2048, 1);
  let added = 0;
  for (; !batch.isFull(); added += 1) batch.addTagged(1, 2, 0, 2048, frame, 0, 2048, 0x8100, 5);
  const { count, frames } = batch.cut();
  t.is(count, added);
  t.is(frames.length, added * 2052);
  t.true(frames.length + count * 15 <= bytesMax);
  t.is(batch.cut().count, 0, 'a cut batch is empty');
});
