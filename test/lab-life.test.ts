// A lab on this machine: up, used, two at once, ended, left over. Needs root; labs of this file
// have a state directory of their own, so that nobody else's lab is in the way.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { recordedRecipe } from './lab/recipes/default.ts';
import { allPids, namespaceOf } from './lab/host/processes.ts';
import { run } from './lab/host/run.ts';
import { labProcesses } from './lab/host/sweep.ts';
import { attachLab } from './lab/lab.ts';
import { raiseLab } from './lab/raise/raise.ts';

const isRoot = process.geteuid?.() === 0;
const rooted = isRoot ? test.serial : test.serial.skip;
const MAIN = fileURLToPath(new URL('lab/main.ts', import.meta.url));
const state = mkdtempSync(join(tmpdir(), 'hopscope-lab-life-'));

test.before(() => {
  chmodSync(state, 0o755);
  process.env['HOPSCOPE_LAB_STATE'] = state;
});

test.after.always(async () => {
  for (const name of readdirSync(state)) await attachLab(name).down();
  rmSync(state, { recursive: true, force: true });
});

/** Network namespaces that processes live in; other tests may come and go with theirs. */
const namespaces = (pids: readonly number[]): ReadonlySet<string> =>
  new Set(pids.flatMap((pid) => namespaceOf(pid, 'net') ?? []));

const ping = ['ping', '-n', '-c', '3', '-i', '0.2', '-W', '2', '198.51.100.10'];

for (const firewall of ['iptables_hybrid', 'openvswitch'] as const)
  rooted(
    `with ${firewall} every server reaches the internet, and down leaves nothing`,
    async (t) => {
      t.timeout(60_000);
      const name = `life-${process.pid}`;
      const lab = await raiseLab({ name, recipe: recordedRecipe(firewall), agents: false });
      const answers = await Promise.all(
        lab.topology.servers.map((s) => lab.inServer(s.name, ping, { mayFail: true })),
      );
      for (const answer of answers) t.regex(answer.stdout, / 3 received/);
      const inside = namespaces(labProcesses(name).map((p) => p.pid));
      await lab.down();
      t.deepEqual(labProcesses(name), []);
      t.true(inside.isDisjointFrom(namespaces(allPids())));
      t.deepEqual(readdirSync(state), []);
    },
  );

rooted('two labs do not meet, and a name is taken only once', async (t) => {
  t.timeout(60_000);
  const options = { recipe: recordedRecipe('openvswitch'), agents: false };
  const [one, two] = await Promise.all([
    raiseLab({ ...options, name: `one-${process.pid}` }),
    raiseLab({ ...options, name: `two-${process.pid}` }),
  ]);
  await t.throwsAsync(raiseLab({ ...options, name: one.name }), { message: /is up already/ });
  await one.down();
  const answer = await two.inServer('a1', ping, { mayFail: true });
  t.regex(answer.stdout, / 3 received/);
  await two.down();
});

rooted('what a killed raise left is removed by the next start', async (t) => {
  t.timeout(60_000);
  const name = `killed-${process.pid}`;
  const child = spawn(process.execPath, [MAIN, '--name', name, 'up', '--no-agents'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // the first line of progress: hosts and wires are there, nodes are being raised
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  t.true(labProcesses(name).length > 0);
  const { stdout } = await run([process.execPath, MAIN, 'down', '--name', name, '--json']);
  t.deepEqual(JSON.parse(stdout), { ended: [name] });
  t.deepEqual(labProcesses(name), []);
  t.deepEqual(readdirSync(state), []);
});

rooted('a plain user is told that root is needed', async (t) => {
  const asNobody = ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const result = await run([...asNobody, process.execPath, MAIN, 'up'], { mayFail: true });
  t.is(result.rc, 3);
  t.regex(result.stderr, /run it as root/);
});
