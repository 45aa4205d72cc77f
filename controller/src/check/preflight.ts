// The checks at the start of a trace: while the captures run and probes fly, the state is read that
// would else be read after them, and who is suspected by it is said at once. Nothing is read twice.

import type { EvidencePlan, NodePlan, Plan } from '../plan/plan.ts';
import type { Path } from '../resolve/path.ts';
import type { Armed, Bus } from '../run/mod.ts';
import type { EvidenceRecord } from '../run/recording.ts';
import { checkPath } from './check-path.ts';
import type { CheckRead } from './needs.ts';
import { readState } from './read-state.ts';
import { suspectsOf, suspectText } from './suspects.ts';

export interface PreflightPlan {
  /** What the agents are ordered to do: without the reads below. */
  readonly plan: Plan;
  /** What the checks judge by. */
  readonly reads: readonly CheckRead[];
  /** What they do not need: read after it, so that release has less to do. */
  readonly rest: readonly CheckRead[];
}

/** State that packets do not change. What they do (neighbours of the outside, counters) stays. */
const CHECKED_READERS: ReadonlySet<string> = new Set([
  'ovsdb',
  'rules',
  'routes',
  'addresses',
  'flows',
]);
const OTHER_READERS: ReadonlySet<string> = new Set([
  'iptables',
  'nft-ruleset',
  'ipset',
  'sysctls',
  'route-get',
  'links',
  'ha-state',
]);

type When = 'checked' | 'rest' | 'ordered';

const whenOf = (path: Path, { reader, selectors, phase }: EvidencePlan): When => {
  if (phase !== 'after') return 'ordered';
  if (CHECKED_READERS.has(reader)) return 'checked';
  if (OTHER_READERS.has(reader)) return 'rest';
  // The SNAT port's entry is permanent; others are learned from the packets of the trace.
  const sg = path.neutron.snatPort?.addresses[0]?.address;
  const isPermanent = sg !== undefined && selectors.includes(`to=${sg}`);
  return reader === 'neighbours' && isPermanent ? 'checked' : 'ordered';
};

/** Takes the reads of state out of the orders, to be made while packets fly. */
export const splitPlan = (path: Path, plan: Plan): PreflightPlan => {
  const of = (node: NodePlan, wanted: When): EvidencePlan[] =>
    node.evidence.filter((read) => whenOf(path, read) === wanted);
  const readsOf = (wanted: When): CheckRead[] =>
    plan.nodes.flatMap((node) =>
      of(node, wanted).map(({ reader, netns, selectors }) => ({
        node: node.node,
        reader,
        netns,
        selectors,
      })),
    );
  return {
    plan: {
      ...plan,
      nodes: plan.nodes.map((node) => ({ ...node, evidence: of(node, 'ordered') })),
    },
    reads: readsOf('checked'),
    rest: readsOf('rest'),
  };
};

export interface PreflightOptions {
  readonly bus: Bus;
  readonly trace: string;
  readonly path: Path;
  readonly plan: Plan;
  /** A long window is judged by the state at its end too: then it is read twice. */
  readonly isLong: boolean;
  /** Told at most once, and only when something is suspected. */
  readonly suspect: (text: string) => void;
  readonly elapsedMs: () => number;
}

export interface Preflight {
  /** The plan to run: what is read here is not read again. */
  readonly plan: Plan;
  readonly onArmed: (armed: Armed) => void;
  /** The records for the recording, and how long they took. Rejects only with defects. */
  readonly landed: () => Promise<{ readonly evidence: EvidenceRecord[]; readonly ms: number }>;
}

const sameRead = (read: CheckRead, record: EvidenceRecord): boolean =>
  record.node === read.node &&
  record.reader === read.reader &&
  record.netns === read.netns &&
  record.selectors.join('\n') === read.selectors.join('\n');

const unanswered = (reads: readonly CheckRead[], records: readonly EvidenceRecord[]): CheckRead[] =>
  reads.filter((read) => !records.some((record) => sameRead(read, record)));

/** Checks beside the captures of one trace. Nothing happens before `onArmed`. */
export const openPreflight = (options: PreflightOptions): Preflight => {
  const { bus, trace, path, suspect, elapsedMs, isLong } = options;
  const { plan, reads, rest } = splitPlan(path, options.plan);
  let baseSec = 0;
  let ms = 0;
  let flying: Promise<readonly EvidenceRecord[]> | null = null;

  const fly = async (armed: Armed): Promise<readonly EvidenceRecord[]> => {
    const startedMs = elapsedMs();
    const { records } = await readState(bus, reads, { trace, baseSec });
    const results = checkPath(path, [...records, ...armed.evidence]);
    ms = Math.round(elapsedMs() - startedMs);
    const text = suspectText(suspectsOf(results));
    if (text !== '') suspect(text);
    if (isLong) return records;
    return [...records, ...(await readState(bus, rest, { trace, baseSec })).records];
  };

  return {
    plan: isLong ? options.plan : plan,
    onArmed: (armed) => {
      baseSec = armed.baseSec;
      flying = fly(armed);
      // Awaited when the packets are through; until then a failure must not end the process.
      flying.catch(() => undefined);
    },
    landed: async () => {
      if (flying === null) return { evidence: [], ms };
      const first = await flying;
      if (isLong) return { evidence: [...first], ms };
      // A node that was too busy then is asked once more; one that is gone has no answer.
      const heard = new Set(first.map(({ node }) => node));
      const silent = rest.filter(({ node }) => !heard.has(node));
      const missing = [...unanswered(reads, first), ...silent];
      const again = missing.length === 0 ? null : await readState(bus, missing, { trace, baseSec });
      // It was read behind the armed captures: in the phase in which state is looked for.
      const evidence = [...first, ...(again?.records ?? [])];
      return { evidence: evidence.map((record) => ({ ...record, phase: 'after' })), ms };
    },
  };
};
