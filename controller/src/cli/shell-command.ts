// `hopscope shell NODE [--netns NS] [-- CMD...]`: a shell or a command on a node, for when a person
// must look. On a terminal it is one, raw and resized; elsewhere three pipes.

import { hostname, userInfo } from 'node:os';

import type { hopscope } from '@hopscope/proto';
import type { Command } from 'commander';

import { openEscape } from '../console/escape.ts';
import { openLocalTerminal } from '../console/local-terminal.ts';
import type { LocalTerminal } from '../console/local-terminal.ts';
import { openConsole } from '../console/session.ts';
import type { ConsoleSession } from '../console/session.ts';
import { unlessAborted } from '../pipeline.ts';
import type { Bus } from '../run/mod.ts';
import { withBus } from './context.ts';
import type { BusOptions, Context } from './context.ts';
import { EXIT } from './exit-code.ts';

export interface ShellOptions extends BusOptions {
  readonly netns?: string;
}

/** As shells count a program that a signal ended. */
const SIGNAL_BASE = 128;

const clientName = (): string => `${userInfo().username}@${hostname()} pid ${process.pid}`;

/** The exit code of the remote command, or ours when there is none. */
const exitCodeOf = (context: Context, end: hopscope.v1.IConsoleEnd): number => {
  if (end.reason === 'exit')
    return (end.signal ?? 0) > 0 ? SIGNAL_BASE + (end.signal ?? 0) : (end.exitCode ?? EXIT.trouble);
  if (end.reason === 'closed') return EXIT.interrupted;
  context.output.say(`hopscope: the console ended: ${end.message}\n`);
  return EXIT.trouble;
};

/** Keys to the session, through the escape when it is a person who types. */
const connect = (terminal: LocalTerminal, session: ConsoleSession, isPerson: boolean): void => {
  const escape = openEscape();
  terminal.read({
    typed: (chunk) => {
      const { bytes, left } = isPerson ? escape(chunk) : { bytes: chunk, left: false };
      if (!session.type(bytes)) terminal.pause();
      if (left) session.close('the client left');
    },
    ended: () => session.endInput(),
    resized: (columns, rows) => session.resize(columns, rows),
  });
};

const run = async (
  context: Context,
  bus: Bus,
  options: Parameters<typeof openConsole>[1],
  terminal: LocalTerminal,
): Promise<number> => {
  const { signal, output } = context;
  const sink = { output: terminal.output, errors: terminal.errors, ready: terminal.resume };
  // One that is opened all the same ends by its lease.
  const session = await unlessAborted(openConsole(bus, options, sink), signal);
  const isPerson = options.terminal !== null;
  const where = options.netns === '' ? options.node : `${options.node} ${options.netns}`;
  if (isPerson)
    output.say(`hopscope: ${session.argv.join(' ')} on ${where}; "~." on a new line leaves\n`);
  const interrupt = (): void => session.close('the client was interrupted');
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  let clean = false;
  try {
    connect(terminal, session, isPerson);
    const end = await session.ended;
    clean = end.reason === 'exit';
    terminal.close(clean);
    return exitCodeOf(context, end);
  } finally {
    signal.removeEventListener('abort', interrupt);
    terminal.close(clean);
  }
};

/** Runs `hopscope shell`; its exit code is that of the remote command. */
export const shellCommand = async (
  context: Context,
  node: string,
  argv: readonly string[],
  options: ShellOptions,
): Promise<number> =>
  withBus(context, options, async (connecting) => {
    const bus = await unlessAborted(connecting, context.signal);
    const terminal = openLocalTerminal(process);
    const size = terminal.size();
    const term = context.env['TERM'] ?? '';
    const netns = options.netns ?? '';
    const console = { node, netns, argv, client: clientName() };
    return run(context, bus, { ...console, terminal: size && { ...size, term } }, terminal);
  });

const HELP = `
The node's agent.yaml must allow it (policy.console): a list of commands, or a full shell. Every
session is in the log of the agent. Ctrl-C and all other keys go to the remote side; "~." at the
beginning of a line leaves a session that does not answer.

When standard input and output are a terminal the command gets one too; else it is a part of a
pipeline: input, output and errors apart, bytes as they are.

Examples:
  hopscope shell cn1                                        a shell on node cn1
  hopscope shell net1 --netns qrouter-ID                    a shell inside a router
  hopscope shell net1 --netns snat-ID -- conntrack -L       one command
  hopscope shell cn1 -- tcpdump -U -w - -i ens3 | tshark -r -

Exit codes: that of the remote command (128 + the signal that ended it); 3 refused or lost, 130 left
with "~." or interrupted.
`;

/** Adds the command to the program. */
export const addShell = (
  program: Command,
  context: Context,
  finish: (code: number) => void,
): void => {
  program
    .command('shell')
    .summary('open a shell, or run a command, on a node')
    .description('Opens a shell, or runs a command, on a node whose policy allows it.')
    .argument('<NODE>', 'name of the node, as "hopscope agents" lists it')
    .argument('[CMD...]', 'command and arguments, after -- (default: a shell)')
    .option('--netns <name>', 'inside this network namespace of the node')
    .option('--nats <url>', 'NATS server: tls://HOST:4222, or nats:// on this machine')
    .option('--insecure', 'accept a NATS server without TLS or credentials (a lab)')
    .addHelpText('after', HELP)
    .action(async (node: string, argv: string[], options: ShellOptions) =>
      finish(await shellCommand(context, node, argv, options)),
    );
};
