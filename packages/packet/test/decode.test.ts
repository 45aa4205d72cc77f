// Decoders against tshark on the recorded captures, against cut and random bytes, and each header
// on its own where the recordings have none of it.

import { execFileSync } from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import {
  buildProbeFrame,
  decodeFrame,
  describeFrame,
  formatIpv4,
  formatMac,
  innermost,
  outermost,
} from '../src/mod.ts';
import type { DecodedFrame } from '../src/mod.ts';
import { allCaptures, framesOf } from './helpers/recorded.ts';

const FIELDS = [
  'eth.src',
  'eth.dst',
  'eth.type',
  'arp.opcode',
  'arp.src.proto_ipv4',
  'ip.src',
  'ip.dst',
  'ip.id',
  'ip.ttl',
  'ip.len',
  'ip.frag_offset',
  'udp.srcport',
  'udp.dstport',
  'udp.checksum',
  'vxlan.vni',
  'tcp.srcport',
  'tcp.seq_raw',
  'tcp.ack_raw',
  'tcp.flags',
  'tcp.window_size_value',
  'tcp.checksum',
  'tcp.options.timestamp.tsval',
  'tcp.options.mss_val',
  'icmp.type',
  'icmp.ident',
  'icmp.seq',
] as const;
type Field = (typeof FIELDS)[number];

/** All values of each field in one frame as tshark gives them: numbers decimal, comma-separated. */
const tsharkFields = (file: string): Record<Field, string>[] => {
  const preferences = ['-o', 'ip.defragment:FALSE', '-o', 'tcp.desegment_tcp_streams:FALSE'];
  const fields = FIELDS.flatMap((field) => ['-e', field]);
  const text = execFileSync(
    'tshark',
    ['-n', '-r', file, ...preferences, '-T', 'fields', ...fields],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const values = line.split('\t');
      const entries = FIELDS.map((field, index) => [field, normalise(values[index] ?? '')]);
      return Object.fromEntries(entries) as Record<Field, string>;
    });
};

const normalise = (values: string): string =>
  values
    .split(',')
    .map((value) => (value.startsWith('0x') ? String(Number(value)) : value))
    .join(',');

/** The same fields by our decoder. */
const ourFields = (frame: DecodedFrame): Record<Field, string> => {
  const values = Object.fromEntries(FIELDS.map((field) => [field, [] as unknown[]])) as Record<
    Field,
    unknown[]
  >;
  for (const layer of frame.layers) {
    if (layer.kind === 'ethernet') {
      values['eth.src'].push(formatMac(layer.source));
      values['eth.dst'].push(formatMac(layer.destination));
      values['eth.type'].push(layer.etherType);
    } else if (layer.kind === 'arp') {
      values['arp.opcode'].push(layer.operation);
      values['arp.src.proto_ipv4'].push(formatIpv4(layer.senderAddress));
    } else if (layer.kind === 'ipv4') {
      values['ip.src'].push(formatIpv4(layer.source));
      values['ip.dst'].push(formatIpv4(layer.destination));
      values['ip.id'].push(layer.id);
      values['ip.ttl'].push(layer.ttl);
      values['ip.len'].push(layer.totalLength);
      values['ip.frag_offset'].push(layer.fragmentOffset);
    } else if (layer.kind === 'udp') {
      values['udp.srcport'].push(layer.sourcePort);
      values['udp.dstport'].push(layer.destinationPort);
      values['udp.checksum'].push(layer.checksum);
    } else if (layer.kind === 'vxlan') values['vxlan.vni'].push(layer.vni);
    else if (layer.kind === 'tcp') {
      values['tcp.srcport'].push(layer.sourcePort);
      values['tcp.seq_raw'].push(layer.sequence);
      values['tcp.ack_raw'].push(layer.acknowledgement);
      values['tcp.flags'].push(layer.flags);
      values['tcp.window_size_value'].push(layer.window);
      values['tcp.checksum'].push(layer.checksum);
      if (layer.options.timestamp !== null)
        values['tcp.options.timestamp.tsval'].push(layer.options.timestamp.value);
      if (layer.options.mss !== null) values['tcp.options.mss_val'].push(layer.options.mss);
    } else if (layer.kind === 'icmp') {
      values['icmp.type'].push(layer.type);
      if (layer.id !== null) values['icmp.ident'].push(layer.id);
      if (layer.sequence !== null) values['icmp.seq'].push(layer.sequence);
    }
  }
  return Object.fromEntries(FIELDS.map((field) => [field, values[field].join(',')])) as Record<
    Field,
    string
  >;
};

test('decoders agree with tshark on every recorded frame', (t) => {
  let frames = 0;
  for (const file of allCaptures()) {
    const ours = framesOf(file).map(({ bytes }) => ourFields(decodeFrame(bytes)));
    if (ours.length === 0) continue;
    const theirs = tsharkFields(file);
    t.is(ours.length, theirs.length, file);
    const differing = ours.findIndex(
      (mine, index) => JSON.stringify(mine) !== JSON.stringify(theirs[index]),
    );
    if (differing >= 0) t.deepEqual(ours[differing], theirs[differing], `${file}: ${differing}`);
    frames += ours.length;
  }
  t.true(frames > 10_000, `only ${frames} frames compared`);
});

/** Every layer, header and slice must lie inside the bytes that were given. */
const staysInside = (frame: DecodedFrame, bytes: Uint8Array, at: number, end: number): boolean => {
  const slices = frame.layers.flatMap((layer) => {
    if (layer.kind === 'ethernet') return [layer.source, layer.destination];
    return layer.kind === 'arp' ? [layer.senderMac, layer.targetMac] : [];
  });
  return [...slices, frame.payload].every((slice) => {
    const start = slice.byteOffset - bytes.byteOffset;
    return slice.buffer === bytes.buffer && start >= at && start + slice.length <= end;
  });
};

/** A view that reports every read outside [at, end), which a typed array answers with undefined. */
const guarded = (
  bytes: Uint8Array,
  at: number,
  end: number,
): { view: Uint8Array; bad: number[] } => {
  const bad: number[] = [];
  const view = new Proxy(bytes, {
    get: (target, key) => {
      const index = typeof key === 'string' && /^-?\d+$/.test(key) ? Number(key) : null;
      if (index !== null && (index < at || index >= end)) bad.push(index);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { view, bad };
};

const recordedFrames: Uint8Array[] = allCaptures().flatMap((file) =>
  framesOf(file)
    .slice(0, 12)
    .map(({ bytes }) => bytes),
);

const mangled: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom(...recordedFrames),
    fc.array(fc.tuple(fc.nat(191), fc.nat(255)), { maxLength: 6 }),
  )
  .map(([frame, edits]) => {
    const copy = frame.slice();
    for (const [at, value] of edits) if (at < copy.length) copy[at] = value;
    return copy;
  });
const anyBytes = fc.oneof(mangled, fc.uint8Array({ maxLength: 200 }));

test('no input makes the decoder throw or read outside the captured bytes', (t) => {
  fc.assert(
    fc.property(anyBytes, fc.nat(40), fc.nat(200), (bytes, offset, captured) => {
      const at = Math.min(offset, bytes.length);
      const end = Math.min(bytes.length, at + captured);
      const { view, bad } = guarded(bytes, at, end);
      const frame = decodeFrame(view, offset, captured);
      t.deepEqual(bad, [], 'read outside');
      return staysInside(frame, bytes, at, end) && describeFrame(bytes, offset, captured) !== '';
    }),
    { numRuns: 5_000 },
  );
  t.pass();
});

test('a cut frame keeps the layers that were whole and names the first that was not', (t) => {
  const whole = recordedFrames.find((bytes) => outermost(decodeFrame(bytes), 'vxlan') !== null);
  t.truthy(whole);
  const bytes = whole ?? new Uint8Array();
  const full = decodeFrame(bytes);
  for (let length = 0; length <= bytes.length; length += 1) {
    const cut = decodeFrame(bytes, 0, length);
    const kept = cut.layers.map(({ kind, at }) => `${kind}@${at}`);
    t.deepEqual(
      kept,
      full.layers.slice(0, kept.length).map(({ kind, at }) => `${kind}@${at}`),
    );
    const next = full.layers[kept.length];
    t.is(cut.error?.layer, next?.kind);
    if (cut.error !== null) t.is(cut.error.reason, 'truncated');
  }
});

const PROBE = {
  protocol: 'udp',
  sourceMac: 'fa:16:3e:00:00:01',
  destinationMac: 'fa:16:3e:00:00:02',
  source: '10.1.0.52',
  destination: '198.51.100.10',
  sourcePort: 49_152,
  destinationPort: 53,
  sequence: 0,
  ipId: 7,
  ttl: 64,
  dontFragment: true,
  payload: new Uint8Array(),
} as const;

/** An ICMP error about `quoted`, as a router with address 10.1.0.1 sends it. */
const errorAbout = (type: number, code: number, rest: number, quoted: Uint8Array): Uint8Array => {
  const frame = buildProbeFrame({
    ...PROBE,
    protocol: 'icmp',
    payload: quoted,
    source: '10.1.0.1',
  });
  frame[34] = type;
  frame[35] = code;
  frame[40] = rest >>> 8;
  frame[41] = rest & 0xff;
  return frame;
};

test('an ICMP error gives the quoted packet, its ports and sequence, and the MTU', (t) => {
  const syn = buildProbeFrame({ ...PROBE, protocol: 'tcp', sequence: 0xdeadbeef }).subarray(14);
  const icmp = innermost(decodeFrame(errorAbout(3, 4, 1400, syn.subarray(0, 28))), 'icmp');
  t.is(icmp?.mtu, 1400);
  t.is(icmp?.id, null);
  t.is(icmp?.quoted?.ipv4.id, 7);
  t.is(icmp?.quoted?.sourcePort, 49_152);
  t.is(icmp?.quoted?.destinationPort, 53);
  t.is(icmp?.quoted?.tcpSequence, 0xdeadbeef);
  const short = innermost(decodeFrame(errorAbout(11, 0, 0, syn.subarray(0, 24))), 'icmp');
  t.is(short?.quoted?.ipv4.id, 7);
  t.is(short?.quoted?.sourcePort, null);
  const cut = innermost(decodeFrame(errorAbout(11, 0, 0, syn.subarray(0, 19))), 'icmp');
  t.is(cut?.quoted, null);
});

test('a quoted echo gives its identifier and sequence', (t) => {
  const echo = buildProbeFrame({ ...PROBE, protocol: 'icmp', sourcePort: 77, sequence: 5 });
  const icmp = innermost(decodeFrame(errorAbout(3, 0, 0, echo.subarray(14))), 'icmp');
  t.deepEqual(
    [icmp?.quoted?.icmpType, icmp?.quoted?.icmpId, icmp?.quoted?.icmpSequence],
    [8, 77, 5],
  );
});

const put = (frame: Uint8Array, at: number, ...values: readonly number[]): Uint8Array => {
  frame.set(values, at);
  return frame;
};

test('two VLAN tags are two layers', (t) => {
  const plain = buildProbeFrame({ ...PROBE });
  const tags = [0x88, 0xa8, 0x20, 0x64, 0x81, 0x00, 0xb0, 0x05];
  const frame = Uint8Array.from([...plain.subarray(0, 12), ...tags, ...plain.subarray(12)]);
  const decoded = decodeFrame(frame);
  t.deepEqual(
    decoded.layers.map(({ kind }) => kind),
    ['ethernet', 'vlan', 'vlan', 'ipv4', 'udp'],
  );
  const [, first, second] = decoded.layers;
  t.like(first, { id: 100, priority: 1, dropEligible: false });
  t.like(second, { id: 5, priority: 5, dropEligible: true });
});

test('Geneve with options is recognised and its inner frame decoded', (t) => {
  const inner = buildProbeFrame({ ...PROBE });
  const header = [0x01, 0, 0x65, 0x58, 0, 0x07, 0x91, 0, 0xff, 0xff, 0, 0];
  const payload = Uint8Array.from([...header, ...inner]);
  const frame = decodeFrame(buildProbeFrame({ ...PROBE, destinationPort: 6081, payload }));
  t.is(outermost(frame, 'geneve')?.vni, 0x791);
  t.deepEqual(
    frame.layers.map(({ kind }) => kind),
    ['ethernet', 'ipv4', 'udp', 'geneve', 'ethernet', 'ipv4', 'udp'],
  );
});

test('IPv6 is recognised and left closed', (t) => {
  const frame = new Uint8Array(14 + 40);
  put(frame, 12, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 0, 58, 255);
  put(frame, 22, 0xfe, 0x80);
  const decoded = decodeFrame(frame);
  t.is(outermost(decoded, 'ipv6')?.nextHeader, 58);
  t.true(describeFrame(frame).startsWith('IP6 fe80:0:'));
});

test('a later fragment has no ports, and padding is no payload', (t) => {
  const udp = buildProbeFrame({ ...PROBE, payload: Uint8Array.of(1, 2, 3) });
  const padded = Uint8Array.from([...udp, ...Array(20).fill(0)]);
  t.deepEqual(decodeFrame(padded).payload, Uint8Array.of(1, 2, 3));
  put(padded, 20, 0x00, 0xb9);
  const fragment = decodeFrame(padded);
  t.is(innermost(fragment, 'ipv4')?.fragmentOffset, 185 * 8);
  t.is(innermost(fragment, 'udp'), null);
  t.is(fragment.payload.length, 11);
});

test('contradicting headers are malformed, and what comes before them is kept', (t) => {
  const version = decodeFrame(put(buildProbeFrame({ ...PROBE }), 14, 0x55));
  t.deepEqual(version.error, { layer: 'ipv4', reason: 'malformed', at: 14 });
  t.is(version.layers.length, 1);
  const offset = decodeFrame(put(buildProbeFrame({ ...PROBE, protocol: 'tcp' }), 46, 0x40));
  t.like(offset.error, { layer: 'tcp', reason: 'malformed' });
  t.is(offset.layers.length, 2);
});

test('a VXLAN packet inside VXLAN is payload of the inner UDP', (t) => {
  const wrap = (inner: Uint8Array): Uint8Array => {
    const payload = Uint8Array.from([8, 0, 0, 0, 0, 0, 5, 0, ...inner]);
    return buildProbeFrame({ ...PROBE, destinationPort: 4789, payload });
  };
  const frame = decodeFrame(wrap(wrap(wrap(buildProbeFrame({ ...PROBE })))));
  t.is(frame.layers.filter(({ kind }) => kind === 'vxlan').length, 1);
  t.is(frame.error, null);
});
