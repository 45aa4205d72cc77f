// Probe frames must be what a real stack would send: tshark checks every checksum.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { buildProbeFrame, decodeFrame, formatMac, innermost } from '../src/mod.ts';
import type { ProbeFrame } from '../src/mod.ts';
import { pcapOf } from './helpers/pcap.ts';

const MAC = fc.uint8Array({ minLength: 6, maxLength: 6 }).map((bytes) => formatMac(bytes));

const probes: fc.Arbitrary<ProbeFrame> = fc.record({
  protocol: fc.constantFrom('icmp', 'tcp', 'udp'),
  sourceMac: MAC,
  destinationMac: MAC,
  source: fc.ipV4(),
  destination: fc.ipV4(),
  sourcePort: fc.nat(0xffff),
  destinationPort: fc.nat(0xffff),
  sequence: fc.nat(0xffff),
  ipId: fc.nat(0xffff),
  ttl: fc.integer({ min: 1, max: 255 }),
  dontFragment: fc.boolean(),
  payload: fc.uint8Array({ maxLength: 60 }),
});

test('tshark finds every checksum of random probes good', (t) => {
  const samples = fc.sample(probes, 400);
  const check = ['ip', 'tcp', 'udp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`]);
  const fields = ['ip', 'tcp', 'udp', 'icmp'].flatMap((name) => ['-e', `${name}.checksum.status`]);
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-probe-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'probes.pcap');
  writeFileSync(file, pcapOf(samples.map((probe) => buildProbeFrame(probe))));
  const text = execFileSync('tshark', ['-r', file, ...check, '-T', 'fields', ...fields], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = text.trimEnd().split('\n');
  t.is(lines.length, samples.length);
  lines.forEach((line, index) => {
    const [ip, ...rest] = line.split('\t');
    const good = rest.filter((status) => status !== '').map((status) => status.split(',')[0]);
    t.deepEqual([ip?.split(',')[0], good], ['1', ['1']], JSON.stringify(samples[index]));
  });
});

test('the decoder gives back what the probe was made of', (t) => {
  fc.assert(
    fc.property(probes, (probe) => {
      const frame = decodeFrame(buildProbeFrame(probe));
      const ipv4 = innermost(frame, 'ipv4');
      t.is(frame.layers[0]?.kind, 'ethernet');
      t.is(ipv4?.id, probe.ipId);
      t.is(ipv4?.ttl, probe.ttl);
      t.is(ipv4?.dontFragment, probe.dontFragment);
      const icmp = innermost(frame, 'icmp');
      if (probe.protocol === 'icmp')
        t.deepEqual([icmp?.type, icmp?.id, icmp?.sequence], [8, probe.sourcePort, probe.sequence]);
      const tcp = innermost(frame, 'tcp');
      if (probe.protocol === 'tcp')
        t.deepEqual([tcp?.flags, tcp?.sequence, tcp?.options.mss], [2, probe.sequence, 1360]);
      const ports = probe.protocol === 'tcp' ? tcp : innermost(frame, 'udp');
      if (probe.protocol !== 'icmp')
        t.deepEqual(
          [ports?.sourcePort, ports?.destinationPort],
          [probe.sourcePort, probe.destinationPort],
        );
      const overlay = probe.protocol === 'udp' && [4789, 6081].includes(probe.destinationPort);
      if (!overlay) t.deepEqual(frame.payload, probe.payload);
    }),
  );
});

test('an address that is none is a defect of the caller', (t) => {
  const [probe] = fc.sample(probes, 1);
  t.throws(() => buildProbeFrame({ ...(probe as ProbeFrame), source: 'localhost' }), {
    message: /not an IPv4 literal/,
  });
});
