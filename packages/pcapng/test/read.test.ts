// The reader against files written by the plain encoder of the tests and against tshark.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import type { FrameColumns } from '@hopscope/packet';
import { CaptureReader, readCapture } from '../src/mod.ts';
import type { CaptureFile } from '../src/mod.ts';
import {
  block,
  encodePcap,
  enhancedBlock,
  interfaceBlock,
  oldPacketBlock,
  sectionBlock,
  simpleBlock,
  statisticsBlock,
} from './helpers/encode.ts';
import type { Frame, PcapngShape } from './helpers/encode.ts';

const frameArbitrary: fc.Arbitrary<Frame> = fc
  .record({
    sec: fc.nat(0xffffffff),
    nsec: fc.nat(999_999_999),
    bytes: fc.uint8Array({ maxLength: 60 }),
    more: fc.nat(2_000),
  })
  .map(({ sec, nsec, bytes, more }) => ({ sec, nsec, bytes, original: bytes.length + more }));
const framesArbitrary = fc.array(frameArbitrary, { maxLength: 20 });

const frameAt = (columns: FrameColumns, index: number): Frame => ({
  sec: columns.sec[index] ?? -1,
  nsec: columns.nsec[index] ?? -1,
  original: columns.originalBytes[index] ?? -1,
  bytes: Uint8Array.from(
    columns.bytes.subarray(
      columns.offset[index] ?? 0,
      (columns.offset[index] ?? 0) + (columns.capturedBytes[index] ?? 0),
    ),
  ),
});
const framesOf = (columns: FrameColumns | undefined): Frame[] =>
  columns === undefined
    ? []
    : Array.from({ length: columns.count }, (_, index) => frameAt(columns, index));

const rounded = (frames: readonly Frame[], step: number): Frame[] =>
  frames.map((frame) => ({ ...frame, nsec: Math.floor(frame.nsec / step) * step }));

const pcapReads = test.macro({
  exec: (t, little: boolean, nanoseconds: boolean) => {
    fc.assert(
      fc.property(framesArbitrary, (frames) => {
        const file = readCapture(encodePcap(frames, { little, nanoseconds }));
        t.is(file.problem, '');
        t.is(file.format, 'pcap');
        t.like(file.interfaces[0], { linkType: 1, snapBytes: 192, hasSides: false });
        t.deepEqual(framesOf(file.interfaces[0]?.frames), rounded(frames, nanoseconds ? 1 : 1000));
      }),
    );
  },
  title: (name) => `a pcap file is read: ${name}`,
});
test('little-endian, microseconds', pcapReads, true, false);
test('little-endian, nanoseconds', pcapReads, true, true);
test('big-endian, microseconds', pcapReads, false, false);
test('big-endian, nanoseconds', pcapReads, false, true);

const pcapngReads = test.macro({
  exec: (t, shape: PcapngShape, stepNs: number) => {
    fc.assert(
      fc.property(framesArbitrary, (some) => {
        // Ticks are unsigned 64-bit: what cannot be said in this resolution is left out.
        const octet = shape.resolution ?? 6;
        const perSecond = octet >= 128 ? 2 ** (octet - 128) : 10 ** octet;
        const secMax = Math.min(2_000_000_000, Math.floor(2 ** 63 / perSecond));
        const frames = some.map((frame) => ({ ...frame, sec: frame.sec % secMax }));
        const shaped = frames.filter(({ sec }) => sec > shape.offsetSec);
        const bytes = Buffer.concat([
          sectionBlock(shape.little),
          interfaceBlock('eth0', shape),
          ...shaped.map((frame) => enhancedBlock(0, frame, shape)),
        ]);
        const file = readCapture(bytes);
        t.is(file.problem, '');
        t.is(file.interfaces[0]?.name, 'eth0');
        const read = framesOf(file.interfaces[0]?.frames);
        t.is(read.length, shaped.length);
        read.forEach((frame, index) => {
          const wanted = shaped[index] as Frame;
          t.deepEqual(frame.bytes, wanted.bytes);
          const late = (wanted.sec - frame.sec) * 1e9 + wanted.nsec - frame.nsec;
          t.true(late >= 0 && late <= stepNs, `${late} ns late`);
          if (stepNs === 0) t.is(frame.nsec, wanted.nsec);
        });
      }),
    );
  },
  title: (name) => `a pcapng file is read: ${name}`,
});
const shape = (little: boolean, resolution: number | null, offsetSec = 0): PcapngShape => ({
  little,
  resolution,
  offsetSec,
});
test('little-endian, nanoseconds', pcapngReads, shape(true, 9), 0);
test('big-endian, nanoseconds', pcapngReads, shape(false, 9), 0);
test('no resolution said: microseconds', pcapngReads, shape(true, null), 999);
test('big-endian, milliseconds', pcapngReads, shape(false, 3), 999_999);
test('seconds', pcapngReads, shape(true, 0), 999_999_999);
test('ten nanoseconds finer', pcapngReads, shape(true, 10), 0);
test('picoseconds', pcapngReads, shape(true, 12), 0);
test('2^-20 seconds', pcapngReads, shape(true, 128 + 20), 954);
test('2^-40 seconds', pcapngReads, shape(true, 128 + 40), 1);
test('with an offset', pcapngReads, shape(true, 9, 1_000_000_000), 0);
test('with a negative offset', pcapngReads, shape(false, 9, -100), 0);

const FRAME: Frame = {
  sec: 1_700_000_000,
  nsec: 123_456_789,
  original: 99,
  bytes: Buffer.from('abcde'),
};
const SHAPE = shape(true, 9);

test('direction flags and comments are read; sides are vouched for when all have one', (t) => {
  const inbound = enhancedBlock(0, FRAME, SHAPE, { flags: 1 });
  const outbound = enhancedBlock(0, FRAME, SHAPE, { flags: 2, comments: ['one', 'two'] });
  const start = Buffer.concat([sectionBlock(true, 'why'), interfaceBlock('a', SHAPE)]);
  const file = readCapture(Buffer.concat([start, inbound, outbound]));
  t.deepEqual(file.section.comments, ['why']);
  t.deepEqual([...(file.interfaces[0]?.frames.side ?? [])], [0, 1]);
  t.deepEqual([...(file.interfaces[0]?.comments ?? [])], [[1, 'one\ntwo']]);
  t.true(file.interfaces[0]?.hasSides);
  const mixed = readCapture(Buffer.concat([start, inbound, enhancedBlock(0, FRAME, SHAPE)]));
  t.false(mixed.interfaces[0]?.hasSides);
});

test("interfaces of a later section are counted on, in that section's byte order", (t) => {
  const big = shape(false, 6);
  const file = readCapture(
    Buffer.concat([
      sectionBlock(true),
      interfaceBlock('a', SHAPE),
      enhancedBlock(0, FRAME, SHAPE),
      sectionBlock(false),
      interfaceBlock('b', big),
      interfaceBlock('c', SHAPE.little ? big : SHAPE),
      enhancedBlock(1, FRAME, big),
    ]),
  );
  t.is(file.problem, '');
  t.deepEqual(
    file.interfaces.map(({ name, frames }) => [name, frames.count]),
    [
      ['a', 1],
      ['b', 0],
      ['c', 1],
    ],
  );
});

test('simple and obsolete packet blocks and statistics are read, unknown blocks skipped', (t) => {
  const long: Frame = { ...FRAME, bytes: Buffer.alloc(192, 7), original: 1_000 };
  const file = readCapture(
    Buffer.concat([
      sectionBlock(false),
      interfaceBlock('a', shape(false, 9)),
      block(0x0bad, [Buffer.from('whatever')], false),
      simpleBlock(long, false),
      oldPacketBlock(0, FRAME, shape(false, 9)),
      statisticsBlock(0, { 4: 10, 5: 2, 7: 5_000_000_000 }, false),
    ]),
  );
  t.is(file.problem, '');
  const [first, second] = framesOf(file.interfaces[0]?.frames);
  t.like(first, { sec: 0, original: 1_000 });
  t.is(first?.bytes.length, 192);
  t.deepEqual(second, { ...FRAME, bytes: Uint8Array.from(FRAME.bytes) });
  t.deepEqual(file.interfaces[0]?.statistics, {
    received: 10,
    droppedByInterface: 2,
    droppedByKernel: 5_000_000_000,
  });
});

const GOOD = Buffer.concat([
  sectionBlock(true),
  interfaceBlock('a', SHAPE),
  enhancedBlock(0, FRAME, SHAPE),
]);
const broken = test.macro({
  exec: (t, bytes: Buffer, problem: RegExp, frames: number) => {
    const file = readCapture(bytes);
    t.regex(file.problem, problem);
    t.is(file.interfaces[0]?.frames.count ?? 0, frames);
  },
  title: (name) => `a broken file is named and what came before is kept: ${name}`,
});
test('empty', broken, Buffer.alloc(0), /not a pcap/, 0);
test('text', broken, Buffer.from('hello world, this is text'), /not a pcap/, 0);
test(
  'cut in a block',
  broken,
  Buffer.concat([GOOD, GOOD.subarray(28, 50)]),
  /^cut off: 22 bytes/,
  1,
);
test(
  'a packet of no interface',
  broken,
  Buffer.concat([GOOD, enhancedBlock(7, FRAME, SHAPE)]),
  /interface 7/,
  1,
);
test('lengths differ', broken, Buffer.concat([GOOD, block(9, [], true).fill(0, 8)]), /lengths/, 1);
test('odd length', broken, Buffer.concat([GOOD, Buffer.alloc(12, 9)]), /a block of/, 1);
test(
  'cut pcap',
  broken,
  encodePcap([FRAME, FRAME], { little: true, nanoseconds: true }).subarray(0, 60),
  /^cut off/,
  1,
);
test(
  'huge pcap frame',
  broken,
  Buffer.concat([encodePcap([FRAME], { little: true, nanoseconds: true }), Buffer.alloc(16, 255)]),
  /a frame of/,
  1,
);

test('no bytes make the reader throw', (t) => {
  const edits = fc.array(fc.tuple(fc.nat(GOOD.length - 1), fc.nat(255)), { maxLength: 5 });
  const mangled = edits.map((changes) => {
    const copy = Buffer.from(GOOD);
    for (const [at, value] of changes) copy[at] = value;
    return copy;
  });
  const isInside = ({ interfaces }: CaptureFile, length: number): boolean =>
    interfaces.every(({ frames }) =>
      framesOf(frames).every(
        (_, index) => (frames.offset[index] ?? 0) + (frames.capturedBytes[index] ?? 0) <= length,
      ),
    );
  fc.assert(
    fc.property(fc.oneof(mangled, fc.uint8Array({ maxLength: 300 })), (bytes) =>
      isInside(readCapture(bytes), bytes.length),
    ),
    { numRuns: 3_000 },
  );
  t.pass();
});

test('a file read in pieces of any size gives the same frames', (t) => {
  const pieces = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 12 });
  const files = fc
    .tuple(framesArbitrary, fc.boolean())
    .map(([frames, isPcap]) =>
      isPcap
        ? encodePcap(frames, { little: false, nanoseconds: true })
        : Buffer.concat([
            sectionBlock(false),
            interfaceBlock('a', shape(false, 9)),
            ...frames.map((frame) => enhancedBlock(0, frame, shape(false, 9))),
          ]),
    );
  fc.assert(
    fc.property(files, pieces, (file, sizes) => {
      const reader = new CaptureReader();
      const frames: Frame[] = [];
      let at = 0;
      for (let turn = 0; at < file.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        for (const batch of reader.push(file.subarray(at, at + size)))
          frames.push(...framesOf(batch.frames));
        at += size;
      }
      t.is(reader.end(), '');
      t.deepEqual(frames, framesOf(readCapture(file).interfaces[0]?.frames));
    }),
  );
});

test('recorded captures have the frames, times and lengths that tshark finds', (t) => {
  const folder = new URL('../../../test/fixtures/recorded/hybrid/snat/pcap/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.pcap'));
  t.true(files.length > 8);
  for (const name of files) {
    const path = new URL(name, folder).pathname;
    const file = readCapture(readFileSync(path));
    const fields = ['frame.time_epoch', 'frame.len', 'frame.cap_len'];
    const text = execFileSync(
      'tshark',
      ['-r', path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const ours = framesOf(file.interfaces[0]?.frames).map(
      ({ sec, nsec, original, bytes }) =>
        `${sec}.${String(nsec).padStart(9, '0')}\t${original}\t${bytes.length}`,
    );
    t.is(file.problem, '');
    t.is(ours.join('\n'), text.trimEnd());
  }
});
