// Whether it is the large packets that are lost: frame sizes at the start of the guilty stretch, of
// those that got through and those that did not.

import { JOURNEY } from '../correlate/journeys.ts';
import type { Recording } from '../run/recording.ts';
import type { Localisation } from './finding.ts';
import type { Judgement, Stretch } from './judge.ts';

type Sizes = NonNullable<Localisation['sizes']> | null;

/** Lengths on the wire of the frames of the capture that observes a point; null without one. */
const lengthsAt = (recording: Recording, point: string): Uint32Array | null => {
  for (const { node, captures } of recording.plan.nodes) {
    const plan = captures.find(({ points }) => points.includes(point));
    if (plan === undefined) continue;
    const found = recording.captures.find(
      (capture) => capture.node === node && capture.capture === plan.capture,
    );
    return found?.frames.originalBytes ?? null;
  }
  return null;
};

/** Sizes of lost and passed packets; null when one of the two kinds has none. */
export const sizesOf = (
  recording: Recording,
  { journeys, last }: Judgement,
  stretch: Stretch | null,
): Sizes => {
  if (stretch === null) return null;
  const { points, sighting, flags, count } = journeys;
  const lengths = lengthsAt(recording, points[stretch.from] ?? '');
  if (lengths === null) return null;
  let [smallestLost, largestLost, largestPassed] = [Infinity, 0, 0];
  for (let j = 0; j < count; j += 1) {
    const frame = sighting[j * points.length + stretch.from] ?? -1;
    // Of a super-packet the frame is larger than the packets it stands for.
    if (frame < 0 || ((flags[j] ?? 0) & JOURNEY.interval) !== 0) continue;
    const bytes = lengths[frame] ?? 0;
    if (bytes === 0 || (last[j] ?? -1) < 0) continue;
    if ((last[j] ?? -1) >= stretch.to) largestPassed = Math.max(largestPassed, bytes);
    else {
      smallestLost = Math.min(smallestLost, bytes);
      largestLost = Math.max(largestLost, bytes);
    }
  }
  if (largestLost === 0 || largestPassed === 0) return null;
  return { smallestLost, largestLost, largestPassed };
};

/** In words, when size is what decides; none otherwise. */
export const sizeReasons = (sizes: Sizes): string[] =>
  sizes === null || sizes.smallestLost <= sizes.largestPassed
    ? []
    : [
        `only large packets are lost: frames of ${sizes.largestPassed} bytes pass, ` +
          `those of ${sizes.smallestLost} and more do not`,
      ];
