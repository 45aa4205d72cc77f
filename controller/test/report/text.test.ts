// The report for people, against golden files made after the target picture, and its rules.

import { stripVTControlCharacters } from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderText } from '../../src/report/text.ts';
import type { Verdict } from '../../src/report/verdict.ts';
import { isGolden } from './golden.ts';
import { FORWARD, REPLY, idOf, verdictOf } from './verdict-builder.ts';
import type { Hop } from './verdict-builder.ts';
import { GROUP_DENIES, HEALTHY, RULE_MISSING } from './verdicts.ts';

const HERE = new URL('./', import.meta.url);

const shown = test.macro({
  exec: (t, name: string, verdict: Verdict) => {
    isGolden(t, HERE, `${name}.txt`, renderText(verdict, { color: false, kept: true }));
    isGolden(t, HERE, `${name}.md`, renderMarkdown(verdict, { kept: true }));
  },
  title: (title) => `shown as the golden file has it: ${title}`,
});

const lastForward = `${FORWARD.at(-1)?.node}/-/${FORWARD.at(-1)?.device}/out/forward`;

const UNANSWERED = verdictOf(
  { out: [20], back: [0] },
  {
    status: 'UNANSWERED',
    owner: 'upstream',
    direction: 'forward',
    summary: '20 packets left the cloud for 198.51.100.10, nothing came back',
    segment: { from: lastForward, to: 'external', via: ['outside'], kind: 'external' },
    packets: { sent: 20, answered: 0, injected: 20, lossRateBelow: null },
  },
);

const NOT_SENT = verdictOf(
  { out: [0], back: [0] },
  {
    status: 'NOT_SENT',
    summary: 'a1 sent nothing to 198.51.100.10',
    packets: { sent: 0, answered: 0, injected: 0, lossRateBelow: null },
  },
);

const reply = (index: number): string => idOf(REPLY[index] as Hop, 'reply');

const REPLY_LOST = verdictOf(
  { out: [20], back: [20, 20, 20, 0] },
  {
    status: 'LOST',
    owner: null,
    direction: 'reply',
    summary: 'on the way back, in the SNAT of router r1 on net1: 20 of 20 lost; cause not found',
    segment: { from: reply(2), to: reply(3), via: ['br-int', 'br-tun'], kind: 'tunnel-out' },
    packets: { sent: 20, answered: 0, injected: 20, lossRateBelow: null },
  },
);

const blind = (verdict: Verdict): Verdict => ({
  ...verdict,
  points: verdict.points.map((point) =>
    point.node === 'net1'
      ? { ...point, armed: false, packets: 0, problem: 'no agent of net1 answers', note: '' }
      : { ...point, droppedByKernel: point.device === 'eth0' ? 12 : 0 },
  ),
});

const INCONCLUSIVE = blind(
  verdictOf(
    { out: [20], back: [0] },
    {
      status: 'INCONCLUSIVE',
      summary: 'cannot say: no agent of net1 answers',
      packets: { sent: 20, answered: 0, injected: 0, lossRateBelow: null },
      limits: ['no agent of net1 answers', 'clock of net1 unknown'],
    },
  ),
);

test('what is lost elsewhere too is said below the cause', (t) => {
  const [first = '', second = ''] = FORWARD.map((hop) => idOf(hop, 'forward'));
  const degraded = verdictOf(
    { out: [100, 80, 80, 60], back: [60] },
    {
      status: 'DEGRADED',
      summary: '20 of 100 lost',
      segment: { from: first, to: second, via: [], kind: 'vm' },
    },
  );
  const said = renderText(degraded, { color: false, kept: true });
  t.regex(said, new RegExp(`lost too +20 of 80 between ${FORWARD[2]?.device} and`));
  t.notRegex(said, /lost too +20 of 100/);
  t.notRegex(renderText({ ...degraded, status: 'LOST' }, { color: false, kept: true }), /lost too/);
});

test('healthy', shown, 'healthy', HEALTHY);
test('a missing policy rule', shown, 'rule-missing', RULE_MISSING);
test('a security group that denies', shown, 'group-denies', GROUP_DENIES);
test('no answer from outside', shown, 'unanswered', UNANSWERED);
test('nothing sent', shown, 'not-sent', NOT_SENT);
test('a loss on the way back', shown, 'reply-lost', REPLY_LOST);
test('a node that could not be seen', shown, 'inconclusive', INCONCLUSIVE);

const ALL = [HEALTHY, RULE_MISSING, GROUP_DENIES, UNANSWERED, NOT_SENT, REPLY_LOST, INCONCLUSIVE];

test('the first line says status and owner, the last ones how certain it is', (t) => {
  for (const verdict of ALL) {
    const lines = renderText(verdict, { color: false, kept: true }).trimEnd().split('\n');
    t.true(lines[0]?.startsWith(`${verdict.status}  `));
    const certainty = lines.findIndex((line) => line.startsWith('  certainty '));
    t.true(certainty >= lines.length - 3, 'certainty comes last');
  }
  t.true(
    renderText(RULE_MISSING, { color: false, kept: true })
      .split('\n')[0]
      ?.endsWith('PLATFORM FAULT'),
  );
});

test('colour changes no word', (t) => {
  for (const verdict of ALL) {
    const coloured = renderText(verdict, { color: true, kept: true });
    const plain = renderText(verdict, { color: false, kept: true });
    t.not(coloured, plain);
    t.is(stripVTControlCharacters(coloured), plain);
  }
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ maxLength: 30 }),
  fc.constantFrom('web|prod', '`id`', '| a |', 'ein Käse — “x”', 'node-0.example.org'),
);

test('whatever the cloud is called, the report is ASCII of at most 100 columns', (t) => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.array(anyText, { minLength: 8 }), (verdict, texts) => {
      const text = (index: number): string => texts[index % texts.length] ?? '';
      const report = renderText(
        {
          ...verdict,
          summary: text(0),
          limits: [text(1), text(2)],
          points: verdict.points.map((point, index) => ({
            ...point,
            node: point.node === 'cn1' ? `compute-${text(3)}` : point.node,
            device: index % 3 === 0 ? text(4) || 'x' : point.device,
            note: text(5),
          })),
          causes: verdict.causes.map((cause) => ({
            ...cause,
            detail: text(6),
            evidence: [{ what: text(7), expected: text(0), found: text(1), verdict: 'bad' }],
            affects: null,
            fix: [],
          })),
          request: { source: 'a1' },
        },
        { color: false, kept: true },
      );
      for (const line of report.split('\n')) {
        t.regex(line, /^[\x20-\x7e]*$/);
        t.true(line.length <= 100, `${line.length}: ${line}`);
      }
    }),
  );
});

test('a command is broken only between words and can be pasted as one', (t) => {
  const inside = `ip netns exec qrouter-438d9786-cee6-4d89-9ed9-9c56278ab5b3`;
  const command = `${inside} sh -c '${'x '.repeat(60)}' end`;
  const [cause] = RULE_MISSING.causes;
  const fix = cause?.fix[0];
  if (cause === undefined || fix === undefined) return t.fail();
  const report = renderText(
    { ...RULE_MISSING, causes: [{ ...cause, fix: [{ ...fix, commands: [command] }] }] },
    { color: false, kept: true },
  );
  const start = report.indexOf('ip netns exec');
  const pasted = report.slice(start, report.indexOf(' end') + 4).replaceAll(/ \\\n +/g, ' ');
  return t.is(pasted, command);
});

test('a silent node is named once, not again for each of its devices', (t) => {
  const text = renderText(
    {
      ...HEALTHY,
      limits: [
        'sg-1 on net1 was not captured',
        'qg-1 on net1 was not captured',
        'eth0 on cn1 was not captured',
        'the agent of net1 was not reached: no answer',
        'the device towards tunnel end point 10.20.0.11 of net1 is not known: no answer',
      ],
    },
    { color: false, kept: true },
  ).replaceAll(/\s+/g, ' ');
  t.regex(
    text,
    /but: eth0 on cn1 was not captured; the agent of net1 was not reached: no answer $/,
  );
});
