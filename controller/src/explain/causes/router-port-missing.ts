// Row 8: a port of the router (qr-, sg-, qg-, fg-) does not exist in its namespace.
// What was read is the namespace whole, so that absence is absence.

import { type Cause } from '../cause.ts';
import { endsOf, report, SEGMENTS } from '../router-ports.ts';

export const routerPortMissing: Cause = {
  code: 'ROUTER_PORT_MISSING',
  owner: 'platform',
  summary: "A router's port does not exist in its namespace.",
  segments: SEGMENTS,
  directions: ['forward', 'reply'],
  catalogue: [8],
  explains: ['GATEWAY_UNANSWERED'],
  test: (file) => {
    const bad = endsOf(file).find(({ state }) => state === 'missing');
    if (bad === undefined) return null;
    const { device } = bad.point;
    return report(file, routerPortMissing, bad, {
      title: `its port ${device} does not exist`,
      expected: 'up',
      found: 'absent',
      fix: null,
    });
  },
};
