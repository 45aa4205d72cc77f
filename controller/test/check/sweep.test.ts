// A sweep of the recorded cloud: every VM by few reads of each node, drift counted once with the
// VMs it hits, what cannot be seen said and never called drift.
import test, { type ExecutionContext } from 'ava';
import { SWEEP_LIMITS } from '../../src/check/sweep/limits.ts';
import { sweep, type SweepReport } from '../../src/check/sweep/sweep.ts';
import { openStackOf, recordedCloud } from '../resolve/replayed.ts';
import { FIREWALLS, type Edit, type Firewall } from './check-builder.ts';
import { NET_A, NET_B, qrouter } from './drifts.ts';
import { recordedBus, type RecordedBus } from './recorded-bus.ts';

const swept = async (
  t: ExecutionContext,
  firewall: Firewall,
  change: {
    readonly edits?: readonly Edit[];
    readonly silent?: readonly string[];
    readonly router?: string;
    readonly signal?: AbortSignal;
  } = {},
): Promise<SweepReport & { readonly agents: RecordedBus; readonly said: readonly string[] }> => {
  const { replay } = await recordedCloud(t, firewall);
  const agents = recordedBus(firewall, change.edits, change.silent);
  const said: string[] = [];
  const report = await sweep({
    openstack: openStackOf(replay, 'admin'),
    bus: Promise.resolve(agents.bus),
    trace: 't-test',
    router: change.router ?? null,
    signal: change.signal ?? new AbortController().signal,
    progress: (text) => said.push(text),
    elapsedMs: () => performance.now(),
  });
  return { ...report, agents, said };
};

const withoutRule = (node: string, wanted = NET_A): Edit => ({
  ...qrouter('rules', (rules) => rules.filter(({ table }) => table !== wanted)),
  node,
});

for (const firewall of FIREWALLS)
  test(`${firewall}: every VM of a healthy cloud is as it should be`, async (t) => {
    const report = await swept(t, firewall);
    t.deepEqual(report.drifts, []);
    t.deepEqual(report.unread, []);
    t.deepEqual(report.limits, []);
    t.true(report.vms >= 4);
    t.is(report.bad + report.unknown, 0);
  });

test('a node is read once for all its ports, and a few reads a second', async (t) => {
  const { agents, reads, vms } = await swept(t, 'hybrid');
  t.is(new Set(agents.reads).size, agents.reads.length, 'nothing is read twice');
  t.is(agents.reads.length, reads);
  t.false(
    agents.reads.some((read) => / match=| to=/.test(read)),
    'no read is of one port',
  );
  t.true(agents.reads.length < vms * 20);
  for (const node of new Set(agents.asked.map((one) => one.node))) {
    const times = agents.asked.filter((one) => one.node === node);
    t.true(times.every((one) => one.reads <= SWEEP_LIMITS.readsPerNodePerSecond));
    const tookMs = (times.at(-1)?.atMs ?? 0) - (times[0]?.atMs ?? 0);
    // From start to start of each message; the first one may be late by what it takes to begin.
    t.true(tookMs >= (times.length - 1) * 1000 - 500, `${node} rests: ${tookMs} ms`);
  }
});

test('a drift is told once, with the VMs it hits and no others', async (t) => {
  const { drifts, bad } = await swept(t, 'hybrid', { edits: [withoutRule('cn1')] });
  t.deepEqual(
    drifts.map(({ cause, node, vms, names, routers }) => ({ cause, node, vms, names, routers })),
    [{ cause: 'PBR_RULE_MISSING', node: 'cn1', vms: 1, names: ['a1'], routers: ['r1'] }],
  );
  t.is(bad, 1);
  t.regex(drifts[0]?.command ?? '', /^ip netns exec qrouter-\S+ ip rule$/);
});

test('a router is swept by its name or id, an unknown one is refused by name', async (t) => {
  const { vms } = await swept(t, 'hybrid');
  const named = await swept(t, 'hybrid', { router: 'r1', edits: [withoutRule('cn1')] });
  t.is(named.vms, vms);
  t.is(named.drifts.length, 1);
  await t.throwsAsync(swept(t, 'hybrid', { router: 'r9' }), { code: 'NOT_FOUND' });
});

test('a node without agent leaves its VMs unknown, and hides no drift of others', async (t) => {
  const report = await swept(t, 'hybrid', { silent: ['cn1'], edits: [withoutRule('cn2', NET_B)] });
  t.deepEqual(
    report.drifts.map(({ node }) => node),
    ['cn2'],
  );
  t.true(report.unknown > 0);
  t.deepEqual(report.limits, ['cn1 was not read: no agent serves cn1']);
});

test('a sweep ends when it is told to', async (t) => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const ended = swept(t, 'hybrid', { signal: controller.signal });
  controller.abort(reason);
  t.is(await t.throwsAsync(ended), reason);
});
