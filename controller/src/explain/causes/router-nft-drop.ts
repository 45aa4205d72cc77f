// A rule of nftables inside a router namespace, beside those of iptables, drops the packet: on its
// way through, or at one of the two devices. Neutron itself makes none there.

import { affectedBy } from '../filter-drop.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { accused } from '../nft-view.ts';
import { does, nftFix, nftLines } from '../nft-words.ts';
import { routedView } from '../routed-view.ts';
import { routerNft } from '../router-nft.ts';
import { inRouter } from '../words.ts';

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
    const lost = file.place?.lost ?? 0;
    const found = accused(routerNft(file, view), lost);
    if (found === null) return null;
    const { where } = view;
    return finding(file, routerNftDrop, {
      confidence: found.confidence,
      title: `${inRouter(file, where.node)}: nftables ${does(found)} (${found.by})`,
      detail: 'Neutron makes no such rule there; a person or another program did.',
      evidence: nftLines(where, found, lost),
      affects: affectedBy(file, view),
      fixes: [nftFix(where, found)],
    });
  },
};
