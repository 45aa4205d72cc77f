// The OpenFlow walker against vswitchd's own word: for the same packet and the same flows it must
// take the same tables and end the same way as ofproto/trace said.
import { readFileSync } from 'node:fs';
import { macBits, parseFlows, parseOfprotoTrace } from '@hopscope/nodestate';
import test from 'ava';
import { CT, type FlowStart, type FlowWalk, walkFlows } from '../../src/explain/walk/openflow.ts';
import { flowFields, type WalkPacket } from '../../src/explain/walk/packet.ts';

const read = (path: string): string =>
  readFileSync(new URL(path, import.meta.url), 'utf8').replace(/^# .*\n/, '');

const recorded = (firewall: string, bridge: string): string =>
  read(`../../../test/fixtures/recorded/${firewall}/before/cn1/ofctl-flows-${bridge}.txt`);

const sample = (name: string): string =>
  read(`../../../packages/nodestate/test/samples/${name}.txt`);

/** Tables the trace visited in one bridge; copies that NORMAL made are deeper and left out. */
const tracedTables = (text: string, bridge: string): number[] =>
  parseOfprotoTrace(text)
    .value.steps.filter((step) => step.bridge === bridge)
    .map(({ table }) => table);

const walk = (
  flows: string,
  bridge: string,
  start: Partial<FlowStart> & { packet: WalkPacket; inPort: string; vlan?: number; vni?: number },
): FlowWalk => {
  const { fields, unknown } = flowFields(start.packet);
  if (start.vlan !== undefined) fields.set('vlan_tci', 0x1000n | BigInt(start.vlan));
  if (start.vni !== undefined) fields.set('tun_id', BigInt(start.vni));
  return walkFlows(
    {
      bridge,
      flows: parseFlows(flows).value,
      isWhole: () => true,
      ports: new Map([
        ['tap086932c8-42', 3],
        ['patch-tun', 2],
      ]),
    },
    { fields, unknown, ...start },
  );
};

const tables = (walked: FlowWalk): number[] => walked.steps.map(({ table }) => table);

const echo = (change: Partial<WalkPacket>): WalkPacket => ({
  protocol: 'icmp',
  source: '10.1.0.52',
  destination: '198.51.100.10',
  sourceMac: 'fa:16:3e:cc:0b:95',
  destinationMac: 'fa:16:3e:40:4e:ad',
  sourcePort: null,
  destinationPort: null,
  icmpType: 8,
  icmpCode: 0,
  ...change,
});

const INTEGRATION = 'br-int';
const VM_PORT = 'qvo38d38d97-02';

test('from a hybrid VM port to NORMAL, through the spoof tables', (t) => {
  const walked = walk(recorded('hybrid', INTEGRATION), INTEGRATION, {
    packet: echo({}),
    inPort: VM_PORT,
  });
  t.deepEqual(tables(walked), tracedTables(sample('trace-flood'), INTEGRATION));
  t.is(walked.end, 'normal');
  t.deepEqual(walked.undecided, []);
});

test('a foreign MAC ends at the miss in table 25', (t) => {
  const packet = echo({ sourceMac: 'fa:16:3e:00:00:01' });
  const walked = walk(recorded('hybrid', INTEGRATION), INTEGRATION, { packet, inPort: VM_PORT });
  t.deepEqual(tables(walked), tracedTables(sample('trace-no-match'), INTEGRATION));
  t.is(walked.end, 'drop');
  t.is(walked.steps.at(-1)?.flow, null);
});

test('to the SNAT port: br-tun rewrites the MAC, pops the tag and outputs to the tunnel', (t) => {
  const packet = echo({ sourceMac: 'fa:16:3e:40:4e:ad', destinationMac: 'fa:16:3e:cc:cb:b2' });
  const walked = walk(recorded('hybrid', 'br-tun'), 'br-tun', {
    packet,
    inPort: 'patch-int',
    vlan: 1,
  });
  t.deepEqual(tables(walked), tracedTables(sample('trace-to-tunnel'), 'br-tun'));
  t.is(walked.end, 'output');
  t.deepEqual(walked.outputs, ['vxlan-0a140014']);
  t.is(walked.fields.get('eth_src'), macBits('fa:16:3f:12:e3:20') ?? 0n);
  t.is(walked.fields.get('tun_id'), 0x533n);
  t.is(walked.fields.get('vlan_tci'), 0n);
});

test('out of the tunnel: the VNI becomes the local VLAN, then patch-int', (t) => {
  const packet = echo({
    source: '198.51.100.10',
    destination: '10.1.0.52',
    sourceMac: 'fa:16:3e:cc:cb:b2',
    destinationMac: 'fa:16:3e:cc:0b:95',
    icmpType: 0,
  });
  const walked = walk(recorded('hybrid', 'br-tun'), 'br-tun', {
    packet,
    inPort: 'vxlan-0a140014',
    vni: 0x533,
  });
  t.deepEqual(tables(walked), tracedTables(sample('trace-from-tunnel'), 'br-tun'));
  t.deepEqual(walked.outputs, ['patch-int']);
  t.is(walked.fields.get('vlan_tci'), 0x1001n);
});

const connection = (change: Partial<WalkPacket>): WalkPacket =>
  echo({
    protocol: 'tcp',
    source: '10.1.0.33',
    sourceMac: 'fa:16:3e:e4:40:fa',
    destinationMac: 'fa:16:3e:16:8b:6a',
    sourcePort: 40_000,
    destinationPort: 80,
    icmpType: null,
    icmpCode: null,
    ...change,
  });

const TAP = 'tap086932c8-42';

test('the openvswitch firewall: tracked, allowed, committed, NORMAL', (t) => {
  const walked = walk(recorded('ovsfw', INTEGRATION), INTEGRATION, {
    packet: connection({}),
    inPort: TAP,
    ctState: CT.new,
  });
  t.deepEqual(tables(walked), tracedTables(sample('trace-ct'), INTEGRATION));
  t.is(walked.end, 'normal');
});

test('the openvswitch firewall: a foreign address goes to table 93', (t) => {
  const walked = walk(recorded('ovsfw', INTEGRATION), INTEGRATION, {
    packet: connection({ source: '10.1.0.34' }),
    inPort: TAP,
  });
  t.deepEqual(tables(walked), tracedTables(sample('trace-spoof'), INTEGRATION));
  t.is(walked.end, 'drop');
});

for (const [source, end] of [
  ['10.1.0.9', 'output'],
  ['10.1.0.77', 'drop'],
] as const)
  test(`a conjunction of group members and ports, peer ${source}: ${end}`, (t) => {
    const trace = read(`samples/trace-conjunction-${source}.txt`);
    const walked = walk(read('samples/flows-conjunction.txt'), INTEGRATION, {
      packet: connection({
        source,
        destination: '10.1.0.33',
        sourceMac: 'fa:16:3e:7e:5b:40',
        destinationMac: 'fa:16:3e:e4:40:fa',
        sourcePort: 8088,
        destinationPort: 8080,
      }),
      inPort: 'patch-tun',
      vlan: 1,
      ctState: CT.new,
    });
    t.deepEqual(tables(walked), tracedTables(trace, INTEGRATION));
    t.is(walked.end, end);
  });

test('the three forms of a dump are walked alike', (t) => {
  const packet = connection({});
  const walks = ['flows-of10-br-int', 'flows-of10-names-br-int', 'flows-appctl-br-int'].map(
    (name) => walk(sample(name), INTEGRATION, { packet, inPort: TAP, ctState: CT.new }),
  );
  const expected = tracedTables(sample('trace-ct'), INTEGRATION);
  for (const walked of walks) {
    t.deepEqual(tables(walked), expected);
    t.is(walked.end, 'normal');
  }
});

test('a miss in a table that was read in part proves nothing', (t) => {
  const { fields, unknown } = flowFields(echo({}));
  const walked = walkFlows(
    { bridge: INTEGRATION, flows: [], isWhole: () => false, ports: new Map() },
    { inPort: VM_PORT, fields, unknown },
  );
  t.is(walked.end, 'unknown');
  t.regex(walked.why, /table 0 was read only in part/);
});

test('a flow that asks for what nobody knows is listed as undecided', (t) => {
  const flows = 'priority=9,tcp,tp_src=22 actions=drop\npriority=1 actions=NORMAL\n';
  const walked = walk(flows, INTEGRATION, {
    packet: connection({ sourcePort: null }),
    inPort: TAP,
  });
  t.is(walked.end, 'normal');
  t.is(walked.undecided.length, 1);
});

test('tables that lead in a circle end', (t) => {
  const flows = 'table=0, priority=1 actions=resubmit(,0)\n';
  const walked = walk(flows, INTEGRATION, { packet: connection({}), inPort: TAP });
  t.is(walked.end, 'unknown');
  t.regex(walked.why, /loop/);
});
