// Runs one command line and answers its exit code. Every failure ends here, as words.

import { CommanderError } from 'commander';
import type { Context } from './context.ts';
import { errorText, exitCodeOfError } from './errors.ts';
import { EXIT } from './exit-code.ts';
import { makeProgram } from './program.ts';

/** Exit code of `hopscope ARGS`. */
export const runCli = async (
  args: readonly string[],
  context: Context,
  version: string,
): Promise<number> => {
  let code: number = EXIT.ok;
  const program = makeProgram(context, version, (answer) => (code = answer));
  try {
    if (args.length === 0) {
      program.outputHelp();
      return EXIT.trouble;
    }
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // commander has said what is wrong; help and version are no errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.trouble;
    const thrown = context.signal.aborted ? context.signal.reason : error;
    const debug = program.opts<{ debug?: boolean }>().debug === true;
    context.output.say(errorText(thrown, debug));
    return exitCodeOfError(thrown);
  }
};
