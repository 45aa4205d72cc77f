// Row 1: the policy rule that sends a subnet to the SNAT port is gone. The packet then finds no
// route, and the router answers "net unreachable".

import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { inside } from '../lines.ts';
import { noRouteCounter, routerEvidence, routerView, walkLine } from '../router-view.ts';
import { inRouter, networkName } from '../words.ts';

export const pbrRuleMissing: Cause = {
  code: 'PBR_RULE_MISSING',
  owner: 'platform',
  summary: 'The policy rule that sends the subnet to the SNAT port is missing in qrouter.',
  segments: ['router'],
  directions: ['forward'],
  catalogue: [1],
  test: (file) => {
    const view = routerView(file);
    if (view === null || view.rule !== null || view.walk.outcome !== 'no-route') return null;
    const { node, netns } = view.where;
    const rule = `from ${view.qrPrefix} lookup ${view.index} priority ${view.index}`;
    return finding(file, pbrRuleMissing, {
      confidence: view.certain ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: the policy rule that sends ${networkName(file)} to SNAT is missing`,
      detail: 'Not the VM, not its security group, not the underlay.',
      evidence: [...routerEvidence(file, view), walkLine(view), ...noRouteCounter(file, view)],
      affects: affectsNetworkOnNode(file, node),
      fixes: [
        fixNow(
          `on ${node}; adds one rule`,
          [inside(netns, `ip rule add ${rule}`)],
          inside(netns, `ip rule del ${rule}`),
        ),
        restartL3Agent(node),
      ],
      references: ['LP#1611964', 'LP#1599287'],
    });
  },
};
