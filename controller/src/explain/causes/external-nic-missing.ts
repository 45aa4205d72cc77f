// Row 43: the external bridge has no port that leads to a wire: the card was taken out of it, was
// renamed or is gone. What Neutron's agent knows of is the bridge alone, so that it mends nothing.

import { NO_DEVICE } from '../../resolve/path.ts';
import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { externalBridgeOf } from '../follow-up.ts';
import { checked } from '../lines.ts';

export const externalNicMissing: Cause = {
  code: 'EXTERNAL_NIC_MISSING',
  owner: 'platform',
  summary: 'The external bridge has no physical port: nothing leads from it to a wire.',
  // In a router: of the ARP that must go before the packet.
  segments: ['external-bridge', 'snat-router', 'fip-router'],
  directions: ['forward', 'reply'],
  catalogue: [43],
  test: (file) => {
    const { place } = file;
    const card = place?.direction === 'reply' ? place.from : (place?.to ?? null);
    if (card?.role !== 'ext-nic' || card.device !== NO_DEVICE) return null;
    const { node } = card;
    const bridge = externalBridgeOf(file, card);
    return finding(file, externalNicMissing, {
      confidence: 'confirmed',
      title: `on ${node}: the external bridge ${bridge} has no physical port`,
      detail: 'It has ports of its own and patch ports to br-int; none of them leads to a wire.',
      evidence: [
        checked(
          { node, netns: '' },
          `ports of ${bridge}`,
          'a network card or bond',
          'none that leads out of the node',
          false,
          `ovs-vsctl list-ports ${bridge}`,
        ),
      ],
      affects: affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; the card of the external network`,
          [`ovs-vsctl --may-exist add-port ${bridge} CARD`],
          `ovs-vsctl del-port ${bridge} CARD`,
          'with a second way to the same wire it makes a loop',
        ),
      ],
    });
  },
};
