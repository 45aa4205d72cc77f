// Counters as files of the kernel have them, beside what programs print of the same ones.
import test from 'ava';
import * as nodestate from '../src/mod.ts';
import { sample } from './recorded.ts';

test('counters of a namespace: the files of the kernel and nstat name them alike', (t) => {
  const files = [
    'Ip: Forwarding DefaultTTL InReceives',
    'Ip: 1 64 70',
    'IcmpMsg: OutType3',
    'IcmpMsg: 2',
    'IpExt: InNoRoutes InTruncatedPkts',
    'IpExt: 7 0',
    '',
  ].join('\n');
  const { value, unknown } = nodestate.parseNstat(files);
  t.deepEqual(unknown, []);
  t.deepEqual([value.get('IpInReceives'), value.get('IpExtInNoRoutes')], [70, 7]);
  const json = nodestate.parseNstat('{"kernel":{"IpInReceives":70,"IpExtInNoRoutes":7}}').value;
  for (const [name, count] of json) t.is(value.get(name), count);
  t.deepEqual(nodestate.parseNstat('nonsense').unknown, ['nonsense']);
});

test('counters of devices: both sides, whatever width the columns have', (t) => {
  const text = [
    'Inter-|   Receive                                                |  Transmit',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop',
    '  eth0: 1000 10 1 2 3 0 0 0 2000 20 4 5 6 0 0 0',
    'qr-6ffc5d4a-3c:1000 11 0 0 0 0 0 0 2000 21 0 9 0 0 0 0',
    '',
  ].join('\n');
  const { value, unknown } = nodestate.parseDeviceCounters(text);
  t.deepEqual(unknown, []);
  t.deepEqual(value[0]?.rx, { packets: 10, errors: 1, dropped: 2, overruns: 3 });
  t.deepEqual(value[0]?.tx, { packets: 20, errors: 4, dropped: 5, overruns: 6 });
  t.deepEqual([value[1]?.name, value[1]?.tx.dropped], ['qr-6ffc5d4a-3c', 9]);
});

test('counters of connection tracking: sums over processors, from either source', (t) => {
  const columns = [
    'entries  clashres found new invalid ignore delete insert insert_failed drop early_drop',
    '0000001f  00000000 00000000 00000000 0000000a 00000000 00000000 00000000 00000002 00000003 00000000',
    '0000001f  00000000 00000000 00000000 00000001 00000000 00000000 00000000 00000000 00000010 00000000',
  ];
  const { value, unknown } = nodestate.parseConntrackStats(columns.join('\n'));
  t.deepEqual(unknown, []);
  t.deepEqual(
    ['entries', 'invalid', 'insert_failed', 'drop'].map((name) => value.get(name)),
    [31, 11, 2, 19],
  );
  t.is(nodestate.parseConntrackStats(sample('conntrack-stats.txt')).value.get('drop'), 0);
});

test('drops of the kernel: reason, place, namespace and packet of each', (t) => {
  const packet = 'proto=tcp src=10.1.0.11 dst=198.51.100.10 ipid=7 sport=61000 dport=80';
  const text = [
    `1795456780.000000099 reason=NETFILTER_DROP location=nft_do_chain+0x3e8 netns=qrouter-1 dev=qr-1 ifindex=2 iif=2 ${packet}`,
    `1795456781.000000000 reason=2 location=0xffff netns=- dev= ifindex=0 iif=0 ${packet}`,
    'total=9 kept=2 foreign=3',
  ].join('\n');
  const { value, unknown } = nodestate.parseKernelDrops(text);
  t.deepEqual(unknown, []);
  t.deepEqual([value.total, value.foreign, value.drops.length], [9, 3, 2]);
  t.deepEqual(value.drops[0], {
    sec: 1_795_456_780,
    nsec: 99,
    reason: 'NETFILTER_DROP',
    location: 'nft_do_chain+0x3e8',
    netns: 'qrouter-1',
    device: 'qr-1',
    protocol: 'tcp',
    source: '10.1.0.11',
    destination: '198.51.100.10',
    ipId: 7,
  });
  t.deepEqual([value.drops[1]?.netns, value.drops[1]?.device], ['', '']);
});
