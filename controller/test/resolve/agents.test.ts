// What agents say, or fail to say, about the nodes of a path.
import { HopscopeError } from '@hopscope/proto';
import test from 'ava';
import type { Describe } from '../../src/resolve/mod.ts';
import { describeAny } from './any-nodes.ts';
import { ask, recordedCloud, walked } from './replayed.ts';

test('a silent agent leaves its points in the path, without devices nobody can name', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const describe: Describe = (node, order) =>
    node === 'net1'
      ? Promise.reject(new HopscopeError('AGENT_UNREACHABLE', 'no agent of net1 answers'))
      : describeAny()(node, order);
  const path = await trace(ask('a1'), describe);
  t.is(path.points.length, 20);
  t.deepEqual(walked(path, 'forward').slice(7), [
    'net1 ? in',
    'net1 sg-1b011540-32 in',
    'net1 qg-caf53d07-ae out',
    'net1 ? out',
  ]);
  t.is(new Set(path.points.map((point) => point.id)).size, 20);
  t.like(path.nodes[1], { agentReached: false, failure: 'no agent of net1 answers' });
  t.regex(path.limits.join('\n'), /the agent of net1 was not reached: no agent of net1 answers/);
  t.true(path.nodes[0]?.agentReached);
});

test('a refusing agent is as good as silent', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const failure = { code: 'NODE_PROCESS_DIED', message: 'the node process ended', detail: '' };
  const path = await trace(ask('a1'), () => Promise.resolve({ failure }));
  t.deepEqual(
    path.nodes.map((node) => node.failure),
    [failure.message, failure.message],
  );
});

test('a defect of the agent bus is not taken for a silent agent', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  await t.throwsAsync(
    trace(ask('a1'), () => Promise.reject(new TypeError('bug'))),
    {
      instanceOf: TypeError,
    },
  );
});

test('a device that does not exist stays in the path and is named', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const path = await trace(ask('a1'), describeAny({ cn1: { missing: ['qr-524002a3-35'] } }));
  const points = path.points.filter((point) => point.device === 'qr-524002a3-35');
  t.deepEqual(
    points.map((point) => point.ifindex),
    [0, 0],
  );
  t.deepEqual(path.limits, [
    'qr-524002a3-35 does not exist in qrouter-b2ab7ff5-46ca-4868-a1bd-e95958f42a59 on cn1',
  ]);
});

const QROUTER = 'qrouter-b2ab7ff5-46ca-4868-a1bd-e95958f42a59';
const HANDLES: readonly [string, { dead: boolean; viaPid: number }[], RegExp][] = [
  ['absent', [], /the namespace qrouter-\S+ does not exist on cn1/],
  ['dead', [{ dead: true, viaPid: 0 }], /the handle of qrouter-\S+ on cn1 is dead/],
  ['dead but lived in', [{ dead: true, viaPid: 7 }], /qr-524002a3-35 does not exist in qrouter/],
];
for (const [title, handles, message] of HANDLES)
  test(`a namespace whose handle is ${title} is told apart`, async (t) => {
    const { trace } = await recordedCloud(t, 'hybrid');
    const describe: Describe = async (node, order) => {
      const answer = await describeAny({ cn1: { missing: ['qr-524002a3-35'] } })(node, order);
      const namespaces = handles.map((handle) => ({ name: QROUTER, inode: 1, ...handle }));
      return node === 'cn1' ? { ...answer, namespaces } : answer;
    };
    const { limits } = await trace(ask('a1'), describe);
    t.is(limits.length, 1);
    t.regex(limits[0] ?? '', message);
  });

test('of several tunnel devices one is watched, and not seeing there proves nothing', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const describe = describeAny({ cn1: { tunnelDevices: ['ens1', 'ens2'] } });
  const path = await trace(ask('a1'), describe);
  const nics = path.points.filter((point) => point.role === 'tunnel-nic');
  t.deepEqual(
    nics.map(({ node, device, offloaded }) => [node, device, offloaded]),
    [
      ['cn1', 'ens1', true],
      ['net1', 'eth0', false],
      ['net1', 'eth0', false],
      ['cn1', 'ens1', true],
    ],
  );
  t.regex(path.limits.join('\n'), /may be any of ens1, ens2; only ens1 is watched/);
});

test('a policy allows injection only towards its destinations', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const policy = { inject: true, injectDestinations: ['198.51.100.0/24'] };
  const describe = describeAny({ cn1: { policy } });
  t.true((await trace(ask('a1'), describe)).nodes[0]?.injectAllowed);
  const elsewhere = await trace(ask('a1', { destination: '192.0.2.1' }), describe);
  t.false(elsewhere.nodes[0]?.injectAllowed);
});

test('an external bridge without a card is known to lead nowhere; one that is not told of is not', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const describe =
    (isolated: boolean): Describe =>
    async (node, order) => {
      const answer = await describeAny()(node, order);
      const bridges = (order.bridges ?? []).map((bridge) => ({ bridge, devices: [], isolated }));
      return { ...answer, bridges };
    };
  const path = await trace(ask('a1'), describe(true));
  t.is(walked(path, 'forward').at(-1), 'net1 (none) out');
  t.is(walked(path, 'reply')[0], 'net1 (none) in');
  t.deepEqual(path.nodes[1]?.externalDevices, []);
  t.regex(path.limits.join('\n'), /bridge br-ex of net1 has no physical port/);
  t.is(walked(await trace(ask('a1'), describe(false)), 'forward').at(-1), 'net1 ? out');
});
