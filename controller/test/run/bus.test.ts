// The controller's way to NATS: each thing that can be wrong with it has its own clear error.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SIGHTINGS_STREAM } from '@hopscope/proto';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import test from 'ava';

import { freePort, startNatsServer } from '../../../test/support/nats-server.ts';
import { busSettings, connectBus } from '../../src/run/mod.ts';
import { streamDifferences } from '../../src/run/streams.ts';

const temporary = (): string => mkdtempSync(join(tmpdir(), 'hopscope-test-bus-'));

test('without a server a private one is started, with a secret only its owner reads', async (t) => {
  const folder = temporary();
  const bus = await connectBus({ settings: null, embedded: { temporary: folder } });
  t.true(bus.embedded);
  const tokenFile = /token in (\S+)/.exec(bus.notes[0] ?? '')?.[1] ?? '';
  t.is(statSync(tokenFile).mode & 0o777, 0o600);
  const token = readFileSync(tokenFile, 'utf8');
  t.is(token.length, 48);
  await t.throwsAsync(connect({ servers: bus.server, reconnect: false }), {
    message: /authorization/i,
  });
  t.is((await bus.manager.streams.info(SIGHTINGS_STREAM)).config.name, SIGHTINGS_STREAM);
  await bus.close();
  t.false(existsSync(tokenFile), 'nothing is left behind');
  await t.throwsAsync(connect({ servers: bus.server, token, reconnect: false }));
  rmSync(folder, { recursive: true });
});

test('a missing nats-server is said with what to do', async (t) => {
  const folder = temporary();
  const embedded = { binary: 'no-such-nats-server', temporary: folder };
  const error = await t.throwsAsync(connectBus({ settings: null, embedded }));
  t.like(error, { code: 'ENVIRONMENT' });
  t.regex(error?.message ?? '', /apt-get install nats-server.*--nats/s);
  rmSync(folder, { recursive: true });
});

test('no server at the address is NATS_UNREACHABLE with the address', async (t) => {
  const port = await freePort();
  const settings = busSettings({}, { HOPSCOPE_NATS: `nats://127.0.0.1:${port}` });
  const error = await t.throwsAsync(connectBus({ settings }));
  t.like(error, { code: 'NATS_UNREACHABLE' });
  t.regex(error?.message ?? '', new RegExp(`127.0.0.1:${port}.*REFUSED`));
});

test('wrong credentials are NATS_REFUSED, and not shown', async (t) => {
  const server = await startNatsServer({ authorization: { user: 'u', password: 'right' } });
  const wrong = server.url.replace('//', '//u:wrong@');
  const error = await t.throwsAsync(connectBus({ settings: busSettings({ nats: wrong }, {}) }));
  t.like(error, { code: 'NATS_REFUSED' });
  t.notRegex(error?.message ?? '', /wrong/);
  const right = server.url.replace('//', '//u:right@');
  const bus = await connectBus({ settings: busSettings({ nats: right }, {}) });
  t.false(bus.server.includes('right'));
  await bus.close();
  await server.remove();
});

test('a server without JetStream is ENVIRONMENT', async (t) => {
  const server = await startNatsServer({ jetstream: false });
  const settings = busSettings({ nats: server.url }, {});
  const error = await t.throwsAsync(connectBus({ settings }));
  t.like(error, { code: 'ENVIRONMENT' });
  t.regex(error?.message ?? '', /JetStream/);
  await server.remove();
});

test('a server in the clear over a network is refused before a byte is sent', async (t) => {
  const settings = busSettings({ nats: 'nats://192.0.2.1:4222' }, {});
  const error = await t.throwsAsync(connectBus({ settings }));
  t.like(error, { code: 'NATS_INSECURE' });
  t.regex(error?.message ?? '', /no TLS, no credentials.*--insecure/s);
});

test('a stream with other settings is mended', async (t) => {
  const server = await startNatsServer();
  const connection = await connect({ servers: server.url });
  const manager = await jetstreamManager(connection);
  const subjects = ['hopscope.v1.sightings.*.*'];
  await manager.streams.add({ name: SIGHTINGS_STREAM, subjects, max_age: 60_000_000_000 });
  const bus = await connectBus({ settings: busSettings({ nats: server.url }, {}) });
  const { config } = await manager.streams.info(SIGHTINGS_STREAM);
  t.is(config.max_age, 3_600_000_000_000);
  t.deepEqual(streamDifferences(config), []);
  await bus.close();
  await connection.close();
  await server.remove();
});

test('settings a server dropped without a word are found by reading back', (t) => {
  const found = streamDifferences({ subjects: ['a'], max_bytes: 1024 });
  t.deepEqual(
    found.map((difference) => difference.split(':')[0]),
    ['subjects', 'retention', 'discard', 'max_age', 'max_bytes'],
  );
});

test('settings come from the flag, then the environment; null when neither names a server', (t) => {
  t.is(busSettings({}, {}), null);
  t.is(busSettings({}, { HOPSCOPE_NATS: '' }), null);
  t.deepEqual(busSettings({ nats: 'a' }, { HOPSCOPE_NATS: 'b' })?.servers, ['a']);
  t.true(busSettings({ nats: 'a', insecure: true }, {})?.insecure);
  t.like(busSettings({}, { HOPSCOPE_NATS: 'tls://x', HOPSCOPE_NATS_CREDS: '/c' }), {
    credentials: '/c',
  });
  const error = t.throws(() => busSettings({ nats: 'http://x' }, {}), { message: /^--nats: / });
  t.like(error, { code: 'CONFIG_INVALID' });
});
