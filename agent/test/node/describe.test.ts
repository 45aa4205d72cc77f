import { Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import test from 'ava';

import { startNode } from './support/client.ts';
import type { NodeClient } from './support/client.ts';
import { openNetwork } from './support/network.ts';
import { startOvs } from './support/ovs.ts';

const CODEC = { request: Wire.DescribeRequest, response: Wire.DescribeResponse };
const PORT_ID = '489316e2-c7aa-4b39-a7c8-0123456789ab';

const describe = (node: NodeClient, request: hopscope.v1.IDescribeRequest) =>
  node.ask('describe', CODEC, {
    trace: 't-1',
    ...request,
  }) as Promise<hopscope.v1.DescribeResponse>;

/** A compute node: the tunnel address lives on br-phy, whose port eth0 is a real device. */
const openNode = async (t: { teardown: (work: () => unknown) => void }, label: string) => {
  const network = openNetwork();
  t.teardown(network.close);
  const host = network.netns(`${label}h`);
  const wire = network.netns(`${label}w`);
  const router = network.netns(`${label}r`);
  network.veth(host, 'eth0', wire, 'peer0');
  network.veth(host, 'eth1', wire, 'peer1');
  network.veth(host, 'qvo489316e2-c7', router, 'qvb489316e2-c7');
  const ovs = await startOvs(host);
  t.teardown(ovs.close);
  const { vsctl } = ovs;
  const netdev = 'datapath_type=netdev';
  for (const bridge of ['br-int', 'br-tun', 'br-phy', 'br-ex'])
    vsctl('add-br', bridge, '--', 'set', 'bridge', bridge, netdev);
  vsctl('add-port', 'br-phy', 'eth0');
  vsctl('add-port', 'br-ex', 'eth1');
  const patch = (bridge: string, port: string, peer: string): string =>
    vsctl(
      'add-port',
      bridge,
      port,
      '--',
      'set',
      'interface',
      port,
      'type=patch',
      `options:peer=${peer}`,
    );
  patch('br-int', 'int-br-ex', 'phy-br-ex');
  patch('br-ex', 'phy-br-ex', 'int-br-ex');
  vsctl('add-port', 'br-ex', 'gone0');
  vsctl('add-port', 'br-tun', 'vxlan-0a14000c');
  vsctl('set', 'interface', 'vxlan-0a14000c', 'type=vxlan', 'options:remote_ip=10.20.0.12');
  vsctl('add-port', 'br-int', 'qvo489316e2-c7', 'tag=3');
  vsctl('set', 'interface', 'qvo489316e2-c7', `external_ids:iface-id=${PORT_ID}`);
  network.sh('ip', '-n', host, 'addr', 'add', '10.20.0.11/24', 'dev', 'br-phy');
  network.sh('ip', '-n', host, 'link', 'set', 'br-phy', 'up');
  const node = await startNode({ netns: host, env: { OVS_RUNDIR: ovs.runDir } });
  t.teardown(node.close);
  return { network, node, host, router, ovs };
};

test.serial(
  'a VTEP is reached by the physical port of the bridge that has the address',
  async (t) => {
    const { node } = await openNode(t, 'lead');
    const answer = await describe(node, { vteps: ['10.20.0.12', '10.20.0.13', '192.0.2.1', 'x'] });
    const [one, two, none, wrong] = answer.leads ?? [];
    t.like(one, { vtep: '10.20.0.12', devices: ['eth0'], local: '10.20.0.11', failure: '' });
    t.deepEqual(two?.devices, ['eth0']);
    t.regex(none?.failure ?? '', /unreachable/i);
    t.is(wrong?.failure, 'not an IPv4 address');
  },
);

test.serial('a route over a plain device leads to that device', async (t) => {
  const { network, node, host } = await openNode(t, 'plain');
  network.sh('ip', '-n', host, 'addr', 'add', '10.30.0.1/24', 'dev', 'eth1');
  const answer = await describe(node, { vteps: ['10.30.0.9'] });
  t.like(answer.leads?.[0], { devices: ['eth1'], local: '10.30.0.1' });
});

test("a bridge's physical ports are no patch, tunnel or internal port, and exist", async (t) => {
  const { node } = await openNode(t, 'brdg');
  const answer = await describe(node, { bridges: ['br-ex', 'br-tun', 'br-int', 'br-none'] });
  t.deepEqual(
    answer.bridges?.map(({ bridge, devices }) => [bridge, devices ?? []]),
    [
      ['br-ex', ['eth1']],
      ['br-tun', []],
      ['br-int', ['qvo489316e2-c7']],
    ],
  );
});

test.serial('a Neutron port is found by its id, with ofport, tag and bridge', async (t) => {
  const { node, ovs } = await openNode(t, 'port');
  const ofport = Number(ovs.vsctl('get', 'interface', 'qvo489316e2-c7', 'ofport'));
  const answer = await describe(node, { ifaceIds: [PORT_ID, 'nobody'] });
  t.is(answer.interfaces?.length, 1);
  t.like(answer.interfaces?.[0], {
    ifaceId: PORT_ID,
    name: 'qvo489316e2-c7',
    bridge: 'br-int',
    tag: 3,
    ofport,
    error: '',
  });
});

test.serial('devices are told with what they are, in each namespace asked', async (t) => {
  const { network, node, router } = await openNode(t, 'dev');
  const answer = await describe(node, {
    devices: [
      { netns: '', device: 'eth0' },
      { netns: '', device: 'br-int' },
      { netns: router, device: 'qvb489316e2-c7' },
      { netns: router, device: 'nosuch0' },
      { netns: 'nosuch', device: 'eth0' },
    ],
  });
  const byName = new Map(answer.devices?.map((device) => [device.name?.device, device]));
  t.deepEqual([...byName.keys()].toSorted(), ['br-int', 'eth0', 'qvb489316e2-c7']);
  const [link] = JSON.parse(network.inside(router, 'ip', '-j', 'link', 'show', 'qvb489316e2-c7'));
  t.like(byName.get('qvb489316e2-c7'), {
    kind: 'veth',
    mac: link.address,
    mtu: 1500,
    up: true,
    ifindex: link.ifindex,
    offloaded: false,
  });
  t.is(byName.get('br-int')?.kind, 'tun');
  t.is(byName.get('br-int')?.up, false);
  const namespace = answer.namespaces?.find(({ name }) => name === router);
  t.is(namespace?.inode, byName.get('qvb489316e2-c7')?.netnsInode);
});

test.serial('it says who it is and what its policy is, quickly', async (t) => {
  const { node, router } = await openNode(t, 'who');
  const request = {
    devices: [
      { netns: '', device: 'eth0' },
      { netns: router, device: 'qvb489316e2-c7' },
    ],
    vteps: ['10.20.0.12'],
    bridges: ['br-ex'],
    ifaceIds: [PORT_ID],
  };
  await describe(node, request);
  const tries: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = performance.now();
    await describe(node, request);
    tries.push(performance.now() - before);
  }
  const answer = await describe(node, request);
  t.like(answer, { node: 'cn1.example.org', instance: 'test', limits: [] });
  t.true(answer.policy?.capture);
  t.true(Math.min(...tries) < 150, `${tries.map(Math.round).join(', ')} ms`);
});

test.serial('a node without Open vSwitch answers everything else, and says so', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const host = network.netns('noovs');
  network.veth(host, 'eth0', network.netns('noovsw'), 'peer0');
  const node = await startNode({ netns: host, env: { OVS_RUNDIR: '/nonexistent' } });
  t.teardown(node.close);
  const answer = await describe(node, {
    devices: [{ netns: '', device: 'eth0' }],
    bridges: ['br-int'],
    ifaceIds: ['x'],
  });
  t.is(answer.devices?.length, 1);
  t.deepEqual([answer.bridges, answer.interfaces], [[], []]);
  t.regex(answer.limits?.join() ?? '', /Open vSwitch: nobody listens/);
});
