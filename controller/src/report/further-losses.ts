// What is lost elsewhere than in the guilty segment: one fault at a time is explained, and the
// others are not kept from whoever mends it.

import type { Verdict, VerdictSegment } from './verdict.ts';

const placeOf = ({ points }: Verdict, { from, to, direction }: VerdictSegment): string => {
  const ends = [from, to].map((id) => points.find((point) => point.id === id));
  const [first, last] = ends.map((point) => point?.device ?? 'outside');
  const node = ends.find((point) => point !== undefined)?.node ?? '';
  const back = direction === 'reply' ? ', on the way back' : '';
  return `between ${first} and ${last} on ${node}${back}`;
};

/** One line for each further segment that loses; none where the first one loses all. */
export const furtherLosses = (verdict: Verdict): string[] => {
  if (verdict.status !== 'DEGRADED') return [];
  return verdict.segments
    .filter(({ from, to, lost }) => {
      const isGuilty = verdict.segment?.from === from && verdict.segment.to === to;
      return lost > 0 && !isGuilty;
    })
    .map((segment) => `${segment.lost} of ${segment.sent} ${placeOf(verdict, segment)}`);
};
