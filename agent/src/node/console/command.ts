// From an order to what is started: the words checked, the program's absolute path, a bare
// environment. Nothing goes through a shell unless the command is one.

import { accessSync, constants, existsSync } from 'node:fs';
import { userInfo } from 'node:os';

import { HopscopeError } from '@hopscope/proto';

import type { ConsolePolicy } from '../../channel/mod.ts';
import type { Tools } from '../evidence/tools.ts';
import { CONSOLE_VARIABLE } from './session-processes.ts';

const PROGRAM_NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/;
const TERMINAL_NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,31}$/;
const TERMINAL_DEFAULT = 'xterm-256color';

const invalid = (message: string): HopscopeError => new HopscopeError('ORDER_INVALID', message);

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A name is looked up where evidence programs are; a path is for those who may run anything. */
const programPath = (tools: Tools, policy: ConsolePolicy, program: string): string => {
  if (PROGRAM_NAME.test(program)) return tools.path(program);
  if (!policy.shell || !program.startsWith('/'))
    throw invalid(`not the name of a program: ${JSON.stringify(program)}`);
  if (!isProgram(program))
    throw new HopscopeError('ENVIRONMENT', `the program ${program} is not on this node`);
  return program;
};

/**
 * What runs, with an absolute path; a shell for no words. Throws ORDER_INVALID or ENVIRONMENT.
 * Policy was asked before.
 */
export const resolveCommand = (
  tools: Tools,
  policy: ConsolePolicy,
  argv: readonly string[],
): readonly string[] => {
  const [program, ...args] = argv;
  if (program === undefined) return [tools.path(tools.has('bash') ? 'bash' : 'sh')];
  return [programPath(tools, policy, program), ...args];
};

/** Bare, with what a person's programs need, and nothing that a pager could be made to run. */
export const consoleEnvironment = (
  tools: Tools,
  policy: ConsolePolicy,
  { mark, term, netns }: { mark: string; term: string; netns: string },
): Readonly<Record<string, string>> => {
  const { username, homedir } = userInfo();
  return {
    ...tools.environment,
    LC_ALL: 'C.UTF-8',
    TERM: TERMINAL_NAME.test(term) ? term : TERMINAL_DEFAULT,
    HOME: homedir,
    USER: username,
    LOGNAME: username,
    [CONSOLE_VARIABLE]: mark,
    HOPSCOPE_NETNS: netns,
    ...(policy.shell ? {} : { PAGER: 'cat', LESSSECURE: '1' }),
  };
};

/** Where it starts. */
export const consoleFolder = ({ shell }: ConsolePolicy): string => {
  const { homedir } = userInfo();
  return shell && existsSync(homedir) ? homedir : '/';
};
