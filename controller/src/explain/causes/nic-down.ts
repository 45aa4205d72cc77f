// The network card of a tunnel, or of a provider network, is switched off, or nothing is at the
// other end of its wire.

import { type Point, type Role } from '../../resolve/path.ts';
import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, fixRoot } from '../fixes.ts';
import { checked } from '../lines.ts';

/** Roles of points that are a node's own cards. */
const CARDS: readonly Role[] = ['tunnel-nic', 'provider-nic', 'ext-nic'];

const cardsOf = ({ place }: CaseFile): Point[] =>
  [place?.from ?? null, place?.to ?? null].filter(
    (point): point is Point => point !== null && CARDS.includes(point.role),
  );

export const nicDown: Cause = {
  code: 'NIC_DOWN',
  owner: 'platform',
  summary: 'The network card of the tunnel or of the external network is off, or has no carrier.',
  segments: ['tunnel-out', 'underlay', 'tunnel-in', 'external-bridge', 'external'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['UNDERLAY_LOSS', 'UPSTREAM_NO_REPLY', 'GATEWAY_NO_ARP'],
  test: (file) => {
    const bad = cardsOf(file).flatMap((point) => {
      const link = file.links(point.node, point.netns)?.find(({ name }) => name === point.device);
      if (link === undefined || (link.up && link.carrier)) return [];
      return [{ point, state: link.up ? 'no carrier' : 'down' }];
    })[0];
    if (bad === undefined) return null;
    const { point, state } = bad;
    const { node, netns, device } = point;
    const isDown = state === 'down';
    return finding(file, nicDown, {
      confidence: 'confirmed',
      title: `on ${node}: the network card ${device} ${isDown ? 'is switched off' : 'has no carrier'}`,
      detail: 'Nothing goes out or comes in by it.',
      evidence: [
        checked({ node, netns }, `device ${device}`, 'up', state, false, `ip link show ${device}`),
      ],
      affects: affectsNetworkPorts(file, node),
      fixes: [
        isDown
          ? fixNow(
              `on ${node}; one card`,
              [`ip link set ${device} up`],
              `ip link set ${device} down`,
            )
          : fixRoot('the cable, the card or the switch port', [`ethtool ${device}`], 'reads only'),
      ],
    });
  },
};
