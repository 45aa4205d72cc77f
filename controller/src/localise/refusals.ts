// Refused from outside: a reset or an ICMP error that entered at the point where replies enter.
// An error made by one of the cloud's own routers never passes there; it is a witness of a loss
// inside. A reset that ends an established connection refuses nothing.

import type { Correlation, Witness } from '../correlate/journeys.ts';
import { ENTRIES } from '../correlate/made-inside.ts';
import type { Judgement } from './judge.ts';

/** Unreachable, time exceeded, parameter problem; redirects and "too big" refuse nothing. */
const refusesByIcmp = ({ icmpType, icmpCode }: Witness): boolean =>
  icmpType === 11 || icmpType === 12 || (icmpType === 3 && icmpCode !== 4);

const words = ({ kind, from, icmpType, icmpCode }: Witness): string =>
  kind === 'rst'
    ? `${from} answers with a reset`
    : `${from} answers with ICMP type ${icmpType} code ${icmpCode}`;

/** Seen where answers come in, or behind it when nobody watched there. */
const cameIn = ({ sights }: Judgement, { point }: Witness): boolean => {
  const at = sights.findIndex((sight) => sight.point.id === point);
  const before = sights.slice(0, Math.max(0, at));
  return at < ENTRIES || before.some(({ sight }, k) => k < ENTRIES && sight !== 'trusted');
};

/** Who refused, in words; null when the flow was not refused from outside. */
export const refusals = (
  correlation: Correlation,
  forward: Judgement,
  reply: Judgement,
): string | null => {
  const entry = reply.sights[0]?.point;
  if (entry === undefined) return null;
  const { witnesses } = correlation;
  const icmp = witnesses.find(
    (witness) =>
      witness.kind === 'icmp-error' && witness.point === entry.id && refusesByIcmp(witness),
  );
  const resets = witnesses.filter(({ kind, journey }) => kind === 'rst' && journey >= 0);
  const refused = resets.filter(
    (reset) => isOpening(correlation, reset.journey) && cameIn(reply, reset),
  );
  const [first] = refused;
  if (first !== undefined && refused.length * 2 > openings(correlation)) return words(first);
  // Errors are rate-limited: one of them speaks for all packets that nobody answered.
  const { count, answered } = correlation.forward;
  let unanswered = 0;
  for (let j = 0; j < count; j += 1) {
    if (answered[j] !== 1 && (forward.last[j] ?? -1) >= 0) unanswered += 1;
  }
  return icmp !== undefined && unanswered * 2 > forward.judged ? words(icmp) : null;
};

const isOpening = ({ forward }: Correlation, journey: number): boolean =>
  forward.opening[journey] === 1;

const openings = ({ forward }: Correlation): number => {
  let sum = 0;
  for (let j = 0; j < forward.count; j += 1) sum += forward.opening[j] ?? 0;
  return sum;
};
