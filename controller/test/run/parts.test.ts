// The pure parts of a run: numbers, batches, and what is seen at the tap.
import { buildProbeFrame } from '@hopscope/packet';
import test from 'ava';
import fc from 'fast-check';

import { batchFault, forEachFrame, mergeBatches } from '../../src/run/merge.ts';
import type { Batch } from '../../src/run/merge.ts';
import { offsetOf } from '../../src/run/record.ts';
import { SequenceBook } from '../../src/run/sequence-book.ts';
import { lookAt } from '../../src/run/tap-watch.ts';
import { toRecord } from '../../src/run/evidence.ts';
import type { Flow } from '../../src/resolve/path.ts';

interface Packet {
  readonly sec: number;
  readonly nsec: number;
  readonly side: number;
  readonly original: number;
  readonly bytes: Uint8Array;
}

const packet: fc.Arbitrary<Packet> = fc.record({
  sec: fc.nat(0xffffffff),
  nsec: fc.nat(999_999_999),
  side: fc.nat(1),
  original: fc.nat(0xffffffff),
  bytes: fc.uint8Array({ maxLength: 40 }),
});

const batchOf = (packets: readonly Packet[]): Batch => {
  const column = (width: 2 | 4, values: readonly number[]): Uint8Array => {
    const bytes = Buffer.alloc(width * values.length);
    values.forEach((value, index) =>
      width === 4 ? bytes.writeUInt32LE(value, 4 * index) : bytes.writeUInt16LE(value, 2 * index),
    );
    return bytes;
  };
  return {
    count: packets.length,
    sec: column(
      4,
      packets.map(({ sec }) => sec),
    ),
    nsec: column(
      4,
      packets.map(({ nsec }) => nsec),
    ),
    side: Uint8Array.from(packets, ({ side }) => side),
    originalBytes: column(
      4,
      packets.map(({ original }) => original),
    ),
    capturedBytes: column(
      2,
      packets.map(({ bytes }) => bytes.length),
    ),
    frames: Buffer.concat(packets.map(({ bytes }) => bytes)),
  };
};

test('batches merge to columns that hold every frame as it was', (t) => {
  fc.assert(
    fc.property(fc.array(fc.array(packet, { maxLength: 6 }), { maxLength: 5 }), (batches) => {
      const merged = mergeBatches(batches.map(batchOf));
      const packets = batches.flat();
      t.is(merged.count, packets.length);
      packets.forEach(({ sec, nsec, side, original, bytes }, index) => {
        t.deepEqual(
          [merged.sec[index], merged.nsec[index], merged.side[index], merged.originalBytes[index]],
          [sec, nsec, side, original],
        );
        const at = merged.offset[index]!;
        const frame = merged.bytes.subarray(at, at + merged.capturedBytes[index]!);
        t.deepEqual([...frame], [...bytes]);
      });
    }),
  );
});

test('a batch passes exactly when its columns fit each other', (t) => {
  fc.assert(
    fc.property(fc.array(packet, { minLength: 1, maxLength: 6 }), (packets) => {
      const batch = batchOf(packets);
      t.is(batchFault(batch), '');
      const shorter = (column: Uint8Array): Uint8Array => column.subarray(0, column.length - 1);
      for (const name of ['sec', 'nsec', 'side', 'originalBytes', 'capturedBytes'] as const)
        t.not(batchFault({ ...batch, [name]: shorter(batch[name]) }), '', name);
      t.is(batchFault({ ...batch, frames: Buffer.concat([batch.frames, Buffer.of(1)]) }), 'frames');
      t.not(batchFault({ ...batch, count: batch.count + 1 }), '');
    }),
  );
});

test('each frame of a batch is looked at once, with its side', (t) => {
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 6 }), (packets) => {
      const seen: [string, number][] = [];
      forEachFrame(batchOf(packets), (frame, side) =>
        seen.push([Buffer.from(frame).toString('hex'), side]),
      );
      const sent = packets.map(({ bytes, side }) => [Buffer.from(bytes).toString('hex'), side]);
      t.deepEqual(seen, sent as [string, number][]);
    }),
  );
});

test('whatever comes in whatever order, the book knows what is missing', (t) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 }), (sequences) => {
      const book = new SequenceBook(1_000);
      const came = new Set<number>();
      for (const sequence of sequences) {
        t.is(book.accept(sequence), !came.has(sequence));
        came.add(sequence);
      }
      for (const last of [0, 1, 15, 30, 40]) {
        const wanted = Array.from({ length: last }, (_, index) => index + 1);
        t.is(book.lost(last), wanted.filter((sequence) => !came.has(sequence)).length);
        t.is(book.reached(last), last <= Math.max(0, ...came));
      }
    }),
  );
});

test('a number that cannot be is not taken for a gap of a million', (t) => {
  const book = new SequenceBook(100);
  t.false(book.accept(0));
  t.false(book.accept(4_000_000_000));
  t.true(book.accept(100));
  t.is(book.lost(100), 99);
});

const flow = (protocol: 'icmp' | 'tcp' | 'udp'): Flow => ({
  serverId: null,
  serverName: '',
  projectId: '',
  portId: '',
  mac: '',
  natAddress: '',
  localAddress: '10.0.0.5',
  remoteAddress: '198.51.100.10',
  protocol,
  remotePort: 80,
});

const frame = (protocol: 'icmp' | 'tcp' | 'udp', back: boolean, sequence = 7): Uint8Array => {
  const [source, destination] = back
    ? ['198.51.100.10', '10.0.0.5']
    : ['10.0.0.5', '198.51.100.10'];
  const made = buildProbeFrame({
    protocol,
    source,
    destination,
    sequence,
    sourceMac: 'fa:16:3e:00:00:01',
    destinationMac: 'fa:16:3e:00:00:02',
    sourcePort: 4242,
    destinationPort: 80,
    ipId: 1,
    ttl: 64,
    dontFragment: false,
    payload: new Uint8Array(8),
  });
  if (back && protocol === 'icmp') made[34] = 0;
  return made;
};

test('what the VM says and what answers it are told apart by side, address and kind', (t) => {
  for (const protocol of ['icmp', 'tcp', 'udp'] as const) {
    t.is(lookAt(flow(protocol), frame(protocol, false), 0, 1), 'spoken', protocol);
    t.regex(lookAt(flow(protocol), frame(protocol, true), 1, 1) ?? '', /^answer /, protocol);
    t.is(lookAt(flow(protocol), frame(protocol, true), 0, 1), null, `${protocol}: wrong side`);
    t.is(lookAt(flow(protocol), frame(protocol, false), 1, 1), null, `${protocol}: wrong side`);
  }
  t.is(lookAt(flow('tcp'), frame('icmp', false), 0, 1), null, 'another protocol');
  t.is(lookAt({ ...flow('icmp'), localAddress: '10.0.0.6' }, frame('icmp', false), 0, 1), null);
});

test('a router that refuses a size is heard, and one that speaks of others is not', (t) => {
  const quoting = (destination: number) => {
    const inner = frame('icmp', false).subarray(14, 42);
    const quote = Uint8Array.from(inner);
    quote[19] = destination;
    const outer = frame('icmp', true).subarray(0, 34);
    // Type 3, code 4; the next hop's MTU of 1350 is in the last two bytes.
    return Buffer.concat([outer, Uint8Array.of(3, 4, 0, 0, 0, 0, 5, 70), quote]);
  };
  const sized = (bytes: Buffer): Buffer => {
    bytes.writeUInt16BE(bytes.length - 14, 16);
    return bytes;
  };
  t.is(lookAt(flow('icmp'), sized(quoting(10)), 1, 1), 'too big 1350');
  t.not(lookAt(flow('icmp'), sized(quoting(11)), 1, 1), 'too big 1350');
});

test('an answer that comes twice is one answer', (t) => {
  const looks = [7, 7, 8].map((sequence, count) =>
    lookAt(flow('icmp'), frame('icmp', true, sequence), 1, count),
  );
  t.is(new Set(looks).size, 2);
});

test('a look at anything never throws', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(1), (bytes, side) => {
      t.notThrows(() => lookAt(flow('tcp'), bytes, side, 0));
    }),
  );
});

test('the offset of a clock comes from the quickest round', (t) => {
  const round = (t0: number, rtt: number, offset: number, lag: number) => ({
    node: 'n',
    t0,
    t1: t0 + offset + lag,
    t2: t0 + offset + lag,
    t3: t0 + rtt,
  });
  const rounds = [round(0, 100, 5_000, 90), round(1_000, 10, 5_000, 5), round(2_000, 50, 5_000, 0)];
  t.is(offsetOf(rounds, 'n'), 5_000);
  t.is(offsetOf(rounds, 'other'), 0);
});

test('evidence that does not inflate is a failure with its reason, never an empty answer', (t) => {
  const record = toRecord('n', { deflated: true, body: Buffer.from('no deflate') }, 0);
  t.is(record.text, '');
  t.regex(record.failure, /cannot be read/);
});
