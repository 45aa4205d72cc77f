import { isMatch, renderMatch } from '@hopscope/packet';
import { READERS, WIRE_LIMITS } from '@hopscope/proto';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { makePlan, matchOf, planSummary, type Plan } from '../../src/plan/mod.ts';
import type { Request } from '../../src/request.ts';
import type { Describe, Path } from '../../src/resolve/mod.ts';
import { describeAny } from '../resolve/any-nodes.ts';
import { centralise, move } from '../resolve/changes.ts';
import type { Firewall } from '../resolve/recorded-nodes.ts';
import { ask, recordedCloud, type Recorded } from '../resolve/replayed.ts';

interface Made {
  readonly path: Path;
  readonly plan: Plan;
}

const made = async (
  t: ExecutionContext,
  options: {
    readonly firewall?: Firewall;
    readonly request?: Request;
    readonly change?: (cloud: Recorded) => void;
    readonly describe?: Describe;
  } = {},
): Promise<Made> => {
  const { firewall = 'hybrid', request = ask('a1'), describe = describeAny() } = options;
  const cloud = await recordedCloud(t, firewall);
  options.change?.(cloud);
  const path = await cloud.trace(request, describe);
  return { path, plan: makePlan(path, request, () => 0) };
};

const captureOn = ({ plan }: Made, node: string, device: string, vni: number = 0) => {
  const found = plan.nodes
    .find((one) => one.node === node)
    ?.captures.find((one) => one.device === device && one.vni === vni);
  if (found === undefined) throw new Error(`no capture of ${device} on ${node}`);
  return found;
};

const SHAPES: readonly [string, Parameters<typeof made>[1]][] = [
  ['SNAT, iptables_hybrid', {}],
  ['SNAT, openvswitch', { firewall: 'ovsfw' }],
  ['floating IP', { request: ask('a2') }],
  ['east-west', { request: ask('a1', { destination: '10.2.0.38' }) }],
  ['one network', { request: ask('a1', { destination: '10.1.0.247' }) }],
  ['centralised', { change: (cloud) => centralise(cloud) }],
  ['on the network node', { change: (cloud) => move(cloud, 'a1', 'net1') }],
  ['tcp', { request: ask('a1', { protocol: 'tcp', port: 443 }) }],
];

for (const [title, options] of SHAPES)
  test(`${title}: every point is watched once, by a valid match`, async (t) => {
    const { path, plan } = await made(t, options);
    const watched = plan.nodes.flatMap((node) => node.captures.flatMap((one) => one.points));
    t.deepEqual(watched.toSorted(), path.points.map((point) => point.id).toSorted());
    for (const { captures, evidence } of plan.nodes) {
      t.deepEqual(
        captures.map((one) => one.capture),
        captures.map((_, index) => index + 1),
      );
      t.deepEqual(
        evidence.map((one) => one.evidence),
        evidence.map((_, index) => index + 1),
      );
      t.true(
        captures.length <= WIRE_LIMITS.capturesMax && evidence.length <= WIRE_LIMITS.evidenceMax,
      );
      for (const capture of captures) {
        const match = matchOf(capture, path);
        t.true(isMatch(match), JSON.stringify(match));
        t.true(capture.snapBytes <= WIRE_LIMITS.snapBytesMax);
        t.notRegex(renderMatch(match), /fa:16:3/, 'a fault may change a MAC');
      }
    }
  });

for (const [title, options] of SHAPES)
  test(`${title}: readers and selectors are those every agent has`, async (t) => {
    const { plan } = await made(t, options);
    t.true((plan.nodes[0]?.evidence.length ?? 0) > 0, 'the node of the VM is asked');
    for (const { evidence } of plan.nodes)
      for (const { reader, selectors, netns } of evidence) {
        const spec = READERS[reader];
        t.true(spec.netns || netns === '', `${reader} takes no namespace`);
        for (const selector of selectors) {
          const key = selector.split('=')[0] ?? '';
          t.true(
            spec.selectors.some((one) => one === key || one === `${key}*`),
            `${reader} takes no ${key}`,
          );
        }
      }
  });

test('both sides and directions of a device are one capture', async (t) => {
  const it = await made(t);
  t.deepEqual(captureOn(it, 'cn1', 'tap38d38d97-02').points, [
    'cn1/-/tap38d38d97-02/in/forward',
    'cn1/-/tap38d38d97-02/out/reply',
  ]);
  t.is(captureOn(it, 'cn1', 'qr-524002a3-35').points.length, 2);
});

test('outside, either address of the VM is wanted; inside its own', async (t) => {
  const it = await made(t);
  for (const device of ['qg-caf53d07-ae', 'ex0'])
    t.deepEqual(captureOn(it, 'net1', device).locals, ['10.1.0.52', '172.24.4.180']);
  t.deepEqual(captureOn(it, 'net1', 'sg-1b011540-32').locals, ['10.1.0.52']);
  t.deepEqual(captureOn(it, 'cn1', 'eth0', 1331).locals, ['10.1.0.52']);
});

test('with a floating IP both addresses are wanted from the fip link on', async (t) => {
  const it = await made(t, { request: ask('a2') });
  for (const device of ['rfp-b2ab7ff5-4', 'fpr-b2ab7ff5-4', 'fg-c06c47e1-fc', 'ex0'])
    t.deepEqual(captureOn(it, 'cn2', device).locals, ['10.1.0.247', '172.24.4.134']);
  t.deepEqual(captureOn(it, 'cn2', 'qr-524002a3-35').locals, ['10.1.0.247']);
});

test('ARP is wanted for the gateways where it is asked, and for tunnel end points', async (t) => {
  const it = await made(t);
  t.deepEqual(captureOn(it, 'cn1', 'qr-524002a3-35').arp, ['10.1.0.52', '10.1.0.1', '10.1.0.143']);
  t.deepEqual(captureOn(it, 'net1', 'qg-caf53d07-ae').arp, ['172.24.4.1', '172.24.4.180']);
  t.deepEqual(captureOn(it, 'cn1', 'eth0', 1331).arp, ['10.20.0.11', '10.20.0.20']);
});

test('ARP for a destination on the external subnet itself is wanted', async (t) => {
  const it = await made(t, { request: ask('a1', { destination: '172.24.4.99' }) });
  t.true(captureOn(it, 'net1', 'ex0').arp.includes('172.24.4.99'));
});

test('only qbr is promiscuous', async (t) => {
  const { plan } = await made(t);
  const promiscuous = plan.nodes.flatMap((node) =>
    node.captures.filter((one) => one.promiscuous).map((one) => one.device),
  );
  t.deepEqual(promiscuous, ['qbr38d38d97-02']);
});

test('one NIC for tunnels and for the outside is captured twice, by what is in it', async (t) => {
  const describe = describeAny({
    net1: { tunnelDevices: ['bond0'], bridgeDevices: { 'br-ex': ['bond0'] } },
  });
  const it = await made(t, { describe });
  t.is(captureOn(it, 'net1', 'bond0', 1331).points.length, 2);
  t.is(captureOn(it, 'net1', 'bond0', 0).points.length, 2);
});

test('encapsulation is room in the snapped frame, not less of the packet', async (t) => {
  const it = await made(t);
  const plain = captureOn(it, 'cn1', 'tap38d38d97-02').snapBytes;
  t.is(captureOn(it, 'cn1', 'eth0', 1331).snapBytes - plain, 50);
  // Ethernet 14, tag 4, IPv4 20, TCP 60, payload 16.
  t.true(plain >= 114);
});

test('between networks the two identifiers are captured apart', async (t) => {
  const it = await made(t, { request: ask('a1', { destination: '10.2.0.38' }) });
  t.is(captureOn(it, 'cn1', 'eth0', 1896).points[0], 'cn1/-/eth0/out/forward');
  t.is(captureOn(it, 'cn1', 'eth0', 1331).points[0], 'cn1/-/eth0/in/reply');
});

test('a node that was not reached gets no order, and an unnamed device no capture', async (t) => {
  const describe: Describe = (node, order) =>
    node === 'net1'
      ? Promise.resolve({ failure: { code: 'TIMED_OUT' } })
      : describeAny()(node, order);
  const { plan } = await made(t, { describe });
  t.deepEqual(
    plan.nodes.map((node) => node.node),
    ['cn1'],
  );
  const nameless = await made(t, { describe: describeAny({ net1: { tunnelDevices: [] } }) });
  const devices = nameless.plan.nodes.flatMap((node) => node.captures.map((one) => one.device));
  t.false(devices.includes('?'));
  t.true(devices.includes('sg-1b011540-32'));
});

test('a device that does not exist is still asked for: its absence gets an answer', async (t) => {
  const it = await made(t, { describe: describeAny({ cn1: { missing: ['qr-524002a3-35'] } }) });
  t.notThrows(() => captureOn(it, 'cn1', 'qr-524002a3-35'));
});

test('connections are watched where they are tracked', async (t) => {
  const namespaces = ({ plan }: Made): Record<string, string[]> =>
    Object.fromEntries(
      plan.nodes.map((node) => [
        node.node,
        node.conntrack.map(({ netns }) => netns.replace(/-.*/, '')).toSorted(),
      ]),
    );
  t.deepEqual(namespaces(await made(t)), { cn1: ['', 'qrouter'], net1: ['snat'] });
  t.deepEqual(namespaces(await made(t, { firewall: 'ovsfw' })), {
    cn1: ['qrouter'],
    net1: ['snat'],
  });
  const floating = await made(t, { request: ask('a2') });
  t.deepEqual(namespaces(floating), { cn2: ['', 'qrouter'] });
  t.deepEqual(floating.plan.nodes[0]?.conntrack[0]?.addresses, ['10.1.0.247', '172.24.4.134']);
});

test('the probe enters as the VM, towards its gateway', async (t) => {
  const { plan } = await made(t);
  t.deepEqual(plan.probe, {
    node: 'cn1',
    device: 'tap38d38d97-02',
    sourceMac: 'fa:16:3e:cc:0b:95',
    destinationMac: 'fa:16:3e:40:4e:ad',
    sourcePort: 61_000,
    count: 20,
    rate: 100,
    payloadBytes: 56,
    dontFragment: false,
    mtu: 1450,
    dns: null,
  });
});

test('within one network the probe goes to the other VM itself', async (t) => {
  const { plan } = await made(t, { request: ask('a1', { destination: '10.1.0.247' }) });
  t.is(plan.probe?.destinationMac, 'fa:16:3e:8b:34:59');
});

test('no port of a probe is one that a Linux guest chooses for itself', async (t) => {
  const { path } = await made(t);
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(random, (x) => {
      const port = makePlan(path, ask('a1'), () => x).probe?.sourcePort ?? 0;
      t.true(port > 60_999 && port <= 65_535, `port ${port}`);
    }),
  );
});

test('a node of the VM that was not reached can be sent no probe', async (t) => {
  const { plan } = await made(t, {
    describe: () => Promise.resolve({ failure: { code: 'TIMED_OUT' } }),
  });
  t.is(plan.probe, null);
  t.deepEqual(plan.nodes, []);
});

test('a dry run shows flow, exit, both ways, filters and limits', async (t) => {
  const { path, plan } = await made(t, {
    request: ask('a1', { protocol: 'tcp', port: 443 }),
    describe: describeAny({ cn1: { missing: ['qvb38d38d97-02'] } }),
  });
  const lines = planSummary(path, plan);
  t.is(lines[0], 'a1 10.1.0.52 -> 198.51.100.10 tcp/443');
  t.is(lines[1], 'exit      SNAT 172.24.4.180, firewall iptables_hybrid');
  t.is(lines.filter((line) => /^ {2}(?:cn1|net1)? +\S+ (?:in|out)/.test(line)).length, 20);
  t.is(lines.filter((line) => line.includes('port 443')).length, 8);
  t.true(lines.some((line) => line.startsWith('limit     qvb38d38d97-02 does not exist on cn1')));
});
