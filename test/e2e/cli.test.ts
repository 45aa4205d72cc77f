// The command line as a person meets it, against a whole cloud: Ctrl-C, pure JSON, exit codes, and
// a bundle that can be judged again and opened in Wireshark.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { victimOf } from '../lab/faults/victim.ts';
import { labEnvironment } from '../lab/host/holder.ts';
import { hopscope, theLab, trace } from './support.ts';

const HOPSCOPE = fileURLToPath(new URL('../../hopscope', import.meta.url));
const lab = theLab();
const victim = victimOf(lab.topology, 'a1', 'icmp');
const remote = '198.51.100.10';

/** Packet sockets of a node: its own namespace, where the capture of the tap would be. */
const packetSockets = async (): Promise<number> => {
  const { stdout } = await lab.exec(victim.server.node, ['cat', '/proc/net/packet']);
  return stdout.trim().split('\n').length - 1;
};

test('Ctrl-C releases the captures before the command ends', async (t) => {
  t.timeout(60_000);
  const before = await packetSockets();
  const [file = '', ...enter] = lab.enter('ctl');
  const args = [...enter, HOPSCOPE, 'trace', 'a1', remote, '--live', '60s'];
  const env = {
    ...labEnvironment(lab.stateDirectory, lab.environment),
    XDG_STATE_HOME: join(lab.stateDirectory, 'user'),
  };
  // A group of its own: the terminal sends Ctrl-C to the whole group.
  const child = spawn(file, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const armed = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/armed 11\/11/.test(said)) resolve();
    });
  });
  const closed = once(child, 'close');
  await Promise.race([armed, closed]);
  t.regex(said, /armed 11\/11/);
  t.true((await packetSockets()) > before, 'something is captured');
  process.kill(-(child.pid ?? 0), 'SIGINT');
  const [code] = (await closed) as [number | null];
  t.is(code, 130);
  t.regex(said, /hopscope: interrupted; captures are released/);
  t.is(printed, '');
  t.is(await packetSockets(), before);
});

test('with --json standard output is the verdict alone, and --md is for a ticket', async (t) => {
  t.timeout(60_000);
  const { verdict, stdout, code, stderr } = await trace(lab, 'a1', remote, '--inject');
  t.is(code, 0);
  t.deepEqual(JSON.parse(stdout), verdict);
  t.regex(stderr, /resolved 11 points out and 9 back on 2 nodes\n/);
  t.regex(stderr, /armed 11\/11 points on 2 nodes\n/);
  const shown = await hopscope(lab, ['show', verdict.trace, '--md']);
  t.regex(shown.stdout, /^## DELIVERED: a1 /);
});

test('the bundle is judged again without the cloud and is in the order of time', async (t) => {
  t.timeout(60_000);
  const bundle = join(lab.stateDirectory, `cli-${process.pid}`);
  const { verdict } = await trace(lab, 'a1', `${remote}:80`, '--inject', '-o', bundle);
  const again = await hopscope(lab, ['analyze', bundle, '--json'], { HOPSCOPE_NATS: 'none' });
  t.is(again.code, 0);
  t.deepEqual({ ...JSON.parse(again.stdout), timings: {} }, { ...verdict, timings: {} });
  const merged = join(bundle, 'merged.pcapng');
  const { stdout } = await lab.exec('ctl', ['capinfos', merged]);
  t.regex(stdout, /Strict time order: +True/);
  const fields = ['-T', 'fields', '-e', 'frame.interface_name', '-e', 'frame.comment'];
  const frames = (await lab.exec('ctl', ['tshark', '-r', merged, ...fields])).stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const tap = frames.filter(([name]) => name?.startsWith(`${victim.server.node}/-/tap`));
  t.true(tap.length >= 40, 'out and back at the tap');
  t.true(frames.every(([, comment]) => comment !== undefined && comment !== ''));
  t.true(frames.some(([name, comment]) => name?.includes('/qg-') && comment?.includes('SNAT')));
});

test('what the world lacks is said in a line with an advice, and exits 3', async (t) => {
  t.timeout(60_000);
  const unknown = await hopscope(lab, ['trace', 'nobody', remote]);
  t.deepEqual([unknown.code, unknown.stdout], [3, '']);
  t.regex(unknown.stderr, /^hopscope: no server or port is called nobody/m);
  const password = await hopscope(lab, ['trace', 'a1', remote], { OS_PASSWORD: 'wrong' });
  t.is(password.code, 3);
  t.regex(password.stderr, /^hopscope: .*refused user admin/m);
  const nats = await hopscope(lab, ['trace', 'a1', remote], {
    HOPSCOPE_NATS: 'nats://127.0.0.1:1',
  });
  t.is(nats.code, 3);
  t.regex(nats.stderr, /^hopscope: no NATS server answers at nats:\/\/127\.0\.0\.1:1/m);
  const alone = await hopscope(lab, ['trace', 'a1', remote], { HOPSCOPE_NATS: '' });
  t.is(alone.code, 3);
  t.regex(alone.stderr, /^hopscope: no node can be looked into \(cn1: no agent serves cn1/m);
});

test('a dry run shows path and filters and captures nothing', async (t) => {
  t.timeout(60_000);
  const { code, stdout } = await hopscope(lab, ['trace', 'a1', `${remote}:80`, '--dry-run']);
  t.is(code, 0);
  t.regex(stdout, /^a1 10\.1\.0\.\d+ -> 198\.51\.100\.10 tcp\/80\n/);
  t.regex(stdout, /\(udp dst port 4789 and udp\[12:4\] >> 8 = \d+/);
});

test('a command without a reader ends quietly', async (t) => {
  const { rc, stderr } = await lab.exec('ctl', ['sh', '-c', `${HOPSCOPE} --help | true`]);
  t.deepEqual([rc, stderr], [0, '']);
});
