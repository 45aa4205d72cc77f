// Somebody switched ARP off at a router's port: it neither asks for its neighbours nor answers for
// itself, and sends to nobody.

import { type Cause } from '../cause.ts';
import { fixNow } from '../fixes.ts';
import { inside } from '../lines.ts';
import { endsOf, report, SEGMENTS } from '../router-ports.ts';

export const routerPortNoarp: Cause = {
  code: 'ROUTER_PORT_NOARP',
  owner: 'platform',
  summary: "A router's port has ARP switched off.",
  segments: [...SEGMENTS, 'external'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['GATEWAY_NO_ARP', 'VM_NEIGHBOUR_UNRESOLVED', 'GATEWAY_UNANSWERED'],
  test: (file) => {
    const bad = endsOf(file).find(
      ({ state, link }) => state === 'up' && link?.flags.includes('NOARP') === true,
    );
    if (bad === undefined) return null;
    const { device, node, netns } = bad.point;
    return report(file, routerPortNoarp, bad, {
      title: `its port ${device} does not speak ARP`,
      expected: 'ARP',
      found: 'NOARP',
      fix: fixNow(
        `on ${node}; one device`,
        [inside(netns, `ip link set ${device} arp on`)],
        inside(netns, `ip link set ${device} arp off`),
      ),
    });
  },
};
