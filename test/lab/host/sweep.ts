// Ends a lab: every process that carries its mark or lives in the UTS namespace of one that does,
// then its state directory. Namespaces, mounts, bridges and devices go with their last process.
// Never signals a process of the machine's own UTS namespace unless it carries the mark.
import { HopscopeError } from '@hopscope/proto';
import { HOLDER_MARK, LAB_MARK } from './holder.ts';
import { allPids, environmentOf, namespaceOf, processRef, signal } from './processes.ts';
import type { ProcessRef } from './processes.ts';
import { listStates, removeState, removeUnfinished, stateDirectory } from './state.ts';
import { waitFor } from './wait.ts';

const POLITE_MS = 1_500;
const KILL_MS = 5_000;
/** Reading all of /proc takes a few milliseconds. */
const LOOK_MS = 25;

/** The processes of a lab: marked ones, and all in their UTS namespaces. */
export const labProcesses = (name: string): readonly ProcessRef[] => {
  const mark = stateDirectory(name);
  const own = namespaceOf('self', 'uts');
  const pids = allPids();
  const marked = pids.filter((pid) => environmentOf(pid, LAB_MARK) === mark);
  const spaces = new Set(
    marked.map((pid) => namespaceOf(pid, 'uts')).filter((ns) => ns !== null && ns !== own),
  );
  const members = pids.filter(
    (pid) => marked.includes(pid) || spaces.has(namespaceOf(pid, 'uts') ?? ''),
  );
  return members.flatMap((pid) => (pid === process.pid ? [] : (processRef(pid) ?? [])));
};

const isHolder = (ref: ProcessRef): boolean => environmentOf(ref.pid, HOLDER_MARK) !== null;

/**
 * Ends all processes of a lab and removes its state. Programs are asked first; the holders, which
 * keep the namespaces, go last, so that a child born meanwhile is still found.
 */
export const tearDown = async (name: string): Promise<void> => {
  for (const ref of labProcesses(name)) if (!isHolder(ref)) signal(ref, 'SIGTERM');
  const deadline = performance.now() + POLITE_MS;
  await waitFor(
    `processes of lab ${name}`,
    POLITE_MS + 1_000,
    () => labProcesses(name).every(isHolder) || performance.now() > deadline,
    LOOK_MS,
  );
  const kill = (): boolean => {
    const left = labProcesses(name);
    for (const ref of left) if (!isHolder(ref)) signal(ref, 'SIGKILL');
    if (left.every(isHolder)) for (const ref of left) signal(ref, 'SIGKILL');
    return left.length === 0;
  };
  await waitFor(`end of lab ${name}`, KILL_MS, kill, LOOK_MS);
  removeState(name);
};

/** Ends every lab whose owner is dead; answers their names. */
export const sweepLeftovers = async (): Promise<readonly string[]> => {
  removeUnfinished((pid) => processRef(pid) !== null);
  const dead = listStates().filter((entry) => !entry.alive);
  for (const entry of dead) await tearDown(entry.name);
  return dead.map((entry) => entry.name);
};

/** Ends one lab; NOT_FOUND when there is none of that name. */
export const endLab = async (name: string): Promise<void> => {
  if (!listStates().some((entry) => entry.name === name))
    throw new HopscopeError('NOT_FOUND', `no lab called ${name} is up`);
  await tearDown(name);
};
