// What a sweep found, for a person: how many VMs, then each drift under its node with the VMs it
// hits and the command that shows it, then what could not be seen.

import type { Outcome } from '../check/check.ts';
import type { Drift } from '../check/sweep/drift.ts';
import type { SweepReport } from '../check/sweep/sweep.ts';
import { causeLinks } from '../report/cause-page.ts';
import { paintFor, type Paint } from '../report/paint.ts';
import { hanging, wrapCommand } from '../report/wrap.ts';
import { shortNetns } from '../report/words.ts';

export const sweepOutcome = ({ vms, bad, unknown, limits }: SweepReport): Outcome => {
  if (bad > 0) return 'bad';
  return unknown > 0 || vms === 0 || limits.length > 0 ? 'unknown' : 'ok';
};

const HEADS: Readonly<Record<Outcome, string>> = { ok: 'OK', bad: 'DRIFT', unknown: 'UNKNOWN' };

const vmsText = (count: number): string => `${count} VM${count === 1 ? '' : 's'}`;

const namesText = ({ vms, names }: Drift): string => {
  const more = vms - names.length;
  return `${vmsText(vms)}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

const driftLines = (drift: Drift, paint: Paint): string[] => {
  const { cause, check, what, expected, found, command, routers } = drift;
  const by = routers.length === 0 ? '' : `, behind ${routers.slice(0, 3).join(', ')}`;
  const [first = '', ...rest] = hanging(
    '    ',
    `${cause} (check ${check}${by}) hits ${namesText(drift)}`,
  );
  return [
    first.replace(cause, () => paint.bad(cause)),
    ...rest.map((line) => `  ${line}`),
    ...hanging('      ', `${what}: expected ${expected}, found ${found}`),
    ...wrapCommand(command, '        '),
  ];
};

const nodeLines = (node: string, drifts: readonly Drift[], paint: Paint): string[] => {
  const places = [...new Set(drifts.map(({ netns }) => netns))];
  return places.flatMap((netns) => {
    const where = netns === '' ? '' : `, ${shortNetns(netns)}`;
    return [
      `  ${node === '' ? 'in the API' : `on ${node}${where}`}`,
      ...drifts.filter((one) => one.netns === netns).flatMap((one) => driftLines(one, paint)),
    ];
  });
};

const aboutLines = ({ drifts }: SweepReport): string[] => {
  const text = causeLinks(drifts.map(({ cause }) => cause));
  return text === '' ? [] : hanging('  about     ', text);
};

const unseenLines = ({ unread, skipped, limits }: SweepReport): string[] => [
  ...[...skipped].flatMap(([reason, names]) =>
    hanging(
      '  skipped   ',
      `${vmsText(names.length)}: ${reason} (${names.slice(0, 3).join(', ')})`,
    ),
  ),
  ...unread.flatMap(({ node, what, why, vms }) =>
    hanging('  unseen    ', `${node || 'API'}: ${why} (${what}), ${vmsText(vms)}`),
  ),
  ...limits.flatMap((limit) => hanging('  limit     ', limit)),
];

/** The report of a sweep. ASCII, at most 100 columns. */
export const sweepText = (report: SweepReport, ms: number, color: boolean): string => {
  const paint = paintFor(color);
  const outcome = sweepOutcome(report);
  const { vms, bad, unknown, nodes, reads, drifts } = report;
  const fine = vms - bad - unknown;
  const counts = [
    `${vmsText(vms)} on ${nodes} node${nodes === 1 ? '' : 's'} checked: ${fine} as they should be`,
    ...(bad > 0 ? [`${bad} hit by ${drifts.length} drift${drifts.length === 1 ? '' : 's'}`] : []),
    ...(unknown > 0 ? [`${unknown} not fully seen`] : []),
  ];
  const cost = `${reads} reads, ${(ms / 1000).toFixed(1)} s`;
  const places = [...new Set(drifts.map(({ node }) => node))];
  const lines = [
    ...hanging(`${HEADS[outcome]}  `, `${counts.join(', ')}; ${cost}`),
    ...places.flatMap((node) =>
      nodeLines(
        node,
        drifts.filter((one) => one.node === node),
        paint,
      ),
    ),
    ...aboutLines(report),
    ...unseenLines(report),
  ];
  return `${lines.join('\n')}\n`;
};

/** What `--json` prints of a sweep. */
export const sweepJson = (report: SweepReport, ms: number) => ({
  schema: 'hopscope.sweep/1',
  outcome: sweepOutcome(report),
  ...report,
  skipped: [...report.skipped].map(([reason, names]) => ({ reason, names })),
  ms: Math.round(ms),
});
