// Configuration and name of an agent: what wins, and how mistakes are told.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import test from 'ava';
import type { ExecutionContext } from 'ava';

import { NO_CONSOLE } from '../../src/channel/mod.ts';
import { loadConfig } from '../../src/link/config.ts';
import { findNodeName, hostOfIni } from '../../src/link/node-name.ts';

const folderOf = (t: ExecutionContext, files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-test-config-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
};

const load = (t: ExecutionContext, text: string, flags = {}) =>
  loadConfig({ config: join(folderOf(t, { 'agent.yaml': text }), 'agent.yaml'), ...flags });

test('without a file the agent talks to loopback, may capture and may not inject', (t) => {
  t.like(loadConfig({}), {
    node: null,
    nats: { servers: ['nats://127.0.0.1:4222'] },
    policy: { capture: true, inject: false, console: NO_CONSOLE },
    clockShift: null,
  });
});

test('flags win over the file, what they do not say stays', (t) => {
  const config = load(
    t,
    'node: a\nnats:\n  servers: nats://127.0.0.1:1\n  token: x\npolicy:\n  inject: {allow: true}\n',
    { node: 'b', nats: 'nats://127.0.0.1:2' },
  );
  t.like(config, { node: 'b', nats: { servers: ['nats://127.0.0.1:2'], token: 'x' } });
  t.true(config.policy.inject);
});

test('a mistake names file, line, key and what was expected', (t) => {
  const text =
    'node: cn1\npolicy:\n  inject:\n    allow: perhaps\n    destinations: [10.0.0.0/99]\n';
  const error = t.throws(() => load(t, text));
  t.like(error, { code: 'CONFIG_INVALID' });
  t.regex(error?.message ?? '', /agent\.yaml:4: policy\.inject\.allow: .*boolean.*"perhaps"/);
  t.regex(error?.message ?? '', /agent\.yaml:5: policy\.inject\.destinations\.0: .*CIDR/);
});

test('a file that is not there is CONFIG_INVALID with its name', (t) => {
  const error = t.throws(() => loadConfig({ config: '/nonexistent/agent.yaml' }));
  t.like(error, { code: 'CONFIG_INVALID' });
  t.regex(error?.message ?? '', /^\/nonexistent\/agent\.yaml: cannot be read/);
});

test('a server in the clear is refused, unless somebody says insecure', (t) => {
  const error = t.throws(() => loadConfig({ nats: 'nats://192.0.2.1' }));
  t.like(error, { code: 'NATS_INSECURE' });
  t.regex(error?.message ?? '', /192\.0\.2\.1:4222 \(no TLS, no credentials\).*insecure: true/s);
  t.true(loadConfig({ nats: 'nats://192.0.2.1', insecure: true }).nats.insecure);
  t.notThrows(() => load(t, 'nats: {servers: nats://192.0.2.1, insecure: true}\n'));
  t.notThrows(() => load(t, 'nats: {servers: tls://192.0.2.1, token: x}\n'));
});

test('a false clock is only there when it is asked for', (t) => {
  t.deepEqual(loadConfig({ clockStepUs: { us: 5, atSec: 2 } }).clockShift, {
    offsetUs: 0,
    driftPpm: 0,
    stepUs: 5,
    stepAtSec: 2,
  });
});

test('host is read from [DEFAULT] alone, and comments are not read', (t) => {
  t.is(
    hostOfIni('[DEFAULT]\n#host = no\nhost = cn1.example.org\n[agent]\nhost = other\n'),
    'cn1.example.org',
  );
  t.is(hostOfIni('[ml2]\nhost = x\n[DEFAULT]\nhost: y\n'), 'y');
  t.is(hostOfIni('host_thing = x\n'), null);
});

test("the node is called what neutron calls it; a later file of neutron's wins", (t) => {
  const root = `${folderOf(t, {
    'etc/neutron/neutron.conf': '[DEFAULT]\nhost = one\n',
    'etc/neutron/l3_agent.ini': '[DEFAULT]\nhost = two\n',
  })}/`;
  t.deepEqual(findNodeName(null, 'me', root), { name: 'two', source: '/etc/neutron/l3_agent.ini' });
  t.is(findNodeName('flag', 'me', root).name, 'flag');
  t.deepEqual(findNodeName(null, 'me', '/nonexistent/'), { name: 'me', source: 'hostname' });
});

test('a console is off until the file allows it, and its limits have defaults', (t) => {
  const config = load(
    t,
    'policy:\n  console:\n    allow: true\n    commands: [[ip], [conntrack, -L]]\n    idleS: 60\n',
  );
  t.deepEqual(config.policy.console, {
    ...NO_CONSOLE,
    allow: true,
    commands: [['ip'], ['conntrack', '-L']],
    idleS: 60,
  });
});

test('a mistake in the policy of consoles names its line', (t) => {
  const text = [
    'policy:',
    '  console:',
    '    allow: true',
    '    commands: [[/usr/bin/ip], [], ip]',
    '    sessionsMax: 0',
    '    outputBytesPerS: 1',
    '    shel: true',
    '',
  ].join('\n');
  const error = t.throws(() => load(t, text));
  t.like(error, { code: 'CONFIG_INVALID' });
  const message = error?.message ?? '';
  t.regex(message, /agent\.yaml:4: policy\.console\.commands\.0: .*without its folder/);
  t.regex(message, /policy\.console\.commands\.1/);
  t.regex(message, /policy\.console\.commands\.2/);
  t.regex(message, /agent\.yaml:5: policy\.console\.sessionsMax/);
  t.regex(message, /agent\.yaml:6: policy\.console\.outputBytesPerS/);
  t.regex(message, /shel/);
});
