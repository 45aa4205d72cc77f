// Output trap 4: a rule that is not Neutron's (firewalld, docker, a person) drops what Neutron
// would accept: in FORWARD of the node, or in another base chain of nftables.

import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { dropConfidence } from '../firewall-proof.ts';
import { firewallView } from '../firewall-view.ts';
import { fixNow } from '../fixes.ts';
import { noted } from '../lines.ts';
import { portDevice } from '../../neutron-names.ts';
import { type CaseFile } from '../case-file.ts';
import { type FirewallView } from '../firewall-view.ts';
import { chainName, type NftView, nftView } from '../nft-view.ts';
import { atPort } from '../words.ts';

/** The VM's own bridge as nftables sees it: its ports by name in family bridge, itself elsewhere. */
const onBridge = (file: CaseFile, { port }: FirewallView): NftView => {
  const [qbr, qvb] = [portDevice('qbr', port.port.id), portDevice('qvb', port.port.id)];
  const [first, second] = port.sense === 'egress' ? [port.tap, qvb] : [qvb, port.tap];
  return nftView(file.nft(port.node, ''), ['forward'], ({ family }) => ({
    packet: port.packet,
    inDevice: family === 'bridge' ? first : qbr,
    outDevice: family === 'bridge' ? second : qbr,
  }));
};

export const foreignFirewall: Cause = {
  code: 'FOREIGN_FIREWALL',
  owner: 'platform',
  summary: 'A firewall rule on the node that is not from Neutron drops the packet.',
  segments: ['security-group'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const view = firewallView(file);
    if (view === null) return null;
    const { node, port } = view.port;
    const isDropped = view.walk?.kind === 'foreign';
    const { drop, suspects } = onBridge(file, view);
    const chains = isDropped ? [] : drop === null ? suspects : [drop.base];
    // What Neutron's own rules drop needs no other suspect.
    if (!isDropped && (chains.length === 0 || view.walk?.dropped !== false)) return null;
    const drops = isDropped || drop !== null;
    const nft = drop?.by ?? chains.map(chainName).join(', ');
    const by = isDropped ? (view.walk?.end ?? '') : `nft ${nft}`;
    const nftConfidence = drop === null ? 'possible' : drop.certain ? 'confirmed' : 'likely';
    return finding(file, foreignFirewall, {
      confidence: isDropped ? dropConfidence(file, view) : nftConfidence,
      title: drops
        ? `${atPort(file)}: a rule that is not Neutron's drops it (${by})`
        : `${atPort(file)}: a firewall beside Neutron's can drop it (${by})`,
      detail: `Something else manages packet filters on ${node} beside Neutron.`,
      evidence: [
        ...(view.walk?.evidence ?? []),
        ...chains.map((chain) =>
          noted(
            { node, netns: '' },
            `nft chain ${chainName(chain)}`,
            `hook forward, policy ${chain.policy}`,
            'nft list ruleset',
          ),
        ),
      ],
      affects: affectsThisPort(file),
      fixes: [
        fixNow(
          `on ${node}; find who made the rule before removing it`,
          ['iptables-save -c | grep -v neutron', 'nft list ruleset'],
          'reads only',
          'reads only',
        ),
      ],
      objects: { port: port.id },
    });
  },
};
