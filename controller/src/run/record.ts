// What the stages of a run brought home, put into one Recording. Pure.

import type { Plan } from '../plan/plan.ts';
import type { ArmedNode } from './arm.ts';
import type { Collected } from './collect.ts';
import { mergeBatches } from './merge.ts';
import type { CaptureRecording, Recording } from './recording.ts';
import type { ReleasedNode } from './release.ts';

export interface RunParts {
  readonly plan: Plan;
  readonly armed: readonly ArmedNode[];
  readonly released: readonly ReleasedNode[];
  readonly collected: Collected;
  readonly clocks: Recording['clocks'];
  /** Last time a node was known to be there, ns on the controller's clock. */
  readonly lastSeenNs: (node: string) => number;
}

/** Node's clock minus the controller's, from the quickest round; 0 without one. */
export const offsetOf = (clocks: Recording['clocks'], node: string): number => {
  let best = { rtt: Number.POSITIVE_INFINITY, offset: 0 };
  for (const { node: of, t0, t1, t2, t3 } of clocks) {
    const rtt = t3 - t0 - (t2 - t1);
    if (of === node && rtt < best.rtt) best = { rtt, offset: (t1 - t0 + (t2 - t3)) / 2 };
  }
  return best.offset;
};

/** One recording for every capture of the plan, armed or not. */
export const captureRecordings = (parts: RunParts): CaptureRecording[] =>
  parts.plan.nodes.flatMap(({ node, captures }) => {
    const armedNode = parts.armed.find((armed) => armed.node === node);
    const released = parts.released.find((answer) => answer.node === node);
    return captures.map(({ capture }) => {
      const armed = armedNode?.captures.find((answer) => answer.capture === capture);
      const counts = released?.counts.find((count) => count.capture === capture);
      const isArmed = armed?.armed ?? false;
      const silence = released?.failure || 'not answered';
      return {
        node,
        capture,
        armed: isArmed,
        failure: !isArmed ? (armed?.failure ?? '') : counts === undefined ? silence : '',
        filter: armed?.filter ?? '',
        seen: counts?.seen ?? 0,
        matched: counts?.matched ?? 0,
        droppedByKernel: counts?.droppedByKernel ?? 0,
        droppedByAgent: counts?.droppedByAgent ?? 0,
        endedBy: counts?.endedBy ?? '',
        frames: mergeBatches(parts.collected.batches(node, capture)),
        digests: parts.collected.digests(node, capture),
        sampledOut: counts?.sampledOut ?? 0,
        sampleShift: counts?.sampleShift ?? 0,
      };
    });
  });

/** Armed until stopped, by each node's own clock; a lost node stopped when last seen. */
export const windowsOf = (parts: RunParts): Recording['windows'] =>
  parts.armed.flatMap(({ node, armedNs }) => {
    if (armedNs === null) return [];
    const stopped = parts.released.find((answer) => answer.node === node)?.stoppedNs ?? null;
    const seen = parts.lastSeenNs(node) + offsetOf(parts.clocks, node);
    return [{ node, armedNs, stoppedNs: stopped ?? Math.max(armedNs, seen) }];
  });

/** What was not seen, and why, in words. */
export const limitsOf = (parts: RunParts, captures: readonly CaptureRecording[]): string[] => {
  const device = (node: string, capture: number): string => {
    const plan = parts.plan.nodes.find((of) => of.node === node);
    const { netns = '', device = `capture ${capture}` } =
      plan?.captures.find((of) => of.capture === capture) ?? {};
    return `${device}${netns === '' ? '' : ` in ${netns}`} on ${node}`;
  };
  const refused = new Set(
    parts.armed.filter(({ failure }) => failure !== '').map(({ node }) => node),
  );
  const nodes = [
    ...parts.armed
      .filter(({ failure }) => failure !== '')
      .map(({ node, failure }) => `nothing armed on ${node}: ${failure}`),
    ...parts.released
      .filter(({ node, failure }) => failure !== '' && !refused.has(node))
      .map(({ node, failure }) => `${node} was lost during the trace: ${failure}`),
  ];
  const points = captures.flatMap(({ node, capture, armed, failure, endedBy }) => {
    if (!armed) return refused.has(node) ? [] : [`${device(node, capture)} not armed: ${failure}`];
    return endedBy === 'release' || endedBy === ''
      ? []
      : [`${device(node, capture)} ended early, by its limit of: ${endedBy}`];
  });
  return [...nodes, ...points, ...parts.collected.limits];
};
