// Rows 8 and 41: a port of the router (qr-, sg-, qg-, fg-) is switched off in its namespace.
// Nobody then answers ARP for the gateway, or nothing leaves.

import { type Cause } from '../cause.ts';
import { fixNow } from '../fixes.ts';
import { inside } from '../lines.ts';
import { endsOf, report, SEGMENTS } from '../router-ports.ts';

export const routerPortDown: Cause = {
  code: 'ROUTER_PORT_DOWN',
  owner: 'platform',
  summary: "A router's port is switched off, or its other end is.",
  segments: SEGMENTS,
  directions: ['forward', 'reply'],
  catalogue: [8, 41],
  explains: [
    'GATEWAY_UNANSWERED',
    'PBR_TABLE_EMPTY',
    'SNAT_NEIGHBOUR_MISSING',
    'SNAT_NO_DEFAULT_ROUTE',
  ],
  test: (file) => {
    const bad = endsOf(file).find(({ state }) => state === 'down' || state === 'dangling');
    if (bad === undefined) return null;
    const { device, node, netns } = bad.point;
    const isDown = bad.state === 'down';
    return report(file, routerPortDown, bad, {
      title: isDown
        ? `its port ${device} is down`
        : `its port ${device} has no carrier: its other end is down or gone`,
      expected: isDown ? 'up' : 'up, with a carrier',
      found: isDown ? 'down' : 'up, no carrier',
      fix: isDown
        ? fixNow(
            `on ${node}; one device`,
            [inside(netns, `ip link set ${device} up`)],
            inside(netns, `ip link set ${device} down`),
          )
        : null,
    });
  },
};
