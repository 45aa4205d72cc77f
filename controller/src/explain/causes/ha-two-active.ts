// Row 35: two nodes think that they are the active one of an HA router: both answer ARP for its
// addresses, and the network flaps between them.

import { type Cause } from '../cause.ts';
import { report, rolesOf, SEGMENTS } from '../ha-roles.ts';

export const haTwoActive: Cause = {
  code: 'HA_TWO_ACTIVE',
  owner: 'platform',
  summary: 'Two nodes hold the addresses of an HA router at once.',
  segments: SEGMENTS,
  directions: ['forward', 'reply'],
  catalogue: [35],
  explains: ['GATEWAY_NO_ARP', 'UPSTREAM_NO_REPLY', 'TUNNEL_WRONG_NODE'],
  test: (file) => {
    const active = rolesOf(file).filter(({ state }) => state === 'active');
    if (active.length < 2) return null;
    const nodes = active.map(({ node }) => node).join(' and ');
    return report(file, haTwoActive, active, `${nodes} are both active`);
  },
};
