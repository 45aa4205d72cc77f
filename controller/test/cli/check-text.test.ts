// What `hopscope check` prints: the answer first, ASCII of at most 100 columns, every command on
// lines that can be pasted; JSON with the same answer.
import test, { type ExecutionContext } from 'ava';
import { checkReads } from '../../src/check/needs.ts';
import type { SweepReport } from '../../src/check/sweep/sweep.ts';
import { checkJson, checkText, outcomeOf, type CheckReport } from '../../src/cli/check-text.ts';
import { sweepJson, sweepOutcome, sweepText } from '../../src/cli/sweep-text.ts';
import { checked, recordedPath, type Edit } from '../check/check-builder.ts';
import { NET_A, qrouter } from '../check/drifts.ts';

const reportOf = async (
  t: ExecutionContext,
  edits: readonly Edit[] = [],
  limits: readonly string[] = [],
): Promise<CheckReport> => {
  const path = await recordedPath(t, 'hybrid');
  const results = checked('hybrid', path, edits);
  return { path, results, limits, reads: checkReads(path).length, readMs: 210, ms: 940 };
};

const readable = (t: ExecutionContext, text: string): void => {
  for (const line of text.split('\n')) {
    t.true(line.length <= 100, line);
    t.regex(line, /^[\x20-\x7e]*$/);
  }
};

const withoutRule = qrouter('rules', (rules) => rules.filter(({ table }) => table !== NET_A));

test('a healthy path is ten lines and how it was seen', async (t) => {
  const report = await reportOf(t);
  const text = checkText(report, false);
  readable(t, text);
  const lines = text.trimEnd().split('\n');
  t.is(lines.length, 12);
  t.is(lines[0], 'OK  a1 10.1.0.52 -> 198.51.100.10');
  t.regex(lines.at(-1) ?? '', /10 of 10 checks passed on cn1, net1; no packet sent; \d+ reads in/);
  t.is(outcomeOf(report.results), 'ok');
});

test('what is wrong stands in the first line, with what was found and what shows it', async (t) => {
  const text = checkText(await reportOf(t, [withoutRule]), false);
  readable(t, text);
  t.regex(text, /^BAD {2}a1 10\.1\.0\.52 -> 198\.51\.100\.10: PBR_RULE_MISSING on cn1\n/);
  t.regex(text, /\n {4}ip rule 167837697 +from 10\.1\.0\.1\/24 +absent +<--\n/);
  t.regex(text, /\n {6}ip netns exec qrouter-\S+ ip rule\n/);
});

test('what was not read is UNKNOWN, with the reason', async (t) => {
  const edits = [{ reader: 'ovsdb', text: null }];
  const report = await reportOf(t, edits, ['cn1 was not read: no agent serves cn1']);
  const text = checkText(report, false);
  readable(t, text);
  t.regex(text, /^UNKNOWN {2}a1 /);
  t.regex(text, /not read/);
  t.regex(text, /\n {2}limit {5}cn1 was not read: no agent serves cn1\n/);
  t.is(checkJson(report).outcome, 'unknown');
});

test('colour adds no words', async (t) => {
  const report = await reportOf(t, [withoutRule]);
  // eslint-disable-next-line no-control-regex
  const plain = checkText(report, true).replaceAll(/\u001b\[\d+m/g, '');
  t.is(plain, checkText(report, false));
});

const SWEEP: SweepReport = {
  vms: 120,
  bad: 14,
  unknown: 3,
  nodes: 12,
  reads: 230,
  drifts: [
    {
      node: 'cn1',
      netns: 'qrouter-438d9786-cee6-4d89-9ed9-9c56278ab5b3',
      routers: ['r1'],
      check: 4,
      cause: 'PBR_RULE_MISSING',
      scope: 'host',
      what: 'ip rule 167837697',
      expected: 'from 10.1.0.1/24',
      found: 'absent',
      command: 'ip netns exec qrouter-438d9786-cee6-4d89-9ed9-9c56278ab5b3 ip rule',
      vms: 14,
      names: ['a1', 'a2', 'a3', 'a4', 'a5'],
    },
  ],
  unread: [{ node: 'cn7', what: 'tag of qvo1', why: 'not read', vms: 3 }],
  skipped: new Map([['port p is bound to no host', ['b9']]]),
  limits: ['cn7 was not read: no agent serves cn7'],
};

test('a sweep says how many, then each drift under its node with whom it hits', (t) => {
  const text = sweepText(SWEEP, 61_000, false);
  readable(t, text);
  t.regex(text, /^DRIFT {2}120 VMs on 12 nodes checked: 103 as they should be, 14 hit by 1 drift/);
  t.regex(text, /\n {2}on cn1, qrouter-438d9786\n {4}PBR_RULE_MISSING \(check 4, behind r1\)/);
  t.regex(text, /14 VMs: a1, a2, a3, a4, a5 and 9 more/);
  t.regex(text, /skipped {3}1 VM: port p is bound to no host \(b9\)/);
  t.regex(text, /unseen {4}cn7: not read/);
  t.is(sweepJson(SWEEP, 61_000).skipped[0]?.names[0], 'b9');
});

test('a sweep is bad, unknown or ok by what it saw', (t) => {
  t.is(sweepOutcome(SWEEP), 'bad');
  t.is(sweepOutcome({ ...SWEEP, bad: 0, drifts: [] }), 'unknown');
  const fine = { ...SWEEP, bad: 0, unknown: 0, drifts: [], unread: [], limits: [] };
  t.is(sweepOutcome(fine), 'ok');
  t.is(sweepOutcome({ ...fine, vms: 0 }), 'unknown', 'nothing checked is nothing known');
});
