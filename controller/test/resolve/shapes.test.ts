// Shapes of path that no recording has, hand-derived from neutron-dvr.md: the recorded objects are
// changed as Neutron would have them, and the points written down.
import test from 'ava';
import type { Tree } from '../../../test/support/replay-cloud.ts';
import type { Path } from '../../src/resolve/mod.ts';
import { describeAny } from './any-nodes.ts';
import { centralise, change, configure, move, only, portOf } from './changes.ts';
import { ask, recordedCloud, walked, type Recorded } from './replayed.ts';

/** Roles with node and side: `tap@cn1 in`. */
const roles = (path: Path, direction: 'forward' | 'reply'): string =>
  path.points
    .filter((point) => point.direction === direction)
    .map(({ role, node, side }) => `${role}@${node} ${side}`)
    .join(', ');

test('a VM on the network node crosses no tunnel', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  move(cloud, 'a1', 'net1');
  const path = await cloud.trace(ask('a1'), describeAny());
  t.is(
    roles(path, 'forward'),
    'tap@net1 in, qbr@net1 in, qvb@net1 out, qvo@net1 in, qr@net1 in, qr@net1 out, ' +
      'sg@net1 in, qg@net1 out, ext-nic@net1 out',
  );
  t.is(
    roles(path, 'reply'),
    'ext-nic@net1 in, qg@net1 in, sg@net1 out, ' +
      'qvo@net1 out, qvb@net1 in, qbr@net1 in, tap@net1 out',
  );
  t.deepEqual(
    path.nodes.map(({ name, roles }) => [name, ...roles]),
    [['net1', 'compute', 'network']],
  );
  const toSg = path.segments.find(
    (segment) => segment.to.includes('/sg-') && segment.direction === 'forward',
  );
  t.is(toSg?.kind, 'integration-bridge');
  const sg = path.points.find((point) => point.role === 'sg');
  t.is(sg?.expect.sourceMac, 'fa:16:3e:40:4e:ad', 'no DVR host MAC without a tunnel');
});

test('two VMs of one network are switched, and the reply mirrors the way out', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const path = await trace(ask('a1', { destination: '10.1.0.247' }));
  t.is(path.exit, 'none');
  t.deepEqual(walked(path, 'forward'), [
    'cn1 tap38d38d97-02 in',
    'cn1 qbr38d38d97-02 in',
    'cn1 qvb38d38d97-02 out',
    'cn1 qvo38d38d97-02 in',
    'cn1 eth0 out',
    'cn2 eth0 in',
    'cn2 qvod3d2805a-2d out',
    'cn2 qvbd3d2805a-2d in',
    'cn2 qbrd3d2805a-2d in',
    'cn2 tapd3d2805a-2d out',
  ]);
  t.true(path.points.every((point) => point.expect.hops === 0));
  t.deepEqual(
    path.segments.filter((one) => one.kind === 'remote-vm').map((one) => one.via),
    [['guest a2'], ['guest']],
  );
});

test('two subnets of a distributed router on one node cross no tunnel', async (t) => {
  const cloud = await recordedCloud(t, 'ovsfw');
  const destination = (portOf(cloud, 'b2')['fixed_ips'] as Tree[])[0]?.['ip_address'] as string;
  const path = await cloud.trace(ask('a1', { destination }));
  t.is(roles(path, 'forward'), 'tap@cn1 in, qr@cn1 in, qr@cn1 out, tap@cn1 out');
  t.is(roles(path, 'reply'), 'tap@cn1 in, qr@cn1 in, qr@cn1 out, tap@cn1 out');
});

test('a VM in a network that the router does not join is outside, and known', async (t) => {
  const cloud = await recordedCloud(t, 'ovsfw');
  const port = portOf(cloud, 'b2');
  const destination = (port['fixed_ips'] as Tree[])[0]?.['ip_address'] as string;
  t.is((await cloud.trace(ask('a1', { destination }))).neutron.unjoined, null);
  cloud.replay.objects['ports'] = (cloud.replay.objects['ports'] ?? []).filter(
    (one) =>
      one['network_id'] !== port['network_id'] ||
      !String(one['device_owner']).startsWith('network:router'),
  );
  const { neutron, exit } = await cloud.trace(ask('a1', { destination }));
  t.deepEqual([exit, neutron.remote], ['snat', null]);
  t.deepEqual(neutron.unjoined, { name: 'b2', network: 'netB' });
});

test('a centralised router is reached by tunnel, and NATs in qrouter', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  centralise(cloud);
  const path = await cloud.trace(ask('a1'), describeAny());
  t.is(
    roles(path, 'forward'),
    'tap@cn1 in, qbr@cn1 in, qvb@cn1 out, qvo@cn1 in, tunnel-nic@cn1 out, tunnel-nic@net1 in, ' +
      'qr@net1 in, qg@net1 out, ext-nic@net1 out',
  );
  t.is(
    roles(path, 'reply'),
    'ext-nic@net1 in, qg@net1 in, qr@net1 out, tunnel-nic@net1 out, tunnel-nic@cn1 in, ' +
      'qvo@cn1 out, qvb@cn1 in, qbr@cn1 in, tap@cn1 out',
  );
  const qg = path.points.find((point) => point.role === 'qg');
  t.is(qg?.netns, 'qrouter-b2ab7ff5-46ca-4868-a1bd-e95958f42a59');
  t.is(qg?.expect.hops, 1);
  t.is(path.flow.natAddress, '172.24.4.180');
  const tunnel = path.points.find((point) => point.role === 'tunnel-nic');
  t.is(tunnel?.expect.sourceMac, 'fa:16:3e:cc:0b:95', 'a VM keeps its MAC on the overlay');
});

test('a floating IP on a centralised router leaves there, by its own address', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  centralise(cloud);
  const path = await cloud.trace(ask('a2'), describeAny());
  t.is(path.exit, 'fip');
  t.is(path.flow.natAddress, '172.24.4.134');
  t.is(path.points.find((point) => point.role === 'qg')?.node, 'net1');
});

test('between two subnets of a centralised router both ways pass the network node', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  centralise(cloud);
  const path = await cloud.trace(ask('a1', { destination: '10.2.0.38' }), describeAny());
  const expected = (from: string, to: string): string =>
    `tap@${from} in, qbr@${from} in, qvb@${from} out, qvo@${from} in, tunnel-nic@${from} out, ` +
    'tunnel-nic@net1 in, qr@net1 in, qr@net1 out, tunnel-nic@net1 out, ' +
    `tunnel-nic@${to} in, qvo@${to} out, qvb@${to} in, qbr@${to} in, tap@${to} out`;
  t.is(roles(path, 'forward'), expected('cn1', 'cn2'));
  t.is(roles(path, 'reply'), expected('cn2', 'cn1'));
  t.deepEqual(
    path.points.filter((point) => point.vni !== 0).map((point) => point.vni),
    [1331, 1331, 1896, 1896, 1896, 1896, 1331, 1331],
  );
});

const highlyAvailable = (cloud: Recorded, states: Readonly<Record<string, string>>): void => {
  const agent = cloud.replay.objects['l3-agents']?.[0];
  cloud.replay.objects['l3-agents'] = Object.entries(states).map(([host, state]) => ({
    ...agent,
    id: host,
    host,
    ha_state: state,
  }));
  Object.assign(only(cloud, 'routers'), { ha: true });
};

test('an HA router is followed to its active agent', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  centralise(cloud, 'network:ha_router_replicated_interface');
  highlyAvailable(cloud, { net1: 'standby', cn2: 'active' });
  const path = await cloud.trace(ask('a1'), describeAny());
  t.is(path.points.find((point) => point.role === 'qg')?.node, 'cn2');
  t.deepEqual(path.limits, []);
});

test('a distributed HA router has its SNAT on the active agent', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  highlyAvailable(cloud, { net1: 'active', cn2: 'standby' });
  const path = await cloud.trace(ask('a1'), describeAny());
  const sg = path.points.find((point) => point.role === 'sg');
  t.is(sg?.node, 'net1');
  t.is(sg?.netns, 'snat-b2ab7ff5-46ca-4868-a1bd-e95958f42a59');
});

const STATES: readonly [Readonly<Record<string, string>>, RegExp][] = [
  [
    { net1: 'active', cn2: 'active' },
    /2 agents \(net1, cn2\) of HA router r1 says active; followed is net1/,
  ],
  [{ net1: 'standby', cn2: 'standby' }, /no agent of HA router r1 says active; followed is net1/],
];
for (const [states, message] of STATES)
  test(`HA states ${Object.values(states).join(' and ')} are said`, async (t) => {
    const cloud = await recordedCloud(t, 'hybrid');
    highlyAvailable(cloud, states);
    const path = await cloud.trace(ask('a1'), describeAny());
    t.regex(path.limits.join('\n'), message);
  });

test('a VLAN tenant network crosses on the provider bridge, with the DVR host MAC', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  change(cloud.replay.objects['networks']?.filter((one) => one['name'] === 'netA') ?? [], {
    'provider:network_type': 'vlan',
    'provider:physical_network': 'tenants',
    'provider:segmentation_id': 42,
  });
  for (const host of ['cn1', 'net1'])
    configure(cloud, host, 'Open vSwitch agent', {
      bridge_mappings: { external: 'br-ex', tenants: 'br-vlan' },
    });
  const path = await cloud.trace(ask('a1'), describeAny());
  t.is(
    roles(path, 'forward'),
    'tap@cn1 in, qbr@cn1 in, qvb@cn1 out, qvo@cn1 in, qr@cn1 in, qr@cn1 out, ' +
      'provider-nic@cn1 out, provider-nic@net1 in, sg@net1 in, qg@net1 out, ext-nic@net1 out',
  );
  const nic = path.points.find((point) => point.role === 'provider-nic');
  t.is(nic?.device, 'vlan0');
  t.is(nic?.vni, 0);
  t.is(nic?.expect.sourceMac, null);
});

test('a VM on a provider network leaves by the NIC of its own node', async (t) => {
  const cloud = await recordedCloud(t, 'ovsfw');
  change(cloud.replay.objects['networks']?.filter((one) => one['name'] === 'netA') ?? [], {
    'provider:network_type': 'flat',
    'provider:physical_network': 'external',
  });
  const netA = portOf(cloud, 'a1')['network_id'];
  cloud.replay.objects['ports'] = (cloud.replay.objects['ports'] ?? []).filter(
    (port) => port['network_id'] !== netA || port['device_owner'] === 'compute:nova',
  );
  const path = await cloud.trace(ask('a1'), describeAny());
  t.is(path.exit, 'none');
  t.is(roles(path, 'forward'), 'tap@cn1 in, ext-nic@cn1 out');
  t.is(roles(path, 'reply'), 'ext-nic@cn1 in, tap@cn1 out');
  t.regex(path.limits.join('\n'), /no router of Neutron/);
});

test('a compute node without external network sends a floating IP through SNAT', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  configure(cloud, 'cn2', 'L3 agent', { agent_mode: 'dvr_no_external' });
  const path = await cloud.trace(ask('a2'), describeAny());
  t.is(path.exit, 'fip');
  t.is(path.flow.natAddress, '172.24.4.134');
  t.is(path.points.find((point) => point.role === 'qg')?.expect.localAddress, '172.24.4.134');
  t.is(
    path.points.some((point) => point.role === 'fg'),
    false,
  );
});

test('a router that does not NAT is followed with the address of the VM', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  Object.assign(only(cloud, 'routers')['external_gateway_info'] as Tree, { enable_snat: false });
  const path = await cloud.trace(ask('a1'));
  t.is(path.flow.natAddress, '10.1.0.52');
  t.is(path.points.find((point) => point.role === 'qg')?.expect.localAddress, '10.1.0.52');
  t.regex(path.limits.join('\n'), /enable_snat=false/);
});

test('a router interface that is not the gateway is followed, and said', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  change(cloud.replay.objects['subnets']?.filter((one) => one['name'] === 'netA-subnet') ?? [], {
    gateway_ip: '10.1.0.254',
  });
  const path = await cloud.trace(ask('a1'));
  t.regex(
    path.limits.join('\n'),
    /router interface 10\.1\.0\.1 is not the subnet's gateway 10\.1\.0\.254/,
  );
});

test('an extra route that takes the destination elsewhere is said', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  only(cloud, 'routers')['routes'] = [
    { destination: '198.51.100.0/24', nexthop: '10.1.0.9' },
    { destination: '192.0.2.0/24', nexthop: '10.1.0.9' },
  ];
  const { limits } = await cloud.trace(ask('a1'));
  t.is(limits.length, 1);
  t.regex(limits[0] ?? '', /route 198\.51\.100\.0\/24 via 10\.1\.0\.9/);
});
