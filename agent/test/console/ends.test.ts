// How a console ends when its program does not: whoever ends it, its processes are gone then.
import { consoleSubject, Wire } from '@hopscope/proto';
import test from 'ava';
import type { ExecutionContext } from 'ava';

import { eventually } from '../../../test/support/eventually.ts';
import type { TestConsole } from './support/console-client.ts';
import { running } from './support/processes.ts';
import { NODE, nodePid, setUp } from './support/set-up.ts';
import type { ConsoleSetUp } from './support/set-up.ts';

let marks = 0;

/** A command line that nobody else has. */
const sleeper = (): string => {
  marks += 1;
  return `sleep ${100_000 + (process.pid % 100_000)}.${marks}`;
};

/** A session with a child, a job in the background and one that left the session. */
const busy = async (
  { open }: ConsoleSetUp,
  options: object,
): Promise<{ console: TestConsole; commands: string[] }> => {
  const commands = [sleeper(), sleeper(), sleeper()];
  const [child, job, away] = commands;
  const script = `setsid nohup ${away} >/dev/null 2>&1 & ${job} & echo begun; ${child}; exit`;
  const console = await open({ argv: ['bash', '-c', script], ...options });
  await console.sees('begun');
  await eventually(
    () => commands.map((command) => running(command).length),
    (counts) => counts.every((count) => count === 1),
  );
  return { console, commands };
};

const allGone = async (t: ExecutionContext, commands: readonly string[]): Promise<void> => {
  await eventually(
    () => commands.flatMap((command) => running(command)),
    (pids) => pids.length === 0,
    2_000,
  );
  t.pass();
};

for (const terminal of [true, false]) {
  const kind = terminal ? 'with a terminal' : 'without a terminal';

  test.serial(`a client that is gone takes what it started along, ${kind}`, async (t) => {
    const all = await setUp(t);
    const { console, commands } = await busy(all, { terminal, leaseMs: 1_000 });
    const silentMs = performance.now();
    console.present = false;
    const end = await console.end();
    const tookMs = performance.now() - silentMs;
    t.like(end, { reason: 'lease' });
    t.regex(end.message ?? '', /nothing came from the client for 1000 ms/);
    // Counted from what came last, which was some time before it fell silent.
    t.true(tookMs > 500 && tookMs < 6_000, `${tookMs}`);
    await allGone(t, commands);
  });

  test.serial(`closing it ends everything in it, ${kind}`, async (t) => {
    const all = await setUp(t);
    const { console, commands } = await busy(all, { terminal });
    await console.ask({ close: { reason: 'enough' } });
    t.like(await console.end(), { reason: 'closed', message: 'enough' });
    await allGone(t, commands);
  });
}

test.serial('what is left when the program ends is ended too', async (t) => {
  const { open } = await setUp(t);
  const command = sleeper();
  const console = await open({ argv: ['sh', '-c', `setsid ${command} & echo done`] });
  t.like(await console.end(), { reason: 'exit', exitCode: 0 });
  await allGone(t, [command]);
});

test.serial('programs get a moment to end well: SIGHUP first', async (t) => {
  const { open } = await setUp(t);
  const script = 'trap "echo tidy; exit 5" HUP; echo begun; while :; do sleep 0.02; done';
  const console = await open({ argv: ['sh', '-c', script] });
  await console.sees('begun');
  await console.ask({ close: {} });
  t.like(await console.end(), { reason: 'closed', exitCode: 5 });
});

test.serial('a program that ignores SIGHUP is killed', async (t) => {
  const { open } = await setUp(t);
  const script = 'trap "" HUP TERM INT; echo begun; while :; do sleep 0.02; done';
  const console = await open({ argv: ['sh', '-c', script] });
  await console.sees('begun');
  await console.ask({ close: {} });
  t.like(await console.end(), { reason: 'closed', exitCode: -1, signal: 9 });
});

test.serial('a session in which nothing happens ends', async (t) => {
  const { open } = await setUp(t, { idleS: 1 });
  const console = await open({ argv: ['cat'] });
  const end = await console.end();
  t.like(end, { reason: 'idle', message: 'nothing was typed or printed for 1 s' });
});

test.serial('what prints, or is typed into, is not idle', async (t) => {
  const { open } = await setUp(t, { idleS: 2, sessionsMax: 2 });
  const prints = await open({ argv: ['sh', '-c', 'while :; do echo tick; sleep 0.3; done'] });
  const typed = await open({ argv: ['sh', '-c', 'stty -echo; echo ready; cat >/dev/null'] });
  await typed.sees('ready');
  for (let sign = 1; sign <= 4; sign += 1) {
    const seen = typed.signs;
    await typed.until(() => typed.signs > seen, 'a second passes');
    typed.type('x');
  }
  t.true(prints.bytes > 20);
  typed.type('\n');
  const seen = typed.signs;
  await typed.until(() => typed.signs > seen, 'it is still there');
});

test.serial('a frame that is missing ends the session, and says so', async (t) => {
  const all = await setUp(t);
  const { console, commands } = await busy(all, {});
  console.sendRaw(Wire.ConsoleFrame.encode({ sequence: 4_000_000 }).finish());
  const end = await console.end();
  t.like(end, { reason: 'broken' });
  t.regex(end.message ?? '', /a part of the data is lost/);
  await allGone(t, commands);
});

test.serial('who types without waiting is cut off', async (t) => {
  const { open, connection } = await setUp(t);
  const console = await open({ argv: ['sleep', '600'], terminal: false });
  console.present = false;
  console.fair = false;
  const subject = consoleSubject(NODE, console.session, 'in');
  for (let index = 0; index < 2_000; index += 1) {
    const sequence = console.sentSequence + 1 + index;
    const data = new Uint8Array(32 * 1024);
    connection.publish(subject, Wire.ConsoleFrame.encode({ sequence, data }).finish());
  }
  t.like(await console.end(), { reason: 'broken' });
});

test.serial('the death of the privileged process is told, and nothing outlives it', async (t) => {
  const all = await setUp(t);
  const { console, commands } = await busy(all, {});
  process.kill(nodePid(all.agent), 'SIGKILL');
  const end = await console.end();
  t.like(end, { reason: 'agent', exitCode: -1 });
  t.regex(end.message ?? '', /privileged process .* ended/);
  // what left the session is swept by the next process, at its start
  const next = await all.open({ argv: ['true'] });
  await next.end();
  await allGone(t, commands);
});

test.serial('an agent that ends takes its consoles along', async (t) => {
  const all = await setUp(t);
  const { console, commands } = await busy(all, {});
  await all.agent.stop();
  t.like(await console.end(), { reason: 'agent', message: 'the agent ends' });
  await allGone(t, commands);
});

test.serial('the log has every session from its beginning to its end', async (t) => {
  const { open, agent } = await setUp(t);
  const console = await open({
    argv: ['sh', '-c', 'read x; echo $x; exit 3'],
    client: 'somebody@desk\n{"forged":1}',
  });
  console.type('hello\n');
  await console.end();
  await agent.logged(({ msg }) => msg === 'console ended');
  const line = (msg: string) => agent.log.find((entry) => entry['msg'] === msg);
  const facts = {
    session: console.session.slice(0, 8),
    clientSays: 'somebody@desk?{"forged":1}',
    netns: '',
    argv: ['sh', '-c', 'read x; echo $x; exit 3'],
    terminal: true,
  };
  t.like(line('console opened'), { ...facts, runs: ['/usr/bin/sh', ...facts.argv.slice(1)] });
  t.regex(String(line('console opened')?.['asker']), /^_INBOX\./);
  t.like(line('console ended'), {
    ...facts,
    reason: 'exit',
    exitCode: 3,
    signal: 0,
    inputBytes: 6,
  });
  t.is(line('console ended')?.['outputBytes'], console.bytes);
  t.true(Number.isFinite(Date.parse(String(line('console ended')?.['openedAt']))));
});
