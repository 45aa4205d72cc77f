// `hopscope agent` as a process: its words on standard error and how it ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { agentSubject, PRESENCE_BUCKET, Wire } from '@hopscope/proto';
import { Kvm } from '@nats-io/kv';
import { connect } from '@nats-io/transport-node';
import test from 'ava';
import type { ExecutionContext } from 'ava';

import { startNatsServer } from '../../../test/support/nats-server.ts';

const main = join(import.meta.dirname, '../../src/main.ts');

const startProcess = (t: ExecutionContext, args: readonly string[]) => {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  t.teardown(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  const reader = createInterface({ input: child.stderr });
  reader.on('line', (line) => lines.push(line));
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const logged = async (wanted: RegExp): Promise<void> => {
    if (lines.some((line) => wanted.test(line))) return;
    for await (const [line] of on(reader)) if (wanted.test(line)) return;
  };
  return { child, lines, exit, logged };
};

const on = (reader: ReturnType<typeof createInterface>): AsyncIterable<[string]> => ({
  async *[Symbol.asyncIterator]() {
    for (;;) yield (await once(reader, 'line')) as [string];
  },
});

const ending = test.macro({
  async exec(t, args: readonly string[], status: number, words: RegExp) {
    const { exit, lines } = startProcess(t, args);
    t.is(await exit, status);
    t.regex(lines.join('\n'), words);
  },
  title: (_, args: readonly string[]) =>
    `hopscope agent ${args.join(' ')} says what is wrong and ends`,
});

test(ending, ['--nats', 'nats://192.0.2.1'], 3, /NATS_INSECURE: refusing nats:\/\/192\.0\.2\.1/);
test(ending, ['--config', '/nonexistent.yaml'], 3, /CONFIG_INVALID: \/nonexistent\.yaml/);
test(ending, ['--nats', 'http://x'], 3, /CONFIG_INVALID: --nats: expected nats:/);
test(ending, ['--frob'], 3, /USAGE: Unknown option '--frob'/);
test(ending, ['agent', '--clock-step-us', '5'], 3, /MICROSECONDS@SECONDS/);

test('it serves, logs JSON with its name, and leaves nothing when it is told to end', async (t) => {
  const server = await startNatsServer();
  const connection = await connect({ servers: server.url });
  const { child, lines, exit, logged } = startProcess(t, ['--node', 'n1', '--nats', server.url]);
  await logged(/"msg":"serving"/);
  const answer = await connection.request(agentSubject('n1', 'clock'), new Uint8Array(0));
  t.not(Wire.ClockResponse.decode(answer.data).instance, '');
  child.kill('SIGTERM');
  t.is(await exit, 0);
  for (const line of lines) t.is((JSON.parse(line) as { node: string }).node, 'n1');
  const bucket = await new Kvm(connection).open(PRESENCE_BUCKET);
  const keys: string[] = [];
  for await (const key of await bucket.keys()) keys.push(key);
  t.deepEqual(keys, []);
  await connection.close();
  await server.remove();
});

test('it says once that there is no server, and ends at once when told to', async (t) => {
  const { child, lines, exit, logged } = startProcess(t, ['--nats', 'nats://127.0.0.1:9']);
  await logged(/NATS_UNREACHABLE/);
  child.kill('SIGTERM');
  t.is(await exit, 0);
  t.is(lines.filter((line) => line.includes('NATS_UNREACHABLE')).length, 1);
});
