// The shortcut to a digest says what the long way says, or leaves the packet to it.

import fc from 'fast-check';
import test from 'ava';

import {
  captureColumns,
  checksumOf,
  DigestWriter,
  emptyFrames,
  pseudoHeaderSum,
  QuickDigest,
  summarise,
  sumWords,
  writeU16,
  writeU32,
} from '../src/mod.ts';
import type { DigestBatch, FrameColumns, PacketColumns, SummariseContext } from '../src/mod.ts';
import { allCaptures, framesOf } from './helpers/recorded.ts';

const BASE_SEC = 1_700_000_000;
const REMOTE = 0xc6336402;
const LOCAL = 0x0a01003f;
const FOREIGN = 0x0a010040;

interface Given {
  readonly bytes: Uint8Array;
  readonly original: number;
  readonly side: number;
}

const framesFrom = (given: readonly Given[]): FrameColumns => {
  let at = 0;
  const offset = Uint32Array.from(given, ({ bytes }) => (at += bytes.length) - bytes.length);
  return {
    count: given.length,
    sec: Uint32Array.from(given, (_, index) => BASE_SEC + Math.floor(index / 40)),
    nsec: Uint32Array.from(given, (_, index) => (index * 7_919_123) % 1e9),
    side: Uint8Array.from(given, ({ side }) => side),
    originalBytes: Uint32Array.from(given, ({ original }) => original),
    capturedBytes: Uint32Array.from(given, ({ bytes }) => bytes.length),
    offset,
    bytes: new Uint8Array(Buffer.concat(given.map(({ bytes }) => bytes))),
  };
};

const own = (batch: DigestBatch): DigestBatch => ({
  ...batch,
  rows: batch.rows.slice(),
  heads: batch.heads.slice(),
});

interface Way {
  readonly columns: PacketColumns;
  /** Rows that the shortcut took. */
  readonly quick: number;
}

/** Rows in order, each by the shortcut where it takes them; `spared` keeps it from all others. */
const digested = (frames: FrameColumns, context: SummariseContext, spared: number): Way => {
  const writer = new DigestWriter(16, 6);
  const shortcut = new QuickDigest(writer, context, frames.bytes);
  const raw = summarise(frames, context);
  const batches: DigestBatch[] = [];
  const none = new Int32Array(6).fill(spared);
  let quick = 0;
  for (let row = 0; row < frames.count; row += 1) {
    const taken = shortcut.run(frames, row, frames.count, none);
    quick += taken;
    row += taken;
    if (row === frames.count) break;
    const [sec, nsec] = [frames.sec[row]!, frames.nsec[row]!];
    if (writer.add(raw, row, sec, nsec)) continue;
    batches.push(own(writer.cut(0)));
    if (!writer.add(raw, row, sec, nsec)) throw new Error('an empty writer has no room');
  }
  if (writer.count > 0) batches.push(own(writer.cut(0)));
  return { columns: captureColumns(emptyFrames(), batches, context), quick };
};

const OPTIONS = {
  none: [],
  stamp: [1, 1, 8, 10, 0, 0, 1, 2, 0, 0, 0, 9],
  mss: [2, 4, 5, 0xb4],
  short: [8, 10, 0, 0, 0, 1, 0, 0, 0, 2, 1, 1],
} as const;

/** Mostly the first. */
const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, fc.constantFrom(usual, ...others));

const plain = fc.record({
  protocol: fc.constantFrom(6, 6, 6, 17, 17, 17, 1),
  /** Sender and receiver. */
  ends: mostly([LOCAL, REMOTE], [REMOTE, LOCAL], [FOREIGN, REMOTE], [LOCAL, FOREIGN]),
  ports: mostly([40_000, 53], [53, 40_000], [40_001, 54]),
  macs: fc.constantFrom(7, 8),
  ipId: fc.constantFrom(0, 1, 0xffff),
  fragment: mostly(0x4000, 0, 0x8000, 0x2000, 0x20),
  ttl: fc.constantFrom(1, 64, 255),
  dscp: fc.constantFrom(0, 0xb8),
  checksum: fc.constantFrom('right', 'right', 'wrong', 'partial', 'none'),
  options: mostly<keyof typeof OPTIONS>('stamp', 'none', 'mss', 'short'),
  seq: fc.constantFrom(0, 1, 0xffff_ffff),
  ack: fc.constantFrom(0, 5, 0x8000_0001),
  flags: fc.nat(255),
  payload: fc.uint8Array({ maxLength: 40 }),
  /** Bytes that the snap length cut off; of the length that the IP header claims, too much. */
  cut: mostly(0, 4, 20, 60),
  claims: mostly(0, -1, 7, -30),
  tag: mostly(false, true),
  side: fc.nat(1),
});
type Plain = typeof plain extends fc.Arbitrary<infer T> ? T : never;

const transportOf = (one: Plain): Uint8Array => {
  const options: readonly number[] = one.protocol === 6 ? OPTIONS[one.options] : [];
  const length = (one.protocol === 6 ? 20 : 8) + options.length;
  const bytes = new Uint8Array(length + one.payload.length);
  const [from = 0, to = 0] = one.ports;
  writeU16(bytes, 0, from);
  writeU16(bytes, 2, to);
  if (one.protocol === 6) {
    writeU32(bytes, 4, one.seq);
    writeU32(bytes, 8, one.ack);
    bytes[12] = (length / 4) << 4;
    bytes[13] = one.flags;
    bytes.set(options, 20);
  } else writeU16(bytes, 4, bytes.length);
  bytes.set(one.payload, length);
  return bytes;
};

const writeChecksum = (one: Plain, transport: Uint8Array): void => {
  const [from = 0, to = 0] = one.ends;
  const pseudo = pseudoHeaderSum(from, to, one.protocol, transport.length);
  const right = checksumOf(pseudo + sumWords(transport, 0, transport.length));
  const partial = ~checksumOf(pseudo) & 0xffff;
  const value = { right, wrong: right ^ 0x1111, partial, none: 0 }[one.checksum] ?? 0;
  writeU16(transport, one.protocol === 6 ? 16 : 6, value);
};

const frameOf = (one: Plain): Given => {
  const transport = transportOf(one);
  writeChecksum(one, transport);
  const tag = one.tag ? [0x81, 0, 0, 5] : [];
  const ip = 14 + tag.length;
  const bytes = new Uint8Array(ip + 20 + transport.length);
  bytes.fill(one.macs, 0, 12);
  bytes.set([...tag, 8, 0, 0x45, one.dscp], 12);
  writeU16(bytes, ip + 2, Math.max(0, 20 + transport.length + one.claims));
  writeU16(bytes, ip + 4, one.ipId);
  writeU16(bytes, ip + 6, one.fragment);
  bytes[ip + 8] = one.ttl;
  bytes[ip + 9] = one.protocol;
  writeU32(bytes, ip + 12, one.ends[0]!);
  writeU32(bytes, ip + 16, one.ends[1]!);
  bytes.set(transport, ip + 20);
  const kept = bytes.subarray(0, Math.max(0, bytes.length - one.cut));
  return { bytes: kept, original: bytes.length, side: one.side };
};

const contextOf = (protocol: 'tcp' | 'udp', remotePort: number): SummariseContext => ({
  baseSec: BASE_SEC,
  remote: REMOTE,
  locals: [LOCAL, 0x0a090909],
  protocol,
  remotePort,
  vnis: [],
});

test('whatever the frames are, the shortcut and the long way give the same digests', (t) => {
  let quick = 0;
  fc.assert(
    fc.property(
      fc.array(plain, { maxLength: 60 }),
      fc.constantFrom('tcp' as const, 'udp' as const),
      fc.constantFrom(0, 53),
      (given, protocol, remotePort) => {
        const frames = framesFrom(given.map(frameOf));
        const context = contextOf(protocol, remotePort);
        const way = digested(frames, context, 0);
        quick += way.quick;
        t.deepEqual(way.columns, digested(frames, context, 1).columns);
      },
    ),
    { numRuns: 400 },
  );
  t.true(quick > 400, `only ${quick} packets took the shortcut`);
});

test('a spared side and direction goes the long way, and nothing else does', (t) => {
  const one = {
    ...{ protocol: 17, ends: [LOCAL, REMOTE], ports: [40_000, 53], macs: 7, ipId: 1, fragment: 0 },
    ...{ ttl: 64, dscp: 0, checksum: 'right', options: 'none', seq: 0, ack: 0, flags: 0, cut: 0 },
    ...{ payload: new Uint8Array(30), claims: 0, tag: false, side: 0 },
  } satisfies Plain;
  const frames = framesFrom([frameOf(one), frameOf({ ...one, side: 1 })]);
  const shortcut = new QuickDigest(new DigestWriter(9, 9), contextOf('udp', 53), frames.bytes);
  t.is(shortcut.run(frames, 0, 2, new Int32Array(6)), 2);
  t.is(shortcut.run(frames, 0, 2, Int32Array.of(0, 0, 0, 1, 0, 0)), 1);
  t.is(shortcut.run(frames, 0, 2, Int32Array.of(1, 0, 0, 0, 0, 0)), 0);
});

test('what was recorded on a real cloud gives the same digests both ways', (t) => {
  const address = (text: string): number =>
    text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  let quick = 0;
  for (const file of allCaptures()) {
    const given = framesOf(file).map(({ bytes, originalLength }, index) => ({
      ...{ bytes, original: originalLength, side: index % 2 },
    }));
    const frames = framesFrom(given);
    for (const protocol of ['tcp', 'udp'] as const) {
      const context = {
        ...contextOf(protocol, 0),
        remote: address('198.51.100.10'),
        locals: ['10.1.0.52', '10.1.0.160', '172.24.4.9'].map(address),
      };
      const way = digested(frames, context, 0);
      quick += way.quick;
      t.deepEqual(way.columns, digested(frames, context, 1).columns, `${file} ${protocol}`);
    }
  }
  t.true(quick > 100, `only ${quick} packets took the shortcut`);
});
