// `hopscope check SOURCE | --router R | --all`: what the API says against what the nodes have,
// without a packet.

import { HopscopeError } from '@hopscope/proto';
import type { Command } from 'commander';
import { checkPath } from '../check/check-path.ts';
import type { Outcome } from '../check/check.ts';
import { checkReads } from '../check/needs.ts';
import { readState } from '../check/read-state.ts';
import { sweep } from '../check/sweep/sweep.ts';
import { unlessAborted } from '../pipeline.ts';
import type { Request } from '../request.ts';
import { resolve } from '../resolve/mod.ts';
import { describe } from '../run/mod.ts';
import type { Bus } from '../run/mod.ts';
import { checkJson, checkText, outcomeOf, type CheckReport } from './check-text.ts';
import { openCloud, withBus } from './context.ts';
import type { BusOptions, Context } from './context.ts';
import { parseDestination } from './destination.ts';
import { EXIT } from './exit-code.ts';
import { printSteps } from './steps.ts';
import { sweepJson, sweepOutcome, sweepText } from './sweep-text.ts';

export interface CheckOptions extends BusOptions {
  readonly router?: string;
  readonly all?: boolean;
  readonly json?: boolean;
  readonly cloud?: string;
}

const EXIT_OF: Readonly<Record<Outcome, number>> = {
  ok: EXIT.ok,
  bad: EXIT.fault,
  unknown: EXIT.inconclusive,
};

/** A path needs a destination, but no packet is sent: icmp, and nothing that probes would need. */
const requestOf = (source: string, destination: string | undefined): Request => ({
  source,
  destination: parseDestination(destination).address,
  protocol: 'icmp',
  port: null,
  mode: 'live',
  liveMs: 0,
  probes: 0,
  probeRate: 1,
  probeBytes: 0,
});

const checkOne = async (
  context: Context,
  connecting: Promise<Bus>,
  request: Request,
  options: CheckOptions,
): Promise<number> => {
  const { output, store, elapsedMs, signal } = context;
  const trace = store.newId();
  const openstack = await openCloud(context, options.cloud);
  const path = await unlessAborted(
    resolve(request, {
      openstack,
      describe: async (node, order) => describe(await connecting, node, order),
      trace,
    }),
    signal,
  );
  const bus = await connecting;
  const reads = checkReads(path);
  const startedMs = elapsedMs();
  const state = await unlessAborted(readState(bus, reads, { trace, baseSec: 0 }), signal);
  const readMs = elapsedMs() - startedMs;
  const report: CheckReport = {
    path,
    results: checkPath(path, state.records),
    limits: [...path.limits, ...state.limits],
    reads: reads.length,
    readMs,
    ms: elapsedMs(),
  };
  if (options.json === true) output.print(`${JSON.stringify(checkJson(report), null, 2)}\n`);
  else output.print(checkText(report, output.color));
  return EXIT_OF[outcomeOf(report.results)];
};

const checkMany = async (
  context: Context,
  bus: Promise<Bus>,
  options: CheckOptions,
): Promise<number> => {
  const { output, store, elapsedMs, signal } = context;
  const printer = printSteps({
    write: output.say,
    isTerminal: output.saysToTerminal,
    columns: output.columns,
  });
  try {
    const report = await sweep({
      openstack: await openCloud(context, options.cloud),
      bus,
      trace: store.newId(),
      router: options.router ?? null,
      signal,
      progress: (text) => printer.steps({ stage: 'check', state: 'end', text }),
      elapsedMs,
    });
    printer.clear();
    const ms = elapsedMs();
    if (options.json === true) output.print(`${JSON.stringify(sweepJson(report, ms), null, 2)}\n`);
    else output.print(sweepText(report, ms, output.color));
    return EXIT_OF[sweepOutcome(report)];
  } finally {
    printer.clear();
  }
};

/** Exactly one of SOURCE, --router and --all. */
const demandOneTarget = (source: string | undefined, { router, all }: CheckOptions): void => {
  const given = [source !== undefined, router !== undefined, all === true].filter(Boolean).length;
  if (given !== 1) throw new HopscopeError('USAGE', 'name one of SOURCE, --router R and --all');
};

/** Runs `hopscope check`. */
export const checkCommand = async (
  context: Context,
  source: string | undefined,
  destination: string | undefined,
  options: CheckOptions,
): Promise<number> => {
  demandOneTarget(source, options);
  return withBus(context, options, (bus) =>
    source === undefined
      ? checkMany(context, bus, options)
      : checkOne(context, bus, requestOf(source, destination), options),
  );
};

const HELP = `
Compares what Neutron and Nova say with what the nodes have: gateway, SNAT host, bindings, policy
routing, local VLANs, tunnels, flows, the SNAT namespace, MTUs. Nothing is sent or changed.

Examples:
  hopscope check a1                   the path of VM a1 to its external gateway, in under a second
  hopscope check a1 198.51.100.10     or to somewhere else
  hopscope check --router r1          every VM behind a router
  hopscope check --all                every VM of the cloud, slowly enough that no node notices

Exit codes: 0 all is as it should be, 1 something is not, 2 something could not be seen, 3 wrong
usage or environment.
`;

/** Adds the command to the program. */
export const addCheck = (
  program: Command,
  context: Context,
  finish: (code: number) => void,
): void => {
  program
    .command('check')
    .summary('compare what the API says with what the nodes have, without a packet')
    .description('Compares what the API says with what the nodes have, without a packet.')
    .argument('[SOURCE]', 'server name or id, port id, address, or MAC')
    .argument('[DEST]', 'IPv4 address (default: the gateway of the external network)')
    .option('--router <router>', 'all VMs behind this router (name or id)')
    .option('--all', 'all VMs of the cloud')
    .option('--json', 'print JSON')
    .option('--cloud <name>', 'cloud of clouds.yaml (default: OS_CLOUD)')
    .option('--nats <url>', 'NATS server: tls://HOST:4222, or nats:// on this machine')
    .option('--insecure', 'accept a NATS server without TLS or credentials (a lab)')
    .addHelpText('after', HELP)
    .action(
      async (source: string | undefined, destination: string | undefined, options: CheckOptions) =>
        finish(await checkCommand(context, source, destination, options)),
    );
};
