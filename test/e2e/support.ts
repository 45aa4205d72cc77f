// What the end-to-end tests share: the lab the runner has raised, the command line as a user runs
// it there, draws from a printed seed, and the state of all nodes.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verdictSchema, type Verdict } from '../../controller/src/report/verdict.ts';
import { accessOf } from '../lab/access.ts';
import { readDocument } from '../lab/api/document.ts';
import { attachLab, type Lab } from '../lab/mod.ts';
import { compareStates, printDifferences } from '../lab/state/compare.ts';
import { normalise, type NodeState } from '../lab/state/normalise.ts';
import { takeSnapshot } from '../lab/state/snapshot.ts';
import { startBystanders, TRACED } from '../lab/traffic/bystanders.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HOPSCOPE = join(ROOT, 'hopscope');

/** A trace that takes longer hangs: the longest of the tests listens for 10 s. */
const COMMAND_MS_MAX = 60_000;

/** The lab of this run, with its bystanders talking: all servers but those that are traced. */
export const theLab = (traced: readonly string[] = TRACED): Lab => {
  const name = process.env['HOPSCOPE_LAB'];
  if (name === undefined)
    throw new Error('no lab: run `npm test`, or raise one and set HOPSCOPE_LAB to its name');
  const lab = attachLab(name);
  startBystanders(lab, traced);
  return lab;
};

export const everything: boolean = process.env['HOPSCOPE_ALL'] === '1';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `hopscope ARGS` in the lab as its user. */
export const hopscope = async (
  lab: Lab,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> => {
  const { rc, stdout, stderr } = await lab.exec('ctl', [HOPSCOPE, ...args], {
    mayFail: true,
    timeoutMs: COMMAND_MS_MAX,
    env: { XDG_STATE_HOME: join(lab.stateDirectory, 'user'), ...env },
  });
  return { code: rc, stdout, stderr };
};

export interface Traced extends Ended {
  readonly verdict: Verdict;
}

/** Runs `hopscope trace ARGS --json`; the verdict must fit its schema. */
export const trace = async (lab: Lab, ...args: readonly string[]): Promise<Traced> => {
  const ended = await hopscope(lab, ['trace', ...args, '--json']);
  const parsed = verdictSchema.safeParse(parseJson(ended.stdout));
  if (!parsed.success)
    throw new Error(`no verdict, exit ${ended.code}: ${ended.stderr}\n${ended.stdout}`);
  return { ...ended, verdict: parsed.data };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** The verdict in one line, for the message of an assertion. */
export const brief = ({ status, segment, direction, causes, limits }: Verdict): string => {
  const named = causes.map((cause) => `${cause.code} (${cause.confidence})`).join(', ');
  const where = segment === null ? '-' : `${segment.kind} ${segment.from} > ${segment.to}`;
  return `${status} ${direction ?? ''} ${where}; causes: ${named || 'none'}; ${limits.join('; ')}`;
};

export interface Draw {
  readonly below: (limit: number) => number;
  readonly one: <T>(items: readonly T[]) => T;
}

/** Numbers from the run's seed (mulberry32); the runner prints it. */
export const drawFrom = (purpose: string): Draw => {
  let state = Number(process.env['HOPSCOPE_SEED'] ?? 1) >>> 0;
  for (const char of purpose) state = (Math.imul(state, 31) + char.charCodeAt(0)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const one = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error(`nothing to draw from: ${purpose}`);
    return item;
  };
  return { below, one };
};

export type LabState = ReadonlyMap<string, NodeState>;

/** The normalised state of every node. */
export const stateOfAll = async (lab: Lab): Promise<LabState> => {
  const { shell, objectsFile } = accessOf(lab);
  const snapshots = await Promise.all(
    lab.topology.nodes.map(async ({ name }) => [name, await takeSnapshot(shell, name)] as const),
  );
  return normalise(readDocument(objectsFile), new Map(snapshots));
};

/** Lines that differ, by node; '' when nothing does. */
export const stateDifference = (before: LabState, after: LabState): string =>
  [...before]
    .map(([node, state]) => {
      const text = printDifferences(compareStates(state, after.get(node) ?? new Map()));
      return text === '' ? '' : `${node}\n${text}`;
    })
    .filter((text) => text !== '')
    .join('\n');
