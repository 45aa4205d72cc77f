import fc from 'fast-check';
import test from 'ava';

import {
  allocateColumns,
  captureColumns,
  DIGEST_BYTES,
  DIGEST_HEAD_BYTES,
  digestFault,
  DigestWriter,
  emptyFrames,
  summarise,
} from '../src/mod.ts';
import type { DigestBatch, FrameColumns, PacketColumns, SummariseContext } from '../src/mod.ts';
import { allCaptures, framesOf } from './helpers/recorded.ts';

const BASE_SEC = 1_700_000_000;

const CONTEXT: SummariseContext = {
  baseSec: BASE_SEC,
  remote: 0,
  locals: [],
  protocol: 'udp',
  remotePort: 0,
  vnis: [],
};

const own = (batch: DigestBatch): DigestBatch => ({
  ...batch,
  rows: batch.rows.slice(),
  heads: batch.heads.slice(),
});

/** Rows `from` and on as batches, as an agent would cut them. */
const digestsOf = (
  columns: PacketColumns,
  from: number,
  stamps: { readonly sec: Uint32Array; readonly nsec: Uint32Array },
  room: { readonly rows: number; readonly heads: number },
): DigestBatch[] => {
  const writer = new DigestWriter(room.rows, room.heads);
  const batches: DigestBatch[] = [];
  for (let row = from; row < columns.count; row += 1) {
    const [sec, nsec] = [stamps.sec[row]!, stamps.nsec[row]!];
    if (writer.add(columns, row, sec, nsec)) continue;
    batches.push(own(writer.cut(0)));
    if (!writer.add(columns, row, sec, nsec)) throw new Error('an empty writer has no room');
  }
  if (writer.count > 0) batches.push(own(writer.cut(0)));
  return batches;
};

/** Names of the columns in which two sets of columns differ. */
const differences = (a: PacketColumns, b: PacketColumns): string[] =>
  Object.entries(a)
    .filter(([name, column]: [string, unknown]) => {
      const other: unknown = b[name as keyof PacketColumns];
      return ArrayBuffer.isView(column) && ArrayBuffer.isView(other)
        ? Buffer.compare(Buffer.from(column.buffer), Buffer.from(other.buffer)) !== 0
        : column !== other;
    })
    .map(([name]) => name);

const u32 = fc.oneof(fc.constant(0), fc.nat(0xffff_ffff));
const u16 = fc.oneof(fc.constant(0), fc.nat(0xffff));
const row = fc.record({
  sec: fc.integer({ min: 0, max: 12 }),
  nsec: fc.nat(999_999_999),
  ...{ keyHi: u32, keyLo: u32, seq: u32, ack: u32, payloadHash: u32, payloadBytes: u32 },
  ...{ localAddress: u32, sourceMac: fc.nat(3), destinationMac: u32 },
  ...{ kind: u16, localPort: u16, remotePort: u16, ipId: u16, fragment: u16, residual: u16 },
  ...{ side: fc.nat(1), direction: fc.nat(2), tcpFlags: fc.nat(255), ttl: fc.nat(255) },
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const columnsFrom = (rows: readonly Row[]): PacketColumns => {
  const out = allocateColumns(rows.length);
  let kinds = 0;
  rows.forEach(({ sec, nsec, ...rest }, index) => {
    out.timeNs[index] = sec * 1e9 + nsec;
    kinds |= rest.kind;
    for (const [name, value] of Object.entries(rest))
      (out[name as 'seq'] as Uint32Array)[index] = value;
  });
  return { ...out, kinds };
};

test('whatever the columns hold comes back from digests as it was', (t) => {
  const room = fc.record({
    rows: fc.integer({ min: 1, max: 9 }),
    heads: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), room, (rows, given) => {
      const columns = columnsFrom(rows);
      const sec = Uint32Array.from(rows, (one) => BASE_SEC + one.sec);
      const nsec = Uint32Array.from(rows, (one) => one.nsec);
      const batches = digestsOf(columns, 0, { sec, nsec }, given);
      t.true(batches.every((batch) => digestFault(batch) === ''));
      t.deepEqual(differences(captureColumns(emptyFrames(), batches, CONTEXT), columns), []);
    }),
  );
});

const framesIn = (file: string): FrameColumns => {
  const frames = framesOf(file);
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.bytes.length, 0));
  let at = 0;
  const offset = Uint32Array.from(frames, (frame) => {
    bytes.set(frame.bytes, at);
    at += frame.bytes.length;
    return at - frame.bytes.length;
  });
  const count = frames.length;
  return {
    count,
    sec: Uint32Array.from({ length: count }, (_, index) => BASE_SEC + Math.floor(index / 50)),
    nsec: Uint32Array.from({ length: count }, (_, index) => (index * 7_919_123) % 1e9),
    side: Uint8Array.from({ length: count }, (_, index) => index % 2),
    originalBytes: Uint32Array.from(frames, ({ originalLength }) => originalLength),
    capturedBytes: Uint32Array.from(frames, (frame) => frame.bytes.length),
    offset,
    bytes,
  };
};

const head = (frames: FrameColumns, count: number): FrameColumns => ({ ...frames, count });

test('recorded captures give the same columns raw, as digests, and first raw then digests', (t) => {
  const address = (text: string): number =>
    text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  let flow = 0;
  for (const file of allCaptures()) {
    const frames = framesIn(file);
    for (const protocol of ['icmp', 'tcp', 'udp'] as const) {
      const context = {
        ...CONTEXT,
        protocol,
        remote: address('198.51.100.10'),
        locals: ['10.1.0.52', '10.1.0.160', '172.24.4.9'].map(address),
      };
      const raw = summarise(frames, context);
      flow += raw.kind.reduce((sum, kind) => sum + (kind & 1), 0);
      for (const kept of [0, Math.floor(frames.count / 3)]) {
        const batches = digestsOf(raw, kept, frames, { rows: 64, heads: 8 });
        const mixed = captureColumns(head(frames, kept), batches, context);
        t.deepEqual(differences(mixed, raw), [], `${file} ${protocol} ${kept}`);
      }
    }
  }
  t.true(flow > 100, `only ${flow} packets of a flow in the recordings`);
});

test('a row has 32 bytes, and packets that look alike share one head', (t) => {
  const writer = new DigestWriter(1000, 10);
  const columns = columnsFrom(
    Array.from({ length: 500 }, (_, index) => ({
      ...{ sec: 0, nsec: index, keyHi: index, keyLo: 1, seq: index, ack: 7, payloadHash: 0 },
      ...{ payloadBytes: index, localAddress: 1, sourceMac: 1, destinationMac: 2, kind: 1 },
      ...{ localPort: index, remotePort: 80, ipId: index, fragment: 0x4000, residual: index },
      ...{ side: 0, direction: index % 2, tcpFlags: 16, ttl: 64 },
    })),
  );
  for (let index = 0; index < 500; index += 1) t.true(writer.add(columns, index, BASE_SEC, index));
  const { rows, heads } = writer.cut(0);
  t.is(rows.length, 500 * DIGEST_BYTES);
  t.is(DIGEST_BYTES, 32);
  t.is(heads.length, 2 * DIGEST_HEAD_BYTES);
});

test('batches whose parts do not fit each other are told', (t) => {
  const columns = columnsFrom([]);
  t.is(columns.count, 0);
  const rows = new Uint8Array(DIGEST_BYTES);
  const heads = new Uint8Array(DIGEST_HEAD_BYTES);
  const batch = { count: 1, baseSec: 0, rows, heads, sampleShift: 0 };
  t.is(digestFault(batch), '');
  t.is(digestFault({ ...batch, count: 2 }), 'rows');
  t.is(digestFault({ ...batch, rows: rows.subarray(1) }), 'rows');
  t.is(digestFault({ ...batch, heads: heads.subarray(1) }), 'heads');
  t.is(digestFault({ ...batch, heads: new Uint8Array(0) }), 'heads');
});
