// A cloud whose HA routers have no active copy since they were made: whoever needs one is lost in
// the standby's namespace, and told why; routers of other kinds are not touched.

import test from 'ava';
import { victimOf } from '../../lab/faults/victim.ts';
import { TRACED_SHAPES } from '../../lab/traffic/bystanders.ts';
import { brief, theLab } from '../support.ts';
import { isHealthy, traceInjected } from '../verdicts.ts';

const lab = theLab(TRACED_SHAPES);

for (const server of ['h1', 'h2', 'x1'])
  test(`${server} is lost: no copy of its router is active`, async (t) => {
    const { verdict, code } = await traceInjected(lab, victimOf(lab.topology, server, 'icmp'));
    const said = brief(verdict);
    t.is(verdict.status, 'LOST', said);
    t.is(verdict.causes[0]?.code, 'HA_NONE_ACTIVE', said);
    t.is(verdict.owner, 'platform');
    t.regex(verdict.limits.join('\n'), /no agent of HA router r[45] says active/);
    t.is(code, 1);
  });

test('a router that is not HA delivers', async (t) => {
  isHealthy(t, await traceInjected(lab, victimOf(lab.topology, 'l1', 'icmp')));
});
