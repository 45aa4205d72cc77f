// An XDP program at a device sees packets before the kernel, captures included: what it drops is
// seen before that device and not at it. What the program does nobody here can tell.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside } from '../lines.ts';

export const xdpProgram: Cause = {
  code: 'XDP_PROGRAM',
  owner: 'platform',
  summary: 'An XDP program hangs at the device where packets should come in.',
  segments: [
    ...(['security-group', 'veth', 'integration-bridge', 'underlay', 'tunnel-in'] as const),
    ...(['external-bridge', 'fip-link', 'snat-router', 'router', 'external'] as const),
  ],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const to = file.place?.to;
    if (to === null || to === undefined || to.side !== 'in') return null;
    const { node, netns, device } = to;
    const link = file.links(node, netns)?.find(({ name }) => name === device);
    if (link?.xdp !== true) return null;
    return finding(file, xdpProgram, {
      confidence: 'likely',
      title: `at ${device} on ${node}: an XDP program takes packets before anybody sees them`,
      detail: 'Neither Neutron nor Open vSwitch puts one there.',
      evidence: [
        checked(
          { node, netns },
          `XDP at ${device}`,
          'none',
          'a program',
          false,
          `ip -d link show ${device}`,
        ),
      ],
      affects: affectsNetworkPorts(file, node),
      fixes: [
        fixNow(
          `on ${node}; one device, find who put the program there first`,
          [inside(netns, `ip link set dev ${device} xdp off`)],
          'load the program again, by whoever loaded it',
        ),
      ],
    });
  },
};
