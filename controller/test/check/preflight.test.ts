// The checks beside the captures: nothing is read twice, the suspect is told once and from what
// arming read too, and what a node could not answer then is asked again.
import test from 'ava';
import { openPreflight, splitPlan, type Preflight } from '../../src/check/preflight.ts';
import { makePlan, type Plan } from '../../src/plan/mod.ts';
import type { Path } from '../../src/resolve/path.ts';
import type { EvidenceRecord } from '../../src/run/recording.ts';
import { ask } from '../resolve/replayed.ts';
import { answersTo, recordedPath, type Edit } from './check-builder.ts';
import { DRIFTS, NET_A, qrouter } from './drifts.ts';
import { recordedBus, type RecordedBus } from './recorded-bus.ts';

const withoutRule: Edit = qrouter('rules', (rules) => rules.filter(({ table }) => table !== NET_A));

const planOf = (path: Path): Plan => makePlan(path, ask('a1'), () => 0.5);

interface Flown {
  readonly preflight: Preflight;
  readonly agents: RecordedBus;
  readonly said: readonly string[];
  readonly fly: (armed?: readonly EvidenceRecord[]) => Promise<EvidenceRecord[]>;
}

const opened = (
  path: Path,
  edits: readonly Edit[],
  change: { readonly isLong?: boolean; readonly silent?: readonly string[] } = {},
): Flown => {
  const agents = recordedBus('hybrid', edits, change.silent);
  const said: string[] = [];
  const preflight = openPreflight({
    bus: agents.bus,
    trace: 't-test',
    path,
    plan: planOf(path),
    isLong: change.isLong ?? false,
    suspect: (text) => said.push(text),
    elapsedMs: () => 0,
  });
  const fly = async (evidence: readonly EvidenceRecord[] = []): Promise<EvidenceRecord[]> => {
    preflight.onArmed({ baseSec: 0, evidence });
    return (await preflight.landed()).evidence;
  };
  return { preflight, agents, said, fly };
};

const readsOf = (plan: Plan): string[] =>
  plan.nodes.flatMap(({ node, evidence }) =>
    evidence.map(({ reader, netns, selectors }) => [node, reader, netns, ...selectors].join(' ')),
  );

test('what is read beside the captures is taken out of the orders, and nothing else', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const plan = planOf(path);
  const split = splitPlan(path, plan);
  const moved = [...split.reads, ...split.rest].map(({ node, reader, netns, selectors }) =>
    [node, reader, netns, ...selectors].join(' '),
  );
  t.true(moved.length > 10);
  t.deepEqual([...readsOf(split.plan), ...moved].toSorted(), readsOf(plan).toSorted());
  const kept = split.plan.nodes.flatMap(({ evidence }) => evidence);
  const learned = ['neighbours', 'tunnel-neighbours', 'ovs-upcalls'];
  t.true(
    kept.every(({ reader, phase }) => phase !== 'after' || learned.includes(reader)),
    'state that packets do not change',
  );
  t.is(kept.filter(({ phase }) => phase !== 'after').length > 0, true, 'counters stay');
});

test('the suspect is told once, as soon as the state is read', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const { fly, said, agents } = opened(path, [withoutRule]);
  const evidence = await fly();
  t.deepEqual(said, ['suspect: PBR_RULE_MISSING on cn1 (check 4), capturing goes on']);
  t.is(new Set(agents.reads).size, agents.reads.length, 'no read is made twice');
  t.true(evidence.every(({ phase }) => phase === 'after'));
  t.true(evidence.some(({ reader }) => reader === 'rules'));
});

test('a healthy path is silent', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const { fly, said } = opened(path, []);
  await fly();
  t.deepEqual(said, []);
});

test('what arming has read counts too', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const drift = DRIFTS.find(({ title }) => title === 'a missing SNAT rule');
  if (drift === undefined) return t.fail('that drift is there');
  const { fly, said, agents } = opened(path, []);
  const netns = `snat-${path.neutron.router?.id ?? ''}`;
  const nat = { node: 'net1', reader: 'iptables', netns, selectors: ['table=nat'] } as const;
  await fly(answersTo('hybrid', [nat], [drift.edit(path, 'hybrid')]));
  t.deepEqual(said, ['suspect: SNAT_RULE_MISSING on net1 (check 9), capturing goes on']);
  t.false(agents.reads.some((read) => read.includes('iptables') && read.includes('table=nat')));
});

test('a long window is read at its end as well', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const { preflight, fly, said } = opened(path, [withoutRule], { isLong: true });
  t.deepEqual(readsOf(preflight.plan), readsOf(planOf(path)));
  const evidence = await fly();
  t.is(said.length, 1);
  t.true(evidence.every(({ phase }) => phase === 'before'));
});

test('a node that did not answer is asked again, and then left unknown', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const { fly, said, agents } = opened(path, [withoutRule], { silent: ['cn1'] });
  const evidence = await fly();
  t.deepEqual(said, [], 'silence is no suspect');
  t.true(evidence.length > 0 && evidence.every(({ node }) => node === 'net1'));
  t.is(new Set(agents.reads).size, agents.reads.length, 'the others are not asked again');
});

test('a trace that was never armed reads nothing', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const { preflight, agents } = opened(path, []);
  t.deepEqual((await preflight.landed()).evidence, []);
  t.deepEqual(agents.asked, []);
});
