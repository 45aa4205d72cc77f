// An agent killed in the middle of a trace: nothing of it is left on the node a second later, and
// the trace ends, saying what it could not see.

import test from 'ava';
import { isAlive } from '../lab/host/processes.ts';
import { waitFor } from '../lab/host/wait.ts';
import { talk } from '../lab/traffic/talk-of.ts';
import {
  agentOf,
  killAgent,
  packetSocketsOn,
  quietProcessesOf,
  remainsOn,
  restartAgent,
} from './agents.ts';
import { brief, drawFrom, theLab, trace } from './support.ts';

const lab = theLab();
const ARMED_MS = 20_000;
/** What the issue allows an agent's remains to live on. */
const GRACE_MS = 1_000;

/** a1 is on cn1, its packets leave by net1: both nodes are on the path. */
const NODES = ['cn1', 'net1'] as const;

for (const node of NODES)
  test(`the agent of ${node} is killed in a trace: nothing is left, INCONCLUSIVE`, async (t) => {
    t.timeout(120_000);
    const before = await remainsOn(lab, node);
    const others = new Set((await quietProcessesOf(lab, node)).map(({ pid }) => pid));
    for (const { pid } of await agentOf(lab, node)) others.delete(pid);
    const idle = await packetSocketsOn(lab, node);
    const talking = talk(lab, 'a1', 'udp', { rate: 20, seconds: 9 });
    const tracing = trace(lab, 'a1', '198.51.100.10:1080/udp', '--live', '6s');
    try {
      await waitFor(`captures on ${node}`, ARMED_MS, async () => {
        return (await packetSocketsOn(lab, node)) > idle;
      });
      const agents = await agentOf(lab, node);
      t.true(agents.length >= 2, 'both halves of the agent run');
      await killAgent(lab, node, 'SIGKILL');
      await waitFor(`nothing left on ${node}`, GRACE_MS, async () => {
        const now = await quietProcessesOf(lab, node);
        const strangers = now.filter(({ pid }) => !others.has(pid));
        const remains = await remainsOn(lab, node);
        return strangers.length === 0 && String(remains) === String(before);
      });
      t.deepEqual(agents.filter(isAlive), []);

      const { verdict, code } = await tracing;
      t.is(verdict.status, 'INCONCLUSIVE', brief(verdict));
      t.is(code, 2);
      t.true(
        verdict.limits.some((limit) => limit.includes(node)),
        brief(verdict),
      );
    } finally {
      await Promise.allSettled([tracing, talking]);
      await restartAgent(lab, node);
    }
  });

test('a probe whose agent is killed leaves no device and no qdisc', async (t) => {
  t.timeout(120_000);
  const server = drawFrom('probe').one(['a1', 'b1'] as const);
  const node = server === 'a1' ? 'cn1' : 'cn2';
  const before = await remainsOn(lab, node);
  const tracing = trace(lab, server, '198.51.100.10', '--inject', '--count', '300', '--rate', '50');
  try {
    await waitFor(`a probe on ${node}`, ARMED_MS, async () => {
      const now = await remainsOn(lab, node);
      return now.some((line) => /^(link|qdisc)/.test(line) && !before.includes(line));
    });
    await killAgent(lab, node, 'SIGKILL');
    await waitFor(`nothing left on ${node}`, GRACE_MS, async () => {
      return String(await remainsOn(lab, node)) === String(before);
    });
    t.pass();
    const { verdict } = await tracing;
    t.is(verdict.status, 'INCONCLUSIVE', brief(verdict));
  } finally {
    await Promise.allSettled([tracing]);
    await restartAgent(lab, node);
  }
});
