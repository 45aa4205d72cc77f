// Somebody wrote the MAC of the external gateway into the neighbour table: packets leave the cloud
// towards that MAC, and whoever has it, if anybody has, is not asked again.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { pinnedGateway } from '../gateway-neighbour.ts';
import { checked, inside } from '../lines.ts';
import { inRouter } from '../words.ts';

export const gatewayNeighbourStatic: Cause = {
  code: 'GATEWAY_NEIGHBOUR_STATIC',
  owner: 'platform',
  summary: 'The MAC of the external gateway was written by hand, and nobody asks for it by ARP.',
  segments: ['external', 'snat-router', 'fip-router', 'external-bridge'],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    const pinned = pinnedGateway(file);
    if (pinned === null) return null;
    const { where, gateway, entry, seenMac } = pinned;
    const { mac, states, device } = entry;
    if (seenMac !== null && seenMac === mac) return null;
    const { node, netns } = where;
    return finding(file, gatewayNeighbourStatic, {
      confidence: seenMac === null ? 'likely' : 'confirmed',
      title: `${inRouter(file, node)}: the MAC of the external gateway ${gateway} is written by hand (${mac})`,
      detail: 'Neutron writes no such entry. Packets go to that MAC, right or wrong.',
      evidence: [
        checked(
          where,
          `neighbour ${gateway}`,
          seenMac ?? 'learned by ARP',
          `${mac}, ${states.join(' ')}`,
          false,
          `ip neigh show ${gateway}`,
        ),
      ],
      affects: affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; the router asks for its gateway anew`,
          [inside(netns, `ip neigh del ${gateway} dev ${device}`)],
          inside(netns, `ip neigh replace ${gateway} lladdr ${mac} dev ${device} nud permanent`),
        ),
      ],
    });
  },
};
