// How many digests all captures of the node make a second. When it is more than the node should
// carry, the orders it comes from are sampled more coarsely, until it is not.

import type { Capture } from './capture.ts';
import type { Sampling } from './sampling.ts';

interface Member {
  readonly sampling: Sampling;
  digested: number;
}

export interface DigestRate {
  readonly join: (capture: Pick<Capture, 'counts'>, sampling: Sampling) => void;
  readonly leave: (capture: Pick<Capture, 'counts'>) => void;
  /** To be called every so often: measures since the last call, and raises what must be raised. */
  readonly look: () => void;
}

export const openDigestRate = (perSecondMax: number, steadyMs: () => number): DigestRate => {
  const members = new Map<Pick<Capture, 'counts'>, Member>();
  let lookedMs = steadyMs();

  const look = (): void => {
    const now = steadyMs();
    const seconds = (now - lookedMs) / 1000;
    lookedMs = now;
    const busy = new Set<Sampling>();
    let digests = 0;
    for (const [capture, member] of members) {
      const { digested } = capture.counts();
      if (digested > member.digested) busy.add(member.sampling);
      digests += digested - member.digested;
      member.digested = digested;
    }
    const excess = digests / seconds / perSecondMax;
    if (excess <= 1) return;
    for (const sampling of busy) sampling.raise(sampling.shift() + Math.ceil(Math.log2(excess)));
  };

  return {
    join: (capture, sampling) => {
      if (members.size === 0) lookedMs = steadyMs();
      members.set(capture, { sampling, digested: 0 });
    },
    leave: (capture) => void members.delete(capture),
    look,
  };
};
