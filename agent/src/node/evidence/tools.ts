// The programs of the node, by absolute path, and how they are started: no shell, no PATH lookup
// at run time, a bare environment, and dead when this process dies.

import { accessSync, constants, realpathSync } from 'node:fs';

import { HopscopeError } from '@hopscope/proto';

const FOLDERS = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'] as const;

/** Marks helpers as ours for the sweep at the next start: `pid:start time` of their owner. */
export const OWNER_VARIABLE = 'HOPSCOPE_NODE_OWNER';

export interface Tools {
  /** Absolute path. Throws ENVIRONMENT when the program is missing. */
  readonly path: (tool: string) => string;
  readonly has: (tool: string) => boolean;
  /** The file behind links: tells which of several alternatives a name stands for. */
  readonly target: (tool: string) => string;
  /** argv of a program that dies with this process, in a namespace ('' = here). */
  readonly argv: (netnsPath: string, argv: readonly string[]) => readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface ToolsOptions {
  /** Owner mark, see OWNER_VARIABLE. */
  readonly owner: string;
  /** OVS_RUNDIR for the OVS programs; '' = theirs. */
  readonly ovsRunDir: string;
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Programs are looked up when first asked for, and their paths kept. */
export const openTools = (options: ToolsOptions): Tools => {
  const found = new Map<string, string | null>();
  const lookUp = (tool: string): string | null => {
    const known = found.get(tool);
    if (known !== undefined) return known;
    const folder = FOLDERS.find((candidate) => isProgram(`${candidate}/${tool}`));
    const path = folder === undefined ? null : `${folder}/${tool}`;
    found.set(tool, path);
    return path;
  };
  const path = (tool: string): string => {
    const known = lookUp(tool);
    if (known === null)
      throw new HopscopeError('ENVIRONMENT', `the program ${tool} is not installed on this node`);
    return known;
  };
  return {
    path,
    has: (tool) => lookUp(tool) !== null,
    target: (tool) => realpathSync(path(tool)),
    argv: (netnsPath, argv) => {
      const entered =
        netnsPath === '' ? argv : [path('nsenter'), `--net=${netnsPath}`, '--', ...argv];
      return [path('setpriv'), '--pdeathsig', 'KILL', '--', ...entered];
    },
    environment: {
      PATH: FOLDERS.join(':'),
      LC_ALL: 'C',
      [OWNER_VARIABLE]: options.owner,
      ...(options.ovsRunDir === '' ? {} : { OVS_RUNDIR: options.ovsRunDir }),
    },
  };
};
