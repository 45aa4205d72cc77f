// The report for a ticket: the same facts in the same order as Markdown. Nothing is folded away in
// a table that a ticket system can show; commands can be copied.

import { againCommand } from './again.ts';
import { causeLink } from './cause-page.ts';
import { certaintyText } from './certainty.ts';
import { evidenceRows } from './evidence-table.ts';
import { foldRows } from './fold.ts';
import { mtuText } from './mtu.ts';
import { microsText } from './path-table.ts';
import { pathRows } from './rows.ts';
import { segmentRows } from './segments-table.ts';
import { timingText } from './text.ts';
import type { Verdict, VerdictCause, VerdictPoint } from './verdict.ts';
import { OWNER_WORDS, protocolText } from './words.ts';

const cell = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('`', "'")}\``);

const shell = (commands: readonly string[]): string[] =>
  commands.length === 0 ? [] : ['', '```sh', ...commands, '```'];

const linked = (name: string): string => `[${name}](${causeLink(name)})`;

const causeLines = (cause: VerdictCause): string[] => [
  `**${linked(cause.code)}** (${cause.confidence}): ${cause.detail.replaceAll('\n', '  \n')}`,
  '',
  ...(cause.affects === null ? [] : [`Affects: ${cause.affects.text}`, '']),
  ...cause.fix.flatMap((fix) => [
    `Fix ${fix.kind}: ${fix.scope}` +
      (fix.risk === '' ? '' : ` Risk: ${fix.risk}`) +
      (fix.undo === '' ? '' : ` Undo: ${fix.undo}`),
    ...shell(fix.commands),
    '',
  ]),
  ...(cause.references.length === 0 ? [] : [`Known: ${cause.references.join(', ')}`, '']),
];

const count = (point: VerdictPoint | null): string => {
  if (point === null) return '-';
  return point.armed ? String(point.packets) : '?';
};

const pathLines = (verdict: Verdict): string[] => [
  row('node', 'point', 'out', 'back', '+us', 'what happens here'),
  '|---|---|--:|--:|--:|---|',
  ...foldRows(pathRows(verdict)).map((item) => {
    const note = item.isMarked ? `**>>>> ${cell(item.note)}**` : cell(item.note);
    const place = [cell(item.node), cell(item.label)];
    const numbers = [count(item.forward), count(item.reply), microsText(item)];
    return `| ${[...place, ...numbers, note].join(' | ')} |`;
  }),
];

const evidenceLines = (cause: VerdictCause): string[] => {
  const rows = evidenceRows(cause);
  if (rows.length === 0) return [];
  return [
    '',
    row('where', 'evidence', 'expected', 'found', '', 'command'),
    '|---|---|---|---|---|---|',
    ...rows.map((item) =>
      row(item.place, item.what, item.expected, item.found, item.mark, code(item.command)),
    ),
  ];
};

const SEGMENT_COLUMNS = ['segment', 'sent', 'lost', 'reordered', 'twice'] as const;
const TIME_COLUMNS = ['p50 us', 'p90', 'p99', 'max', 'clocks', 'histogram'] as const;

const segmentLines = (verdict: Verdict): string[] => {
  const rows = segmentRows(verdict);
  if (rows.length === 0) return [];
  return [
    '',
    row(...SEGMENT_COLUMNS, ...TIME_COLUMNS),
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|---|---|',
    ...rows.map((cells) => row(...cells)),
  ];
};

/** The whole report as Markdown, with a line break at the end. */
export const renderMarkdown = (verdict: Verdict, options: { readonly kept: boolean }): string => {
  const { flow, owner, status } = verdict;
  const [first, ...others] = verdict.causes;
  const timing = timingText(verdict);
  const mtu = mtuText(verdict);
  const lines = [
    `## ${status}: ${verdict.summary}`,
    '',
    ...(owner === null ? [] : [`**${OWNER_WORDS[owner]}**`, '']),
    `${flow.server.name} ${flow.localAddress} -> ${flow.remoteAddress} ${protocolText(flow)}; ` +
      `${flow.exitText}; started ${verdict.startedAt}`,
    ...(timing === '' ? [] : ['', timing]),
    ...(mtu === '' ? [] : ['', `Path MTU: ${mtu}`]),
    '',
    ...(first === undefined ? [] : causeLines(first)),
    ...(verdict.comparison ? [`Compared: ${verdict.comparison.text}`, ''] : []),
    ...others.map((cause) => `Also ${linked(cause.code)} (${cause.confidence}): ${cause.title}`),
    ...(others.length === 0 ? [] : ['']),
    ...pathLines(verdict),
    ...segmentLines(verdict),
    ...(first === undefined ? [] : evidenceLines(first)),
    '',
    `Certainty: ${certaintyText(verdict, options.kept)}`,
    '',
    'The same again:',
    ...shell([againCommand(verdict)]),
  ];
  return `${lines.join('\n')}\n`;
};
