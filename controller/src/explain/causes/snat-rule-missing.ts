// Row 38: packets leave the router with the VM's own address, because the agent has not rendered
// the rule that translates them.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { inside } from '../lines.ts';
import { snatEvidence } from '../snat-view.ts';
import { untranslated } from '../untranslated.ts';
import { inRouter } from '../words.ts';

export const snatRuleMissing: Cause = {
  code: 'SNAT_RULE_MISSING',
  owner: 'platform',
  summary: 'No rule in the snat namespace translates the VM address: packets leave with it.',
  segments: ['snat-router', 'external-bridge', 'external'],
  directions: ['forward'],
  catalogue: [38],
  test: (file) => {
    const view = untranslated(file);
    if (view === null || file.path.neutron.router?.enableSnat === false) return null;
    const { node, netns } = view.where;
    const rule = `neutron-l3-agent-snat -o ${file.parts.qg} -j SNAT --to-source ${view.natAddress} --random-fully`;
    return finding(file, snatRuleMissing, {
      confidence: view.nat?.undecided.length === 0 ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: the SNAT rule is missing, packets leave with the VM's address`,
      detail: 'Nobody outside knows a way back to a private address.',
      evidence: snatEvidence(file, view),
      affects: affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; adds one rule`,
          [inside(netns, `iptables -t nat -A ${rule}`)],
          inside(netns, `iptables -t nat -D ${rule}`),
        ),
        restartL3Agent(node),
      ],
      references: ['LP#1945215', 'LP#1850779'],
      objects: { 'gateway-port': file.path.neutron.gatewayPort?.id },
    });
  },
};
