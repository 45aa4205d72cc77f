// A guest that does not hear: it opens connections, the answers are put into its port, and nothing
// ever follows. Seen only of the VM's own TCP: a probe has no stack behind it, and of other
// protocols nobody knows what should follow.

import type { Correlation } from '../correlate/journeys.ts';
import type { Recording } from '../run/recording.ts';
import type { Judgement, Stretch } from './judge.ts';

/** Fewer answers than this prove nothing. */
const ANSWERS_MIN = 3;
/** Whoever hears acknowledges within microseconds; a busy guest may need longer. */
const PATIENCE_NS = 200_000_000;

/** From the first opening to the last, at the VM's port. */
const spanNs = ({ forward }: Correlation): number => {
  const stride = forward.points.length;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let j = 0; j < forward.count; j += 1) {
    const at = forward.timeNs[j * stride] ?? Number.NaN;
    if (Number.isNaN(at)) continue;
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return last - first;
};

/** Behind the last point of the reply; null when the VM goes on with what is answered. */
export const deafGuest = (
  { injected, path }: Recording,
  correlation: Correlation,
  reply: Judgement,
): Stretch | null => {
  const { forward } = correlation;
  if (injected !== null || path.flow.protocol !== 'tcp') return null;
  const opensOnly = forward.opening.subarray(0, forward.count).every((one) => one === 1);
  const end = reply.journeys.points.length - 1;
  const answers = reply.seen[end] ?? 0;
  const isSeen = reply.sights[end]?.sight === 'trusted';
  if (!isSeen || !opensOnly || answers < ANSWERS_MIN) return null;
  if (spanNs(correlation) < PATIENCE_NS) return null;
  const all = { reached: answers, stopped: answers, lost: answers };
  return { ...all, from: end, to: end + 1, expected: 0, total: true };
};
