// Settings: errors that a person can act on, and the rule of safe servers.
import { AuthorizationError, ConnectionError } from '@nats-io/nats-core';
import test from 'ava';
import { z } from 'zod';

import {
  insecureServers,
  natsFailure,
  natsOptions,
  natsSettingsSchema,
  parseServer,
  parseSettings,
  rootMessage,
  SettingsError,
} from '../src/mod.ts';

const schema = z.strictObject({
  node: z.string().optional(),
  nats: natsSettingsSchema,
});

const problems = (text: string): readonly string[] => {
  try {
    parseSettings(schema, text, 'agent.yaml');
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};

test('a problem names file, line, key, what was expected and what was found', (t) => {
  const [problem] = problems('node: 7\nnats:\n  servers: nats://127.0.0.1\n');
  t.is(problem, 'agent.yaml:1: node: Invalid input: expected string, received number, found 7');
});

test('a key that does not exist is named with its own line', (t) => {
  const [problem] = problems('nats:\n  servers: nats://127.0.0.1\n  sever: x\n');
  t.regex(problem ?? '', /^agent\.yaml:3: nats\.sever: Unrecognized key/);
});

test('a missing key is reported at the line of what should hold it', (t) => {
  t.regex(problems('node: a\nnats:\n  user: u\n  password: p\n')[0] ?? '', /:3: nats\.servers: /);
});

test('all problems are reported at once', (t) => {
  t.is(problems('node: 7\nnats:\n  servers: http://x\n  user: u\n').length, 3);
});

test('a secret is never repeated in a message', (t) => {
  const text = problems('nats:\n  servers: a\n  user: u\n  password: [hunter2]\n').join('\n');
  t.regex(text, /nats\.password/);
  t.notRegex(text, /hunter2/);
});

test('what is no YAML is named with its line', (t) => {
  t.regex(problems('node: "x\n')[0] ?? '', /^agent\.yaml:\d+: no YAML/);
});

const servers = test.macro({
  exec(t, text: string, extra: object, expected: readonly string[]) {
    t.deepEqual(insecureServers(natsSettingsSchema.parse({ servers: text, ...extra })), expected);
  },
  title: (_, text, extra) => `safe or not: ${text} ${JSON.stringify(extra)}`,
});

test(servers, 'nats://127.0.0.1:4222', {}, []);
test(servers, 'localhost', {}, []);
test(servers, 'nats://[::1]:4222', {}, []);
test(servers, 'nats://127.9.9.9', {}, []);
test(servers, 'nats://10.0.0.5', {}, ['nats://10.0.0.5:4222 (no TLS, no credentials)']);
test(servers, 'tls://10.0.0.5', {}, ['tls://10.0.0.5:4222 (no credentials)']);
test(servers, 'nats://u:p@nats.example', {}, ['nats://nats.example:4222 (no TLS)']);
test(servers, 'tls://u:p@nats.example', {}, []);
test(servers, 'nats.example', { token: 't', tls: {} }, []);
test(servers, '127.0.0.1,10.0.0.5', { token: 't' }, ['nats://10.0.0.5:4222 (no TLS)']);
test(servers, '127.0.0.1.example.org', {}, [
  'nats://127.0.0.1.example.org:4222 (no TLS, no credentials)',
]);

test('a URL that is no NATS server is refused', (t) => {
  for (const text of ['http://x', 'nats://', 'nats://x/path', '', 'nats://x:99999'])
    t.is(parseServer(text), null, text);
});

test('TLS is demanded as soon as the URL or the settings ask for it', (t) => {
  const none = () => Buffer.from('');
  t.is(natsOptions(natsSettingsSchema.parse({ servers: '10.0.0.5' }), none).tls, null);
  t.deepEqual(natsOptions(natsSettingsSchema.parse({ servers: 'tls://10.0.0.5' }), none).tls, {});
});

test('a refusal is told from a server that is not there, also deep in a chain', (t) => {
  t.is(natsFailure(new AuthorizationError('x')), 'refused');
  t.is(natsFailure(new Error('a', { cause: new AuthorizationError('x') })), 'refused');
  t.is(natsFailure(new ConnectionError('connection refused')), 'unreachable');
  t.is(rootMessage(new Error('a', { cause: new Error('ECONNREFUSED 1') })), 'ECONNREFUSED 1');
});
