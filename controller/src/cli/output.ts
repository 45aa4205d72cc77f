// Where a command's output goes and in which form. Comes in as a parameter, so that tests read it.

import { renderMarkdown } from '../report/markdown.ts';
import { renderText } from '../report/text.ts';
import type { Verdict } from '../report/verdict.ts';

export interface Output {
  /** Standard output: the report, and nothing else. */
  readonly print: (text: string) => void;
  /** Standard error. */
  readonly say: (text: string) => void;
  readonly saysToTerminal: boolean;
  readonly columns: number;
  /** Colour on standard output. */
  readonly color: boolean;
}

export interface FormOptions {
  readonly json?: boolean;
  readonly md?: boolean;
}

/** Prints a verdict in the form that was asked for; `kept`: its trace is in the store. */
export const printVerdict = (
  output: Output,
  verdict: Verdict,
  { json, md, kept }: FormOptions & { readonly kept: boolean },
): void => {
  if (json === true) output.print(`${JSON.stringify(verdict, null, 2)}\n`);
  else if (md === true) output.print(renderMarkdown(verdict, { kept }));
  else output.print(renderText(verdict, { color: output.color, kept }));
};

const columnsOf = (rows: readonly (readonly string[])[]): number[] =>
  rows.reduce<number[]>(
    (widths, row) => row.map((cell, index) => Math.max(widths[index] ?? 0, cell.length)),
    [],
  );

/** Rows as aligned columns, two spaces apart; the last one is not padded. */
export const tableText = (rows: readonly (readonly string[])[]): string => {
  const widths = columnsOf(rows);
  return rows
    .map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
};
