// Keys over packets of the simulator's own encoder: what hops rewrite is not in them, what makes a
// packet itself is. And the encoder over tshark, so that both are not wrong alike.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  emptyFrames,
  KIND,
  summarise,
  type FrameColumns,
  type SummariseContext,
} from '@hopscope/packet';
import { PcapngWriter } from '@hopscope/pcapng';
import test from 'ava';
import fc from 'fast-check';
import { ENCODED_MAX, encode, frameLength, type Segment, type Wrap } from './sim/encode.ts';

const LOCAL = 0x0a010034;
const NAT = 0xac1804b4;
const REMOTE = 0xc633640a;

const frameOf = (segment: Segment, wrap: Wrap, snapBytes = 2000): FrameColumns => {
  const length = frameLength(segment, wrap);
  const bytes = new Uint8Array(Math.max(length, ENCODED_MAX));
  encode(bytes, 0, segment, wrap);
  return {
    ...emptyFrames(),
    count: 1,
    sec: Uint32Array.of(5),
    nsec: Uint32Array.of(7),
    side: Uint8Array.of(0),
    originalBytes: Uint32Array.of(length),
    capturedBytes: Uint32Array.of(Math.min(length, snapBytes)),
    offset: Uint32Array.of(0),
    bytes,
  };
};

const contextOf = (segment: Segment, wrap: Wrap): SummariseContext => ({
  baseSec: 0,
  remote: REMOTE,
  locals: [LOCAL, NAT],
  protocol: segment.protocol,
  remotePort: 0,
  vnis: wrap.vxlan === null ? [] : [wrap.vxlan.vni],
});

const keyOf = (segment: Segment, wrap: Wrap, snapBytes = 2000) => {
  const columns = summarise(frameOf(segment, wrap, snapBytes), contextOf(segment, wrap));
  return {
    key: [columns.keyHi[0], columns.keyLo[0]],
    kind: columns.kind[0] ?? 0,
    residual: columns.residual[0],
    payloadHash: columns.payloadHash[0],
    localPort: columns.localPort[0],
  };
};

const u16 = fc.integer({ min: 1, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const mac = fc.uint8Array({ minLength: 6, maxLength: 6 });

const anySegment: fc.Arbitrary<Segment> = fc
  .record({
    protocol: fc.constantFrom('icmp' as const, 'tcp' as const, 'udp' as const),
    sourcePort: u16,
    destinationPort: u16,
    seq: u32,
    ack: u32,
    flags: fc.constantFrom(2, 16, 18, 24, 17),
    tsval: u32,
    ipId: fc.integer({ min: 0, max: 0xffff }),
    dontFragment: fc.boolean(),
    payloadBytes: fc.integer({ min: 0, max: 1400 }),
    payload: fc.tuple(u32, u32, u32, u32),
  })
  .map((drawn) => ({
    ...drawn,
    source: LOCAL,
    destination: REMOTE,
    seq: drawn.protocol === 'icmp' ? drawn.seq & 0xffff : drawn.seq,
    flags: drawn.protocol === 'icmp' ? 8 : drawn.flags,
    destinationPort: drawn.protocol === 'icmp' ? drawn.sourcePort : drawn.destinationPort,
    ttl: 64,
    fragment: 0,
    datagramBytes: drawn.payloadBytes,
  }));

const anyWrap: fc.Arbitrary<Wrap> = fc.record({
  sourceMac: mac,
  destinationMac: mac,
  hops: fc.integer({ min: 0, max: 20 }),
  vlan: fc.constantFrom(0, 7, 4094),
  partialChecksum: fc.boolean(),
  vxlan: fc.option(
    fc.record({
      vni: fc.integer({ min: 1, max: 0xffffff }),
      source: u32,
      destination: u32,
      sourceMac: mac,
      destinationMac: mac,
    }),
    { nil: null },
  ),
});

/** The segment behind source NAT. */
const translated = (segment: Segment, port: number): Segment => ({
  ...segment,
  source: NAT,
  sourcePort: port,
  destinationPort: segment.protocol === 'icmp' ? port : segment.destinationPort,
});

const SIMPLE: Wrap = {
  sourceMac: new Uint8Array(6),
  destinationMac: new Uint8Array(6),
  hops: 0,
  vlan: 0,
  vxlan: null,
  partialChecksum: false,
};

test('no hop changes the key: not MACs, TTL, VLAN, VXLAN, NAT or checksum offload', (t) => {
  fc.assert(
    fc.property(anySegment, anyWrap, u16, (segment, wrap, port) => {
      const at = keyOf(segment, SIMPLE);
      t.is(at.kind & KIND.flow, KIND.flow);
      t.deepEqual(keyOf(segment, wrap).key, at.key);
      t.deepEqual(keyOf(translated(segment, port), wrap).key, at.key);
      t.is(keyOf(translated(segment, port), wrap).localPort, port);
    }),
  );
});

test('the residual crosses NAT; an offloaded checksum is recognised and has none', (t) => {
  fc.assert(
    fc.property(anySegment, u16, (segment, port) => {
      const before = keyOf(segment, SIMPLE);
      const after = keyOf(translated(segment, port), { ...SIMPLE, hops: 2 });
      // Once in some 65,000 packets a full checksum looks like a partial one.
      if (before.residual !== 0 && after.residual !== 0) t.is(after.residual, before.residual);
      const partial = keyOf(segment, { ...SIMPLE, partialChecksum: true });
      if (segment.protocol !== 'icmp') {
        t.is(partial.kind & KIND.partialChecksum, KIND.partialChecksum);
        t.is(partial.residual, 0);
      }
    }),
  );
});

test('a wrong checksum is marked where the packet was captured whole, a right one never', (t) => {
  fc.assert(
    fc.property(anySegment, fc.nat(7), (segment, bit) => {
      t.is(keyOf(segment, SIMPLE).kind & KIND.wrongChecksum, 0);
      const frames = frameOf(segment, SIMPLE);
      // The last byte of what the encoder varies: payload, or the end of the header.
      const last = frameLength(segment, SIMPLE) - Math.max(1, segment.payloadBytes - 15);
      frames.bytes[last] = (frames.bytes[last] ?? 0) ^ (1 << bit);
      const columns = summarise(frames, contextOf(segment, SIMPLE));
      const mark = (columns.kind[0] ?? 0) & (KIND.wrongChecksum | KIND.partialChecksum);
      t.not(mark, 0);
      frames.capturedBytes[0] = (frames.capturedBytes[0] ?? 0) - 1;
      const cut = summarise(frames, contextOf(segment, SIMPLE));
      t.is((cut.kind[0] ?? 0) & KIND.wrongChecksum, 0);
    }),
  );
});

test('different packets have different keys: sequence, id, length, flags, payload', (t) => {
  fc.assert(
    fc.property(anySegment, fc.constantFrom('ipId', 'seq', 'payload'), (segment, what) => {
      const change: Record<string, Partial<Segment>> = {
        ipId: { ipId: segment.ipId ^ 1 },
        seq: { seq: segment.seq ^ 1 },
        payload: {
          payload: [segment.payload[0] ^ 0x01000000, ...segment.payload.slice(1)] as never,
        },
      };
      const isInKey =
        what === 'ipId' ||
        (what === 'seq' && segment.protocol !== 'udp') ||
        (what === 'payload' && segment.protocol !== 'tcp' && segment.payloadBytes > 0);
      const other = { ...segment, ...change[what] };
      const same = keyOf(other, SIMPLE).key.join() === keyOf(segment, SIMPLE).key.join();
      t.is(same, !isInKey);
    }),
  );
});

test('the payload hash covers 16 bytes, however long the snap length is', (t) => {
  fc.assert(
    fc.property(anySegment, fc.integer({ min: 90, max: 300 }), (segment, snapBytes) => {
      const whole = keyOf(segment, SIMPLE);
      const cut = keyOf(segment, SIMPLE, snapBytes);
      t.deepEqual(cut.key, whole.key);
      t.is(cut.payloadHash, whole.payloadHash);
    }),
  );
});

test('no bytes make the columns throw or read out of bounds', (t) => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.integer({ min: 0, max: 250 }),
      anySegment,
      fc.nat(150),
      (junk, captured, segment, at) => {
        const frames = frameOf(segment, SIMPLE);
        const room = frames.bytes.subarray(Math.min(at, frames.bytes.length));
        room.set(junk.subarray(0, room.length));
        frames.capturedBytes[0] = captured;
        for (const protocol of ['icmp', 'tcp', 'udp'] as const) {
          for (const vnis of [[], [5]]) {
            summarise(frames, { ...contextOf(segment, SIMPLE), protocol, vnis });
          }
        }
        t.pass();
      },
    ),
  );
});

/** An ICMP "fragmentation needed" of a router that quotes `quoted` bytes of the packet. */
const icmpErrorOf = (segment: Segment, quoted: number): FrameColumns => {
  const inner = frameOf(segment, SIMPLE).bytes.subarray(14);
  const quote = inner.subarray(0, Math.min(quoted, frameLength(segment, SIMPLE) - 14));
  const bytes = new Uint8Array(14 + 28 + quote.length);
  bytes[12] = 8;
  const ip = new DataView(bytes.buffer, 14);
  ip.setUint8(0, 0x45);
  ip.setUint16(2, 28 + quote.length);
  ip.setUint8(8, 64);
  ip.setUint8(9, 1);
  ip.setUint32(12, 0x0a010001);
  ip.setUint32(16, LOCAL);
  ip.setUint8(20, 3);
  ip.setUint8(21, 4);
  ip.setUint16(26, 1442);
  bytes.set(quote, 42);
  return {
    ...frameOf(segment, SIMPLE),
    bytes,
    originalBytes: Uint32Array.of(bytes.length),
    capturedBytes: Uint32Array.of(bytes.length),
  };
};

test('an ICMP error has the key of the packet it quotes, or says it is cut', (t) => {
  fc.assert(
    fc.property(anySegment, (segment) => {
      const { key } = keyOf(segment, SIMPLE);
      const full = summarise(icmpErrorOf(segment, 548), contextOf(segment, SIMPLE));
      t.is((full.kind[0] ?? 0) & (KIND.icmpError | KIND.flow), KIND.icmpError);
      t.deepEqual([full.keyHi[0], full.keyLo[0]], key);
      t.deepEqual([full.ack[0], full.tcpFlags[0], full.payloadHash[0]], [0x0a010001, 3, 0x405a2]);
      const short = summarise(icmpErrorOf(segment, 28), contextOf(segment, SIMPLE));
      const isShort = segment.protocol === 'tcp' || segment.payloadBytes > 0;
      t.is(((short.kind[0] ?? 0) & KIND.quotePartial) !== 0, isShort);
      t.is(short.ipId[0], segment.ipId);
    }),
  );
});

test('tshark finds no fault in the frames of the encoder', (t) => {
  const segments = fc.sample(anySegment, { numRuns: 200, seed: 7 });
  const wraps = fc.sample(anyWrap, { numRuns: 200, seed: 8 });
  const writer = new PcapngWriter();
  writer.addInterface({ name: 'sim' });
  for (const [index, drawn] of segments.entries()) {
    // Ports and payload that tshark takes for no other protocol.
    const plain = { payload: [0x68656c6c, 0x6f2c2068, 0x6f707321, 0x0a0a0a0a] } as const;
    const segment = { ...drawn, ...plain, sourcePort: 54_321, destinationPort: 54_321 };
    const wrap = { ...(wraps[index] ?? SIMPLE), partialChecksum: false };
    const { bytes, originalBytes } = frameOf(segment, wrap);
    const length = originalBytes[0] ?? 0;
    writer.addPacket(
      0,
      { sec: index, nsec: 0, side: null, originalBytes: length },
      bytes,
      0,
      length,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-keys-'));
  try {
    writeFileSync(join(folder, 'sim.pcapng'), writer.finish());
    const checks = ['ip.check_checksum', 'tcp.check_checksum', 'udp.check_checksum'];
    const fields = ['ip.checksum.status', 'tcp.checksum.status', 'udp.checksum.status'];
    const done = spawnSync(
      'tshark',
      [
        ...['-n', '-r', join(folder, 'sim.pcapng'), '-T', 'fields'],
        ...checks.flatMap((name) => ['-o', `${name}:true`]),
        ...[...fields, 'icmp.checksum.status', '_ws.malformed', 'frame.protocols'].flatMap(
          (name) => ['-e', name],
        ),
      ],
      { encoding: 'utf8' },
    );
    const lines = done.stdout.trimEnd().split('\n');
    t.is(lines.length, segments.length);
    for (const line of lines) {
      const [ip = '', tcp = '', udp = '', icmp = '', malformed = ''] = line.split('\t');
      // 1 = good, 3 = not present (the outer UDP of VXLAN has none); 0 would be bad.
      t.false([ip, tcp, udp, icmp].join(',').split(',').includes('0'), line);
      t.is(malformed, '', line);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
