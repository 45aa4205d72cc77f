// Row 17: no security group of the receiving VM allows the flow in; with a stateless group that
// includes the answers to its own requests.

import { type Cause } from '../cause.ts';
import { firewallView } from '../firewall-view.ts';
import { deny, isDenial } from '../sg-denial.ts';

export const sgIngressDeny: Cause = {
  code: 'SG_INGRESS_DENY',
  owner: 'tenant',
  summary: 'No security group of the receiving VM allows the flow in.',
  segments: ['security-group', 'integration-bridge', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [17],
  counted: true,
  test: (file) => {
    const view = firewallView(file);
    if (view === null || view.port.sense !== 'ingress' || !isDenial(view)) return null;
    return deny(sgIngressDeny, file, view);
  },
};
