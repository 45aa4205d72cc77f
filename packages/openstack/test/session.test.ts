import test from 'ava';
import { connect, OpenStackError, type Io } from '../src/mod.ts';
import { cloudAt, openStackAt, testIo } from './cloud-fixtures.ts';
import { startReplay, type Replay } from '../../../test/support/replay-cloud.ts';

const replayed = async (
  t: { teardown: (end: () => Promise<void>) => void },
  role: 'admin' | 'member' = 'admin',
): Promise<Replay> => {
  const replay = await startReplay('hybrid', role);
  t.teardown(() => replay.close());
  return replay;
};

test('questions asked at once share one authentication', async (t) => {
  const replay = await replayed(t);
  const cloud = openStackAt(replay.url, 'admin');
  const [ports, networks, servers] = await Promise.all([
    cloud.network.ports({}),
    cloud.network.networks({}),
    cloud.compute.servers({ all_tenants: '1' }),
  ]);
  t.is(ports.items.length, 15);
  t.is(networks.items.length, 3);
  t.is(servers.items.length, 4);
  t.is(replay.seen.filter((seen) => seen.method === 'POST').length, 1);
});

test('identity names the project and the roles', async (t) => {
  const replay = await replayed(t);
  const identity = await openStackAt(replay.url, 'admin').session.identity();
  t.is(identity.projectName, 'admin');
  t.deepEqual([...identity.roles].toSorted(), ['admin', 'member', 'reader']);
});

test('a wrong password is CREDENTIALS and names the user, not the password', async (t) => {
  const replay = await replayed(t);
  const cloud = connect(cloudAt(replay.url, 'admin', 'hunter2'), testIo());
  const error = await t.throwsAsync(cloud.network.ports({}), { instanceOf: OpenStackError });
  t.is(error.code, 'CREDENTIALS');
  t.is(error.status, 401);
  t.regex(error.message, /user admin/);
  t.notRegex(`${error.message} ${error.detail}`, /hunter2/);
});

test('a failed authentication is tried again by the next question', async (t) => {
  const replay = await replayed(t);
  const cloud = openStackAt(replay.url, 'admin');
  replay.interfere = () => ({ status: 503, body: {} });
  await t.throwsAsync(cloud.network.ports({}), { code: 'FAULT' });
  replay.interfere = null;
  t.is((await cloud.network.ports({})).items.length, 15);
});

test('a token that went stale is renewed once, by one request', async (t) => {
  const replay = await replayed(t);
  const cloud = openStackAt(replay.url, 'admin');
  await cloud.network.networks({});
  replay.tokens.clear();
  const [ports, subnets] = await Promise.all([cloud.network.ports({}), cloud.network.subnets({})]);
  t.is(ports.items.length + subnets.items.length, 18);
  t.is(replay.seen.filter((seen) => seen.method === 'POST').length, 2);
});

test('a fresh token that is refused as well is CREDENTIALS', async (t) => {
  const replay = await replayed(t);
  replay.interfere = (seen) => (seen.method === 'GET' ? { status: 401, body: {} } : null);
  const error = await t.throwsAsync(openStackAt(replay.url, 'admin').network.ports({}), {
    instanceOf: OpenStackError,
  });
  t.is(error.code, 'CREDENTIALS');
  t.is(replay.seen.filter((seen) => seen.method === 'POST').length, 2);
});

test('a token about to expire is replaced before use', async (t) => {
  const replay = await replayed(t);
  const io = testIo();
  const cloud = openStackAt(replay.url, 'admin', io);
  const { expiresAt } = await cloud.session.identity();
  io.nowMs = expiresAt - 1_000;
  replay.interfere = (seen) =>
    seen.method === 'POST'
      ? {
          status: 201,
          body: { token: { expires_at: '2027-01-01T00:00:00Z', roles: [] } },
          headers: { 'X-Subject-Token': 'next' },
        }
      : null;
  t.is((await cloud.session.identity()).token, 'next');
});

test('a lost connection and a 503 are tried again after growing jittered pauses', async (t) => {
  const replay = await replayed(t);
  const io = testIo();
  const cloud = openStackAt(replay.url, 'admin', io);
  await cloud.session.identity();
  let failures = 0;
  replay.interfere = () => {
    failures += 1;
    if (failures === 1) return 'cut';
    return failures === 2 ? { status: 503, body: {} } : null;
  };
  t.is((await cloud.network.networks({})).items.length, 3);
  t.deepEqual(io.pauses, [50, 100]);
});

test('Retry-After is honoured up to the cap', async (t) => {
  const replay = await replayed(t);
  const io = testIo();
  const cloud = openStackAt(replay.url, 'admin', io);
  await cloud.session.identity();
  replay.interfere = () => ({ status: 429, body: {}, headers: { 'Retry-After': '3600' } });
  await t.throwsAsync(cloud.network.networks({}), { code: 'REFUSED' });
  t.deepEqual(io.pauses, [1000, 1000]);
});

test('a refusal is not tried again', async (t) => {
  const replay = await replayed(t, 'member');
  const io = testIo();
  const cloud = openStackAt(replay.url, 'member', io);
  const error = await t.throwsAsync(
    cloud.network.l3Agents('b2ab7ff5-46ca-4868-a1bd-e95958f42a59'),
    {
      instanceOf: OpenStackError,
    },
  );
  t.is(error.code, 'FORBIDDEN');
  t.is(error.detail, 'rule:get_l3-agents is disallowed by policy');
  t.deepEqual(io.pauses, []);
});

test('without admin rights the fields of admins are absent, not empty', async (t) => {
  const replay = await replayed(t, 'member');
  const cloud = openStackAt(replay.url, 'member');
  const port = (await cloud.network.ports({ device_owner: 'compute:nova' })).items[0];
  t.is(port?.['binding:host_id'], undefined);
  t.is((await cloud.network.routers({})).items[0]?.distributed, undefined);
});

test('an endpoint that nobody serves is UNREACHABLE after three attempts', async (t) => {
  const replay = await startReplay('hybrid');
  const io = testIo();
  const cloud = openStackAt(replay.url, 'admin', io);
  await cloud.session.identity();
  await replay.close();
  const error = await t.throwsAsync(cloud.network.ports({}), { instanceOf: OpenStackError });
  t.is(error.code, 'UNREACHABLE');
  t.is(io.pauses.length, 2);
  t.regex(error.message, /127\.0\.0\.1/);
});

test('an answer that does not come in time is TIMED_OUT', async (t) => {
  const io: Io = {
    ...testIo(),
    fetch: () => Promise.reject(new DOMException('too late', 'TimeoutError')),
  };
  const cloud = connect(cloudAt('http://keystone.example', 'admin'), io);
  await t.throwsAsync(cloud.network.ports({}), { code: 'TIMED_OUT' });
});

test('a proxy that answers in HTML is ANSWER with status 200, FAULT with 502', async (t) => {
  const replay = await replayed(t);
  const cloud = openStackAt(replay.url, 'admin');
  await cloud.session.identity();
  replay.interfere = () => ({ status: 200, text: '<html>login</html>' });
  await t.throwsAsync(cloud.network.ports({}), { code: 'ANSWER' });
  replay.interfere = () => ({ status: 502, text: '<html>bad gateway</html>' });
  await t.throwsAsync(cloud.network.ports({}), { code: 'FAULT' });
});

test('a server that does not exist is null', async (t) => {
  const replay = await replayed(t);
  const cloud = openStackAt(replay.url, 'admin');
  t.is(await cloud.compute.server('00000000-0000-0000-0000-000000000000'), null);
});

test('all pages are read though their links name an unreachable host', async (t) => {
  const replay = await replayed(t);
  replay.pageMax = 4;
  const cloud = openStackAt(replay.url, 'admin');
  const ports = await cloud.network.ports({});
  t.is(new Set(ports.items.map((port) => port.id)).size, 15);
  t.false(ports.truncated);
  t.is(replay.seen.filter((seen) => seen.path.endsWith('/ports')).length, 4);
});

test('a list is cut at its maximum, says so, and no more is asked for than needed', async (t) => {
  const replay = await replayed(t);
  replay.pageMax = 4;
  const cloud = openStackAt(replay.url, 'admin');
  const cut = await cloud.network.ports({}, 6);
  t.is(cut.items.length, 6);
  t.true(cut.truncated);
  t.is(replay.seen.find((seen) => seen.path.endsWith('/ports'))?.query.get('limit'), '7');
  const exact = await cloud.network.networks({}, 3);
  t.is(exact.items.length, 3);
  t.false(exact.truncated);
});

test('several values of one filter mean any of them', async (t) => {
  const replay = await replayed(t);
  const owners = ['network:dhcp', 'network:router_gateway'];
  const ports = await openStackAt(replay.url, 'admin').network.ports({ device_owner: owners });
  const seen = new Set(ports.items.map((port) => port.device_owner));
  t.deepEqual([...seen].toSorted(), owners);
});

test('a region the catalog does not have is CATALOG and says what there is', async (t) => {
  const replay = await replayed(t);
  const cloud = connect({ ...cloudAt(replay.url, 'admin'), region: 'Mars' }, testIo());
  const error = await t.throwsAsync(cloud.network.ports({}), { instanceOf: OpenStackError });
  t.is(error.code, 'CATALOG');
  t.regex(error.message, /Mars.*public in RegionOne/);
});
