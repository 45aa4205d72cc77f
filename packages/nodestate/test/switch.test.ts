// Ports, meters and vswitchd's own rules: output of a real Open vSwitch 3.1.0 with a fault each.
import test from 'ava';
import * as nodestate from '../src/mod.ts';
import { sample } from './recorded.ts';

const traced = (name: string): nodestate.OfprotoTrace => {
  const { value, unknown } = nodestate.parseOfprotoTrace(sample(name));
  if (unknown.length > 0) throw new Error(`${name}: ${unknown.join('; ')}`);
  return value;
};

test("vswitchd's own rule behind a patch port is a miss, as it is at the first bridge", (t) => {
  const behind = nodestate.traceDrop(traced('trace-miss-behind-patch.txt'));
  const { bridge, table, rule, match, priority, cookie } = behind ?? {};
  t.deepEqual([bridge, table, rule, match, priority, cookie], ['br-tun', 20, 'miss', '', 0, '']);
  t.is(nodestate.traceDrop(traced('trace-no-match.txt'))?.rule, 'miss');
  const [first] = traced('trace-no-match.txt').steps;
  t.is(first?.rule, 'flow');
});

const steps = (...lines: string[]): readonly nodestate.TraceStep[] =>
  nodestate.parseOfprotoTrace(['Flow: icmp', '', ...lines].join('\n')).value.steps;

test('misses that ask a controller and fragments that are not taken are told, not spelled', (t) => {
  const rules = (...lines: string[]) => steps(...lines).map(({ rule, match }) => [rule, match]);
  t.deepEqual(
    rules(
      'bridge("br-a")',
      ' 0. No match, and a "packet-in" is called for.',
      '    CONTROLLER:65535',
      ' 1. Packets are IP fragments and the fragment handling mode is "drop".',
      '    drop',
    ),
    [
      ['miss', ''],
      ['fragments', ''],
    ],
  );
  t.deepEqual(
    rules(
      'bridge("br-a")',
      'bridge("br-b")',
      ' 0. reg0=0x1, priority 0',
      ' 1. reg0=0x3, priority 0',
      ' 2. reg0=0x2, priority 0, cookie 0x1',
      ' 3. reg0=0x2, priority 5',
      ' 4. priority 0',
    ),
    [
      ['miss', ''],
      ['fragments', ''],
      ['flow', 'reg0=0x2'],
      ['flow', 'reg0=0x2'],
      ['flow', 'any'],
    ],
  );
  // Nobody's flow is in the last table: what was recirculated to nowhere ends there.
  t.deepEqual(rules('bridge("br-a")', '254. recirc_id=0, priority 2'), [['miss', '']]);
  // At the first bridge vswitchd tells its own rules in words: this one somebody set.
  t.deepEqual(rules('bridge("br-a")', ' 0. reg0=0x2, priority 0'), [['flow', 'reg0=0x2']]);
});

test('a bridge behind a shut port takes the packet in by no table', (t) => {
  const shut = traced('trace-not-received-behind-patch.txt');
  t.deepEqual(shut.notTaken, ['br-tun']);
  t.is(nodestate.traceDrop(shut)?.bridge, 'br-int');
  for (const name of ['trace-to-tunnel.txt', 'trace-ct.txt', 'trace-no-receive.txt'])
    t.deepEqual(traced(name).notTaken, [], name);
});

test('ports of a bridge: numbers, and what they are set to', (t) => {
  const { value, unknown } = nodestate.parseOpenFlowPorts(sample('ports-desc-of10.txt'));
  t.deepEqual(unknown, []);
  t.deepEqual(
    value.map(({ port, name, config }) => [port, name, ...config]),
    [
      ['1', 'patch-tun'],
      ['2', 'int-br-ex'],
      ['3', 'qvo1', 'NO_RECV'],
      ['4', 'qr-1', 'NO_FLOOD'],
      ['LOCAL', 'br-int', 'PORT_DOWN'],
    ],
  );
  t.deepEqual(value.at(-1)?.state, ['LINK_DOWN']);
  const refused = nodestate.parseOpenFlowPorts('ovs-ofctl: br-x is not a bridge or a socket\n');
  t.is(refused.errors.length, 1);
});

test('meters: what each band dropped, and what it allows', (t) => {
  const counted = nodestate.parseMeterCounts(sample('meter-stats.txt'));
  t.deepEqual(counted.unknown, []);
  t.deepEqual(counted.value, [
    { id: 7, flows: 0, packets: 0, bands: [0, 0] },
    { id: 1, flows: 1, packets: 20, bands: [17] },
    { id: 2, flows: 0, packets: 0, bands: [0] },
  ]);
  const limited = nodestate.parseMeterLimits(sample('meter-limits.txt'));
  t.deepEqual(limited.unknown, []);
  t.deepEqual(limited.value, [
    {
      id: 7,
      unit: 'kilobits',
      bands: [
        { type: 'drop', rate: 1000, burst: 1000 },
        { type: 'drop', rate: 3000, burst: 90 },
      ],
    },
    { id: 1, unit: 'packets', bands: [{ type: 'drop', rate: 10, burst: 3 }] },
    { id: 2, unit: 'kilobits', bands: [{ type: 'drop', rate: 1000, burst: 0 }] },
  ]);
});

test('fdb/show: entries that somebody set have no age', (t) => {
  const { value, unknown } = nodestate.parseFdb(sample('fdb-static.txt'));
  t.deepEqual(unknown, []);
  t.deepEqual(
    value.filter(({ ageSec }) => ageSec < 0).map(({ port, vlan, mac }) => [port, vlan, mac]),
    [
      ['1', 1, 'fa:16:3e:00:00:03'],
      ['4', 1, 'fa:16:3e:00:00:02'],
    ],
  );
});

const port = (columns: object): string => {
  const [parsed] = nodestate.parseOvsPorts(
    JSON.stringify([{ rows: [{ name: 'qvo1', ...columns }] }]),
  ).value;
  return parsed?.spanningTree ?? '?';
};

test('OVSDB: what spanning tree makes of a port, of either kind', (t) => {
  const map = (...pairs: [string, string][]) => ['map', pairs];
  const none = map();
  t.is(port({ status: map(['stp_state', 'listening']), rstp_status: none }), 'listening');
  t.is(port({ status: none, rstp_status: map(['rstp_port_state', 'Discarding']) }), 'discarding');
  t.is(port({ status: none, rstp_status: none }), '');
});
