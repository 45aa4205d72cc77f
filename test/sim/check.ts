// Compares what correlate and localise said with what really happened. Uses only their results.

import {
  JOURNEY,
  type Correlation,
  type DirectionJourneys,
} from '../../controller/src/correlate/journeys.ts';
import type { Localisation } from '../../controller/src/localise/finding.ts';
import type { Simulated } from './run.ts';
import { NO_PACKET } from './sink.ts';
import { isShadowed, isVisible } from './visible.ts';
import { showAt } from './world.ts';

export interface Outcome {
  readonly seed: number;
  /** Packets are lost in the cloud, and enough of them to see it by the statistics. */
  readonly visible: boolean;
  /** Of a visible loss: status and segment are right. */
  readonly segmentRight: boolean;
  /** LOST or DEGRADED where nothing was lost, or naming a segment that lost nothing. */
  readonly falseLost: boolean;
  /** A clock was outside its printed bound. */
  readonly clockOutside: boolean;
  /** Journeys of sightings that are not one packet, or packets in several journeys. */
  readonly mixed: number;
  readonly split: number;
  /** Without loss: the status is what the peer's behaviour makes it. */
  readonly statusRight: boolean;
  readonly status: string;
  readonly expected: string;
}

interface Counted {
  readonly mixed: number;
  readonly split: number;
}

/** Captures by point of a direction, as indexes into the recording's captures. */
const capturesOf = ({ recording }: Simulated, points: readonly string[]): number[] =>
  points.map((id) =>
    recording.captures.findIndex((capture) =>
      recording.plan.nodes.some(
        (plan) =>
          plan.node === capture.node &&
          plan.captures.some((c) => c.capture === capture.capture && c.points.includes(id)),
      ),
    ),
  );

/** Every journey must be sightings of one packet, and every packet one journey. */
const countJourneys = (simulated: Simulated, journeys: DirectionJourneys): Counted => {
  const { truths, supers, packets } = simulated;
  const stride = journeys.points.length;
  const captureOf = capturesOf(simulated, journeys.points);
  const journeysOf = new Map<string, number>();
  let mixed = 0;
  /** Identities of the packets a frame is a sighting of; none for a stranger's. */
  const identitiesOf = (name: number): string[] => {
    const members = name < NO_PACKET ? (supers[NO_PACKET - 1 - name] ?? []) : [name];
    return members.flatMap((packet) => truths[packet]?.identity ?? []);
  };
  for (let j = 0; j < journeys.count; j += 1) {
    let common: string[] | null = null;
    for (let k = 0; k < stride; k += 1) {
      const frame = journeys.sighting[j * stride + k] ?? -1;
      if (frame < 0) continue;
      const here = identitiesOf(packets[captureOf[k] ?? -1]?.[frame] ?? NO_PACKET);
      common = common === null ? here : common.filter((name: string) => here.includes(name));
    }
    // Journeys left over when packets were put together anew have no sightings.
    if (common === null) continue;
    if (common.length === 0) mixed += 1;
    // Seen only as a part of super-packets, it may be any of theirs.
    const [name] = common;
    if (name === undefined || common.length > 1) continue;
    journeysOf.set(name, (journeysOf.get(name) ?? 0) + 1);
  }
  const packetsOf = new Map<string, number>();
  for (const { identity } of truths) packetsOf.set(identity, (packetsOf.get(identity) ?? 0) + 1);
  let split = 0;
  // Of packets that are identical to others nobody can say how many journeys each has.
  for (const [name, count] of journeysOf) if (packetsOf.get(name) === 1) split += count - 1;
  return { mixed, split };
};

const guiltyIds = ({ scenario, recording }: Simulated): readonly [string, string] | null => {
  const { loss } = scenario.conditions;
  if (loss === null) return null;
  const points = recording.path.points.filter(({ direction }) => direction === loss.direction);
  return [points[loss.stop - 1]?.id ?? '', points[loss.stop]?.id ?? ''];
};

/** So close to a step, which packet was first is not to be known. */
const STRADDLE_NS = 1e6;

/** The greatest excess of a sighting's error over its node's printed bound, in nanoseconds. */
const clockExcess = (simulated: Simulated, correlation: Correlation): number => {
  const { scenario, recording, arrivedNs } = simulated;
  const { clocks } = scenario.conditions;
  const reference = clocks.get(recording.path.points[0]?.node ?? '');
  const isSteady = (node: string): boolean => clocks.get(node)?.stepNs === 0;
  const steps = [...clocks.values()].flatMap(({ stepNs, stepAtNs }) =>
    stepNs === 0 ? [] : [stepAtNs],
  );
  const boundOf = new Map(correlation.clocks.map(({ node, boundNs }) => [node, boundNs]));
  let worst = -Infinity;
  for (const { points, count, sighting, timeNs, flags } of [
    correlation.forward,
    correlation.reply,
  ]) {
    const captureOf = capturesOf(simulated, points);
    const nodes = captureOf.map((index) => recording.captures[index]?.node ?? '');
    for (let j = 0; j < count; j += 1) {
      const seen = points.flatMap((_, k) =>
        (sighting[j * points.length + k] ?? -1) < 0 ? [] : [k],
      );
      if (((flags[j] ?? 0) & JOURNEY.unclocked) !== 0) continue;
      // Seen only by clocks that were set, the stamp alone does not say before or after.
      if (!seen.some((k) => isSteady(nodes[k] ?? ''))) continue;
      const arrivals = seen.map(
        (k) => arrivedNs[captureOf[k] ?? -1]?.[sighting[j * points.length + k] ?? -1] ?? Number.NaN,
      );
      // On its way while a clock was set: its own time of travel is then no time of any clock.
      const begin = Math.min(...arrivals) - STRADDLE_NS;
      if (steps.some((at) => at >= begin && at <= Math.max(...arrivals) + STRADDLE_NS)) continue;
      for (const [index, k] of seen.entries()) {
        const at = j * points.length + k;
        const arrived = arrivals[index] ?? Number.NaN;
        const right = reference === undefined ? arrived : showAt(reference, arrived);
        const error = Math.abs((timeNs[at] ?? 0) - right);
        worst = Math.max(worst, error - (boundOf.get(nodes[k] ?? '') ?? 0));
      }
    }
  }
  return worst;
};

const expectedStatus = (simulated: Simulated): string => {
  const { conditions, peer, oneWay } = simulated.scenario;
  if (conditions.loss?.rate === 1)
    return oneWay && conditions.loss.direction === 'reply' ? 'UNANSWERED' : 'LOST';
  if (conditions.loss !== null && !oneWay) return 'DEGRADED';
  if (peer === 'refuses') return 'REJECTED';
  return peer === 'silent' || oneWay ? 'UNANSWERED' : 'DELIVERED';
};

const saysLoss = (status: string): boolean => status === 'LOST' || status === 'DEGRADED';

/** Half a nanosecond of rounding on each of two stamps. */
const ROUNDING_NS = 2;

/** Judges one run. */
export const checkRun = (
  simulated: Simulated,
  correlation: Correlation,
  localisation: Localisation,
): Outcome => {
  const { seed } = simulated.scenario;
  const counted = [correlation.forward, correlation.reply].map((journeys) =>
    countJourneys(simulated, journeys),
  );
  const isHidden = isShadowed(simulated);
  const expected = expectedStatus(simulated);
  const guilty = guiltyIds(simulated);
  // Nobody answers a one-way flow: UNANSWERED comes first, and the loss stands in the segments.
  const unanswered = localisation.status === 'UNANSWERED';
  const losers = localisation.segments.filter(({ lost }) => lost > 0);
  const named = unanswered ? losers[0]?.segment : localisation.guilty?.segment;
  const samePlace = guilty !== null && named?.from === guilty[0] && named.to === guilty[1];
  const { status } = localisation;
  const { loss } = simulated.scenario.conditions;
  const lost = simulated.truths.filter(
    ({ direction, lostAt }) => direction === loss?.direction && lostAt === loss.stop,
  ).length;
  return {
    seed,
    visible: isVisible(simulated),
    segmentRight: (saysLoss(status) || (unanswered && losers.length === 1)) && samePlace,
    falseLost: saysLoss(status) && !(samePlace && lost > 0),
    clockOutside: !isHidden && clockExcess(simulated, correlation) > ROUNDING_NS,
    mixed: isHidden ? 0 : counted.reduce((sum, { mixed }) => sum + mixed, 0),
    split: counted.reduce((sum, { split }) => sum + split, 0),
    statusRight: status === expected,
    status,
    expected,
  };
};
