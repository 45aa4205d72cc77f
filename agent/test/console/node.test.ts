// A console and the node it is on: its namespaces, how much it may print, and the captures beside
// it.
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';

import test from 'ava';

import { openNetwork } from '../node/support/network.ts';
import { startPiped } from '../../src/node/console/program.ts';
import { startInTerminal } from '../../src/node/console/terminal.ts';
import { openKernel } from '../../src/node/capture/kernel.ts';
import { setUp } from './support/set-up.ts';

const KIB = 1024;

test.serial(
  'a program runs inside the namespace that is named, and its environment says which',
  async (t) => {
    const network = openNetwork();
    t.teardown(network.close);
    const netns = network.netns('console');
    network.sh('ip', '-n', netns, 'link', 'add', 'onlyhere', 'type', 'bridge');
    const { open } = await setUp(t);
    for (const terminal of [true, false]) {
      const argv = [
        'sh',
        '-c',
        'ip -o link show; echo $HOPSCOPE_NETNS; readlink /proc/self/ns/net',
      ];
      const console = await open({ netns, argv, terminal });
      t.like(await console.end(), { exitCode: 0 });
      t.regex(console.text(), /onlyhere/);
      t.true(console.text().includes(netns));
    }
  },
);

test.serial(
  'a handle that is dead is refused, or gone around as evidence readers do',
  async (t) => {
    const name = `hsCdead${process.pid}`;
    writeFileSync(`/run/netns/${name}`, '');
    t.teardown(() => rmSync(`/run/netns/${name}`));
    const { open } = await setUp(t);
    t.like(await t.throwsAsync(open({ netns: name, argv: ['true'] })), { code: 'NETNS_DEAD' });
    const network = openNetwork();
    t.teardown(network.close);
    const netns = network.netns('alive');
    // a process that lives in a namespace is found by the name in its command line
    const holder = await startPiped({
      argv: [
        '/usr/bin/nsenter',
        `--net=/run/netns/${netns}`,
        '/bin/sh',
        '-c',
        'echo in; cat',
        name,
      ],
      environment: {},
      folder: '/',
    });
    t.teardown(() => process.kill(holder.pid, 'SIGKILL'));
    await new Promise((resolve) => holder.output.once('data', resolve));
    const inode = network.inside(netns, 'readlink', '/proc/self/ns/net').trim();
    const console = await open({ netns: name, argv: ['readlink', '/proc/self/ns/net'] });
    await console.end();
    t.is(console.text().trim(), inode);
  },
);

test.serial(
  'output is let through at the rate that the node allows, and none is lost',
  async (t) => {
    const rate = 256 * KIB;
    const { open } = await setUp(t, { outputBytesPerS: rate });
    const startedMs = performance.now();
    const console = await open({
      argv: ['head', '-c', String(1024 * KIB), '/dev/zero'],
      terminal: false,
    });
    t.like(await console.end(), { reason: 'exit', exitCode: 0 });
    const seconds = (performance.now() - startedMs) / 1000;
    t.is(console.bytes, 1024 * KIB);
    // four seconds, less what the bucket held
    t.true(seconds > 3.5, `${seconds}`);
  },
);

test.serial('typing is answered at once while another session prints all it may', async (t) => {
  const { open } = await setUp(t);
  const loud = await open({ argv: ['cat', '/dev/zero'], terminal: false });
  const console = await open({ argv: ['sh', '-c', 'stty -echo; echo ready; exec cat'] });
  await console.sees('ready');
  await loud.until(() => loud.bytes > 512 * KIB, 'the other prints');
  const word = randomBytes(8).toString('hex');
  const startedMs = performance.now();
  console.type(`${word}\n`);
  await console.sees(word);
  const tookMs = performance.now() - startedMs;
  t.log(`${tookMs.toFixed(1)} ms`);
  t.true(tookMs < 1_000, `${tookMs} ms`);
});

test('without node-pty a terminal is refused with what to do', async (t) => {
  const options = { argv: ['/bin/true'], environment: {}, folder: '/', columns: 80, rows: 24 };
  for (const load of [() => Promise.reject(new Error('no pty.node')), () => Promise.resolve({})]) {
    const error = await t.throwsAsync(startInTerminal(openKernel(), options, load));
    t.like(error, { code: 'ENVIRONMENT' });
    t.regex(error?.message ?? '', /node-pty is not built on it/);
  }
});

test('a program that cannot be started is refused', async (t) => {
  const options = { argv: ['/no/such/program'], environment: {}, folder: '/' };
  t.like(await t.throwsAsync(startPiped(options)), { code: 'ENVIRONMENT' });
});
