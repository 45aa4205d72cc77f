import { inflateRawSync } from 'node:zlib';

import { READERS, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import fc from 'fast-check';
import test from 'ava';

import { NODE_READERS } from '../../src/node/evidence/readers/table.ts';
import { readSelectors } from '../../src/node/evidence/selectors.ts';
import { startNode } from './support/client.ts';
import type { NodeClient } from './support/client.ts';
import { openNetwork } from './support/network.ts';
import { startOvs } from './support/ovs.ts';

const CODEC = { request: Wire.SnapshotRequest, response: Wire.SnapshotResponse };

const textOf = (evidence: hopscope.v1.IEvidence | undefined): string => {
  const body = Buffer.from(evidence?.body ?? []);
  return (evidence?.deflated ? inflateRawSync(body) : body).toString('utf8');
};

const snapshot = async (
  node: NodeClient,
  evidence: hopscope.v1.IEvidenceOrder[],
): Promise<hopscope.v1.IEvidence[]> => {
  const request = { trace: 't-1', evidence };
  const answer = await node.ask('snapshot', CODEC, request);
  return (answer as hopscope.v1.SnapshotResponse).evidence ?? [];
};

const readOne = async (
  node: NodeClient,
  reader: string,
  netns: string,
  ...selectors: string[]
): Promise<hopscope.v1.IEvidence> => {
  const [one] = await snapshot(node, [{ evidence: 1, reader, netns, selectors }]);
  return one!;
};

test.serial('every reader of the table in proto is read by somebody, and nothing else', (t) => {
  t.deepEqual(Object.keys(NODE_READERS).toSorted(), Object.keys(READERS).toSorted());
});

test.serial('the state of a namespace is read there, raw, with command and times', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const router = network.netns('evr');
  network.veth(router, 'qr-1', network.netns('evw'), 'peer0');
  network.sh('ip', '-n', router, 'addr', 'add', '10.1.0.1/24', 'dev', 'qr-1');
  network.sh('ip', '-n', router, 'rule', 'add', 'from', '10.1.0.1/24', 'lookup', '167837697');
  const to10 = ['10.1.0.99', 'lladdr', 'fa:16:3e:00:00:01', 'dev', 'qr-1', 'nud', 'permanent'];
  network.sh('ip', '-n', router, 'neigh', 'add', ...to10);
  network.inside(router, 'iptables', '-t', 'nat', '-A', 'POSTROUTING', '-j', 'ACCEPT');
  const node = await startNode();
  t.teardown(node.close);
  const before = Date.now() / 1000 - 1;
  const read = (reader: string, ...selectors: string[]) =>
    readOne(node, reader, router, ...selectors);

  const addresses = await read('addresses', 'dev=qr-1');
  t.is(addresses.rc, 0);
  t.is(addresses.failure, '');
  t.deepEqual(addresses.argv?.slice(1), ['-j', 'address', 'show', 'dev', 'qr-1']);
  t.is(JSON.parse(textOf(addresses))[0].addr_info[0].local, '10.1.0.1');
  const started = addresses.startedAt!.sec!;
  t.true(started >= Math.floor(before) && started <= addresses.endedAt!.sec!);

  t.true(textOf(await read('rules')).includes('167837697'));
  t.is(JSON.parse(textOf(await read('neighbours', 'to=10.1.0.99')))[0].lladdr, 'fa:16:3e:00:00:01');
  t.true(textOf(await read('routes', 'table=all')).includes('10.1.0.0/24'));
  t.is(JSON.parse(textOf(await read('route-get', 'to=10.1.0.7')))[0].dev, 'qr-1');
  t.regex(textOf(await read('iptables', 'table=nat')), /^\[\d+:\d+\] -A POSTROUTING -j ACCEPT$/m);
  t.is(textOf(await read('sysctls', 'key=net.ipv4.ip_forward')), 'net.ipv4.ip_forward = 0\n');
  const counters = textOf(await read('nstat'));
  t.regex(counters, /^IpExt: InNoRoutes .*\nIpExt: \d/m);
  t.regex(counters, /^Icmp: InMsgs /m);
  const devices = textOf(await read('device-counters', 'dev=qr-1'))
    .trimEnd()
    .split('\n');
  t.deepEqual([devices.length, devices[2]?.trim().split(':')[0]], [3, 'qr-1']);
  t.true(textOf(await read('links', 'dev=qr-1')).includes('stats64'));
  t.true(textOf(await read('qdiscs', 'dev=qr-1')).startsWith('['));
  t.true(textOf(await read('nft-ruleset')).includes('nftables'));
  t.is((await read('nft-chains')).rc, 0);
  t.regex(textOf(await read('conntrack-stats')), /^cpu=0|^entries .* insert_failed drop/m);
  t.is((await read('conntrack', 'src=10.1.0.5')).rc, 0);
  t.true(textOf(await readOne(node, 'softnet', '')).length > 0);
  t.regex(textOf(await readOne(node, 'namespaces', '')), new RegExp(`^${router} \\d+ alive$`, 'm'));
});

test.serial('looking at a packet filter creates none, with either backend', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const router = network.netns('look');
  const node = await startNode();
  t.teardown(node.close);
  for (const backend of ['nft', 'legacy'])
    for (const table of ['filter', 'nat', 'raw', 'mangle'])
      await readOne(node, 'iptables', router, `backend=${backend}`, `table=${table}`);
  await readOne(node, 'iptables', router, 'table=filter');
  await readOne(node, 'nft-ruleset', router);
  await readOne(node, 'nft-chains', router);
  t.is(network.inside(router, 'nft', 'list', 'ruleset'), '');
  const names = '[ ! -e /proc/net/ip_tables_names ] || cat /proc/net/ip_tables_names';
  t.is(network.inside(router, 'sh', '-c', names), '');
});

test.serial('what a program says when it fails is the failure', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const router = network.netns('fail');
  const node = await startNode();
  t.teardown(node.close);
  const route = await readOne(node, 'route-get', router, 'to=198.51.100.10');
  t.is(route.rc, 2);
  t.regex(route.failure ?? '', /Network is unreachable/);
  const device = await readOne(node, 'links', router, 'dev=nosuch0');
  t.not(device.rc, 0);
  const gone = await readOne(node, 'links', 'nosuch');
  t.is(gone.rc, -1);
  t.regex(gone.failure ?? '', /nosuch/);
  const ovs = await readOne(node, 'fdb', '', 'bridge=br-int');
  t.regex(ovs.failure ?? '', /Open vSwitch/);
});

test.serial('a wrong reader or selector is refused in words, the others are read', async (t) => {
  const node = await startNode();
  t.teardown(node.close);
  const answers = await snapshot(node, [
    { evidence: 1, reader: 'rules' },
    { evidence: 2, reader: 'nosuch' },
    { evidence: 3, reader: 'links', selectors: ['dev=-h'] },
    { evidence: 4, reader: 'conntrack', selectors: [] },
    { evidence: 5, reader: 'ovsdb', selectors: ['table=Port', 'key=a'] },
  ]);
  t.deepEqual(
    answers.map(({ evidence }) => evidence),
    [1, 2, 3, 4, 5],
  );
  t.deepEqual(
    answers.map(({ failure }) => failure ?? ''),
    [
      '',
      'there is no reader "nosuch"',
      'reader links: dev cannot be "-h"',
      'reader conntrack: needs one of the selectors src, dst, zone',
      'reader ovsdb: column and equals belong together',
    ],
  );
});

test.serial('a large answer travels deflated and whole', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const router = network.netns('big');
  const rules = Array.from(
    { length: 3_000 },
    (_, index) => `-A FORWARD -s 10.${index >> 8}.${index & 255}.1/32 -j ACCEPT`,
  );
  const file = ['*filter', ':FORWARD ACCEPT [0:0]', ...rules, 'COMMIT', ''].join('\n');
  network.inside(router, 'sh', '-c', `iptables-restore <<'END'\n${file}END`);
  const node = await startNode();
  t.teardown(node.close);
  const evidence = await readOne(node, 'iptables', router, 'table=filter');
  t.true(evidence.deflated);
  t.false(evidence.truncated);
  t.is(textOf(evidence).match(/-A FORWARD/g)?.length, 3_000);
  t.true(evidence.body!.length < 100_000);
});

test.serial('Open vSwitch is asked over its sockets: rows, flows, fdb, trace', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const host = network.netns('evo');
  network.veth(host, 'tap1', network.netns('evov'), 'eth0');
  const ovs = await startOvs(host);
  t.teardown(ovs.close);
  ovs.vsctl('add-br', 'br-int', '--', 'set', 'bridge', 'br-int', 'datapath_type=netdev');
  ovs.vsctl('add-port', 'br-int', 'tap1', 'tag=4');
  ovs.vsctl('set', 'interface', 'tap1', 'external_ids:iface-id=port-1');
  ovs.ofctl('add-flow', 'br-int', 'table=20,priority=2,dl_dst=fa:16:3e:00:00:01,actions=drop');
  const node = await startNode({ netns: host, env: { OVS_RUNDIR: ovs.runDir } });
  t.teardown(node.close);
  const read = async (reader: string, ...selectors: string[]): Promise<string> => {
    const evidence = await readOne(node, reader, '', ...selectors);
    t.is(evidence.failure, '', reader);
    return textOf(evidence);
  };
  const selectors = ['table=Interface', 'column=external_ids', 'key=iface-id', 'equals=port-1'];
  const [{ rows }] = JSON.parse(await read('ovsdb', ...selectors));
  t.deepEqual(
    rows.map((row: { name: string }) => row.name),
    ['tap1'],
  );
  const tagged = JSON.parse(await read('ovsdb', 'table=Port', 'column=tag', 'equals=4'));
  t.is(tagged[0].rows[0].name, 'tap1');
  const flows = await read('flows', 'bridge=br-int', 'table=20', 'match=dl_dst=fa:16:3e:00:00:01');
  t.regex(flows, /priority=2,dl_dst=fa:16:3e:00:00:01 actions=drop/);
  t.notRegex(flows, /NORMAL/);
  t.regex(await read('fdb', 'bridge=br-int'), /port\s+VLAN\s+MAC/);
  const flow = 'flow=in_port=tap1,icmp,nw_src=10.0.0.1,nw_dst=10.0.0.2';
  t.regex(await read('ofproto-trace', 'bridge=br-int', flow), /Datapath actions/);
  t.regex(await read('ofproto-trace', 'bridge=br-int', flow, 'ct=trk,new'), /Datapath actions/);
  for (const reader of [
    'tunnel-ports',
    'tunnel-neighbours',
    'ovs-routes',
    'ovs-coverage',
    'ovs-upcalls',
  ])
    t.true((await read(reader)).length > 0, reader);
  t.is(await read('ovs-conntrack', 'zone=4'), '');
  await read('ovs-meters', 'bridge=br-int');
  await read('ovs-meter-limits', 'bridge=br-int');
});

test.serial('Open vSwitch: what ports are set to, and one MAC of what is learned', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const host = network.netns('evp');
  network.veth(host, 'tap1', network.netns('evpv'), 'eth0');
  const ovs = await startOvs(host);
  t.teardown(ovs.close);
  ovs.vsctl('add-br', 'br-int', '--', 'set', 'bridge', 'br-int', 'datapath_type=netdev');
  ovs.vsctl('add-port', 'br-int', 'tap1');
  ovs.ofctl('mod-port', 'br-int', 'tap1', 'no-receive');
  for (const mac of ['fa:16:3e:00:00:01', 'fa:16:3e:00:00:02'])
    ovs.appctl('fdb/add', 'br-int', 'tap1', '4', mac);
  const node = await startNode({ netns: host, env: { OVS_RUNDIR: ovs.runDir } });
  t.teardown(node.close);
  const ports = await readOne(node, 'openflow-ports', '', 'bridge=br-int');
  t.is(ports.failure, '');
  t.regex(textOf(ports), /\(tap1\): addr:.*\n\s+config: +NO_RECV\n/);
  const known = await readOne(node, 'fdb', '', 'bridge=br-int', 'mac=fa:16:3e:00:00:02');
  const lines = textOf(known).trimEnd().split('\n');
  t.is(lines.length, 2);
  t.regex(lines[1] ?? '', /1 +4 +fa:16:3e:00:00:02 +static/);
});

test.serial('selectors: what is accepted can be no option, no path, no second word', (t) => {
  const accepted: string[] = [];
  const readers = Object.keys(READERS) as (keyof typeof READERS)[];
  const hostile = fc.oneof(
    fc.string({ unit: 'binary-ascii', maxLength: 30 }),
    fc.constantFrom(
      '-h',
      '--help',
      '/etc/passwd',
      '../x',
      'a b',
      'a;b',
      '$(x)',
      '`x`',
      'a\nb',
      '|x',
      '@f',
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...readers), hostile, (reader, value) => {
      for (const selector of READERS[reader].selectors) {
        const key = selector.replace('*', '');
        try {
          readSelectors(reader, [`${key}=${value}`]);
        } catch {
          continue;
        }
        accepted.push(value);
        // A value of OVSDB travels as a JSON string and may be any printable text.
        const isText = reader === 'ovsdb' && key === 'equals';
        if (!isText) t.notRegex(value, /^-|^\/|\s|[;$`@\\"'<>]|\.\.\//, `${reader} ${key}`);
      }
    }),
    { numRuns: 1_500 },
  );
  t.true(accepted.length > 10, 'the property saw accepted values');
});

test.serial('selectors: what the plan writes is accepted', (t) => {
  const good: [keyof typeof READERS, string[]][] = [
    ['flows', ['bridge=br-int', 'table=0', 'match=reg5=7']],
    ['flows', ['bridge=br-tun', 'table=20', 'match=dl_dst=fa:16:3e:8c:62:2e']],
    ['flows', ['bridge=br-int', 'match=ip,nw_dst=198.51.100.10']],
    ['flows', ['bridge=br-tun', 'table=4', 'match=tun_id=1937']],
    [
      'ofproto-trace',
      ['bridge=br-int', 'flow=in_port=tap489316e2-c7,icmp,icmp_type=8,icmp_code=0'],
    ],
    [
      'ofproto-trace',
      ['bridge=br-int', 'flow=in_port=qr-1,tcp,tp_dst=80,nw_ttl=64', 'ct=trk,est,rpl'],
    ],
    ['sysctls', ['key=net.ipv4.ip_forward', 'key=net.ipv4.conf.qr-6ffc5d4a-3c.rp_filter']],
    ['sysctls', ['key=net.bridge.bridge-nf-call-iptables']],
    ['iptables', ['table=filter', 'backend=legacy']],
    ['routes', ['table=167837697']],
    ['route-get', ['to=198.51.100.10', 'from=10.1.0.52', 'iif=qr-6ffc5d4a-3c']],
    ['conntrack', ['src=10.1.0.52', 'dst=198.51.100.10', 'proto=tcp', 'zone=4097', 'dport=80']],
    ['fdb', ['bridge=br-int', 'mac=fa:16:3e:8c:62:2e']],
    ['ipset', ['set=NIPv4c1e40654-9e4a-40b1-aa43-']],
    ['ha-state', ['router=438d9786-cee6-4d89-9ed9-9c56278ab5b3']],
  ];
  for (const [reader, selectors] of good)
    t.notThrows(() => readSelectors(reader, selectors), selectors.join(' '));
  t.throws(() => readSelectors('flows', ['bridge=br-int', 'bridge=br-tun']), { message: /twice/ });
  t.throws(() => readSelectors('flows', ['nonsense=1']), { message: /no selector "nonsense"/ });
  t.throws(() => readSelectors('flows', ['bridge']), { message: /no selector/ });
});
