// Evidence read again after the window: counters of Open vSwitch lag by up to half a second. Read
// until the caller is content or the time is over; which of the two is part of the answer.

import { fromFailure, HopscopeError, Wire } from '@hopscope/proto';

import type { EvidencePlan } from '../plan/plan.ts';
import { ask } from './ask.ts';
import type { Bus } from './bus.ts';
import { toRecord } from './evidence.ts';
import { RUN_LIMITS } from './limits.ts';
import type { EvidenceRecord } from './recording.ts';
import { pause } from './tap-watch.ts';

export interface RereadWant {
  readonly node: string;
  readonly evidence: EvidencePlan;
}

export interface RereadOptions {
  readonly trace: string;
  readonly baseSec: number;
  readonly wants: readonly RereadWant[];
  /** True when the records explain what was lost. */
  readonly done: (records: readonly EvidenceRecord[]) => boolean;
  /** Since the end of the window; at most `rereadMs`. */
  readonly forMs?: number;
  readonly signal: AbortSignal;
}

export interface Reread {
  /** Phase `later`; of the last round. */
  readonly records: readonly EvidenceRecord[];
  /** The delta covered what was lost; false: the time was over. */
  readonly covered: boolean;
  readonly waitedMs: number;
  readonly limits: readonly string[];
}

const QUESTION = {
  verb: 'snapshot',
  request: Wire.SnapshotRequest,
  response: Wire.SnapshotResponse,
  timeoutMs: RUN_LIMITS.snapshotMs,
} as const;

const snapshot = async (
  bus: Bus,
  trace: string,
  node: string,
  reads: readonly EvidencePlan[],
  baseSec: number,
): Promise<EvidenceRecord[]> => {
  const evidence = reads.map((read) => ({
    ...read,
    selectors: [...read.selectors],
    phase: 'later',
  }));
  const response = await ask(bus, node, QUESTION, { trace, evidence });
  const failure = fromFailure(response.failure);
  if (failure !== null) throw failure;
  return (response.evidence ?? []).map((read) => ({
    ...toRecord(node, read, baseSec),
    phase: 'later',
  }));
};

/** Reads `wants` on their nodes in rounds. Throws only the signal's reason. */
export const reread = async (bus: Bus, options: RereadOptions): Promise<Reread> => {
  const { trace, baseSec, wants, signal } = options;
  const nodes = [...new Set(wants.map(({ node }) => node))];
  const started = performance.now();
  const limitMs = Math.min(options.forMs ?? RUN_LIMITS.rereadMs, RUN_LIMITS.rereadMs);
  for (;;) {
    signal.throwIfAborted();
    const limits: string[] = [];
    const rounds = await Promise.all(
      nodes.map((node) => {
        const reads = wants.filter((want) => want.node === node).map((want) => want.evidence);
        return snapshot(bus, trace, node, reads, baseSec).catch((error: unknown) => {
          if (!(error instanceof HopscopeError)) throw error;
          limits.push(`not read again on ${node}: ${error.code}: ${error.message}`);
          return [];
        });
      }),
    );
    const records = rounds.flat();
    const covered = options.done(records);
    const waitedMs = Math.round(performance.now() - started);
    if (covered || waitedMs >= limitMs) return { records, covered, waitedMs, limits };
    await pause(Math.min(RUN_LIMITS.rereadEveryMs, limitMs - waitedMs), signal);
  }
};
