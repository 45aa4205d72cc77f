// Every segment of the path with its figures: what entered, what was lost, how long it took.

import type { Correlation } from '../correlate/journeys.ts';
import type { Path, Segment } from '../resolve/path.ts';
import { rateInterval } from './binomial.ts';
import type { SegmentFinding } from './finding.ts';
import type { Judgement, Stretch } from './judge.ts';
import { boundBetween, percentilesOf, type Travel } from './latency.ts';

/** Index of a point in its direction; -1 for the virtual ends. */
const indexIn = (judgement: Judgement, id: string): number => judgement.journeys.points.indexOf(id);

const nodeOf = (path: Path, id: string): string =>
  path.points.find((point) => point.id === id)?.node ?? '';

/** Lost packets of the stretch that this segment is, or is a part of. */
const lostIn = (judgement: Judgement, from: number, to: number): number =>
  judgement.stretches.find((stretch) => stretch.from === from && stretch.to === to)?.lost ?? 0;

/** The finding of one segment. `guilty`: the stretch that was found to be this segment. */
export const segmentFinding = (
  path: Path,
  correlation: Correlation,
  judgement: Judgement,
  travels: readonly Travel[],
  segment: Segment,
  guilty: Stretch | null,
): SegmentFinding => {
  const { journeys, sights, reached } = judgement;
  const from = indexIn(judgement, segment.from);
  const to = indexIn(judgement, segment.to);
  const ends = from >= 0 && to >= 0;
  const known = (index: number): boolean => {
    const sight = sights[index]?.sight;
    return sight === 'trusted' || sight === 'absent';
  };
  const entered = from >= 0 ? (reached[from] ?? 0) : (reached[0] ?? 0);
  // Behind the last point only those count that had time to be answered.
  const sent = guilty !== null && to < 0 ? guilty.reached : entered;
  const counted = ends ? lostIn(judgement, from, to) : 0;
  const count = guilty === null ? counted : Math.max(guilty.lost, 1);
  const [lossLow, lossHigh] = rateInterval(count, sent);
  const travel = ends && to === from + 1 ? travels[from] : undefined;
  const bound = boundBetween(
    correlation.clocks,
    nodeOf(path, segment.from),
    nodeOf(path, segment.to),
  );
  return {
    segment,
    sent,
    lost: count,
    lossLow,
    lossHigh,
    latency: travel === undefined ? null : percentilesOf(travel, bound),
    reordered: travel?.overtaken ?? 0,
    duplicated: ends ? Math.max(0, (journeys.copies[to] ?? 0) - (journeys.copies[from] ?? 0)) : 0,
    observable: ends && known(from) && known(to),
  };
};
