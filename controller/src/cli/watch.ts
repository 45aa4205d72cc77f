// `hopscope watch TRACE`: the same trace again and again until packets do something else, then what
// changed. `hopscope compare A B`: the same comparison of two traces that are kept.

import { HopscopeError } from '@hopscope/proto';
import type { Command } from 'commander';
import { compareTraces, isChanged, type TraceSide } from '../compare/compare-traces.ts';
import { comparisonJson, comparisonText } from '../compare/text.ts';
import { trace, type Judged } from '../pipeline.ts';
import type { Verdict } from '../report/verdict.ts';
import { pause } from '../run/tap-watch.ts';
import { readBundle, readVerdict } from '../store/bundle.ts';
import { openCloud, withBus } from './context.ts';
import type { BusOptions, Context } from './context.ts';
import { parseCount, parseDuration } from './destination.ts';
import { exitCodeOf } from './exit-code.ts';
import { bundleFolder } from './kept-commands.ts';
import { printVerdict } from './output.ts';

const WATCH_LIMITS = {
  /** A trace takes 2 to 3 s: asked more often they would stand in each other's way. */
  everyMinMs: 3_000,
  /** A day at the default pace; a watch that nobody ends must end. */
  roundsMax: 8_640,
  /** Agents restart and networks hiccup; what fails so often in a row is down. */
  failuresMax: 5,
} as const;

export interface WatchOptions extends BusOptions {
  readonly every: number;
  readonly times: number;
  readonly json?: boolean;
  readonly cloud?: string;
}

const sideOf = (context: Context, name: string): TraceSide => {
  const folder = bundleFolder(context, name);
  return { verdict: readVerdict(folder), recording: readBundle(folder) };
};

const printComparison = (
  context: Context,
  before: TraceSide,
  after: TraceSide,
  json: boolean,
): void => {
  const comparison = compareTraces(before, after);
  const [old, now] = [before.verdict, after.verdict];
  context.output.print(
    json
      ? `${JSON.stringify(comparisonJson(comparison, old, now), null, 2)}\n`
      : comparisonText(comparison, old, now),
  );
};

/** Runs `hopscope compare`; exits as the later trace did. */
export const compareCommand = (
  context: Context,
  [first, second]: readonly [string, string],
  { json }: { readonly json?: boolean },
): number => {
  const [before, after] = [sideOf(context, first), sideOf(context, second)];
  printComparison(context, before, after, json === true);
  return exitCodeOf(after.verdict);
};

const roundText = (round: number, verdict: Verdict): string =>
  `  ${round}. ${verdict.startedAt.slice(11, 19)} ${verdict.status} as before\n`;

/** One trace; null when it failed for a reason of the world that may pass. */
const tryOnce = async (
  once: () => Promise<Judged>,
  say: (text: string) => void,
): Promise<Judged | HopscopeError> => {
  try {
    return await once();
  } catch (thrown) {
    if (!(thrown instanceof HopscopeError) || thrown.code === 'USAGE') throw thrown;
    say(`  ! ${thrown.message}\n`);
    return thrown;
  }
};

/** Rounds until something changes, the rounds are over, or too many fail in a row. */
const rounds = async (
  context: Context,
  before: TraceSide,
  options: WatchOptions,
  once: () => Promise<Judged>,
): Promise<Judged> => {
  const { signal, output, elapsedMs } = context;
  let failures = 0;
  for (let round = 1; ; round += 1) {
    const startedMs = elapsedMs();
    const judged = await tryOnce(once, output.say);
    signal.throwIfAborted();
    if (judged instanceof HopscopeError) {
      failures += 1;
      if (failures >= WATCH_LIMITS.failuresMax || round >= options.times) throw judged;
    } else {
      failures = 0;
      if (isChanged(before.verdict, judged.verdict) || round >= options.times) return judged;
      output.say(roundText(round, judged.verdict));
    }
    const restMs = options.every - (elapsedMs() - startedMs);
    if (restMs > 0) await pause(restMs, signal);
  }
};

/** Runs `hopscope watch`; exits as the last trace did. */
export const watchCommand = async (
  context: Context,
  name: string | undefined,
  options: WatchOptions,
): Promise<number> => {
  if (options.every < WATCH_LIMITS.everyMinMs)
    throw new HopscopeError('USAGE', `--every must be at least ${WATCH_LIMITS.everyMinMs / 1000}s`);
  const folder = bundleFolder(context, name);
  const before = { verdict: readVerdict(folder), recording: readBundle(folder) };
  const { output, signal, random, elapsedMs, store } = context;
  const { request } = before.recording;
  const { trace: watched, status } = before.verdict;
  output.say(`watching ${watched}: ${status} ${before.verdict.summary}\n`);
  const openstack = await openCloud(context, options.cloud);
  const judged = await withBus(context, options, (bus) =>
    rounds(context, before, options, () => {
      const deps = { trace: store.newId(), openstack, bus, signal, random, elapsedMs };
      // A watch says what came of each round; its steps are those of every trace.
      return trace(request, deps, () => {});
    }),
  );
  store.save(judged);
  printComparison(context, before, judged, options.json === true);
  if (options.json !== true && judged.verdict.status !== 'DELIVERED')
    printVerdict(output, judged.verdict, { kept: true });
  return exitCodeOf(judged.verdict);
};

const WATCH_HELP = `
Repeats the request of a kept trace until its status or its guilty segment changes, then says what
changed: which rule is back, what is left of the old trouble. The last trace is kept.

Examples:
  hopscope watch t-81c2                    after a repair: is it well now?
  hopscope watch t-81c2 --every 1m         wait for a fault that comes and goes

Exit codes as of "hopscope trace", of the last trace.
`;

const COMPARE_HELP = `
A and B are traces of one flow, by id or folder, the earlier one first. Exit codes as of B.
`;

/** Adds both commands to the program. */
export const addWatch = (
  program: Command,
  context: Context,
  finish: (code: number) => void,
): void => {
  program
    .command('watch')
    .summary('repeat a kept trace until something changes, and say what')
    .description('Repeats a kept trace until its status or its guilty segment changes.')
    .argument('[TRACE]', 'id such as t-7f3a, or a folder (default: the newest)')
    .option('--every <time>', 'from one start to the next', parseDuration, 10_000)
    .option(
      '--times <n>',
      'give up after so many',
      parseCount('--times', 1, WATCH_LIMITS.roundsMax),
      WATCH_LIMITS.roundsMax,
    )
    .option('--json', 'print the comparison as JSON')
    .option('--cloud <name>', 'cloud of clouds.yaml (default: OS_CLOUD)')
    .option('--nats <url>', 'NATS server: tls://HOST:4222, or nats:// on this machine')
    .option('--insecure', 'accept a NATS server without TLS or credentials (a lab)')
    .addHelpText('after', WATCH_HELP)
    .action(async (name: string | undefined, options: WatchOptions) =>
      finish(await watchCommand(context, name, options)),
    );
  program
    .command('compare')
    .summary('say what changed between two kept traces')
    .description('Says what changed between two kept traces of one flow.')
    .argument('<A>', 'the earlier trace: id or folder')
    .argument('<B>', 'the later one')
    .option('--json', 'print JSON')
    .addHelpText('after', COMPARE_HELP)
    .action((first: string, second: string, options: { readonly json?: boolean }) =>
      finish(compareCommand(context, [first, second], options)),
    );
};
