// The VM's node has no fip namespace of the external network, through which all its floating IPs
// leave.

import { type Cause } from '../cause.ts';
import { report } from '../floating-view.ts';
import { checked } from '../lines.ts';

export const fipNamespaceMissing: Cause = {
  code: 'FIP_NAMESPACE_MISSING',
  owner: 'platform',
  summary: "The VM's node has no fip namespace of the external network.",
  segments: ['router', 'fip-link', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const { compute, fip } = file.parts;
    if (file.path.exit !== 'fip' || file.namespace(compute, fip) !== 'absent') return null;
    return report(file, fipNamespaceMissing, compute, {
      confidence: 'confirmed',
      title: `on ${compute}: the fip namespace of the external network does not exist`,
      detail: 'Every floating IP of this node leaves through it.',
      evidence: [
        checked(
          { node: compute, netns: '' },
          `namespace ${fip.slice(0, 12)}`,
          'alive',
          'absent',
          false,
          'ip netns',
        ),
      ],
      fixes: [],
    });
  },
};
