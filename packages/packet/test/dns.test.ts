// Questions of DNS and fragments of large probes, read back by decoders that are not ours.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import fc from 'fast-check';
import {
  buildProbeFrame,
  encodeDnsQuery,
  fragmentFrame,
  isDnsName,
  readDnsAnswer,
} from '../src/mod.ts';
import { pcapOf } from './helpers/pcap.ts';

const tshark = (t: ExecutionContext, frames: readonly Uint8Array[], ...args: string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-dns-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'frames.pcap');
  writeFileSync(file, pcapOf(frames));
  return execFileSync('tshark', ['-r', file, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
};

const probe = (payload: Uint8Array, destinationPort: number, dontFragment = false) =>
  buildProbeFrame({
    protocol: 'udp',
    sourceMac: 'fa:16:3e:00:00:01',
    destinationMac: 'fa:16:3e:00:00:02',
    source: '10.1.0.11',
    destination: '198.51.100.10',
    sourcePort: 61_000,
    destinationPort,
    sequence: 0,
    ipId: 77,
    ttl: 64,
    dontFragment,
    payload,
  });

const label = fc.stringMatching(/^[a-z0-9_-]{1,20}$/);
const names = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));

test('tshark reads the id and the name of every question', (t) => {
  const samples = fc.sample(fc.tuple(fc.nat(0xffff), names), 100);
  const frames = samples.map(([id, name]) => probe(encodeDnsQuery(id, name)!, 53));
  const fields = ['dns.id', 'dns.qry.name', 'dns.qry.type', 'dns.flags.recdesired'];
  const text = tshark(t, frames, '-T', 'fields', ...fields.flatMap((field) => ['-e', field]));
  t.deepEqual(
    text.trimEnd().split('\n'),
    samples.map(([id, name]) => `0x${id.toString(16).padStart(4, '0')}\t${name}\t1\t1`),
  );
});

test('what cannot be asked for is no name', (t) => {
  for (const name of ['', '.', 'a..b', 'a b', 'ä.example', 'x'.repeat(64), 'a.'.repeat(128)])
    t.false(isDnsName(name), name);
  for (const name of ['example.org', 'example.org.', '_sip._tcp.a', 'x'.repeat(63)])
    t.true(isDnsName(name), name);
  t.is(encodeDnsQuery(1, 'a..b'), null);
});

test('an answer says how it ended, a question and a cut header say nothing', (t) => {
  const question = encodeDnsQuery(0xbeef, 'example.org')!;
  t.is(readDnsAnswer(question), null);
  const answer = Uint8Array.from(question);
  answer[2] = 0x81;
  answer[3] = 0x83;
  t.deepEqual(readDnsAnswer(answer.subarray(0, 12)), { id: 0xbeef, rcode: 'NXDOMAIN' });
  t.is(readDnsAnswer(answer.subarray(0, 11)), null);
  answer[3] = 0x89;
  t.is(readDnsAnswer(answer)?.rcode, 'rcode 9');
});

test('tshark puts fragments together to the datagram that was cut', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 68, max: 1500 }), fc.integer({ min: 1, max: 9000 }), (mtu, n) => {
      const pieces = fragmentFrame(probe(new Uint8Array(n), 1080), mtu);
      const sizes = pieces.map(({ length }) => length - 14);
      return (
        sizes.every((size) => size <= mtu) &&
        sizes.reduce((sum, size) => sum + size - 20, 0) === n + 8
      );
    }),
  );
  const payload = Uint8Array.from({ length: 4000 }, (_, at) => at % 251);
  const pieces = fragmentFrame(probe(payload, 1080), 1450);
  t.is(pieces.length, 3);
  const fields = ['ip.checksum.status', 'udp.length', 'udp.checksum.status'];
  const check = ['ip', 'udp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`]);
  const args = [...check, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
  const lines = tshark(t, pieces, ...args)
    .trimEnd()
    .split('\n');
  t.is(lines.at(-1), '1\t4008\t1');
});

test('a packet that may not be cut, or fits, is left alone', (t) => {
  const large = probe(new Uint8Array(3000), 1080, true);
  t.deepEqual(fragmentFrame(large, 1450), [large]);
  const small = probe(new Uint8Array(100), 1080);
  t.deepEqual(fragmentFrame(small, 128), [small]);
});
