// Counters of Open vSwitch lag behind its packets by up to half a second. When they could confirm
// the best cause and have not, flows of the guilty nodes are read again after the window, until it
// is confirmed or the time is over; which of the two is kept with the recording.
// With them goes what explain asks for once the place is known, proven or not: vswitchd's trace of
// the lost packet itself.

import type { Correlation } from './correlate/journeys.ts';
import { explain, followUps, waitsForCounters } from './explain/mod.ts';
import type { Localisation } from './localise/finding.ts';
import { reread } from './run/mod.ts';
import type { Bus, RereadWant } from './run/mod.ts';
import type { EvidenceRecord, Recording } from './run/recording.ts';

const LAGGING: readonly string[] = ['flows'];
/** Above the numbers of any plan: a node's order has at most 128 reads. */
const FOLLOW_UP_FIRST = 1_000;

/** Reads that may still move, on the nodes of the guilty segment. */
const laggingReads = ({ plan }: Recording, { guilty, status }: Localisation): RereadWant[] => {
  if (guilty === null || (status !== 'LOST' && status !== 'DEGRADED')) return [];
  const nodes = guilty.segment.nodes;
  return plan.nodes
    .filter(({ node }) => nodes.includes(node))
    .flatMap(({ node, evidence }) =>
      evidence
        .filter(({ reader, phase }) => LAGGING.includes(reader) && phase === 'both')
        .map((read) => ({ node, evidence: read })),
    );
};

const withRecords = (recording: Recording, records: readonly EvidenceRecord[]): Recording => ({
  ...recording,
  evidence: [...recording.evidence, ...records],
});

/** What explain wants to know now that the place is known: numbered behind the node's own reads. */
const secondReads = (
  recording: Recording,
  correlation: Correlation,
  localisation: Localisation,
): RereadWant[] =>
  followUps(recording, correlation, localisation).map(({ node, ...read }, index) => ({
    node,
    evidence: { ...read, evidence: FOLLOW_UP_FIRST + index },
  }));

/** The recording, with phase `later` where something was read again. Rejects only when aborted. */
export const settle = async (
  bus: Bus,
  recording: Recording,
  correlation: Correlation,
  localisation: Localisation,
  signal: AbortSignal,
): Promise<Recording> => {
  const bestOf = (candidate: Recording) =>
    explain(candidate, correlation, localisation).causes[0] ?? null;
  const isConfirmed = (candidate: Recording): boolean =>
    bestOf(candidate)?.confidence === 'confirmed';
  const lagging = waitsForCounters(bestOf(recording)) ? laggingReads(recording, localisation) : [];
  const wants = [...lagging, ...secondReads(recording, correlation, localisation)];
  if (wants.length === 0) return recording;
  const { trace, baseSec } = recording;
  const { records, covered, waitedMs, limits } = await reread(bus, {
    trace,
    baseSec,
    wants,
    // Only counters move: everything else is read once.
    ...(lagging.length === 0 ? { forMs: 0 } : {}),
    done: (later) => isConfirmed(withRecords(recording, later)),
    signal,
  });
  const waited =
    covered || lagging.length === 0
      ? []
      : [`flow counters were read again for ${waitedMs} ms, to no proof`];
  return {
    ...withRecords(recording, records),
    limits: [...recording.limits, ...limits, ...waited],
  };
};
