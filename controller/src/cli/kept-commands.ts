// `hopscope show` and `hopscope traces`: what is kept here.

import { statSync } from 'node:fs';
import { resolve as absolute } from 'node:path';
import { readVerdict } from '../store/bundle.ts';
import type { StoredTrace } from '../store/trace-store.ts';
import type { Context } from './context.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { printVerdict, tableText } from './output.ts';
import type { FormOptions } from './output.ts';

/** A bundle's folder by its path, or of a kept trace by its id; the newest without either. */
export const bundleFolder = (context: Context, name: string | undefined): string => {
  if (name === undefined) return context.store.find(null);
  const dir = absolute(context.cwd, name);
  const isFolder = statSync(dir, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? dir : context.store.find(name);
};

/** `hopscope show [TRACE]`; exits as the trace did. */
export const showCommand = (
  context: Context,
  trace: string | undefined,
  options: FormOptions,
): number => {
  const verdict = readVerdict(bundleFolder(context, trace));
  printVerdict(context.output, verdict, { ...options, kept: true });
  return exitCodeOf(verdict);
};

const when = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

const rowOf = ({ trace, verdict, problem }: StoredTrace): string[] =>
  verdict === null
    ? [trace, '-', '-', problem]
    : [trace, when(verdict.startedAt), verdict.status, verdict.summary];

/** `hopscope traces`. */
export const tracesCommand = (context: Context, { json }: { readonly json?: boolean }): number => {
  const kept = context.store.list();
  if (json === true) {
    const rows = kept.map(({ trace, dir, verdict, problem }) => ({
      trace,
      dir,
      startedAt: verdict?.startedAt ?? null,
      status: verdict?.status ?? null,
      owner: verdict?.owner ?? null,
      summary: verdict?.summary ?? null,
      problem,
    }));
    context.output.print(`${JSON.stringify(rows, null, 2)}\n`);
  } else if (kept.length === 0) context.output.print(`no traces in ${context.store.root}\n`);
  else {
    const rows = [['TRACE', 'STARTED (UTC)', 'STATUS', 'SUMMARY'], ...kept.map(rowOf)];
    context.output.print(tableText(rows));
  }
  return EXIT.ok;
};
