// Why the kernel drops packets of one flow: real drops in real namespaces, and nothing of others.
// The addresses are this file's alone: one kernel sees the packets of every test that runs.
import { existsSync, readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

import type { hopscope } from '@hopscope/proto';
import fc from 'fast-check';
import test from 'ava';

import { openBtf } from '../../src/node/drops/btf.ts';
import { nameAddresses } from '../../src/node/drops/symbols.ts';
import { HELLO } from './support/client.ts';
import type { NodeClient } from './support/client.ts';
import { setUp } from './support/set-up.ts';

const BTF = '/sys/kernel/btf/vmlinux';
/** Kernels without type information cannot be asked: their answer is tested instead. */
const canAsk = existsSync(BTF);
const allowed = { hello: { policy: { ...HELLO.policy, dropReasons: true } } };

const order = (...addresses: string[]): hopscope.v1.IEvidenceOrder => ({
  evidence: 1,
  reader: 'drop-reasons',
  selectors: addresses.map((address) => `address=${address}`),
  phase: 'both',
});

const evidenceOf = (node: NodeClient): hopscope.v1.IEvidence[] =>
  node.parcels.flatMap(({ evidence }) => (evidence ? [evidence] : []));

const linesOf = (node: NodeClient): string[] => {
  const [evidence] = evidenceOf(node);
  const body = Buffer.from(evidence?.body ?? []);
  const text = (evidence?.deflated ? inflateRawSync(body) : body).toString('utf8');
  return text.trimEnd().split('\n');
};

(canAsk ? test.serial : test.skip)(
  'each packet of the flow that the kernel dropped is there with its reason, and no other',
  async (t) => {
    const { network, pair, node } = await setUp(t, 'drp', allowed);
    const { a, b } = pair;
    for (const source of ['10.214.0.1', '10.214.0.77'])
      network.sh('ip', '-n', a, 'addr', 'add', `${source}/24`, 'dev', pair.devA);
    network.sh('ip', '-n', b, 'addr', 'add', '10.214.0.2/24', 'dev', pair.devB);
    network.inside(b, 'iptables', '-A', 'INPUT', '-p', 'icmp', '-j', 'DROP');
    await node.arm({ evidence: [order('10.214.0.1', '10.214.0.2')] });
    for (const source of ['10.214.0.77', '10.214.0.1'])
      network.inside(a, 'sh', '-c', `ping -c 3 -i 0.05 -W 1 -I ${source} 10.214.0.2 || true`);
    await node.release('t-1', 'o-1');
    const lines = linesOf(node);
    t.is(lines.length, 4);
    t.is(lines.pop(), 'total=3 kept=3 foreign=0');
    for (const line of lines) {
      t.regex(line, /^\d+\.\d{9} reason=NETFILTER_DROP location=\w+\+0x[0-9a-f]+ /);
      t.regex(line, new RegExp(` netns=${b} dev=\\S+ ifindex=\\d+ `));
      t.regex(
        line,
        / proto=icmp src=10\.214\.0\.1 dst=10\.214\.0\.2 ipid=\d+ type=8 code=0 id=\d+$/,
      );
    }
    const [first = ''] = lines;
    t.true(Math.abs(Number(first.split(' ')[0]) - Date.now() / 1000) < 30, 'on the wall clock');
    t.is(evidenceOf(node).length, 1, 'asked once, whatever the phase');
  },
);

(canAsk ? test.serial : test.skip)('packets of other flows have no line', async (t) => {
  const { network, pair, node } = await setUp(t, 'drn', allowed);
  await node.arm({ evidence: [order('10.214.0.1', '10.214.0.99')] });
  network.inside(pair.a, 'ping', '-c', '3', '-i', '0.05', '10.9.0.2');
  await node.release('t-1', 'o-1');
  t.deepEqual(linesOf(node), ['total=0 kept=0 foreign=0']);
});

test.serial('without a clear yes of the policy nothing is asked', async (t) => {
  const { node } = await setUp(t, 'dpo');
  await node.arm({ evidence: [order('10.9.0.1', '10.9.0.2')] });
  await node.release('t-1', 'o-1');
  const [evidence] = evidenceOf(node);
  t.is(evidence?.rc, -1);
  t.regex(evidence?.failure ?? '', /policy\.dropReasons/);
});

test.serial('wrong addresses are refused in words', async (t) => {
  const { node } = await setUp(t, 'dad', allowed);
  await node.arm({ evidence: [order('10.9.0.1'), { ...order('1; x'), evidence: 2 }] });
  await node.release('t-1', 'o-1');
  const failures = evidenceOf(node).map(({ failure }) => failure ?? '');
  t.regex(failures[0] ?? '', /need 2 to 8 addresses/);
  t.regex(failures[1] ?? '', /address cannot be "1; x"/);
});

(canAsk ? test : test.skip)(
  'types of this kernel: fields by name, through anonymous parts',
  (t) => {
    const btf = openBtf(readFileSync(BTF));
    t.is(btf?.offsetOf('list_head', 'next'), 0);
    t.is(btf?.offsetOf('list_head', 'prev'), 8);
    t.true((btf?.offsetOf('sk_buff', 'network_header') ?? 0) > 0);
    t.is(btf?.offsetOf('sk_buff', 'no_such_field'), null);
    t.is(btf?.offsetOf('no_such_struct', 'next'), null);
    t.is(btf?.namesOf('no_such_enum').size, 0);
  },
);

test('bytes that are no type information are none', (t) => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => openBtf(bytes) === null));
  t.is(openBtf(Buffer.alloc(0)), null);
});

test('a place in the kernel is named by the function that it lies in', async (t) => {
  const lines = readFileSync('/proc/kallsyms', 'utf8').split('\n');
  const functions = lines.filter((line) => / [tT] \w+$/.test(line) && !/^0+ /.test(line));
  if (functions.length === 0) return t.pass('this kernel hides its addresses');
  const wanted = functions.slice(100, 103).map((line) => BigInt(`0x${line.slice(0, 16)}`));
  const names = await nameAddresses(wanted.map((address) => address + 1n));
  for (const address of wanted) {
    const name = names.get(address + 1n)?.replace(/\+0x1$/, '');
    const same = lines.filter((line) => BigInt(`0x${line.slice(0, 16) || '0'}`) === address);
    t.true(
      same.some((line) => line.split(' ')[2]?.startsWith(`${name}`)),
      name,
    );
  }
});
