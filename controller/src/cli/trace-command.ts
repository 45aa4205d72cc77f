// `hopscope trace`: from the words typed to a request, through the pipeline, to the report.

import { resolve as absolute } from 'node:path';
import { HopscopeError } from '@hopscope/proto';
import { prepare, trace } from '../pipeline.ts';
import type { Judged, TraceDeps } from '../pipeline.ts';
import { planSummary } from '../plan/mod.ts';
import type { Request } from '../request.ts';
import { isFree, writeBundle } from '../store/bundle.ts';
import { openCloud, withBus } from './context.ts';
import type { Context } from './context.ts';
import { parseDestination } from './destination.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { printVerdict } from './output.ts';
import { printSteps } from './steps.ts';

export interface TraceOptions {
  readonly inject?: boolean;
  readonly live?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly md?: boolean;
  readonly output?: string;
  readonly nats?: string;
  readonly insecure?: boolean;
  readonly cloud?: string;
  readonly count: number;
  readonly rate: number;
  readonly size: number;
}

const modeOf = ({ inject, live }: TraceOptions): Request['mode'] => {
  if (live !== undefined) return 'live';
  return inject === true ? 'inject' : 'auto';
};

/** The request of what was typed. Throws USAGE. */
export const requestOf = (
  source: string,
  destination: string | undefined,
  options: TraceOptions,
): Request => {
  const { address, protocol, port } = parseDestination(destination);
  return {
    source,
    destination: address,
    protocol,
    port,
    mode: modeOf(options),
    liveMs: options.live ?? 0,
    probes: options.count,
    probeRate: options.rate,
    // A SYN with data is what scanners send: firewalls drop it.
    probeBytes: protocol === 'tcp' ? 0 : options.size,
  };
};

const checkFolder = (context: Context, folder: string | undefined): string | null => {
  if (folder === undefined) return null;
  const dir = absolute(context.cwd, folder);
  if (!isFree(dir)) throw new HopscopeError('USAGE', `${folder} is there already and not empty`);
  return dir;
};

/** True when the bundle was written; a verdict that cannot be kept is shown all the same. */
const written = (context: Context, save: () => void): boolean => {
  try {
    save();
    return true;
  } catch (error) {
    if (!(error instanceof HopscopeError)) throw error;
    context.output.say(`hopscope: the trace is not kept: ${error.message}\n`);
    return false;
  }
};

const keep = (context: Context, judged: Judged, folder: string | null): boolean => {
  if (folder !== null) written(context, () => writeBundle(folder, judged));
  return written(context, () => void context.store.save(judged));
};

/** Runs `hopscope trace`; the answer is the exit code. */
export const traceCommand = async (
  context: Context,
  source: string,
  destination: string | undefined,
  options: TraceOptions,
): Promise<number> => {
  const request = requestOf(source, destination, options);
  const folder = checkFolder(context, options.output);
  const { output, signal, random, elapsedMs } = context;
  const printer = printSteps({
    write: output.say,
    isTerminal: output.saysToTerminal,
    columns: output.columns,
  });
  try {
    const openstack = await openCloud(context, options.cloud);
    return await withBus(context, options, async (bus) => {
      const id = context.store.newId();
      const deps: TraceDeps = { trace: id, openstack, bus, signal, random, elapsedMs };
      if (options.dryRun === true) {
        const { path, plan } = await prepare(request, deps, printer.steps);
        printer.clear();
        const text =
          options.json === true
            ? [JSON.stringify({ path, plan }, null, 2)]
            : planSummary(path, plan);
        output.print(`${text.join('\n')}\n`);
        return EXIT.ok;
      }
      const judged = await trace(request, deps, printer.steps);
      const kept = keep(context, judged, folder);
      printer.clear();
      printVerdict(output, judged.verdict, { ...options, kept });
      return exitCodeOf(judged.verdict);
    });
  } finally {
    printer.clear();
  }
};
