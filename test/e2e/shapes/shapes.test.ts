// Each shape of path, healthy and broken: delivered both ways over exactly the points of its shape
// and without a confirmed cause; then, with a fault of its own, the right status, segment, cause
// and proof. One protocol each, drawn from the seed; all of them with HOPSCOPE_ALL=1.

import test, { type ExecutionContext } from 'ava';
import { accessOf } from '../../lab/access.ts';
import { applyFault, faultNamed } from '../../lab/faults/catalogue.ts';
import { heal, makeChanges } from '../../lab/faults/changes.ts';
import { removeRules } from '../../lab/faults/iptables.ts';
import { victimOf, type Victim } from '../../lab/faults/victim.ts';
import { TRACED_SHAPES } from '../../lab/traffic/bystanders.ts';
import { PATH_SHAPES, shapeCase, wayOf, type PathShape } from '../path-shapes.ts';
import { brief, drawFrom, everything, stateDifference, stateOfAll, theLab } from '../support.ts';
import { trace, type Traced } from '../support.ts';
import { isAsExpected, isHealthy, knownFault, traceInjected } from '../verdicts.ts';

const lab = theLab(TRACED_SHAPES);
const access = accessOf(lab);
const before = await stateOfAll(lab);

const followed = new Set<string>();

const isFollowed = (t: ExecutionContext, row: PathShape, healthy: Traced): void => {
  const { verdict } = healthy;
  isHealthy(t, healthy);
  t.is(verdict.packets.answered, verdict.packets.sent, brief(verdict));
  t.is(wayOf(verdict, 'forward'), row.out);
  t.is(wayOf(verdict, 'reply'), row.back);
  t.regex(verdict.flow.exitText, row.exit);
};

for (const row of PATH_SHAPES) {
  const draw = drawFrom(row.title);
  // Guests answer echo requests and nothing else.
  const made = faultNamed(row.fault)?.protocols ?? [];
  const protocols = row.to === undefined ? made : (['icmp'] as const);
  for (const protocol of everything ? protocols : [draw.one(protocols)]) {
    const shape = shapeCase(lab.topology, row, protocol);
    const { victim, source, destination } = shape;
    const traced = () => trace(lab, source, destination, '--inject');

    test(`${row.title}: ${row.server} is answered by ${protocol}; ${row.fault}`, async (t) => {
      t.timeout(120_000);
      // Two faults of one path need its healthy trace once.
      const way = `${source} ${destination}`;
      if (everything || !followed.has(way)) isFollowed(t, row, await traced());
      followed.add(way);
      const undo = await applyFault(access, shape.made, victim);
      try {
        const broken = await traced();
        isAsExpected(t, broken, shape.made.expected(victim));
        const [cause] = broken.verdict.causes;
        t.not(cause?.confidence, 'possible', brief(broken.verdict));
        t.regex(proofOf(cause?.evidence ?? []), row.proof);
      } finally {
        await heal(access, undo);
      }
    });
  }
}

const leavesBySnat = async (t: ExecutionContext, victim: Victim): Promise<void> => {
  const { verdict, code } = await traceInjected(lab, victim);
  const said = brief(verdict);
  t.is(verdict.status, 'DELIVERED', said);
  t.is(verdict.causes[0]?.code, 'FIP_LEFT_BY_SNAT', said);
  t.not(verdict.causes[0]?.confidence, 'confirmed', said);
  t.regex(verdict.summary, /not as planned: .* leaves by /);
  t.is(code, 0);
};

test('a floating IP whose rule is missing leaves by SNAT: delivered, and told apart', async (t) => {
  const victim = victimOf(lab.topology, 'a2', 'icmp');
  const undo = await applyFault(access, knownFault('fip-rule-missing'), victim);
  try {
    await leavesBySnat(t, victim);
  } finally {
    await heal(access, undo);
  }
});

test('one on a centralised router leaves by its address when it is not translated', async (t) => {
  const victim = victimOf(lab.topology, 'l2', 'icmp');
  const changes = makeChanges(access);
  const name = 'neutron-l3-agent-float-snat';
  const chain = { node: victim.snatNode.name, netns: victim.qrouter, table: 'nat', name } as const;
  const own = `-s ${victim.server.port.ip}/32`;
  try {
    await removeRules(changes, chain, (rule) => rule.startsWith(own));
    await leavesBySnat(t, victim);
  } finally {
    await heal(access, changes.undo());
  }
});

test('after all of them the state of every node is as before', async (t) => {
  t.is(stateDifference(before, await stateOfAll(lab)), '');
});

/** What, expected and found of every line. */
function proofOf(evidence: readonly Readonly<Record<string, string>>[]): string {
  return evidence
    .map((line) => [line['what'], line['expected'], line['found']].filter(Boolean).join(' '))
    .join('\n');
}
