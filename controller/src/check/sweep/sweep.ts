// All VMs of a cloud, or of one router, checked: every node is read once for all its ports, slowly
// enough that it does not notice. Nodes that many paths share are read first and kept; the others
// are read, judged and forgotten, so that a large cloud needs no large memory.

import type { OpenStack } from '@hopscope/openstack';
import { HopscopeError } from '@hopscope/proto';
import { buildPath } from '../../resolve/build-path.ts';
import type { NodeAnswer } from '../../resolve/node-facts.ts';
import type { Path } from '../../resolve/path.ts';
import { describe, type Bus, type EvidenceRecord } from '../../run/mod.ts';
import { pause } from '../../run/tap-watch.ts';
import { checkState } from '../check-path.ts';
import { sweepReads, type CheckRead } from '../needs.ts';
import { notRead, piecesOf, readOnce, readsByNode } from '../read-state.ts';
import { openStates } from '../state.ts';
import { openSweepBook, type Sweep } from './drift.ts';
import { gatherFleet } from './fleet.ts';
import { SWEEP_LIMITS } from './limits.ts';
import { scenesOf, SWEEP_REQUEST, type Swept } from './scenes.ts';

export interface SweepOptions {
  readonly openstack: OpenStack;
  readonly bus: Promise<Bus>;
  readonly trace: string;
  /** Name or id; null = the whole cloud. */
  readonly router: string | null;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
  readonly elapsedMs: () => number;
}

export interface SweepReport extends Sweep {
  readonly nodes: number;
  /** Reads made, of all nodes. */
  readonly reads: number;
  /** Reason to the names of the VMs that could not be checked for it. */
  readonly skipped: ReadonlyMap<string, readonly string[]>;
  readonly limits: readonly string[];
}

interface Draft extends Swept {
  /** Without what the agents know: enough to say what must be read. */
  readonly path: Path;
}

const SECOND_MS = 1_000;

/** One node's reads at the rate of a sweep: so many, then nothing until the second is over. */
const readPaced = async (
  bus: Bus,
  node: string,
  reads: readonly CheckRead[],
  { trace, signal, elapsedMs }: SweepOptions,
): Promise<EvidenceRecord[]> => {
  const records: EvidenceRecord[] = [];
  const pieces = piecesOf(reads, SWEEP_LIMITS.readsPerNodePerSecond);
  for (const [index, piece] of pieces.entries()) {
    const startedMs = elapsedMs();
    records.push(
      ...(await readOnce(bus, node, piece, { trace, baseSec: 0, timeoutMs: SWEEP_LIMITS.readMs })),
    );
    const restMs = SECOND_MS - (elapsedMs() - startedMs);
    if (index + 1 < pieces.length && restMs > 0) await pause(restMs, signal);
    signal.throwIfAborted();
  }
  return records;
};

/** Its namespaces, and the device of its tunnels, which is the same towards every other node. */
const describeNode = async (
  bus: Bus,
  node: string,
  vteps: readonly string[],
  trace: string,
): Promise<NodeAnswer> => {
  const order = { trace, devices: [], vteps: vteps.slice(0, 1), bridges: [], ifaceIds: [] };
  try {
    const description = await describe(bus, node, order);
    const [lead] = description.leads ?? [];
    const leads = lead === undefined ? [] : vteps.map((vtep) => ({ ...lead, vtep }));
    return { description: { ...description, leads }, failure: '' };
  } catch (thrown) {
    if (!(thrown instanceof HopscopeError)) throw thrown;
    return { description: null, failure: thrown.message };
  }
};

/** The node the VM is on. */
const hostOf = ({ path }: Draft): string => path.neutron.port.host;

/** Nodes that paths of VMs of other nodes need too: kept until the end. */
const sharedNodes = (drafts: readonly Draft[]): Set<string> =>
  new Set(
    drafts.flatMap((draft) =>
      sweepReads([draft.path])
        .map(({ node }) => node)
        .filter((node) => node !== hostOf(draft)),
    ),
  );

/** Tunnel addresses of the nodes at the other ends, by node. */
const vtepsOf = (drafts: readonly Draft[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const vteps = new Map<string, Set<string>>();
  for (const { path } of drafts)
    for (const { name } of path.nodes) {
      const known = vteps.get(name) ?? new Set<string>();
      vteps.set(name, known);
      for (const other of path.nodes)
        if (other.name !== name && other.tunnelAddress !== '') known.add(other.tunnelAddress);
    }
  return vteps;
};

const byHost = (drafts: readonly Draft[]): Map<string, Draft[]> => {
  const hosts = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const known = hosts.get(hostOf(draft));
    if (known === undefined) hosts.set(hostOf(draft), [draft]);
    else known.push(draft);
  }
  return hosts;
};

/** At most so many at once; the order of starting is the order given. */
const inParallel = async <Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
};

const draftsOf = (scenes: readonly Swept[]): Draft[] =>
  scenes.map((swept) => ({ ...swept, path: buildPath(swept.scene, SWEEP_REQUEST, new Map()) }));

interface Visit {
  readonly reads: ReadonlyMap<string, readonly CheckRead[]>;
  readonly vteps: ReadonlyMap<string, ReadonlySet<string>>;
  readonly limits: string[];
}

/** Reads nodes and judges the drafts; answers what it found. */
const visit = async (
  drafts: readonly Draft[],
  { reads, vteps, limits }: Visit,
  options: SweepOptions,
): Promise<Sweep> => {
  const { trace, signal, progress } = options;
  const bus = await options.bus;
  const states = openStates();
  const answers = new Map<string, NodeAnswer>();
  const book = openSweepBook();

  const readNode = async (node: string): Promise<void> => {
    signal.throwIfAborted();
    const answer = await describeNode(bus, node, [...(vteps.get(node) ?? [])], trace);
    answers.set(node, answer);
    if (answer.description === null) {
      limits.push(`${node} was not read: ${answer.failure}`);
      return;
    }
    try {
      states.add(node, await readPaced(bus, node, reads.get(node) ?? [], options));
    } catch (thrown) {
      limits.push(notRead(node, thrown));
    }
  };
  const judge = (draft: Draft): void => {
    const path = buildPath(draft.scene, SWEEP_REQUEST, answers);
    book.add(draft.name, path, checkState(states.of(path)));
  };

  const shared = sharedNodes(drafts);
  await inParallel([...shared], SWEEP_LIMITS.nodesAtOnce, readNode);
  await inParallel([...byHost(drafts)], SWEEP_LIMITS.nodesAtOnce, async ([host, ofHost]) => {
    if (!shared.has(host)) await readNode(host);
    for (const draft of ofHost) judge(draft);
    if (!shared.has(host)) states.forget(host);
    progress(`${host}: ${ofHost.length} VMs checked`);
  });
  return book.close();
};

/** Rejects with HopscopeError when the API cannot be asked, and with the signal's reason. */
export const sweep = async (options: SweepOptions): Promise<SweepReport> => {
  const { openstack, router, progress } = options;
  const fleet = await gatherFleet(openstack, router);
  const { scenes, skipped } = scenesOf(fleet);
  const drafts = draftsOf(scenes);
  const reads = readsByNode(sweepReads(drafts.map(({ path }) => path)));
  const count = [...reads.values()].reduce((sum, { length }) => sum + length, 0);
  progress(`checking ${drafts.length} VMs on ${reads.size} nodes with ${count} reads`);
  const limits: string[] = [];
  const found = await visit(drafts, { reads, vteps: vtepsOf(drafts), limits }, options);
  return {
    ...found,
    nodes: reads.size,
    reads: count,
    skipped,
    limits: [...fleet.limits, ...limits],
  };
};
