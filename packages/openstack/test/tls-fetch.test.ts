// The certificate of test/tls is self-signed for localhost and 127.0.0.1 and ends in 2126.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { connect, OpenStackError, systemIo, toCloud, type OpenStack } from '../src/mod.ts';

const file = (name: string): string =>
  readFileSync(new URL(`tls/${name}`, import.meta.url), 'utf8');

const secureKeystone = async (t: ExecutionContext): Promise<string> => {
  const server = createServer({ key: file('key.pem'), cert: file('cert.pem') }, (_, response) => {
    response.writeHead(201, { 'X-Subject-Token': 'secret' });
    response.end(JSON.stringify({ token: { expires_at: '2127-01-01T00:00:00Z' } }));
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', () => listening.resolve());
  await listening.promise;
  t.teardown(() => {
    server.close();
    server.closeAllConnections();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const cloudOf = (url: string, tls: Record<string, unknown>): OpenStack => {
  const cloud = toCloud({ auth: { auth_url: url, username: 'u', password: 'p' }, ...tls }, 'test');
  return connect(cloud, systemIo(cloud, file));
};

test('a private authority is trusted when cacert names it', async (t) => {
  const cloud = cloudOf(await secureKeystone(t), { cacert: 'cert.pem' });
  t.is((await cloud.session.identity()).token, 'secret');
});

test('verify: false accepts any certificate', async (t) => {
  const cloud = cloudOf(await secureKeystone(t), { verify: false });
  t.is((await cloud.session.identity()).token, 'secret');
});

test('a cacert that cannot be read is a matter of configuration', (t) => {
  t.throws(() => cloudOf('https://k.example', { cacert: 'absent.pem' }), {
    instanceOf: OpenStackError,
    code: 'CONFIG',
    message: /absent\.pem cannot be read/,
  });
});

test('an unknown authority is CERTIFICATE, with and without own TLS settings', async (t) => {
  const url = await secureKeystone(t);
  for (const tls of [{}, { cert: 'cert.pem', key: 'key.pem' }]) {
    const error = await t.throwsAsync(cloudOf(url, tls).session.identity(), {
      instanceOf: OpenStackError,
    });
    t.is(error.code, 'CERTIFICATE');
    t.regex(error.message, /127\.0\.0\.1/);
  }
});
