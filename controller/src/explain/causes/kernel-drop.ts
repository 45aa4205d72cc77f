// When no cause fits and the kernel gave a reason of its own for the lost packets: the reason, and
// the function that dropped them, are where a person goes on.

import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { droppedIn } from '../kernel-drops.ts';
import { inside } from '../lines.ts';

/** Reasons that say no more than that it was dropped (include/net/dropreason-core.h). */
const SAYS_NOTHING = new Set(['NOT_SPECIFIED', 'NOT_DROPPED_YET', 'CONSUMED', '']);

export const kernelDrop: Cause = {
  code: 'KERNEL_DROP',
  owner: 'platform',
  summary: 'The kernel drops the packets, and gives a reason that no other cause stands for.',
  segments: [
    ...(['security-group', 'veth', 'integration-bridge', 'router', 'tunnel-out'] as const),
    ...(['tunnel-in', 'snat-router', 'fip-router', 'fip-link', 'external-bridge'] as const),
  ],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const { place } = file;
    const found = place === null ? [] : droppedIn(file, place);
    const most = found.find(({ reason }) => !SAYS_NOTHING.has(reason));
    if (place === null || most === undefined || most.count < place.lost) return null;
    const { node, netns, text } = most;
    const where = netns === '' ? node : `${netns.split('-')[0] ?? netns} of ${node}`;
    return finding(file, kernelDrop, {
      confidence: 'likely',
      title: `in ${where}: the kernel drops them, ${text}`,
      detail: 'That is its own word for it; what set it up was not found.',
      // The kernel's own words stand beside whatever cause comes first: see corroborate.ts.
      evidence: [],
      affects: null,
      fixes: [
        fixRoot(
          'look for what makes it do so',
          [inside(netns, 'nft list ruleset'), inside(netns, 'ip xfrm policy')],
          'reads only',
        ),
      ],
    });
  },
};
