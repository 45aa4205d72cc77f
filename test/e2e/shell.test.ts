// A console in the cloud: inside a router's namespace, as `ip netns exec` would be, without SSH;
// and a trace beside it that does not notice.

import test from 'ava';
import { victimOf } from '../lab/faults/victim.ts';
import { qrouterNamespace } from '../lab/names.ts';
import { brief, hopscope, theLab, trace } from './support.ts';

const lab = theLab();
const victim = victimOf(lab.topology, 'a1', 'icmp');
const node = victim.server.node;
const netns = qrouterNamespace(victim.router.id);

test('a command runs inside a router, and sees what ip netns exec would', async (t) => {
  t.timeout(60_000);
  const argv = ['ip', '-o', 'addr', 'show'];
  const here = await lab.inNamespace(node, netns, argv);
  const { code, stdout, stderr } = await hopscope(lab, [
    ...['shell', node, '--netns', netns, '--'],
    ...argv,
  ]);
  t.is(code, 0, stderr);
  t.is(stdout, here.stdout);
  t.regex(stdout, / qr-/);
});

test('a namespace or node that is not there is said, with exit code 3', async (t) => {
  t.timeout(60_000);
  const absent = await hopscope(lab, ['shell', node, '--netns', 'qrouter-absent', '--', 'true']);
  t.is(absent.code, 3);
  t.regex(absent.stderr, /qrouter-absent/);
  const nowhere = await hopscope(lab, ['shell', 'nowhere', '--', 'true']);
  t.is(nowhere.code, 3);
  t.regex(nowhere.stderr, /no agent serves nowhere/);
});

test('a trace is not disturbed by a console that prints all it may', async (t) => {
  t.timeout(120_000);
  const loud = hopscope(lab, ['shell', node, '--', 'head', '-c', '40000000', '/dev/zero']);
  const { verdict, code } = await trace(lab, 'a1', '198.51.100.10', '--inject');
  t.is(code, 0, brief(verdict));
  t.is(verdict.status, 'DELIVERED', brief(verdict));
  for (const { id, droppedByKernel, droppedByAgent } of verdict.points)
    t.is(droppedByKernel + droppedByAgent, 0, id);
  const { code: ended, stdout, stderr } = await loud;
  t.is(ended, 0, stderr);
  t.is(stdout.length, 40_000_000);
});
