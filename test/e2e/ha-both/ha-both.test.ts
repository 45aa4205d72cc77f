// A cloud whose HA routers have two active copies since they were made: each holds the addresses.
// Where answers go is up to who spoke last; that there are two is said whatever the packets do.

import test from 'ava';
import { victimOf } from '../../lab/faults/victim.ts';
import { TRACED_SHAPES } from '../../lab/traffic/bystanders.ts';
import { brief, hopscope, theLab } from '../support.ts';
import { isHealthy, traceInjected } from '../verdicts.ts';

const lab = theLab(TRACED_SHAPES);

for (const server of ['h1', 'h2', 'x1'])
  test(`${server}: both copies of its router are active, and that is said`, async (t) => {
    const { verdict } = await traceInjected(lab, victimOf(lab.topology, server, 'icmp'));
    const said = brief(verdict);
    t.regex(verdict.limits.join('\n'), /2 agents \(.*\) of HA router r[45] says? active/, said);
    if (verdict.status !== 'DELIVERED') t.is(verdict.causes[0]?.code, 'HA_TWO_ACTIVE', said);
    const checked = await hopscope(lab, ['check', server]);
    t.is(checked.code, 1, checked.stdout);
    t.regex(checked.stdout, /HA_TWO_ACTIVE/);
  });

test('a router that is not HA delivers', async (t) => {
  isHealthy(t, await traceInjected(lab, victimOf(lab.topology, 'l1', 'icmp')));
});
