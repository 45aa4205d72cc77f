// The pipeline: request -> resolve -> plan -> arm, inject, collect -> correlate -> localise ->
// explain -> report. One direction, one result. A finished trace is replayed through the second
// half by the same code. What the stages need of the world comes in as parameters.

import type { OpenStack } from '@hopscope/openstack';
import { HopscopeError } from '@hopscope/proto';
import { checkPath } from './check/check-path.ts';
import { openPreflight } from './check/preflight.ts';
import { readSiblings } from './check/read-siblings.ts';
import { stateVerdict } from './check/state-verdict.ts';
import { rankCauses } from './check/suspects.ts';
import { correlate } from './correlate/mod.ts';
import { explain } from './explain/mod.ts';
import { localise } from './localise/mod.ts';
import { makePlan } from './plan/mod.ts';
import { probeSiblings } from './probe-siblings.ts';
import type { Plan } from './plan/plan.ts';
import { makeVerdict } from './report/make-verdict.ts';
import { mergeFrames } from './report/merged.ts';
import type { Verdict } from './report/verdict.ts';
import type { Request } from './request.ts';
import { companionsOf, resolvePath, withCompanions } from './resolve/mod.ts';
import type { Path } from './resolve/path.ts';
import { describe, runTrace } from './run/mod.ts';
import type { Bus } from './run/mod.ts';
import type { Recording, SiblingRecord } from './run/recording.ts';
import { settle } from './settle.ts';

/** A step of the pipeline in words; `begin` is replaced by its `end` on a terminal. */
export interface Step {
  readonly stage: string;
  readonly state: 'begin' | 'end' | 'note';
  readonly text: string;
}
export type Steps = (step: Step) => void;

export interface TraceDeps {
  readonly trace: string;
  readonly openstack: OpenStack;
  /** Still connecting: OpenStack is asked meanwhile. */
  readonly bus: Promise<Bus>;
  readonly signal: AbortSignal;
  /** 0 <= x < 1. */
  readonly random: () => number;
  /** Milliseconds since the command began. */
  readonly elapsedMs: () => number;
}

export interface Judged {
  readonly recording: Recording;
  readonly verdict: Verdict;
  /** Bytes of merged.pcapng. */
  readonly merged: Uint8Array;
}

type Clock = Pick<TraceDeps, 'elapsedMs'>;

/** Runs one stage and notes its milliseconds. */
const measured = <T>(
  { elapsedMs }: Clock,
  timings: Record<string, number>,
  stage: string,
  work: () => T,
): T => {
  const startedMs = elapsedMs();
  const result = work();
  timings[stage] = Math.round(elapsedMs() - startedMs);
  return result;
};

/** Settles as `promise` does, or rejects with the signal's reason as soon as that fires. */
export const unlessAborted = async <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted();
  let stop = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

const pathText = ({ points }: Path): string => {
  const forward = points.filter(({ direction }) => direction === 'forward').length;
  const nodes = new Set(points.map(({ node }) => node)).size;
  const back = points.length - forward;
  const places = `${nodes} node${nodes === 1 ? '' : 's'}`;
  return `resolved ${forward} points out and ${back} back on ${places}`;
};

/** Without a single agent nothing can be seen: better said at once than as a verdict. */
const refuseBlind = ({ nodes }: Path): void => {
  if (nodes.some(({ agentReached }) => agentReached)) return;
  const reasons = nodes.map(({ name, failure }) => `${name}: ${failure}`);
  throw new HopscopeError(
    'AGENT_UNREACHABLE',
    `no node can be looked into (${reasons.join('; ')})`,
  );
};

/** The first half: what is asked becomes a path and an order for every node. */
export const prepare = async (
  request: Request,
  deps: TraceDeps,
  steps: Steps,
): Promise<{ path: Path; plan: Plan; bus: Bus; timings: Record<string, number> }> => {
  const { openstack, trace, signal } = deps;
  const timings: Record<string, number> = {};
  steps({ stage: 'resolve', state: 'begin', text: `resolving ${request.source}` });
  const startedMs = deps.elapsedMs();
  const resolved = resolvePath(request, {
    openstack,
    describe: async (node, order) => describe(await deps.bus, node, order),
    trace,
  });
  const path = await unlessAborted(resolved, signal);
  const bus = await unlessAborted(deps.bus, signal);
  refuseBlind(path);
  timings['resolve'] = Math.round(deps.elapsedMs() - startedMs);
  for (const text of bus.notes) steps({ stage: 'resolve', state: 'note', text });
  steps({ stage: 'resolve', state: 'end', text: pathText(path) });
  for (const { name, failure } of path.nodes)
    if (failure !== '') steps({ stage: 'resolve', state: 'note', text: `${name}: ${failure}` });
  const plan = measured(deps, timings, 'plan', () => makePlan(path, request, deps.random));
  return { path, plan, bus, timings };
};

/** Who else may be hit, asked while packets fly. Without it a verdict still stands: it says so. */
const askCompanions = async (path: Path, openstack: OpenStack): Promise<Path> => {
  try {
    return withCompanions(path, await companionsOf(path, openstack));
  } catch (thrown) {
    if (!(thrown instanceof HopscopeError)) throw thrown;
    const limits = [`who else is hit is not known: ${thrown.message}`];
    return { ...path, limits: [...path.limits, ...limits] };
  }
};

/** The second half, without the world: a recording becomes a verdict. */
export const judge = (
  recording: Recording,
  clock: Clock,
  before: Readonly<Record<string, number>> = recording.timings,
): Judged => {
  const timings = { ...before };
  const correlation = measured(clock, timings, 'correlate', () => correlate(recording));
  const localisation = measured(clock, timings, 'localise', () => localise(recording, correlation));
  const { causes, state } = measured(clock, timings, 'explain', () => {
    const found = explain(recording, correlation, localisation).causes;
    const checks = checkPath(recording.path, recording.evidence);
    const ranked = rankCauses(found, checks, recording.path, localisation);
    return { causes: ranked, state: stateVerdict(recording, checks, ranked) };
  });
  const verdict = {
    ...makeVerdict(recording, correlation, localisation, causes, timings),
    ...state,
  };
  const merged = mergeFrames(recording, correlation, localisation);
  return { recording, verdict, merged };
};

const withTotal = (judged: Judged, totalMs: number): Judged => {
  const timings = { ...judged.verdict.timings, total: Math.round(totalMs) };
  return { ...judged, verdict: { ...judged.verdict, timings } };
};

const probeBeside = async (
  bus: Bus,
  request: Request,
  siblings: readonly SiblingRecord[],
  deps: TraceDeps,
  steps: Steps,
): Promise<readonly SiblingRecord[]> => {
  if (request.siblings !== true || siblings.length === 0) return siblings;
  const names = siblings.map(({ name }) => name).join(' and ');
  steps({ stage: 'siblings', state: 'begin', text: `probing ${names} beside it` });
  const told = await probeSiblings(bus, request, siblings, deps);
  const text = told.map(({ name, probed }) => `${name} ${probed}`).join(', ');
  steps({ stage: 'siblings', state: 'end', text: `probed beside it: ${text}` });
  return told;
};

/**
 * One trace from request to verdict. Rejects with HopscopeError for what the world refuses and with
 * the signal's reason when interrupted; whatever was armed is released first.
 */
export const trace = async (request: Request, deps: TraceDeps, steps: Steps): Promise<Judged> => {
  const { path, plan, bus, timings } = await prepare(request, deps, steps);
  const { signal, random } = deps;
  const run = { bus, trace: deps.trace, path, plan, request, signal, random };
  const accompanied = askCompanions(path, deps.openstack);
  // A defect in it is thrown where it is awaited; until then it must not count as unhandled.
  accompanied.catch(() => undefined);
  const preflight = openPreflight({
    ...run,
    isLong: request.mode === 'live',
    suspect: (text) => steps({ stage: 'check', state: 'note', text }),
    elapsedMs: deps.elapsedMs,
  });
  const ran = await runTrace({
    ...run,
    plan: preflight.plan,
    progress: steps,
    onArmed: preflight.onArmed,
  });
  const { evidence, ms: checkMs } = await preflight.landed();
  const recorded = { ...ran, evidence: [...ran.evidence, ...evidence] };
  const correlation = correlate(recorded);
  const localisation = localise(recorded, correlation);
  const startedMs = deps.elapsedMs();
  const complete = await accompanied;
  const [settled, beside] = await Promise.all([
    settle(bus, recorded, correlation, localisation, signal),
    localisation.status === 'DELIVERED'
      ? null
      : readSiblings({ ...run, openstack: deps.openstack, ...recorded, path: complete }),
  ]);
  const settleMs = Math.round(deps.elapsedMs() - startedMs);
  const siblings = await probeBeside(bus, request, beside?.siblings ?? [], deps, steps);
  const recording = {
    ...settled,
    ...(beside === null ? {} : { siblings }),
    limits: [...settled.limits, ...(beside?.limits ?? [])],
    path: complete,
    timings: { ...timings, ...recorded.timings, check: checkMs, settle: settleMs },
  };
  const judged = judge(recording, deps);
  const { status } = judged.verdict;
  steps({
    stage: 'report',
    state: 'end',
    text: `judged ${judged.verdict.packets.sent} packets: ${status}`,
  });
  return withTotal(judged, deps.elapsedMs());
};
