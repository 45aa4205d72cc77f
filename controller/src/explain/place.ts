// Where packets vanish, in one form for every status: the guilty segment, its two points, how many
// were lost. NOT_SENT is before the first point, UNANSWERED and REJECTED are behind the last.

import { type Localisation } from '../localise/finding.ts';
import {
  type Direction,
  type Path,
  type Point,
  type Segment,
  type SegmentKind,
} from '../resolve/path.ts';

export interface Place {
  readonly segment: Segment;
  readonly kind: SegmentKind;
  readonly direction: Direction;
  /** Last point that saw the packets; null = `vm` or `external`. */
  readonly from: Point | null;
  /** First point that did not. */
  readonly to: Point | null;
  /** The node the segment starts on; '' beyond the cloud. */
  readonly node: string;
  readonly netns: string;
  readonly lost: number;
  readonly sent: number;
}

const virtualKind = (localisation: Localisation): [SegmentKind, Direction] | null => {
  if (localisation.status === 'NOT_SENT') return ['vm', 'forward'];
  if (localisation.status === 'UNANSWERED' || localisation.status === 'REJECTED')
    return ['external', 'forward'];
  return null;
};

/** The place of a loss; null when nothing is lost or nobody could say where. */
export const placeOf = (path: Path, localisation: Localisation): Place | null => {
  const wanted = virtualKind(localisation);
  const guilty = localisation.guilty;
  const segment =
    guilty?.segment ??
    path.segments.find(({ kind, direction }) => kind === wanted?.[0] && direction === wanted[1]);
  if (segment === undefined) return null;
  // Where nothing was counted outside the cloud, what was not answered is what is missing.
  const isUncounted = segment.kind === 'external' && guilty?.lost === 0;
  const counted = isUncounted ? null : guilty;
  const point = (id: string): Point | null => path.points.find((one) => one.id === id) ?? null;
  const from = point(segment.from);
  const to = point(segment.to);
  return {
    segment,
    kind: segment.kind,
    direction: segment.direction,
    from,
    to,
    node: from?.node ?? to?.node ?? segment.nodes[0] ?? '',
    netns: from?.netns ?? to?.netns ?? '',
    lost: counted?.lost ?? Math.max(0, localisation.sent - localisation.answered),
    sent: counted?.sent ?? localisation.sent,
  };
};
