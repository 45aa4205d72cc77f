// Open vSwitch on the way, beyond one row for each cause: what is asked of it, what is said of a
// table whose flows are gone, and how a flow is taken away again.
import { readFileSync } from 'node:fs';
import test from 'ava';
import { type CauseFinding } from '../../src/explain/cause.ts';
import { followUps } from '../../src/explain/mod.ts';
import { type Path } from '../../src/resolve/path.ts';
import { type EvidenceRecord } from '../../src/run/recording.ts';
import { capturedCase } from './captured.ts';
import {
  causesOf,
  type CaseSpec,
  emptyCorrelation,
  extraRecord,
  recordedPath,
} from './case-builder.ts';
import { device } from './catalogue-row.ts';
import { COOKIE, HANDED, meterDrops, portsOf, traceFrom, vmPort } from './switch-made.ts';

const sample = (name: string): string => {
  const file = new URL(`../../../packages/nodestate/test/samples/${name}`, import.meta.url);
  return readFileSync(file, 'utf8');
};

const leaving = { after: 'qr', out: true, lost: 20 } as const;
const toRouter = { after: 'qvo', lost: 20 } as const;
const entering = { after: 'tunnel-nic', out: true, lost: 20 } as const;

const caused = (path: Path, loss: CaseSpec['loss'], ...extra: EvidenceRecord[]) =>
  causesOf({ path, firewall: 'hybrid', loss, extra });

/** A sample of another switch, as the answer for the packet that comes in by that port. */
const sampled = (name: string, node: string, port: string): EvidenceRecord =>
  extraRecord({
    node,
    reader: 'ofproto-trace',
    selectors: ['bridge=br-int', `flow=in_port=${port},icmp`],
    phase: 'later',
    text: sample(name),
  });

const commandsOf = (finding: CauseFinding | undefined): string =>
  (finding?.fixes ?? []).flatMap(({ commands }) => commands).join('\n');

test("vswitchd's own rule behind a patch port is no flow that somebody set", async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const [first] = caused(
    path,
    leaving,
    sampled('trace-miss-behind-patch.txt', 'cn1', device(path, 'qr')),
  );
  t.like(first, { code: 'FLOW_DROP', confidence: 'confirmed' });
  t.is(first?.title, 'in br-tun of cn1: table 20 has no flow for it, its default is gone');
  t.regex(
    first?.detail ?? '',
    /The agent always gives table 20 of br-tun a default flow: it was deleted/,
  );
  t.is(commandsOf(first), 'systemctl restart neutron-openvswitch-agent');
  t.regex(first?.evidence[0]?.command ?? '', /ofproto\/trace br-int 'in_port=qr-/);
});

test('a port that takes nothing in, or sends nothing out, is no fault of the flows', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const [unread] = caused(path, toRouter, sampled('trace-no-receive.txt', 'cn1', vmPort(path)));
  t.is(unread?.code, 'FLOW_DROP');
  t.is(unread?.title, 'in br-int of cn1: the port that it comes by takes nothing in');
  t.notRegex(commandsOf(unread), /restart/);
  const router = device(path, 'qr');
  const [skipped] = caused(path, leaving, sampled('trace-no-forward.txt', 'cn1', router));
  t.is(skipped?.code, 'FLOW_DROP', 'a flow that outputs to such a port leads nowhere');
  t.regex(skipped?.detail ?? '', /OFPPC_NO_FWD set, skipping output/);
  t.regex(commandsOf(skipped), /dump-ports-desc br-tun/);
});

test('a bridge whose port takes nothing in is where the packet ends', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const name = 'trace-not-received-behind-patch.txt';
  const behind = sampled(name, 'cn1', device(path, 'qr'));
  const [unread] = caused(path, leaving, behind);
  t.is(unread?.title, 'in br-tun of cn1: the port that it comes by takes nothing in');
  const shut = portsOf('cn1', 'br-tun', { 'patch-int': 'NO_RECV' });
  const [first, second] = caused(path, leaving, behind, shut);
  t.is(first?.code, 'PORT_CONFIG_BLOCKED');
  t.is(second, undefined);
  const line = first?.evidence.find(({ what }) => what.startsWith('vswitchd traces'));
  t.is(line?.found, 'br-tun takes it in by no table');
  t.is(commandsOf(first), 'ovs-ofctl -O OpenFlow13 mod-port br-tun patch-int receive');
  t.is(first?.fixes[0]?.undo, 'ovs-ofctl -O OpenFlow13 mod-port br-tun patch-int no-receive');
});

test('a flow that somebody set is put back with the actions it had', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const [first, second] = causesOf({
    path,
    firewall: 'hybrid',
    loss: entering,
    extra: [
      traceFrom(
        'net1',
        'vxlan-0a14000b',
        '5',
        ['br-tun', [`10. priority 1, ${COOKIE}`, 'output:1']],
        ['br-int', [' 0. ip,in_port=2,nw_dst=198.51.100.10, priority 150', 'pop_vlan', 'output:4']],
      ),
    ],
  });
  t.like(first, { code: 'FLOW_MISDIRECTS', confidence: 'confirmed' });
  t.is(second, undefined);
  const flow = 'table=0,priority=150,ip,in_port=2,nw_dst=198.51.100.10';
  t.regex(commandsOf(first), new RegExp(`--strict del-flows br-int '${flow}'`));
  t.regex(first?.fixes[0]?.undo ?? '', /,actions=pop_vlan,output:4'$/);
  // Nobody's VM is on the network node: whoever sends through it is hit.
  t.notRegex(first?.affects?.text ?? '', /^0 VMs/);
});

test('where a flow that somebody set is the end, it is what is taken away', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const [first] = caused(
    path,
    { after: 'qg', lost: 20 },
    traceFrom(
      'net1',
      device(path, 'qg'),
      '2',
      ['br-int', [` 0. priority 0, ${COOKIE}`, 'NORMAL', ' -> forwarding to learned port']],
      ['br-ex', [' 0. ip,in_port=2,nw_dst=198.51.100.10, priority 150', 'LOCAL']],
    ),
  );
  t.is(first?.code, 'FLOW_DROP');
  t.regex(commandsOf(first), /--strict del-flows br-ex 'table=0,priority=150,ip,in_port=2/);
  t.regex(first?.fixes[0]?.undo ?? '', /actions=LOCAL'$/);
});

const frame = Uint8Array.from([
  ...[0xfa, 0x16, 0x3e, 0, 0, 1, 0xfa, 0x16, 0x3f, 0, 0, 2, 8, 0],
  ...[0x45, 0, 0, 84, 0, 1, 0x40, 0, 63, 1, 0, 0, 10, 1, 0, 52, 198, 51, 100, 10],
  ...[8, 0, 0, 0, 0, 1, 0, 1],
]);

const SWITCH_READERS = ['openflow-ports', 'fdb', 'ovs-meters', 'ovs-meter-limits'];

const askedOf = (spec: CaseSpec): string[] => {
  const { recording, localisation } = capturedCase(spec, frame);
  return followUps(recording, emptyCorrelation(spec.path, spec.correlation), localisation)
    .filter(({ reader }) => SWITCH_READERS.includes(reader))
    .map(({ node, reader, selectors }) => [node, reader, ...selectors].join(' '));
};

test('ports are asked of the bridges on the way, MACs of those that learn', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const spec = { path, firewall: 'hybrid' } as const;
  const mac = 'mac=fa:16:3e:00:00:01';
  t.deepEqual(askedOf({ ...spec, loss: toRouter }), [
    'cn1 openflow-ports bridge=br-int',
    `cn1 fdb bridge=br-int ${mac}`,
  ]);
  t.deepEqual(askedOf({ ...spec, loss: leaving }), [
    'cn1 openflow-ports bridge=br-int',
    `cn1 fdb bridge=br-int ${mac}`,
    'cn1 openflow-ports bridge=br-tun',
  ]);
  t.deepEqual(askedOf({ ...spec, loss: { direction: 'reply', after: 'ext-nic' } }), [
    'net1 openflow-ports bridge=br-ex',
    `net1 fdb bridge=br-ex ${mac}`,
    'net1 openflow-ports bridge=br-int',
    `net1 fdb bridge=br-int ${mac}`,
  ]);
  t.deepEqual(askedOf({ ...spec, loss: { after: 'qr' } }), []);
});

test('meters are asked where some meter of the node dropped in the window', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const asks = (dropped: number, node = 'cn1') =>
    askedOf({ path, firewall: 'hybrid', loss: leaving, extra: meterDrops(node, dropped) })
      .filter((read) => read.includes('meter'))
      .map((read) => read.split(' ').slice(1).join(' '));
  t.deepEqual(asks(0), []);
  t.deepEqual(asks(9, 'net1'), []);
  t.deepEqual(asks(9), [
    'ovs-meters bridge=br-int',
    'ovs-meter-limits bridge=br-int',
    'ovs-meters bridge=br-tun',
    'ovs-meter-limits bridge=br-tun',
  ]);
});

test('where a router ended the time to live, the switches before it are asked', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const spec: CaseSpec = { path, firewall: 'hybrid', loss: { after: 'qr' } };
  const traces = (correlation: CaseSpec['correlation']) => {
    const { recording, localisation } = capturedCase(spec, frame);
    return followUps(recording, emptyCorrelation(path, correlation), localisation)
      .filter(({ reader }) => reader === 'ofproto-trace')
      .map(({ node, selectors }) => `${node} ${selectors[0]} ${selectors[1]?.split(',')[0]}`);
  };
  const told = {
    kind: 'icmp-error',
    point: path.points.at(-1)?.id ?? '',
    timeNs: 0,
    from: '10.1.0.1',
    icmpType: 11,
    icmpCode: 0,
    journey: 0,
    mtu: 0,
  } as const;
  t.deepEqual(traces({ witnesses: [told] }), [`cn1 bridge=br-int flow=in_port=${vmPort(path)}`]);
  t.deepEqual(traces({}), []);
});

test('an agent that knows no ports leaves the trace to speak', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const unknown = extraRecord({
    node: 'cn1',
    reader: 'openflow-ports',
    selectors: ['bridge=br-int'],
    rc: -1,
    failure: 'there is no reader "openflow-ports"',
    text: '',
  });
  const passed = traceFrom('cn1', device(path, 'qr'), '3', HANDED);
  t.deepEqual(
    caused(path, leaving, unknown, passed).map(({ code }) => code),
    ['CAUSE_UNKNOWN'],
  );
});
