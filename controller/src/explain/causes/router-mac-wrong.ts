// A device of the router has another MAC than the API gives its port: the switch delivers to the
// right MAC, and the kernel throws away what is not for its own.

import { type CaseFile } from '../case-file.ts';
import { type Cause } from '../cause.ts';
import { fixNow } from '../fixes.ts';
import { inside } from '../lines.ts';
import { type DeviceState } from '../routed-view.ts';
import { endsOf, portOf, report, SEGMENTS } from '../router-ports.ts';

/** The MAC the API gives a port, when its device has another. */
const wantedMac = (file: CaseFile, { point, link }: DeviceState): string | null => {
  const wanted = portOf(file, point)?.mac.toLowerCase();
  if (wanted === undefined || link === null || link.mac === '') return null;
  return link.mac.toLowerCase() === wanted ? null : wanted;
};

export const routerMacWrong: Cause = {
  code: 'ROUTER_MAC_WRONG',
  owner: 'platform',
  summary: "A router's device has another MAC than the API gives its port.",
  segments: SEGMENTS,
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    for (const bad of endsOf(file)) {
      const wanted = bad.state === 'up' ? wantedMac(file, bad) : null;
      if (wanted === null || bad.link === null) continue;
      const { device, node, netns } = bad.point;
      const found = bad.link.mac;
      return report(file, routerMacWrong, bad, {
        title: `its port ${device} has the MAC ${found}, not ${wanted}`,
        expected: wanted,
        found,
        fix: fixNow(
          `on ${node}; one device`,
          [inside(netns, `ip link set ${device} address ${wanted}`)],
          inside(netns, `ip link set ${device} address ${found}`),
        ),
      });
    }
    return null;
  },
};
