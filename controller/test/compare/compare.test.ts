// Two traces of one flow: what came back, what broke, what outlives a repair; in recorded state
// with edits before or after.
import test, { type ExecutionContext } from 'ava';
import { compareTraces, isChanged, type TraceSide } from '../../src/compare/compare-traces.ts';
import { comparisonJson, comparisonText, headlineText } from '../../src/compare/text.ts';
import { explain } from '../../src/explain/explain.ts';
import { makeVerdict } from '../../src/report/make-verdict.ts';
import type { Path } from '../../src/resolve/path.ts';
import type { EvidenceRecord } from '../../src/run/recording.ts';
import {
  emptyCorrelation,
  extraRecord,
  lostAfter,
  recordedPath,
  recordingOf,
  type CaseSpec,
  type Edit,
} from '../explain/case-builder.ts';
import { NET_A, qrouter } from '../check/drifts.ts';

const DELIVERED = { status: 'DELIVERED', after: 'none' } as const;
const IN_ROUTER = { after: 'qr', lost: 20 } as const;

const withoutRule: Edit = qrouter('rules', (rules) => rules.filter(({ table }) => table !== NET_A));

const sideOf = (path: Path, change: Pick<CaseSpec, 'loss'> & Partial<CaseSpec>): TraceSide => {
  const spec = { path, firewall: 'hybrid', ...change } as const;
  const recording = recordingOf(spec);
  const correlation = emptyCorrelation(path);
  const localisation = lostAfter(path, spec.loss);
  const { causes } = explain(recording, correlation, localisation);
  return { recording, verdict: makeVerdict(recording, correlation, localisation, causes) };
};

const headline = (before: TraceSide, after: TraceSide): string =>
  headlineText(compareTraces(before, after), before.verdict, after.verdict);

/** An entry of the VM's own connection; `to` is where the answers go. */
const conntrack = (path: Path, to: string, sourcePort = 40_000): EvidenceRecord => {
  const { localAddress, remoteAddress } = path.flow;
  return extraRecord({
    node: 'net1',
    reader: 'conntrack',
    netns: `snat-${path.neutron.router?.id ?? ''}`,
    selectors: [`src=${localAddress}`, `dst=${remoteAddress}`],
    text:
      `ipv4 2 tcp 6 300 ESTABLISHED src=${localAddress} dst=${remoteAddress} ` +
      `sport=${sourcePort} dport=80 src=${remoteAddress} dst=${to} sport=80 dport=${sourcePort} ` +
      '[ASSURED] mark=0 use=1 id=7\n',
  });
};

test('a rule that is back is what fixed it', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const before = sideOf(path, { edits: [withoutRule], loss: IN_ROUTER });
  const after = sideOf(path, { loss: DELIVERED });
  const compared = compareTraces(before, after);
  t.is(compared.outcome, 'fixed');
  t.deepEqual(compared.causes, { gone: ['PBR_RULE_MISSING'], added: [] });
  t.deepEqual(compared.leftovers, []);
  t.deepEqual(
    compared.changes.map(({ what, before: was, after: is, kind }) => ({ what, was, is, kind })),
    [{ what: `ip rule ${NET_A}`, was: 'absent', is: 'from 10.1.0.1/24', kind: 'mended' }],
  );
  t.regex(
    headline(before, after),
    /^LOST -> DELIVERED: ip rule 167837697 is back on cn1, qrouter-\w+: from 10\.1\.0\.1\/24$/,
  );
});

test('the rule is back, the old conntrack entry is not', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const before = sideOf(path, { edits: [withoutRule], loss: IN_ROUTER });
  const old = [conntrack(path, path.flow.localAddress)];
  const after = sideOf(path, { extra: old, loss: DELIVERED });
  const compared = compareTraces(before, after);
  t.is(compared.outcome, 'fixed');
  t.regex(headline(before, after), /is back .*; the old conntrack entry is not$/);
  t.regex(
    compared.leftovers[0]?.command ?? '',
    /^ip netns exec snat-\S+ conntrack -D -p tcp -s \S+ -d \S+ --sport 40000 --dport 80$/,
  );
  const still = sideOf(path, { extra: old, loss: { after: 'qr', lost: 20 } });
  t.is(compareTraces(before, still).outcome, 'mended');
  t.regex(headline(before, still), /^still LOST: ip rule .*; the old conntrack entry is not$/);
});

test('an entry that is translated, and those of our probes, are not left over', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const good = sideOf(path, { extra: [conntrack(path, path.flow.natAddress)], loss: DELIVERED });
  t.deepEqual(compareTraces(good, good).leftovers, []);
  const probed = sideOf(path, {
    extra: [conntrack(path, path.flow.localAddress, 61_234)],
    loss: DELIVERED,
  });
  t.deepEqual(compareTraces(good, probed).leftovers, []);
});

test('what broke is named with what it was', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const before = sideOf(path, { loss: DELIVERED });
  const after = sideOf(path, { edits: [withoutRule], loss: IN_ROUTER });
  t.is(compareTraces(before, after).outcome, 'broken');
  t.regex(
    headline(before, after),
    /^DELIVERED -> LOST: ip rule 167837697 is gone on cn1, qrouter-\w+ \(was from 10\.1\.0\.1\/24/,
  );
});

test('another guilty segment is a change, the same one is none', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const here = sideOf(path, { edits: [withoutRule], loss: IN_ROUTER });
  const there = sideOf(path, { loss: { after: 'sg', lost: 20 } });
  t.true(isChanged(here.verdict, there.verdict));
  t.is(compareTraces(here, there).outcome, 'moved');
  const again = sideOf(path, { edits: [withoutRule], loss: { after: 'qr', lost: 7 } });
  t.false(isChanged(here.verdict, again.verdict));
  t.is(compareTraces(here, again).outcome, 'same');
  t.is(headline(here, again), 'LOST as before');
});

test('without a change of state that was read, none is claimed', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const before = sideOf(path, { loss: IN_ROUTER });
  const after = sideOf(path, { loss: DELIVERED });
  t.deepEqual(compareTraces(before, after).changes, []);
  t.is(
    headline(before, after),
    'LOST -> DELIVERED: nothing of the state that was read has changed',
  );
});

test('what was not read afterwards is not called mended', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const before = sideOf(path, { edits: [withoutRule], loss: IN_ROUTER });
  const unread = { reader: 'rules', text: null } as const;
  const after = sideOf(path, { edits: [unread], loss: DELIVERED });
  t.deepEqual(compareTraces(before, after).changes, []);
});

const shown = (t: ExecutionContext, text: string): void => {
  t.true(
    text.split('\n').every((line) => line.length <= 100 && /^[\x20-\x7e]*$/.test(line)),
    text,
  );
};

test('the text is ASCII of at most 100 columns, and JSON says the same', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const before = sideOf(path, { edits: [withoutRule], loss: IN_ROUTER });
  const old = Array.from({ length: 9 }, (_, index) =>
    conntrack(path, path.flow.localAddress, 40_000 + index),
  );
  const text = old.map((record) => record.text).join('');
  const after = sideOf(path, {
    extra: [{ ...(old[0] ?? conntrack(path, '')), text }],
    loss: DELIVERED,
  });
  const compared = compareTraces(before, after);
  const printed = comparisonText(compared, before.verdict, after.verdict);
  shown(t, printed);
  t.regex(printed, /^FIXED {2}LOST -> DELIVERED: /);
  t.regex(printed, /\n {2}left {6}and 4 more\n/);
  const json = comparisonJson(compared, before.verdict, after.verdict);
  t.is(json.leftovers.length, 9);
  t.is(json.before.status, 'LOST');
  t.deepEqual(JSON.parse(JSON.stringify(json)), json);
});
