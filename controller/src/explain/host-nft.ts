// nftables of a node that receives a tunnel's packets: with the kernel datapath the tunnel is a UDP
// socket of the kernel, behind the node's own filters. In userspace no filter of ip sees them.

import { type CaseFile } from './case-file.ts';
import { isUserspace } from './datapath.ts';
import { type NftView, nftView } from './nft-view.ts';
import { outerPacket } from './outer-packet.ts';
import { type TunnelView } from './tunnel-view.ts';

const NOTHING: NftView = { drop: null, suspects: [], lossy: null, rewrite: null };

/** The outer packet through what is asked before a socket gets it. */
export const hostNft = (file: CaseFile, { from, to }: TunnelView): NftView => {
  if (isUserspace(file, to.node)) return NOTHING;
  const device = file.path.nodes.find(({ name }) => name === to.node)?.tunnelDevices[0] ?? '';
  const hook = {
    packet: outerPacket(from.address, to.address),
    inDevice: device,
    outDevice: '',
    state: null,
  };
  return nftView({
    chains: file.nft(to.node, ''),
    hooks: ['prerouting', 'input'],
    printed: (table) => file.iptables(to.node, '', table) !== null,
    at: ({ family }) => (family === 'ip' || family === 'inet' ? hook : null),
  });
};
