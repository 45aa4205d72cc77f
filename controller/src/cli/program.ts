// The commands and their options, and which function each one is. No work is done here.

import { Command, Option } from 'commander';
import { HopscopeError, WIRE_LIMITS } from '@hopscope/proto';
import { agentsCommand } from './agents-command.ts';
import { analyzeCommand } from './analyze-command.ts';
import type { AnalyzeOptions } from './analyze-command.ts';
import { addCheck } from './check.ts';
import type { BusOptions, Context } from './context.ts';
import { parseCount, parseDuration, parseSample } from './destination.ts';
import { ANALYZE_HELP, PROGRAM_HELP, SHOW_HELP, TRACES_HELP, TRACE_HELP } from './help.ts';
import { showCommand, tracesCommand } from './kept-commands.ts';
import type { FormOptions } from './output.ts';
import { addShell } from './shell-command.ts';
import { addWatch } from './watch.ts';
import { traceCommand } from './trace-command.ts';
import type { TraceOptions } from './trace-command.ts';

/** 20 probes show a total loss beyond doubt, at a rate that no firewall minds. */
const PROBES = { count: 20, rate: 100, rateMax: 10_000, sizeMax: 65_507 } as const;

/** The command's answer becomes the exit code. */
export type Finish = (code: number) => void;

const form = (command: Command): Command =>
  command
    .addOption(
      new Option('--json', 'print the verdict as JSON (verdict.json) and nothing else').conflicts(
        'md',
      ),
    )
    .addOption(new Option('--md', 'print Markdown, for a ticket'));

const bus = (command: Command): Command =>
  command
    .option('--nats <url>', 'NATS server: tls://HOST:4222, or nats:// on this machine')
    .option('--insecure', 'accept a NATS server without TLS or credentials (a lab)');

/** How much of what the captures see is brought home. */
const amount = (command: Command): Command =>
  command
    .addOption(
      new Option('--raw <which>', 'packets kept whole: the first of each point, or all of them')
        .choices(['first', 'all'])
        .default('first'),
    )
    .addOption(
      new Option('--sample <n>', 'follow 1 of N packets, the same at every point: 2, 4, ... 4096')
        .argParser(parseSample)
        .conflicts('raw'),
    );

const addTrace = (program: Command, context: Context, finish: Finish): void => {
  const command = program
    .command('trace')
    .summary('follow the packets of a VM and name the hop that loses them')
    .description(
      'Follows the packets of one flow of a VM through every hop of the cloud, out and back,\n' +
        'names the hop that loses them, why, who else is hit, and what to type.',
    )
    .argument('<SOURCE>', 'server name or id, port id, address, or MAC')
    .argument('[DEST]', 'ADDRESS[:PORT[/udp]]')
    .addOption(new Option('--inject', 'send probes as the VM, without waiting for its own packets'))
    .addOption(
      new Option('--live <time>', 'only listen to the packets of the VM for this long: 30s, 2m')
        .argParser(parseDuration)
        .conflicts('inject'),
    )
    .option('--dry-run', 'show the path, the capture points and their filters; capture nothing')
    .option(
      '-n, --count <n>',
      'probes to send',
      parseCount('--count', 3, WIRE_LIMITS.probesMax),
      PROBES.count,
    )
    .option('--rate <n>', 'probes a second', parseCount('--rate', 1, PROBES.rateMax), PROBES.rate)
    .addOption(
      new Option('--size <bytes>', 'payload of each icmp or udp probe, as of ping -s (default: 56)')
        .argParser(parseCount('--size', 0, PROBES.sizeMax))
        .conflicts(['dns', 'mtuSearch']),
    )
    .option('--df', 'probes say "do not fragment"; else large ones are cut as the VM would')
    .addOption(
      new Option(
        '--mtu-search',
        'find the largest packet that is answered, and where larger end',
      ).conflicts(['dns', 'live']),
    )
    .addOption(
      new Option(
        '--dns <name>',
        'each probe asks DNS for NAME; DEST is the server (port 53/udp)',
      ).conflicts('live'),
    )
    .addOption(
      new Option(
        '--siblings',
        'when packets are lost, probe a VM of its host and one of its network too',
      ).conflicts('live'),
    );
  amount(command);
  form(command)
    .option(
      '-o, --output <dir>',
      'write the bundle (verdict, packets, evidence) to this folder too',
    )
    .option('--cloud <name>', 'cloud of clouds.yaml (default: OS_CLOUD)');
  bus(command)
    .addHelpText('after', TRACE_HELP)
    .action(async (source: string, destination: string | undefined, options: TraceOptions) =>
      finish(await traceCommand(context, source, destination, options)),
    );
};

const addKept = (program: Command, context: Context, finish: Finish): void => {
  const show = program
    .command('show')
    .summary('show the report of a kept trace again')
    .description('Shows the report of a kept trace again.')
    .argument('[TRACE]', 'id such as t-7f3a, or a folder (default: the newest)');
  form(show)
    .addHelpText('after', SHOW_HELP)
    .action((trace: string | undefined, options: FormOptions) =>
      finish(showCommand(context, trace, options)),
    );
  program
    .command('traces')
    .summary('list the traces that are kept here')
    .description('Lists the traces that are kept here, newest first.')
    .option('--json', 'print JSON')
    .addHelpText('after', TRACES_HELP)
    .action((options: FormOptions) => finish(tracesCommand(context, options)));
  const analyze = program
    .command('analyze')
    .summary('judge a bundle or capture files again')
    .description('Judges what is on disk: a bundle, or capture files with a map.')
    .argument('[FILES...]', 'one trace id or bundle folder, or capture files')
    .option('--map <file>', 'which capture file shows which point (JSON)');
  form(analyze)
    .option('-o, --output <dir>', 'write a bundle with the new verdict to this folder')
    .addHelpText('after', ANALYZE_HELP)
    .action((files: string[], options: AnalyzeOptions) =>
      finish(analyzeCommand(context, files, options)),
    );
};

/** Programs of their own: the launcher starts them before this one is reached. */
const LAUNCHED = [
  ['agent', 'run the agent of this node (agent --help)'],
  ['lab', 'raise, break and heal a small cloud of namespaces (lab --help)'],
  ['demo', 'raise a lab, trace a healthy path and two broken ones, take it down'],
] as const;

const addLaunched = (program: Command): void => {
  for (const [name, summary] of LAUNCHED)
    program
      .command(name)
      .description(summary)
      .helpOption(false)
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        throw new HopscopeError('USAGE', `${name} is started by the launcher: ./hopscope ${name}`);
      });
};

/** The command line; `finish` is told the exit code of the command that ran. */
export const makeProgram = (context: Context, version: string, finish: Finish): Command => {
  const program = new Command('hopscope')
    .description(
      'Follows the packets of one OpenStack VM through every hop and names the hop that lost them.',
    )
    .version(version, '-V, --version', 'print the version')
    .option('--debug', 'show stacks and details of errors')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [COMMAND]', 'show help of a command')
    .configureHelp({ helpWidth: 100, showGlobalOptions: false })
    .addHelpText('after', PROGRAM_HELP)
    .exitOverride()
    .configureOutput({
      writeOut: context.output.print,
      writeErr: context.output.say,
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      outputError: (text, write) => write(text.replace(/^error: /, 'hopscope: ')),
    })
    .showHelpAfterError('See "hopscope help" or "hopscope help COMMAND".')
    .showSuggestionAfterError();
  addTrace(program, context, finish);
  addKept(program, context, finish);
  bus(
    program
      .command('agents')
      .summary('list the agents that are there')
      .description('Lists the agents that are there, and what their nodes allow.'),
  )
    .option('--json', 'print JSON')
    .action(async (options: BusOptions & FormOptions) =>
      finish(await agentsCommand(context, options)),
    );
  addCheck(program, context, finish);
  addWatch(program, context, finish);
  addShell(program, context, finish);
  addLaunched(program);
  return program;
};
