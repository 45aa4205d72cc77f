// The fip namespace has no route for the floating IP to its router: it neither answers ARP for the
// address nor lets answers in.

import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { fipReturn } from '../fip-return.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { checked, inside } from '../lines.ts';

export const fipReturnRouteMissing: Cause = {
  code: 'FIP_RETURN_ROUTE_MISSING',
  owner: 'platform',
  summary: 'The fip namespace has no route back to the router of the floating IP.',
  segments: ['fip-router', 'external'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['UPSTREAM_NO_REPLY'],
  test: (file) => {
    const back = fipReturn(file);
    if (back === null || back.routedTo === null || back.routedTo === back.fpr) return null;
    // On its way out the packet does not need it.
    if (file.place?.kind === 'fip-router' && file.place.direction === 'forward') return null;
    const { where, address, fpr, routedTo } = back;
    const near = file.path.flow.localAddress;
    return finding(file, fipReturnRouteMissing, {
      confidence: 'confirmed',
      title: `in ${where.netns.slice(0, 12)} on ${where.node}: no route back for floating IP ${address}`,
      detail: `Without it nobody answers ARP for ${address}, and answers are not let in.`,
      evidence: [
        checked(
          where,
          `route for ${address}`,
          `dev ${fpr}`,
          routedTo === '' ? 'none' : `dev ${routedTo}`,
          false,
          `ip route get ${address}`,
        ),
      ],
      affects: affectsThisPort(file),
      fixes: [
        fixNow(
          `on ${where.node}; one route; NEIGHBOUR is the address of rfp- in the router of ${near}`,
          [inside(where.netns, `ip route replace ${address}/32 via NEIGHBOUR dev ${fpr}`)],
          inside(where.netns, `ip route del ${address}/32`),
        ),
        restartL3Agent(where.node),
      ],
      references: ['LP#1891673', 'LP#2025129'],
      objects: { 'floating-ip': file.path.neutron.floatingIp?.id },
    });
  },
};
