import { HopscopeError, type ErrorCode } from '@hopscope/proto';
import fc from 'fast-check';
import test, { type ExecutionContext } from 'ava';
import { closestNames, editDistance } from '../../src/resolve/closest-names.ts';
import type { Tree } from '../../../test/support/replay-cloud.ts';
import { startReplay } from '../../../test/support/replay-cloud.ts';
import { resolve, resolvePath } from '../../src/resolve/mod.ts';
import { describeRecorded } from './recorded-nodes.ts';
import { ask, io, openStackOf, recordedCloud, type Recorded } from './replayed.ts';

const fails = async (
  t: ExecutionContext,
  attempt: Promise<unknown>,
  code: ErrorCode,
): Promise<HopscopeError> => {
  const error = await t.throwsAsync(attempt, { instanceOf: HopscopeError });
  t.is(error.code, code, error.message);
  return error;
};

const object = (cloud: Recorded, kind: string, value: string, key: string = 'name'): Tree => {
  const found = cloud.replay.objects[kind]?.find((one) => one[key] === value);
  if (found === undefined) throw new Error(`no ${kind} with ${key} ${value}`);
  return found;
};

const portOf = (cloud: Recorded, server: string): Tree =>
  object(cloud, 'ports', String(object(cloud, 'servers', server)['id']), 'device_id');

const fixedIps = (port: Tree): Tree[] => port['fixed_ips'] as Tree[];

const WAYS: readonly [string, string, string][] = [
  ['a server name', 'a2', '10.1.0.247'],
  ['a server id', '33c8faf6-b87a-40f4-9f50-043b5bab119b', '10.1.0.247'],
  ['a port id', 'D3D2805A-2dbd-44fb-a2a1-1566a4289f2b', '10.1.0.247'],
  ['a fixed address', '10.1.0.247', '10.1.0.247'],
  ['a floating address', '172.24.4.134', '10.1.0.247'],
  ['a MAC', 'FA-16-3E-8B-34-59', '10.1.0.247'],
];
for (const [title, source, address] of WAYS)
  test(`a source can be ${title}`, async (t) => {
    const { trace } = await recordedCloud(t, 'hybrid');
    const path = await trace(ask(source));
    t.is(path.flow.localAddress, address);
    t.is(path.flow.serverName, 'a2');
    t.is(path.flow.portId, 'd3d2805a-2dbd-44fb-a2a1-1566a4289f2b');
  });

test('a name is taken literally though Nova filters by regular expression', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  object(cloud, 'servers', 'b1')['name'] = 'a.1 (old)';
  t.is((await cloud.trace(ask('a.1 (old)'))).flow.serverName, 'a.1 (old)');
  await fails(t, cloud.trace(ask('a.')), 'NOT_FOUND');
});

test('several servers of one name are listed with id, project, host and address', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  object(cloud, 'servers', 'b1')['name'] = 'a1';
  const error = await fails(t, cloud.trace(ask('a1')), 'AMBIGUOUS');
  t.regex(error.message, /a1 fits 2; name one by its id/);
  t.regex(error.message, /d0eda824-2d4c-4e89-a7e1-aaa772c1d527.* on cn1 {2}10\.1\.0\.52/);
  t.regex(error.message, /e0e5e1b9-5375-4dc0-8925-d0e97f709da4.* on cn2 {2}10\.2\.0\.38/);
  t.regex(error.message, /project cc9c70de064046019b30f6f85ba1563f/);
});

test('one address in two networks is ambiguous, and the servers are named', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  const b1 = portOf(cloud, 'b1');
  Object.assign(fixedIps(b1)[0] ?? {}, { ip_address: '10.1.0.52' });
  const error = await fails(t, cloud.trace(ask('10.1.0.52')), 'AMBIGUOUS');
  t.regex(
    error.message,
    /\n {2}a1 {2}server.*\n {2}b1 {2}server|\n {2}b1 {2}server.*\n {2}a1 {2}server/,
  );
});

test('a server with several ports asks for a port or an address', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  const b1 = portOf(cloud, 'b1');
  b1['device_id'] = 'd0eda824-2d4c-4e89-a7e1-aaa772c1d527';
  const error = await fails(t, cloud.trace(ask('a1')), 'AMBIGUOUS');
  t.regex(error.message, /a1 has 2 ports; name the port id or address/);
  t.is((await cloud.trace(ask('10.1.0.52'))).flow.serverName, 'a1');
});

test('a port with several addresses is traced by the one that was named', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  const a1 = portOf(cloud, 'a1');
  fixedIps(a1).push({
    subnet_id: 'be94b903-c22c-4c2d-8695-41e3d719b239',
    ip_address: '10.1.0.77',
  });
  const byName = await cloud.trace(ask('a1'));
  t.is(byName.flow.localAddress, '10.1.0.52');
  t.regex(byName.limits.join('\n'), /2 addresses; traced is 10\.1\.0\.52, not 10\.1\.0\.77/);
  const byAddress = await cloud.trace(ask('10.1.0.77'));
  t.is(byAddress.flow.localAddress, '10.1.0.77');
  t.deepEqual(byAddress.limits, []);
});

test('an unknown name suggests near ones', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid');
  const error = await fails(t, trace(ask('a11')), 'NOT_FOUND');
  t.regex(error.message, /no server or port is called a11; there is a1/);
});

for (const source of ['10.9.9.9', 'fa:16:3e:00:00:00', '00000000-0000-0000-0000-000000000000'])
  test(`an unknown ${source} is NOT_FOUND`, async (t) => {
    const { trace } = await recordedCloud(t, 'hybrid');
    const error = await fails(t, trace(ask(source)), 'NOT_FOUND');
    t.true(error.message.includes(source));
  });

test('without admin rights the missing fields and the needed role are named', async (t) => {
  const { trace } = await recordedCloud(t, 'hybrid', 'member');
  const error = await fails(t, trace(ask('a1')), 'OPENSTACK_RIGHTS');
  t.regex(error.message, /port binding:host_id, port binding:vif_type, port binding:vif_details/);
  t.regex(error.message, /user member \(roles in project admin: .*member.*\)/);
  t.regex(error.message, /admin role/);
});

test('a policy that shows ports but hides networks is noticed as well', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  for (const network of cloud.replay.objects['networks'] ?? [])
    delete network['provider:network_type'];
  const error = await fails(t, cloud.trace(ask('a1')), 'OPENSTACK_RIGHTS');
  t.regex(error.message, /network provider:segmentation_id/);
});

test('a refused listing of l3 agents is a matter of rights', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  cloud.replay.interfere = (seen) =>
    seen.path.endsWith('/l3-agents') ? { status: 403, body: {} } : null;
  await fails(t, cloud.trace(ask('a1')), 'OPENSTACK_RIGHTS');
});

test('a cloud that keeps other projects to itself is searched in the own one', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  cloud.replay.interfere = (seen) =>
    seen.query.has('all_tenants') ? { status: 403, body: {} } : null;
  t.is((await cloud.trace(ask('a1'))).flow.serverName, 'a1');
});

test('a server without a port is named with its state', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  portOf(cloud, 'a1')['device_id'] = '';
  const error = await fails(t, cloud.trace(ask('a1')), 'NOT_FOUND');
  t.regex(error.message, /server a1 \(ACTIVE\) has no port/);
});

test('a wrong password is OPENSTACK_AUTH', async (t) => {
  const replay = await startReplay('hybrid', 'admin');
  t.teardown(() => replay.close());
  const openstack = openStackOf(replay, 'nobody');
  const deps = { openstack, describe: describeRecorded('hybrid'), trace: 't' };
  await fails(t, resolve(ask('a1'), deps), 'OPENSTACK_AUTH');
});

test('an API that is gone is OPENSTACK_UNREACHABLE', async (t) => {
  const replay = await startReplay('hybrid', 'admin');
  await replay.close();
  const deps = {
    openstack: openStackOf(replay, 'admin'),
    describe: describeRecorded('hybrid'),
    trace: 't',
  };
  await fails(t, resolve(ask('a1'), deps), 'OPENSTACK_UNREACHABLE');
});

const DESTINATIONS: readonly [string, ErrorCode][] = [
  ['2001:db8::1', 'PATH_UNSUPPORTED'],
  ['example.org', 'USAGE'],
  ['10.1.0.99', 'PATH_UNSUPPORTED'],
  ['169.254.169.254', 'PATH_UNSUPPORTED'],
  ['10.1.0.52', 'USAGE'],
];
for (const [destination, code] of DESTINATIONS)
  test(`the destination ${destination} is ${code}`, async (t) => {
    const { trace } = await recordedCloud(t, 'hybrid');
    const error = await fails(t, trace(ask('a1', { destination })), code);
    t.true(error.message.includes(destination));
  });

test('at most five rounds of requests wait for each other, whatever the source', async (t) => {
  for (const [, source] of WAYS) {
    const replay = await startReplay('hybrid', 'admin');
    t.teardown(() => replay.close());
    let deepest = 0;
    // A request asked after an answer came depends on it at worst: its depth is one more.
    const openstack = openStackOf(replay, 'admin', {
      ...io,
      fetch: async (url, request) => {
        const depth = deepest + 1;
        const answer = await fetch(url, request);
        deepest = Math.max(deepest, depth);
        return answer;
      },
    });
    replay.delayMs = 20;
    await resolvePath(ask(source), { openstack, describe: describeRecorded('hybrid'), trace: 't' });
    t.true(deepest >= 4 && deepest <= 5, `${source}: ${deepest} rounds`);
  }
});

test('an edit distance is symmetric, zero only for equal texts, bounded by the longer', (t) => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b);
      t.is(distance, editDistance(b, a));
      t.is(distance === 0, a === b);
      t.true(distance <= Math.max(a.length, b.length));
    }),
  );
});

test('near names come nearest first and never far ones', (t) => {
  t.deepEqual(closestNames('wbe-1', ['web-10', 'web-1', 'mail', 'wbe-2']), [
    'wbe-2',
    'web-1',
    'web-10',
  ]);
  t.deepEqual(closestNames('zebra', ['web-1', 'mail']), []);
});

test('an allowed address pair is recognised, and the port that has it named', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  const port = portOf(cloud, 'a1');
  port['allowed_address_pairs'] = [{ ip_address: '10.1.0.240/30', mac_address: 'fa:16:3e:0:0:1' }];
  const { message } = await fails(t, cloud.trace(ask('10.1.0.241')), 'NOT_FOUND');
  t.regex(message, new RegExp(`allowed address pair of port ${String(port['id'])} \\(10\\.1\\.0`));
  const { limits } = await cloud.trace(ask('a1'));
  t.deepEqual(
    limits.filter((limit) => limit.includes('pair')),
    ['the port may also send as 10.1.0.240/30 (allowed address pairs): not traced'],
  );
  const other = await fails(t, cloud.trace(ask('10.1.0.99')), 'NOT_FOUND');
  t.notRegex(other.message, /pair/);
});

test('IPv6 beside IPv4 is said, and the IPv4 address traced', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  const ips = fixedIps(portOf(cloud, 'a2'));
  ips.unshift({ subnet_id: 'six', ip_address: '2001:db8::5' });
  const path = await cloud.trace(ask('a2'));
  t.is(path.flow.localAddress, '10.1.0.247');
  t.true(path.limits.includes('IPv6 of the port is not followed: 2001:db8::5'));
});
