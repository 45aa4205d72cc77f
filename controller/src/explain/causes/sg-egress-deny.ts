// Row 16: no security group of the sending VM allows the flow out. The platform does what the
// project asked for; told apart from rules that were not applied.

import { type Cause } from '../cause.ts';
import { firewallView } from '../firewall-view.ts';
import { deny, isDenial } from '../sg-denial.ts';

export const sgEgressDeny: Cause = {
  code: 'SG_EGRESS_DENY',
  owner: 'tenant',
  summary: 'No security group of the sending VM allows the flow out.',
  segments: ['security-group', 'integration-bridge', 'tunnel-out'],
  directions: ['forward', 'reply'],
  catalogue: [16],
  counted: true,
  test: (file) => {
    const view = firewallView(file);
    if (view === null || view.port.sense !== 'egress' || !isDenial(view)) return null;
    return deny(sgEgressDeny, file, view);
  },
};
