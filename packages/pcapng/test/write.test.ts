// What the writer writes comes back from our reader and from Wireshark's programs.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import fc from 'fast-check';
import { PcapngWriter, readCapture } from '../src/mod.ts';

const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

const fileOf = (t: ExecutionContext, bytes: Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-pcapng-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'trace.pcapng');
  writeFileSync(file, bytes);
  return file;
};

const packets = fc.array(
  fc.record({
    interface: fc.nat(2),
    sec: fc.nat(0xffffffff),
    nsec: fc.nat(999_999_999),
    side: fc.constantFrom(0, 1),
    bytes: fc.uint8Array({ maxLength: 200 }),
    comment: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 50 })),
  }),
  { maxLength: 30 },
);

test('whatever is written is read back', (t) => {
  fc.assert(
    fc.property(packets, (written) => {
      const writer = new PcapngWriter({ application: 'hopscope', comments: ['a', 'b'] });
      for (const name of ['x', 'y', 'z'])
        writer.addInterface({ name, description: `device ${name}`, filter: 'ip', snapBytes: 192 });
      for (const { interface: index, sec, nsec, side, bytes, comment } of written)
        writer.addPacket(index, { sec, nsec, side, originalBytes: 1_500, comment }, bytes);
      const file = readCapture(writer.finish());
      t.is(file.problem, '');
      t.deepEqual(file.section, {
        hardware: '',
        os: '',
        application: 'hopscope',
        comments: ['a', 'b'],
      });
      file.interfaces.forEach((info, index) => {
        const mine = written.filter((packet) => packet.interface === index);
        t.is(info.name, 'xyz'.charAt(index));
        t.is(info.filter, 'ip');
        t.is(info.frames.count, mine.length);
        t.is(info.hasSides, mine.length > 0);
        mine.forEach((packet, at) => {
          const offset = info.frames.offset[at] ?? 0;
          t.is(info.frames.sec[at], packet.sec);
          t.is(info.frames.nsec[at], packet.nsec);
          t.is(info.frames.side[at], packet.side);
          t.is(info.frames.originalBytes[at], 1_500);
          const end = offset + (info.frames.capturedBytes[at] ?? 0);
          t.deepEqual(Uint8Array.from(info.frames.bytes.subarray(offset, end)), packet.bytes);
          t.is(info.comments.get(at) ?? '', packet.comment.replace(/\0+$/, ''));
        });
      });
    }),
  );
});

test('frames of a capture are copied with times, sides and lengths', (t) => {
  const first = new PcapngWriter();
  first.addInterface({ name: 'a' });
  for (let index = 0; index < 2_000; index += 1) {
    const packet = { sec: index, nsec: index * 7, side: index % 2, originalBytes: 60 + index };
    first.addPacket(0, packet, Uint8Array.of(index & 255, 2, 3).subarray(0, 1 + (index % 3)));
  }
  const once = readCapture(first.finish()).interfaces[0];
  t.is(once?.frames.count, 2_000);
  const second = new PcapngWriter();
  second.addInterface({ name: 'a' });
  if (once !== undefined) second.addFrames(0, once.frames);
  t.deepEqual(Uint8Array.from(second.finish()), Uint8Array.from(first.finish()));
});

test('tshark and capinfos read interfaces, times, comments and directions', (t) => {
  const writer = new PcapngWriter({
    application: 'hopscope 0.1.0',
    os: 'Linux',
    comments: ['trace t-7f3a'],
  });
  const tap = writer.addInterface({
    name: 'cn1/-/tap1 in',
    description: 'VM port',
    filter: 'icmp',
  });
  const qg = writer.addInterface({ name: 'net1/snat-1/qg-1 out', description: 'gateway' });
  const frame = new Uint8Array(60);
  const at = { sec: 1_795_445_514, nsec: 123_456_789 };
  writer.addPacket(tap, { ...at, side: 0, originalBytes: 98, comment: 'journey 1' }, frame);
  writer.addPacket(qg, { ...at, nsec: 123_456_790, side: 1, originalBytes: 98 }, frame);
  writer.addStatistics(tap, { sec: at.sec, received: 12, droppedByKernel: 3 });
  const file = fileOf(t, writer.finish());
  const fields = ['frame.interface_name', 'frame.interface_description', 'frame.time_epoch']
    .concat(['frame.len', 'frame.cap_len', 'frame.comment', 'frame.packet_flags_direction'])
    .flatMap((field) => ['-e', field]);
  t.is(
    run('tshark', '-r', file, '-T', 'fields', ...fields),
    'cn1/-/tap1 in\tVM port\t1795445514.123456789\t98\t60\tjourney 1\t0x00000001\n' +
      'net1/snat-1/qg-1 out\tgateway\t1795445514.123456790\t98\t60\t\t0x00000002\n',
  );
  const info = run('capinfos', file);
  t.regex(info, /File type: +Wireshark\/\.\.\. - pcapng/);
  t.regex(info, /Capture application: +hopscope 0\.1\.0/);
  t.regex(info, /Capture comment: +trace t-7f3a/);
  t.regex(info, /Number of interfaces in file: 2/);
  t.regex(info, /Time precision = nanoseconds/);
  t.regex(info, /Filter string = icmp/);
  t.deepEqual(readCapture(writer.finish()).interfaces[tap]?.statistics, {
    received: 12,
    droppedByInterface: null,
    droppedByKernel: 3,
  });
});

test('a comment longer than an option can be is cut between characters', (t) => {
  const writer = new PcapngWriter();
  writer.addInterface({ name: 'a' });
  const packet = {
    sec: 1,
    nsec: 1,
    side: null,
    originalBytes: 1,
    comment: `x${'é'.repeat(40_000)}`,
  };
  writer.addPacket(0, packet, Uint8Array.of(1));
  const read = readCapture(writer.finish());
  t.is(read.problem, '');
  const comment = read.interfaces[0]?.comments.get(0) ?? '';
  t.is(Buffer.byteLength(comment), 65_535);
  t.false(comment.includes('�'));
  t.false(read.interfaces[0]?.hasSides);
});
