// `hopscope lab`: raise, look at, use and take down labs. Exit codes: 0 done, 3 usage or
// environment; `exec` ends as its command ended.
import { Command, CommanderError } from 'commander';
import { HopscopeError } from '@hopscope/proto';
import { addLabCommands } from './commands.ts';
import { addFaultCommands } from './fault-commands.ts';
import { addImpairmentCommands } from './impairment-commands.ts';
import { addTrafficCommands } from './traffic-commands.ts';

const EXIT_USAGE = 3;

/** The whole command line of the lab. */
export const labProgram = (): Command => {
  const program = new Command('hopscope lab')
    .description('A small DVR cloud of namespaces on this machine')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .option('--name <name>', 'which lab', 'lab')
    .option('--json', 'answer in JSON', false);
  addLabCommands(program);
  addFaultCommands(program);
  addImpairmentCommands(program);
  addTrafficCommands(program);
  return program;
};

const complain = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (!(error instanceof HopscopeError)) throw error;
  process.stderr.write(`hopscope lab: ${error.message}\n`);
  return EXIT_USAGE;
};

const main = async (): Promise<void> => {
  try {
    await labProgram().parseAsync();
  } catch (error) {
    process.exitCode = complain(error);
  }
};

if (import.meta.main) await main();
