// What a node does not do for a person, and says why.
import { agentSubject, consoleSubject, Wire } from '@hopscope/proto';
import test from 'ava';
import type { ExecutionContext } from 'ava';

import { startNode } from '../node/support/client.ts';
import { NO_CONSOLE } from '../../src/channel/mod.ts';
import type { ConsolePolicy } from '../../src/channel/mod.ts';
import { newSession, TestConsole } from './support/console-client.ts';
import type { TestConsoleOptions } from './support/console-client.ts';
import { NODE, setUp } from './support/set-up.ts';

interface Refusal {
  readonly what: string;
  readonly options: TestConsoleOptions;
  readonly code: string;
  readonly message: RegExp;
}

/** Each is refused, with its reason, and stands in the log. */
const refuses = test.macro({
  exec: async (
    t: ExecutionContext,
    policy: Partial<ConsolePolicy>,
    refusals: readonly Refusal[],
  ) => {
    const { open, agent } = await setUp(t, policy);
    for (const { what, options, code, message } of refusals) {
      const before = agent.log.length;
      const error = await t.throwsAsync(open(options), { message }, what);
      t.is((error as { code?: string } | undefined)?.code, code, what);
      const lines = agent.log.slice(before);
      const line = lines.find((entry) => String(entry['msg']).endsWith('refused'));
      t.is(line?.['code'], code, `${what}: it is in the log`);
    }
  },
  title: (name) => `refused ${name}`,
});

const listOnly = {
  shell: false,
  commands: [['ip', 'link'], ['conntrack', '-L'], ['id'], ['./id']],
};

const refusal = (
  what: string,
  options: TestConsoleOptions,
  code: string,
  message: RegExp,
): Refusal => ({ what, options, code, message });

test.serial('where no console is allowed', refuses, { allow: false }, [
  refusal('a shell', {}, 'POLICY_DENIED', /forbids a console \(policy\.console\.allow\)/),
  refusal('a command', { argv: ['id'] }, 'POLICY_DENIED', /forbids a console/),
]);

test.serial('where commands are listed', refuses, listOnly, [
  refusal('a shell', {}, 'POLICY_DENIED', /a shell .*: ip link, conntrack -L, id, \.\/id$/),
  refusal('one not listed', { argv: ['ip', 'netns'] }, 'POLICY_DENIED', /"ip netns"/),
  refusal('a part of one', { argv: ['ip'] }, 'POLICY_DENIED', /command "ip"/),
  refusal('a longer word', { argv: ['ip', 'linkx'] }, 'POLICY_DENIED', /"ip linkx"/),
  refusal('a path', { argv: ['./id'] }, 'ORDER_INVALID', /not the name of a program/),
]);

const words = Array.from({ length: 65 }, () => 'x');

test.serial('where anything is allowed', refuses, {}, [
  refusal(
    'no program',
    { argv: ['no-such-program'] },
    'ENVIRONMENT',
    /no-such-program is not inst/,
  ),
  refusal('a path to nothing', { argv: ['/no/such/thing'] }, 'ENVIRONMENT', /not on this node/),
  refusal('a relative path', { argv: ['../bin/id'] }, 'ORDER_INVALID', /not the name/),
  refusal('an option for a name', { argv: ['--help'] }, 'ORDER_INVALID', /not the name/),
  refusal('a zero byte', { argv: ['echo', 'a\0b'] }, 'ORDER_INVALID', /zero/),
  refusal('too many words', { argv: words }, 'ORDER_INVALID', /65 words/),
  refusal('long words', { argv: ['echo', 'x'.repeat(9_000)] }, 'ORDER_INVALID', /9006 bytes/),
  refusal('no such namespace', { netns: 'no-such-netns' }, 'NETNS_MISSING', /no-such-netns/),
  refusal('a path for a namespace', { netns: '../1' }, 'ORDER_INVALID', /not a namespace name/),
  refusal('an option for a namespace', { netns: '-x' }, 'ORDER_INVALID', /not a namespace name/),
  refusal('a short session', { session: 'short' }, 'ORDER_INVALID', /named by 20 to 64/),
]);

test.serial('a listed command runs, with what follows its words', async (t) => {
  const { open } = await setUp(t, listOnly);
  const console = await open({ argv: ['ip', 'link', 'show', 'dev', 'lo'], terminal: false });
  t.like(await console.end(), { reason: 'exit', exitCode: 0 });
  t.regex(console.text(), /LOOPBACK/);
});

test.serial('a listed command gets no pager and no variable of ours', async (t) => {
  const { open } = await setUp(t, { ...listOnly, commands: [['env']] });
  const console = await open({ argv: ['env'], terminal: false });
  await console.end();
  const names = console
    .text()
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0]);
  t.deepEqual(names.toSorted(), [
    'HOME',
    'HOPSCOPE_CONSOLE',
    'HOPSCOPE_NETNS',
    'HOPSCOPE_NODE_OWNER',
    'LC_ALL',
    'LESSSECURE',
    'LOGNAME',
    'PAGER',
    'PATH',
    'TERM',
    'USER',
  ]);
  t.false(console.text().includes(console.session), 'the name of the session is a secret');
});

test.serial('one console more than allowed is refused, until another ends', async (t) => {
  const { open } = await setUp(t, { sessionsMax: 2 });
  const [first] = await Promise.all([open({ argv: ['cat'] }), open({ argv: ['cat'] })]);
  const error = await t.throwsAsync(open({ argv: ['cat'] }), { message: /2 consoles are open/ });
  t.is((error as { code?: string } | undefined)?.code, 'LIMIT_REACHED');
  await first?.ask({ close: {} });
  await first?.end();
  await t.notThrowsAsync(open({ argv: ['cat'] }));
});

test.serial('two sessions of one name: the second is refused, the first goes on', async (t) => {
  const { open } = await setUp(t);
  const console = await open({ argv: ['cat'] });
  await t.throwsAsync(open({ session: console.session }), { message: /of this name is open/ });
  console.type('still here\n');
  await console.sees('still here');
});

test.serial('what is not open cannot be resized, closed or typed into', async (t) => {
  const { connection, open } = await setUp(t);
  const nobody = new TestConsole(connection, NODE, newSession());
  for (const action of [{ resize: { columns: 1, rows: 1 } }, { close: {} }])
    t.like(await t.throwsAsync(nobody.ask(action)), { code: 'ORDER_UNKNOWN' });
  connection.publish(consoleSubject(NODE, nobody.session, 'in'), Buffer.from('rm -rf /'));
  connection.publish(consoleSubject(NODE, nobody.session, 'in'), Buffer.alloc(500_000));
  const console = await open({ argv: ['echo', 'well'] });
  t.like(await console.end(), { reason: 'exit' });
});

test.serial('an order that is no order is refused with a reason', async (t) => {
  const { connection } = await setUp(t);
  const failureOf = async (body: Uint8Array) => {
    const { data } = await connection.request(agentSubject(NODE, 'console'), body);
    return Wire.ConsoleResponse.decode(data).failure?.code;
  };
  t.is(await failureOf(Buffer.from([0xff, 0xff])), 'ORDER_INVALID');
  t.is(await failureOf(new Uint8Array(0)), 'ORDER_INVALID');
  const idle = Wire.ConsoleRequest.encode({ session: newSession() }).finish();
  t.is(await failureOf(idle), 'ORDER_UNKNOWN');
});

const CODEC = { request: Wire.ConsoleRequest, response: Wire.ConsoleResponse };

test.serial('the privileged process refuses by itself, whatever link let through', async (t) => {
  const ask = async (policy: Partial<ConsolePolicy>, open: object) => {
    const node = await startNode({
      hello: {
        policy: {
          capture: true,
          inject: false,
          injectDestinations: [],
          injectRateMax: 1,
          dropReasons: false,
          console: { ...NO_CONSOLE, ...policy },
        },
      },
    });
    t.teardown(node.close);
    return node.ask('console', CODEC, { session: newSession(), open });
  };
  t.like(await t.throwsAsync(ask({}, { argv: ['id'] })), { code: 'POLICY_DENIED' });
  const some = { allow: true, commands: [['id']] };
  t.like(await t.throwsAsync(ask(some, { argv: ['ls'] })), { code: 'POLICY_DENIED' });
  t.like(await t.throwsAsync(ask(some, { argv: [] })), { code: 'POLICY_DENIED' });
  const none = { allow: true, shell: true, sessionsMax: 0 };
  t.like(await t.throwsAsync(ask(none, { argv: ['id'] })), { code: 'LIMIT_REACHED' });
});
