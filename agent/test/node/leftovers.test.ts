import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

import test from 'ava';

import { OWNER_VARIABLE } from '../../src/node/evidence/tools.ts';
import { isDeadDevice, openDeviceNames, readOwner } from '../../src/node/leftovers.ts';
import { startNode } from './support/client.ts';
import { eventually } from './support/eventually.ts';
import { openNetwork } from './support/network.ts';

const PID_MAX = 4_194_304;

test.serial('a device name tells its maker, and fits', (t) => {
  const owner = { pid: PID_MAX, startTicks: 123_456_789_012 };
  const next = openDeviceNames(owner);
  const names = [next(), next()];
  t.true(names.every((name) => name.length <= 15));
  t.not(names[0], names[1]);
  const alive = (pid: number): number | null => (pid === owner.pid ? owner.startTicks : null);
  const reused = (pid: number): number | null => (pid === owner.pid ? owner.startTicks + 1 : null);
  for (const name of names) {
    t.false(isDeadDevice(name, alive), 'its maker runs');
    t.true(isDeadDevice(name, reused), 'another process has that pid now');
    t.true(
      isDeadDevice(name, () => null),
      'its maker is gone',
    );
  }
  t.false(isDeadDevice('tap489316e2-c7', () => null));
  t.false(isDeadDevice('hsi', () => null));
});

test.serial('this process knows when it started', (t) => {
  const { pid, startTicks } = readOwner();
  t.is(pid, process.pid);
  t.true(startTicks > 0);
});

test.serial('a start sweeps what dead makers left, and nothing of the living', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const host = network.netns('swp');
  const dead = openDeviceNames({ pid: PID_MAX - 1, startTicks: 5 })();
  const living = openDeviceNames(readOwner())();
  for (const name of [dead, living])
    network.sh('ip', '-n', host, 'link', 'add', name, 'type', 'veth', 'peer', 'name', `p${name}`);
  const helper = (owner: string) =>
    spawn('sleep', ['60'], { env: { [OWNER_VARIABLE]: owner, PATH: '/usr/bin:/bin' } });
  const orphan = helper(`${PID_MAX - 1}:5`);
  const { pid, startTicks } = readOwner();
  const child = helper(`${pid}:${startTicks}`);
  t.teardown(() => child.kill('SIGKILL'));
  const ended = once(orphan, 'exit');
  await Promise.all([once(orphan, 'spawn'), once(child, 'spawn')]);
  const node = await startNode({ netns: host });
  t.teardown(node.close);
  t.deepEqual(await ended, [null, 'SIGKILL']);
  t.is(child.exitCode, null);
  t.true(await eventually(() => node.logs.length > 0));
  const links = network.inside(host, 'ip', '-br', 'link');
  t.false(links.includes(dead));
  t.true(links.includes(living));
  t.like(JSON.parse(node.logs[0] ?? ''), { devices: 1 });
});

/** Starts a helper as readers do, says its pid, and lives on. */
const STARTER = `
  import { spawn } from 'node:child_process';
  import { openTools } from '${new URL('../../src/node/evidence/tools.ts', import.meta.url)}';
  const tools = openTools({ owner: '', ovsRunDir: '' });
  const [program, ...args] = tools.argv('', [tools.path('sleep'), '60']);
  const helper = spawn(program, args, { stdio: 'ignore' });
  process.stdout.write(String(helper.pid));
  setInterval(() => {}, 1_000);
`;

test.serial('kill -9 takes the helpers along', async (t) => {
  const starter = spawn(process.execPath, ['--input-type=module', '-e', STARTER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => starter.kill('SIGKILL'));
  const [pid] = (await once(starter.stdout, 'data')) as [Buffer];
  const helper = `/proc/${pid.toString('utf8')}`;
  const isSleep = (): boolean =>
    readFileSync(`${helper}/cmdline`, 'utf8').startsWith('/usr/bin/sl');
  t.true(await eventually(isSleep), 'what setpriv arranged is in force');
  starter.kill('SIGKILL');
  t.true(await eventually(() => !existsSync(`${helper}/exe`)));
});

test.serial('when link goes, the process goes at once', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const host = network.netns('eof');
  const node = await startNode();
  await node.arm({ conntrack: [{ netns: host, addresses: ['10.9.0.1'] }] });
  const before = performance.now();
  await node.close();
  t.true(performance.now() - before < 1_000);
  t.is(node.process.exitCode, 0);
});
