// The path that resolve makes from the recorded answers, held against what was captured at every
// point of the recorded cloud at the same time.
import test, { type ExecutionContext } from 'ava';
import type { Request } from '../../src/request.ts';
import type { Path, Point, Role } from '../../src/resolve/mod.ts';
import { recordedEchoes, type EchoFrame } from './recorded-frames.ts';
import type { Firewall } from './recorded-nodes.ts';
import { ask, recordedCloud, walked } from './replayed.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

const WORDS: Readonly<Partial<Record<Role, string>>> = {
  'tunnel-nic': 'underlay-eth0',
  'ext-nic': 'ext0',
  sg: 'snat-sg',
  qg: 'snat-qg',
  rfp: 'qrouter-rfp',
  fpr: 'fip-fpr',
  fg: 'fip-fg',
  qr: 'qrouter-qr-',
};

/** What was captured where a point is; of both qr devices of a node. null = nothing. */
const capturedAt = (
  point: Point,
  captures: ReadonlyMap<string, EchoFrame[]>,
): EchoFrame[] | null => {
  const start = `${point.node}-${WORDS[point.role] ?? point.role}`;
  const names = [...captures.keys()].filter((name) =>
    point.role === 'qr' ? name.startsWith(start) : name === start,
  );
  return names.length === 0 ? null : names.flatMap((name) => captures.get(name) ?? []);
};

const INITIAL_TTL = 64;

const looksAs = (
  frame: EchoFrame,
  point: Point,
  path: Path,
  isRequestForward: boolean,
): boolean => {
  const { sourceMac, destinationMac, hops, localAddress } = point.expect;
  const { remoteAddress } = path.flow;
  const isForward = frame.isRequest === isRequestForward;
  const [local, remote] = isForward
    ? [frame.source, frame.destination]
    : [frame.destination, frame.source];
  return (
    isForward === (point.direction === 'forward') &&
    (sourceMac === null || frame.sourceMac === sourceMac) &&
    (destinationMac === null || frame.destinationMac === destinationMac) &&
    frame.ttl === INITIAL_TTL - hops &&
    frame.vni === point.vni &&
    local === localAddress &&
    remote === remoteAddress
  );
};

const packets = (frames: readonly EchoFrame[]): Set<string> =>
  new Set(frames.map((frame) => `${frame.isRequest} ${frame.sequence} ${frame.bytes}`));

interface Exchange {
  readonly name: 'snat' | 'fip' | 'ew';
  readonly request: (addresses: Readonly<Record<string, string>>) => Request;
  /** Who starts the pings: the VM that is traced, or the outside. */
  readonly isRequestForward: boolean;
  readonly points: Readonly<Record<Firewall, number>>;
}

const EXCHANGES: readonly Exchange[] = [
  {
    name: 'snat',
    request: () => ask('a1'),
    isRequestForward: true,
    points: { hybrid: 20, ovsfw: 14 },
  },
  {
    name: 'fip',
    request: () => ask('a2', { destination: '172.24.4.1' }),
    isRequestForward: false,
    points: { hybrid: 18, ovsfw: 12 },
  },
  {
    name: 'ew',
    request: ({ b1 }) => ask('a1', { destination: b1 ?? null }),
    isRequestForward: true,
    points: { hybrid: 24, ovsfw: 12 },
  },
];

const addressesOf = (servers: readonly Record<string, unknown>[]): Record<string, string> =>
  Object.fromEntries(
    servers.map((server) => {
      const addresses = server['addresses'] as Record<string, { addr: string }[]>;
      return [String(server['name']), Object.values(addresses)[0]?.[0]?.addr ?? ''];
    }),
  );

const agrees = async (
  t: ExecutionContext,
  firewall: Firewall,
  exchange: Exchange,
): Promise<void> => {
  const cloud = await recordedCloud(t, firewall);
  const addresses = addressesOf(cloud.replay.objects['servers'] ?? []);
  const path = await cloud.trace(exchange.request(addresses));
  t.deepEqual(path.limits, []);
  t.is(path.points.length, exchange.points[firewall]);
  const captures = recordedEchoes(firewall, exchange.name);
  const fits = (point: Point): EchoFrame[] =>
    (capturedAt(point, captures) ?? []).filter((frame) =>
      looksAs(frame, point, path, exchange.isRequestForward),
    );
  const first = path.points[0];
  t.truthy(first);
  const sent = first === undefined ? 0 : packets(fits(first)).size;
  t.true(sent >= 4, `pings at the first point: ${sent}`);
  let compared = 0;
  for (const point of path.points) {
    if (capturedAt(point, captures) === null) continue;
    compared += 1;
    t.is(packets(fits(point)).size, sent, `${point.id} ${JSON.stringify(point.expect)}`);
  }
  t.true(compared >= path.points.length / 2, `${compared} of ${path.points.length} compared`);
};

for (const firewall of FIREWALLS)
  for (const exchange of EXCHANGES)
    test(`${exchange.name} with ${firewall}: every recorded ping looks as the path says`, (t) =>
      agrees(t, firewall, exchange));

test('with iptables_hybrid there are qbr, qvb, qvo, and no qrouter on the way back', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const path = await trace(ask('a1'));
  t.is(path.exit, 'snat');
  t.is(path.firewall, 'iptables_hybrid');
  t.deepEqual(walked(path, 'forward'), [
    'cn1 tap38d38d97-02 in',
    'cn1 qbr38d38d97-02 in',
    'cn1 qvb38d38d97-02 out',
    'cn1 qvo38d38d97-02 in',
    'cn1 qr-524002a3-35 in',
    'cn1 qr-524002a3-35 out',
    'cn1 eth0 out',
    'net1 eth0 in',
    'net1 sg-1b011540-32 in',
    'net1 qg-caf53d07-ae out',
    'net1 ext0 out',
  ]);
  t.deepEqual(walked(path, 'reply'), [
    'net1 ext0 in',
    'net1 qg-caf53d07-ae in',
    'net1 sg-1b011540-32 out',
    'net1 eth0 out',
    'cn1 eth0 in',
    'cn1 qvo38d38d97-02 out',
    'cn1 qvb38d38d97-02 in',
    'cn1 qbr38d38d97-02 in',
    'cn1 tap38d38d97-02 out',
  ]);
});

test('with the openvswitch firewall the tap is itself a port of br-int', async (t) => {
  const { trace } = await recordedCloud(t, 'ovsfw');
  const path = await trace(ask('a1'));
  t.is(path.firewall, 'openvswitch');
  t.deepEqual(
    path.points.filter((point) => point.node === 'cn1').map((point) => point.role),
    ['tap', 'qr', 'qr', 'tunnel-nic', 'tunnel-nic', 'tap'],
  );
  const afterTap = path.segments.find((segment) => segment.from === path.points[0]?.id);
  t.deepEqual(afterTap?.via, ['br-int (openvswitch firewall)']);
});

test('segments join all points from the VM to the outside and back', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const path = await trace(ask('a1'));
  for (const direction of ['forward', 'reply'] as const) {
    const segments = path.segments.filter((segment) => segment.direction === direction);
    const points = path.points.filter((point) => point.direction === direction);
    t.deepEqual(
      segments.map((segment) => segment.to),
      [...points.map((point) => point.id), direction === 'forward' ? 'external' : 'vm'],
    );
    t.deepEqual(
      segments.slice(1).map((segment) => segment.from),
      points.map((point) => point.id),
    );
  }
  t.deepEqual(
    path.segments.filter((segment) => segment.kind === 'underlay').map((one) => one.nodes),
    [
      ['cn1', 'net1'],
      ['net1', 'cn1'],
    ],
  );
});

test('facts for the causes: groups with rules, neighbours, agents, floating IPs', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const { neutron, nodes } = await trace(ask('a1'));
  t.is(neutron.server?.host, 'cn1');
  t.is(neutron.securityGroups[0]?.name, 'web');
  t.is(neutron.securityGroups[0]?.rules.length, 6);
  t.is(neutron.network.segmentationId, 1331);
  t.is(neutron.externalSubnet?.gateway, '172.24.4.1');
  t.deepEqual(neutron.neighbourPorts.map((port) => port.host).toSorted(), ['cn1', 'cn2']);
  t.deepEqual(neutron.floatingPorts, ['d3d2805a-2dbd-44fb-a2a1-1566a4289f2b']);
  t.deepEqual(new Set(neutron.agents.map((agent) => agent.host)), new Set(['cn1', 'net1']));
  t.is(neutron.l3Agents[0]?.mode, 'dvr_snat');
  t.like(nodes[0], { name: 'cn1', roles: ['compute'], tunnelAddress: '10.20.0.11' });
  t.deepEqual(nodes[0]?.tunnelDevices, ['eth0']);
  t.like(nodes[1], { name: 'net1', roles: ['network'], externalBridge: 'br-ex' });
  t.deepEqual(nodes[1]?.externalDevices, ['ext0']);
  t.true(nodes.every((node) => node.agentReached && node.injectAllowed));
});

test('without a destination the gateway of the external subnet is the witness', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  t.is((await trace(ask('a1', { destination: null }))).flow.remoteAddress, '172.24.4.1');
});
