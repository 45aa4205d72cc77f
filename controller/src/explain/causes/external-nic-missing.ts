// Row 43: the bridge of the external (or a provider) network has no port that leads to a wire: the
// card was taken out of it, was renamed or is gone. Neutron's agent knows of the bridge alone, and
// mends nothing.

import { NO_DEVICE } from '../../resolve/path.ts';
import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { externalBridgeOf } from '../switch-entry.ts';
import { checked } from '../lines.ts';

export const externalNicMissing: Cause = {
  code: 'EXTERNAL_NIC_MISSING',
  owner: 'platform',
  summary: 'The bridge of the external or provider network has no physical port to a wire.',
  // In a router: of the ARP that must go before the packet.
  segments: ['external-bridge', 'snat-router', 'fip-router', 'tunnel-out', 'underlay', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [43],
  test: (file) => {
    const { place } = file;
    const card = [place?.to, place?.from].find((point) => point?.device === NO_DEVICE);
    if (card === null || card === undefined) return null;
    const { node } = card;
    const named = card.role === 'ext-nic' ? externalBridgeOf(file, card) : '';
    const bridge = named || 'BRIDGE';
    const physical = file.path.neutron.network.physicalNetwork;
    const what = named === '' ? `the bridge of ${physical}` : `the external bridge ${named}`;
    return finding(file, externalNicMissing, {
      confidence: 'confirmed',
      title: `on ${node}: ${what} has no physical port`,
      detail: 'It has ports of its own and patch ports to br-int; none of them leads to a wire.',
      evidence: [
        checked(
          { node, netns: '' },
          `ports of ${named || `the bridge of ${physical}`}`,
          'a network card or bond',
          'none that leads out of the node',
          false,
          `ovs-vsctl list-ports ${bridge}`,
        ),
      ],
      affects: affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; one card`,
          [`ovs-vsctl --may-exist add-port ${bridge} CARD`],
          `ovs-vsctl del-port ${bridge} CARD`,
          'with a second way to the same wire it makes a loop',
        ),
      ],
    });
  },
};
