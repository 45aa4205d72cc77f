// Row 26: a rule of the receiving node's own firewall drops the tunnel's outer packets. Only nodes
// with the kernel datapath can be hit: there the tunnel is a UDP socket of the kernel.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause, type CauseFinding } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { hostNft } from '../host-nft.ts';
import { checked } from '../lines.ts';
import { accused } from '../nft-view.ts';
import { nftFix, nftLines } from '../nft-words.ts';
import { outerPacket, VXLAN_PORT } from '../outer-packet.ts';
import { tunnelView, type TunnelView } from '../tunnel-view.ts';
import { walkIptables } from '../walk/iptables.ts';

/** The outer packet through INPUT of iptables; null when it is not dropped or was not read. */
const iptablesDrop = (file: CaseFile, { from, to }: TunnelView): string | null => {
  const table = file.iptables(to.node, '', 'filter');
  const device = file.path.nodes.find(({ name }) => name === to.node)?.tunnelDevices[0] ?? '';
  if (table === null) return null;
  const walk = walkIptables(table, 'INPUT', {
    packet: outerPacket(from.address, to.address),
    inDevice: device,
    outDevice: '',
    physdevIn: '',
    physdevOut: '',
    state: 'NEW',
    dnat: false,
    set: () => null,
    nft: file.nft(to.node, ''),
    mark: 0,
    connmark: 0,
  });
  if ((walk.verdict !== 'DROP' && walk.verdict !== 'REJECT') || walk.undecided.length > 0)
    return null;
  return walk.end?.text ?? 'the policy of INPUT';
};

type Said = Pick<CauseFinding, 'confidence' | 'title' | 'evidence' | 'fixes'>;

const VXLAN = `VXLAN (udp/${VXLAN_PORT})`;

const byIptables = (file: CaseFile, view: TunnelView): Said | null => {
  const rule = iptablesDrop(file, view);
  if (rule === null) return null;
  const { node } = view.to;
  const accept = `INPUT -p udp --dport ${VXLAN_PORT} -s ${view.from.address} -j ACCEPT`;
  return {
    confidence: 'confirmed',
    title: `on ${node}: its own firewall drops ${VXLAN}`,
    evidence: [
      checked(
        { node, netns: '' },
        `udp/${VXLAN_PORT} walked through INPUT`,
        'accepted',
        `dropped by ${rule}`,
        false,
        'iptables -nvxL INPUT',
      ),
    ],
    fixes: [
      fixNow(
        `on ${node}; lets the other nodes' tunnels in`,
        [`iptables -I ${accept}`],
        `iptables -D ${accept}`,
      ),
    ],
  };
};

const byNft = (file: CaseFile, view: TunnelView): Said | null => {
  const lost = file.place?.lost ?? 0;
  const found = accused(hostNft(file, view), lost);
  if (found === null) return null;
  const { node } = view.to;
  const where = { node, netns: '' };
  const verb = found.confidence === 'possible' ? 'can drop' : 'drops';
  return {
    confidence: found.confidence,
    title: `on ${node}: its own firewall ${verb} ${VXLAN} (nft ${found.by})`,
    evidence: nftLines(where, found, lost),
    fixes: [nftFix(where, found)],
  };
};

export const hostFirewall: Cause = {
  code: 'HOST_FIREWALL',
  owner: 'platform',
  summary: "The receiving node's own firewall drops the tunnel's packets.",
  segments: ['tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [26],
  test: (file) => {
    const view = tunnelView(file);
    const said = view === null ? null : (byIptables(file, view) ?? byNft(file, view));
    if (view === null || said === null) return null;
    return finding(file, hostFirewall, {
      ...said,
      detail: 'The packet reached the network card and no flow of br-tun.',
      affects: affectsNetworkPorts(file, view.to.node),
      references: ['LP#1839252'],
    });
  },
};
