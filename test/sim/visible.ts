// Whether a loss can be seen at all, by the statistics alone: what the captures of a simulated
// world happened to see, judged with the true miss rate. A loss is visible when the packets that
// were last seen right before it exceed those that misses alone let end there by three, and by
// five standard deviations (capture-recapture: excess = lastSeen - N (1 - m) m^later).

import type { Simulated } from './run.ts';
import type { PacketTruth } from './world.ts';

const VISIBLE_Z = 5;
const VISIBLE_PACKETS = 3;
/** As long before the end of the captures nothing is judged. */
const TAIL_NS = 200e6;

/**
 * Of packets that nobody can tell apart only the numbers at two points compare. No packet vouches
 * for a capture then, so that what it misses cannot be learned: up to this share it may.
 */
const COUNT_MISSES = 0.1;

/**
 * For the last capture no later one vouches, unless answers do. Fewer packets say nothing about
 * it, and what it misses is only known from how the others differ: by less than this factor, and
 * from a prior of one in twenty.
 */
const LAST_PACKETS = 100;
const LAST_FACTOR = 3;
const LAST_SHARE = 0.05;

/**
 * The very same packets of another VM, and nothing that tells them apart: no conntrack, or later
 * fragments, which have no ports.
 */
export const isShadowed = ({ scenario }: Simulated): boolean =>
  scenario.foreign === 'equal' && (!scenario.conntrack || scenario.fragmented);

/** What was sent at once can be one super-packet, missed or lost at once: one event, not many. */
const eventsOf = ({ scenario }: Simulated, packets: readonly PacketTruth[]): number =>
  scenario.conditions.offload ? new Set(packets.map(({ sentNs }) => sentNs)).size : packets.length;

const isClear = (excess: number, expected: number): boolean =>
  excess >= VISIBLE_PACKETS && excess / Math.sqrt(Math.max(expected, 1)) > VISIBLE_Z;

/** True when the loss of the world must be found. */
export const isVisible = (simulated: Simulated): boolean => {
  const { scenario, truths } = simulated;
  const { loss, missRate, recording } = scenario.conditions;
  if (loss === null || isShadowed(simulated)) return false;
  const windows = [...recording.values()];
  const from = Math.max(...windows.map(([start]) => start));
  const to = Math.min(...windows.map(([, end]) => end)) - TAIL_NS;
  const stops = scenario.topology[loss.direction];
  const judged = truths.filter(
    ({ direction, sentNs }) => direction === loss.direction && sentNs >= from && sentNs <= to,
  );
  const reached = eventsOf(
    simulated,
    judged.filter(({ lostAt }) => lostAt >= loss.stop),
  );
  const lost = judged.filter(({ lostAt }) => lostAt === loss.stop);
  const seenBefore = lost.filter(({ lastSeenAt }) => lastSeenAt === loss.stop - 1);
  const excess = eventsOf(simulated, seenBefore);
  if (scenario.identical) {
    const usual = COUNT_MISSES * reached;
    if (!isClear(excess - usual, usual)) return false;
  }
  const isWitnessed = scenario.protocol === 'icmp' && loss.direction === 'forward';
  if (loss.stop === stops.length - 1 && !isWitnessed && loss.rate < 1) {
    const misses = Math.max(LAST_FACTOR * missRate, LAST_SHARE) * reached;
    if (reached < LAST_PACKETS || excess < misses) return false;
  }
  const artefacts = reached * (1 - missRate) * missRate ** (stops.length - loss.stop);
  return isClear(excess, artefacts);
};
