// The report for a terminal, in the order a person needs it: the answer, the cause, who else is
// hit, what to type, the picture of the path, the proof, and at last how certain it is.

import { againCommand } from './again.ts';
import { causeLinks } from './cause-page.ts';
import { certaintyText } from './certainty.ts';
import { evidenceTable } from './evidence-table.ts';
import { fixParts } from './fix.ts';
import { furtherLosses } from './further-losses.ts';
import { mtuText } from './mtu.ts';
import { paintFor } from './paint.ts';
import type { Paint } from './paint.ts';
import { pathTable } from './path-table.ts';
import type { Verdict, VerdictCause } from './verdict.ts';
import { COLUMNS_MAX, hanging, toAscii, wrapText } from './wrap.ts';
import { OWNER_WORDS } from './words.ts';

const LABEL_WIDTH = 10;
const OWNER_AT = 80;

/** `  cause     text`, with the text wrapped beside the label. */
const labelled = (label: string, text: string): string[] =>
  hanging(`  ${label.padEnd(LABEL_WIDTH)}`, text);

/** The owner stands in the first line even when the sentence needs a second one. */
const headline = (verdict: Verdict, paint: Paint): string[] => {
  const { status, owner } = verdict;
  const head = `${status}  `;
  const words = owner === null ? '' : OWNER_WORDS[owner];
  const room = COLUMNS_MAX - head.length - (words === '' ? 0 : words.length + 3);
  const [first = '', ...rest] = wrapText(verdict.summary, room);
  const start = `${head}${first}`;
  const padded = words === '' ? start : `${start.padEnd(OWNER_AT - 3)}   `;
  const line = paint.status(status, status) + padded.slice(status.length);
  const indent = ' '.repeat(head.length);
  const below = rest.join(' ');
  return [
    words === '' ? line.trimEnd() : `${line}${paint.strong(words)}`,
    ...(below === '' ? [] : hanging(indent, below)),
  ];
};

/** A later line of a cause's detail may bring its own label: `allowed: egress of web ...`. */
const detailLines = (cause: VerdictCause): string[] => {
  const [first = '', ...more] = cause.detail.split('\n');
  const lead = `${cause.code}, ${cause.confidence}.${first === '' ? '' : ` ${first}`}`;
  return [
    ...labelled('cause', lead),
    ...more.filter(Boolean).flatMap((line) => {
      const [, label = '', text = line] = /^([a-z]{1,9}): (.*)$/.exec(line) ?? [];
      return labelled(label, text);
    }),
  ];
};

const knownLine = (cause: VerdictCause): string[] =>
  cause.references.length === 0 || cause.fix.some(({ kind }) => kind === 'root')
    ? []
    : labelled('known', cause.references.join(', '));

const comparedLines = ({ comparison }: Verdict): string[] =>
  comparison ? labelled('compared', comparison.text) : [];

const mtuLines = (verdict: Verdict): string[] => {
  const text = mtuText(verdict);
  return text === '' ? [] : labelled('path mtu', text);
};

/** How sure, or of what it is a mere consequence. */
const beside = ({ confidence, follows }: VerdictCause): string =>
  follows === undefined ? confidence : `follows from ${follows}`;

const causeLines = (verdict: Verdict): string[] => {
  const [first, ...others] = verdict.causes;
  if (first === undefined) return [];
  return [
    ...detailLines(first),
    ...(first.affects === null ? [] : labelled('affects', first.affects.text)),
    ...comparedLines(verdict),
    ...fixParts(first).flatMap(({ label, sentence, commands }) => [
      ...labelled(label, sentence),
      ...commands,
    ]),
    ...knownLine(first),
    ...others.flatMap((cause) =>
      labelled('also', `${cause.code}, ${beside(cause)}: ${cause.title}`),
    ),
    ...labelled('about', causeLinks(verdict.causes.map(({ code }) => code))),
  ];
};

const millis = (ns: number): string => (ns / 1e6).toFixed(2);

/** How long an answer took; the inside is what the outside leaves of it. */
export const timingText = ({ roundTrip, segments }: Verdict): string => {
  if (roundTrip === null) return '';
  const { p50Ns, p99Ns, outsideP50Ns } = roundTrip;
  const whole = `round trip ${millis(p50Ns)} ms (p99 ${millis(p99Ns)})`;
  if (outsideP50Ns === null) return whole;
  const inside = millis(Math.max(0, p50Ns - outsideP50Ns));
  const isPeer = segments.some(({ kind }) => kind === 'remote-vm');
  const beyond = isPeer ? 'in the other VM' : 'outside';
  return `${whole}: ${inside} inside the cloud, ${millis(outsideP50Ns)} ${beyond}`;
};

const healthyLines = (verdict: Verdict): string[] => {
  const timing = timingText(verdict);
  return [
    ...labelled(verdict.causes.length === 0 ? 'exit' : 'planned', verdict.flow.exitText),
    ...(timing === '' ? [] : labelled('timing', timing)),
  ];
};

/** What shows whether the repair helped: a kept trace can be watched, another only asked again. */
const thenCommand = (verdict: Verdict, kept: boolean): string =>
  kept ? `hopscope watch ${verdict.trace}` : againCommand(verdict);

/** The whole report, with a line break at the end. ASCII, at most 100 columns. */
export const renderText = (
  verdict: Verdict,
  options: { readonly color: boolean; readonly kept: boolean },
): string => {
  const paint = paintFor(options.color);
  const [first] = verdict.causes;
  const lines = [
    ...headline(verdict, paint),
    ...(verdict.status === 'DELIVERED' ? healthyLines(verdict) : []),
    ...mtuLines(verdict),
    ...causeLines(verdict),
    ...furtherLosses(verdict).flatMap((loss) => labelled('lost too', loss)),
    ...(verdict.status === 'DELIVERED' ? [] : labelled('then', thenCommand(verdict, options.kept))),
    ...pathTable(verdict, paint),
    ...(first === undefined ? [] : evidenceTable(first, paint)),
    ...labelled('certainty', toAscii(certaintyText(verdict, options.kept))),
  ];
  return `${lines.join('\n')}\n`;
};
