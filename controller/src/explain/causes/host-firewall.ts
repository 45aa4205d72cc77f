// Row 26: a rule of the receiving node's own firewall drops the tunnel's outer packets. Only nodes
// with the kernel datapath can be hit: there the tunnel is a UDP socket of the kernel.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, noted } from '../lines.ts';
import { chainName, foreignChains } from '../nft-view.ts';
import { tunnelView, type TunnelView } from '../tunnel-view.ts';
import { walkIptables } from '../walk/iptables.ts';

const VXLAN_PORT = 4789;

/** The outer packet through INPUT of iptables; null when it is not dropped or was not read. */
const iptablesDrop = (file: CaseFile, { from, to }: TunnelView): string | null => {
  const table = file.iptables(to.node, '', 'filter');
  const device = file.path.nodes.find(({ name }) => name === to.node)?.tunnelDevices[0] ?? '';
  if (table === null) return null;
  const walk = walkIptables(table, 'INPUT', {
    packet: {
      protocol: 'udp',
      source: from.address,
      destination: to.address,
      sourceMac: null,
      destinationMac: null,
      sourcePort: null,
      destinationPort: VXLAN_PORT,
      icmpType: null,
      icmpCode: null,
    },
    inDevice: device,
    outDevice: '',
    physdevIn: '',
    physdevOut: '',
    state: 'NEW',
    dnat: false,
    set: () => null,
    mark: 0,
    connmark: 0,
  });
  if ((walk.verdict !== 'DROP' && walk.verdict !== 'REJECT') || walk.undecided.length > 0)
    return null;
  return walk.end?.text ?? 'the policy of INPUT';
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
    if (view === null) return null;
    const { node } = view.to;
    const rule = iptablesDrop(file, view);
    const foreign = foreignChains(file.nft(node, ''), 'input');
    if (rule === null && foreign.length === 0) return null;
    const where = { node, netns: '' };
    const evidence: EvidenceLine[] = [
      ...(rule === null
        ? []
        : [
            checked(
              where,
              `udp/${VXLAN_PORT} walked through INPUT`,
              'accepted',
              `dropped by ${rule}`,
              false,
              'iptables -nvxL INPUT',
            ),
          ]),
      ...foreign.map((chain) =>
        noted(where, `nft chain ${chainName(chain)}`, 'can drop at input', 'nft list ruleset'),
      ),
    ];
    return finding(file, hostFirewall, {
      confidence: rule === null ? 'possible' : 'confirmed',
      title: `on ${node}: its own firewall ${rule === null ? 'may drop' : 'drops'} VXLAN (udp/${VXLAN_PORT})`,
      detail: 'The packet reached the network card and no flow of br-tun.',
      evidence,
      affects: affectsNetworkPorts(file, node),
      fixes: [
        fixNow(
          `on ${node}; lets the other nodes' tunnels in`,
          [`iptables -I INPUT -p udp --dport ${VXLAN_PORT} -s ${view.from.address} -j ACCEPT`],
          `iptables -D INPUT -p udp --dport ${VXLAN_PORT} -s ${view.from.address} -j ACCEPT`,
        ),
      ],
      references: ['LP#1839252'],
    });
  },
};
