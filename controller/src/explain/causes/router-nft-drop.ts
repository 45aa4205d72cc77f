// A rule of nftables inside a router namespace, beside those of iptables, drops the packet. Neutron
// itself makes none there.

import { affectedBy } from '../filter-drop.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside } from '../lines.ts';
import { lostPacket } from '../lost-packet.ts';
import { chainName, type NftView, nftView } from '../nft-view.ts';
import { type RoutedView, routedView } from '../routed-view.ts';
import { inRouter } from '../words.ts';

const HOOKS = ['prerouting', 'forward', 'postrouting', 'ingress'];

const throughRouter = (file: CaseFile, view: RoutedView): NftView => {
  const { where, packet, inDevice, outDevice } = view;
  const direction = file.place?.direction ?? 'forward';
  const { source, destination } = packet;
  return nftView(file.nft(where.node, where.netns), HOOKS, ({ hook }) => ({
    packet: { ...lostPacket(file, direction), source, destination },
    inDevice: hook === 'postrouting' ? '' : inDevice,
    outDevice: hook === 'prerouting' || hook === 'ingress' ? '' : outDevice,
  }));
};

export const routerNftDrop: Cause = {
  code: 'ROUTER_NFT_DROP',
  owner: 'platform',
  summary: 'A rule of nftables inside a router namespace drops the packet.',
  segments: ['router', 'snat-router', 'fip-router'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const view = routedView(file);
    if (view === null) return null;
    const { drop, suspects } = throughRouter(file, view);
    const base = drop?.base ?? suspects[0];
    if (base === undefined) return null;
    const { node, netns } = view.where;
    const table = `${base.family} ${base.table}`;
    const by = drop?.by ?? chainName(base);
    return finding(file, routerNftDrop, {
      confidence: drop === null ? 'possible' : drop.certain ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: nftables ${drop === null ? 'can drop' : 'drops'} it (${by})`,
      detail: 'Neutron makes no such table there; a person or another program did.',
      evidence: [
        checked(
          view.where,
          `lost packet walked through ${chainName(base)}`,
          'accepted',
          drop === null ? 'not decided' : `dropped by ${by}`,
          false,
          'nft -a list ruleset',
        ),
      ],
      affects: affectedBy(file, view),
      fixes: [
        fixNow(
          `on ${node}; find who made the table first`,
          drop?.handle == null
            ? [inside(netns, `nft list table ${table}`)]
            : [inside(netns, `nft delete rule ${chainName(drop.chain)} handle ${drop.handle}`)],
          inside(netns, 'nft -f FILE, with the ruleset as it is listed now'),
        ),
      ],
    });
  },
};
