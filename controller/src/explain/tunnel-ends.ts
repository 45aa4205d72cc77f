// The two ends of a tunnel as their causes see them: which end decides, who else uses it, how its
// port is shown and made.

import { affected } from './affects.ts';
import { type CaseFile } from './case-file.ts';
import { type Affects } from './cause.ts';
import { type TunnelEnd, type TunnelView } from './tunnel-view.ts';

/** Whoever on that node talks to the other one through the tunnel. */
export const affectsNode = (file: CaseFile, from: TunnelEnd, to: TunnelEnd): Affects =>
  affected(
    file,
    `on ${from.node} or ${to.node}, as far as their packets cross between the two`,
    ({ host }) => host === from.node || host === to.node,
  );

/**
 * The ends that decide: the sender's port on the way out; on the way in the receiver's, and the
 * sender's again, whose address the receiver must know.
 */
export const decidingEnds = (
  file: CaseFile,
  view: TunnelView,
): readonly [TunnelEnd, TunnelEnd][] => {
  const kind = file.place?.kind;
  if (kind === 'tunnel-out') return [[view.from, view.to]];
  const ends: readonly [TunnelEnd, TunnelEnd][] = [
    [view.from, view.to],
    [view.to, view.from],
  ];
  if (kind === 'tunnel-in') return ends.toReversed();
  return kind === 'underlay' ? ends : [];
};
