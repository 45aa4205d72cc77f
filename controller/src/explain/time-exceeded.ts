// A router of the cloud that ended a packet for its time to live, and the switches that the packet
// passed since it was last routed: a flow of theirs may have set it.

import { type Witness } from '../correlate/journeys.ts';
import { type Point } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { SWITCHED } from './switch-entry.ts';

const TIME_EXCEEDED = 11;

/** What a router of the cloud said; from outside it is a refusal, not a loss. */
export const timeExceeded = ({ correlation }: CaseFile): Witness | null => {
  const entry = correlation.reply.points[0];
  return (
    correlation.witnesses.find(
      ({ kind, icmpType, point }) =>
        kind === 'icmp-error' && icmpType === TIME_EXCEEDED && point !== entry,
    ) ?? null
  );
};

/** The case, as if the packet had been lost in one of the switched segments before the place. */
export const switchedBefore = (file: CaseFile): CaseFile[] => {
  const { place, path } = file;
  if (place === null) return [];
  const way = path.segments.filter(({ direction }) => direction === place.direction);
  const at = way.findIndex(({ id }) => id === place.segment.id);
  const before = way.slice(0, Math.max(at, 0));
  const routed = before.findLastIndex(({ kind }) => kind.endsWith('router'));
  const point = (id: string): Point | null => path.points.find((one) => one.id === id) ?? null;
  return before
    .slice(routed + 1)
    .filter(({ kind }) => SWITCHED.includes(kind))
    .map((segment) => {
      const [from, to] = [point(segment.from), point(segment.to)];
      const { node = '', netns = '' } = from ?? {};
      return { ...file, place: { ...place, segment, kind: segment.kind, from, to, node, netns } };
    });
};
