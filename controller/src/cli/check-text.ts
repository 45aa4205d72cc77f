// Results of checks for a person: the answer first, then every check in a line, and under a bad or
// unknown one what was expected and found, with the command that shows it.

import type { CheckResult, CheckRow, Outcome } from '../check/check.ts';
import { suspectsOf } from '../check/suspects.ts';
import type { Path } from '../resolve/path.ts';
import { causeLinks } from '../report/cause-page.ts';
import { paintFor, type Paint } from '../report/paint.ts';
import { evidenceTable } from '../report/evidence-table.ts';
import { hanging, toAscii, wrapCommand } from '../report/wrap.ts';

export interface CheckReport {
  readonly path: Path;
  readonly results: readonly CheckResult[];
  /** What could not be read, and why. */
  readonly limits: readonly string[];
  readonly reads: number;
  readonly readMs: number;
  /** Of the whole command. */
  readonly ms: number;
}

const WORDS: Readonly<Record<Outcome, string>> = { ok: 'ok', bad: 'BAD', unknown: 'unknown' };
const COMMAND_INDENT = ' '.repeat(6);

/** Bad when a check is, else unknown when one is. */
export const outcomeOf = (results: readonly CheckResult[]): Outcome => {
  if (results.some(({ outcome }) => outcome === 'bad')) return 'bad';
  return results.length === 0 || results.some(({ outcome }) => outcome === 'unknown')
    ? 'unknown'
    : 'ok';
};

const nodesOf = ({ path }: CheckReport): string =>
  path.nodes.map(({ name }) => name).join(', ') || 'no node';

const headline = ({ path, results }: CheckReport): string => {
  const { serverName, localAddress, remoteAddress } = path.flow;
  const suspects = suspectsOf(results).map(
    ({ cause, node }) => `${cause}${node === '' ? '' : ` on ${node}`}`,
  );
  const said = suspects.length === 0 ? '' : `: ${suspects.join(', ')}`;
  return `${serverName} ${localAddress} -> ${remoteAddress}${said}`;
};

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

const certaintyText = (report: CheckReport): string => {
  const { results, reads, readMs, ms } = report;
  const passed = results.filter(({ outcome }) => outcome === 'ok').length;
  const count = `${passed} of ${results.length} checks passed on ${nodesOf(report)}`;
  return `${count}; no packet sent; ${reads} reads in ${seconds(readMs)} s; ${seconds(ms)} s`;
};

const OUTCOME_WIDTH = 9;

const resultLine = ({ number, title, outcome }: CheckResult, paint: Paint): string[] => {
  const word = WORDS[outcome];
  const head = `  ${String(number).padStart(2)}  ${word.padEnd(OUTCOME_WIDTH)}`;
  const painted = outcome === 'bad' ? paint.bad(word) : paint.good(word);
  return hanging(head, title).map((line, index) =>
    index === 0 ? line.replace(word, () => painted) : line,
  );
};

const commandLines = (rows: readonly CheckRow[]): string[] =>
  [
    ...new Set(rows.filter(({ outcome }) => outcome === 'bad').map(({ command }) => command)),
  ].flatMap((command) => wrapCommand(command, COMMAND_INDENT));

const detailLines = (result: CheckResult, paint: Paint): string[] => {
  if (result.outcome === 'ok') return [];
  const rows = result.rows.filter(({ outcome }) => outcome !== 'ok');
  const table = evidenceTable({ evidence: rows.map((row) => ({ ...row })) }, paint);
  const commands = commandLines(rows);
  return [...table, ...(commands.length === 0 ? [] : ['    shown by', ...commands])];
};

const HEADS: Readonly<Record<Outcome, string>> = { ok: 'OK', bad: 'BAD', unknown: 'UNKNOWN' };

/** The report of one path. ASCII, at most 100 columns. */
export const checkText = (report: CheckReport, color: boolean): string => {
  const paint = paintFor(color);
  const outcome = outcomeOf(report.results);
  const causes = suspectsOf(report.results).map(({ cause }) => cause);
  const lines = [
    ...hanging(`${HEADS[outcome]}  `, headline(report)),
    ...report.results.flatMap((result) => [
      ...resultLine(result, paint),
      ...detailLines(result, paint),
    ]),
    ...(causes.length === 0 ? [] : hanging('  about     ', causeLinks(causes))),
    ...report.limits.flatMap((limit) => hanging('  limit     ', limit)),
    ...hanging('  certainty ', certaintyText(report)),
  ];
  return `${lines.map(toLine).join('\n')}\n`;
};

/** Colour stays, everything else is ASCII. */
const toLine = (line: string): string => (line.includes('\u001b') ? line : toAscii(line));

/** What `--json` prints of one path. */
export const checkJson = ({ path, results, limits, reads, readMs, ms }: CheckReport) => ({
  schema: 'hopscope.check/1',
  outcome: outcomeOf(results),
  server: path.flow.serverName,
  port: path.flow.portId,
  localAddress: path.flow.localAddress,
  remoteAddress: path.flow.remoteAddress,
  checks: results,
  suspects: suspectsOf(results).map(({ check, cause, node }) => ({ check, cause, node })),
  limits,
  reads,
  readMs: Math.round(readMs),
  ms: Math.round(ms),
});
