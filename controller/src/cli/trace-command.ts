// `hopscope trace`: from the words typed to a request, through the pipeline, to the report.

import { resolve as absolute } from 'node:path';
import { isDnsName } from '@hopscope/packet';
import { HopscopeError } from '@hopscope/proto';
import { prepare, trace } from '../pipeline.ts';
import type { Judged, TraceDeps } from '../pipeline.ts';
import { planSummary } from '../plan/mod.ts';
import type { Protocol, Request } from '../request.ts';
import { isFree, writeBundle } from '../store/bundle.ts';
import { openCloud, withBus } from './context.ts';
import type { Context } from './context.ts';
import { parseDestination } from './destination.ts';
import type { Destination } from './destination.ts';
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
  readonly size?: number;
  readonly df?: boolean;
  readonly dns?: string;
  readonly mtuSearch?: boolean;
  readonly siblings?: boolean;
  readonly raw?: 'first' | 'all';
  /** Shift of the rate. */
  readonly sample?: number;
}

/** As `ping` has it: 56 bytes and an ICMP header make 64. */
const PAYLOAD_BYTES = 56;
const DNS_PORT = 53;

const usage = (message: string): HopscopeError => new HopscopeError('USAGE', message);

const modeOf = ({ inject, live, dns, mtuSearch }: TraceOptions): Request['mode'] => {
  if (live !== undefined) return 'live';
  // Nothing that the VM says by itself answers these.
  return inject === true || dns !== undefined || mtuSearch === true ? 'inject' : 'auto';
};

/** A name alone goes to the port of DNS. */
const destinationOf = (text: string | undefined, { dns }: TraceOptions): Destination => {
  const destination = parseDestination(text);
  if (dns === undefined) return destination;
  const { address, port, protocol } = destination;
  if (address === null) throw usage('--dns needs a server to ask: hopscope trace SOURCE SERVER');
  if (port === null) return { address, protocol: 'udp', port: DNS_PORT };
  if (protocol !== 'udp') throw usage(`--dns asks by udp: say ${address}:${port}/udp`);
  return destination;
};

/** What belongs to the probes, checked against their protocol. */
const shapeOf = (protocol: Protocol, { size, df, dns, mtuSearch }: TraceOptions) => {
  const isSyn = protocol === 'tcp';
  // A SYN with data is what scanners send: firewalls drop it.
  if (isSyn && size !== undefined && size > 0) throw usage('--size: a SYN carries no payload');
  if (isSyn && mtuSearch === true)
    throw usage('--mtu-search: a SYN has no size to search with; use icmp or PORT/udp');
  if (dns !== undefined && !isDnsName(dns)) throw usage(`--dns "${dns}" is not a name`);
  return {
    probeBytes: isSyn ? 0 : (size ?? PAYLOAD_BYTES),
    ...(df === true ? { dontFragment: true } : {}),
    ...(dns === undefined ? {} : { dns }),
    ...(mtuSearch === true ? { mtuSearch } : {}),
  };
};

/** The request of what was typed. Throws USAGE. */
export const requestOf = (
  source: string,
  destination: string | undefined,
  options: TraceOptions,
): Request => {
  const { address, protocol, port } = destinationOf(destination, options);
  return {
    source,
    destination: address,
    protocol,
    port,
    mode: modeOf(options),
    liveMs: options.live ?? 0,
    probes: options.count,
    probeRate: options.rate,
    ...shapeOf(protocol, options),
    ...(options.siblings === true ? { siblings: true } : {}),
    ...(options.raw === 'all' ? { rawAll: true } : {}),
    ...(options.sample === undefined ? {} : { sampleShift: options.sample }),
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
