// Row 36: no node thinks that it is the active one of an HA router: its addresses are nowhere.
// Judged only when every node's word is known.

import { type Cause } from '../cause.ts';
import { report, rolesOf, SEGMENTS } from '../ha-roles.ts';

export const haNoneActive: Cause = {
  code: 'HA_NONE_ACTIVE',
  owner: 'platform',
  summary: 'No node holds the addresses of an HA router.',
  segments: SEGMENTS,
  directions: ['forward', 'reply'],
  catalogue: [36],
  explains: ['ROUTER_ADDRESS_MISSING', 'SNAT_NO_DEFAULT_ROUTE', 'TUNNEL_FLOW_MISSING'],
  test: (file) => {
    const roles = rolesOf(file);
    const known = roles.filter(({ state }) => state !== '' && state !== 'unknown');
    if (known.length === 0 || known.length < roles.length) return null;
    if (known.some(({ state }) => state === 'active')) return null;
    return report(file, haNoneActive, roles, 'no node is active');
  },
};
