// Rows 38 and 39: packets leave the router with the VM's own address, because no rule translates them:
// the agent has not rendered it, or the project has switched SNAT off.

import { affectsRouter } from '../affects.ts';
import { type Cause, type CauseFinding } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { inside } from '../lines.ts';
import { snatEvidence, snatView, type SnatView } from '../snat-view.ts';
import { inRouter } from '../words.ts';

const untranslated = (file: CaseFile): SnatView | null => {
  const view = snatView(file);
  return view === null || view.nat === null || view.nat.verdict === 'NAT' ? null : view;
};

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

const disabledFix = (file: CaseFile): CauseFinding['fixes'] => {
  const router = file.path.neutron.router?.id ?? 'ROUTER';
  const network = file.path.neutron.externalNetwork?.id ?? 'NETWORK';
  return [
    fixNow(
      "the project's decision; one router",
      [`openstack router set --external-gateway ${network} --enable-snat ${router}`],
      `openstack router set --external-gateway ${network} --disable-snat ${router}`,
      'everything behind the router then leaves with its address',
    ),
  ];
};

export const snatDisabled: Cause = {
  code: 'SNAT_DISABLED',
  owner: 'tenant',
  summary: 'The router has SNAT switched off: packets leave with the VM address by configuration.',
  segments: ['snat-router', 'external-bridge', 'external'],
  directions: ['forward'],
  catalogue: [39],
  test: (file) => {
    const view = untranslated(file);
    if (view === null || file.path.neutron.router?.enableSnat !== false) return null;
    return finding(file, snatDisabled, {
      confidence: view.nat?.undecided.length === 0 ? 'confirmed' : 'likely',
      title: `${inRouter(file, view.where.node)}: SNAT is switched off for this router`,
      detail:
        'Answers come only when the upstream network routes the private subnet to the router.',
      evidence: snatEvidence(file, view),
      affects: affectsRouter(file),
      fixes: disabledFix(file),
    });
  },
};
