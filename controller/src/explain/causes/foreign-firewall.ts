// Output trap 4: a rule that is not Neutron's (firewalld, docker, a person) drops what Neutron
// would accept: in FORWARD of the node, or in another base chain of nftables.

import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { dropConfidence } from '../firewall-proof.ts';
import { firewallView } from '../firewall-view.ts';
import { fixNow } from '../fixes.ts';
import { atPort } from '../words.ts';

export const foreignFirewall: Cause = {
  code: 'FOREIGN_FIREWALL',
  owner: 'platform',
  summary: 'A firewall rule on the node that is not from Neutron drops the packet.',
  segments: ['security-group'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const view = firewallView(file);
    if (view === null || view.walk === null || view.walk.kind !== 'foreign') return null;
    const { node, port } = view.port;
    return finding(file, foreignFirewall, {
      confidence: dropConfidence(file, view),
      title: `${atPort(file)}: a rule that is not Neutron's drops it (${view.walk.end})`,
      detail: `Something else manages iptables on ${node} beside Neutron.`,
      evidence: view.walk.evidence,
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
