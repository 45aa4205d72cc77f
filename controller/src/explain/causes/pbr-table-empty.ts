// Row 2: the redirect rule is there, its table has no route. Same symptom as a missing rule.

import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { inside } from '../lines.ts';
import { noRouteCounter, routerEvidence, routerView, walkLine } from '../router-view.ts';
import { inRouter, networkName } from '../words.ts';

export const pbrTableEmpty: Cause = {
  code: 'PBR_TABLE_EMPTY',
  owner: 'platform',
  summary: 'The routing table of the SNAT redirect is empty.',
  segments: ['router'],
  directions: ['forward'],
  catalogue: [2],
  test: (file) => {
    const view = routerView(file);
    if (view === null || view.rule === null || view.tableRoute !== null) return null;
    if (view.walk.outcome !== 'no-route') return null;
    const { node, netns } = view.where;
    const route = `default via ${view.sgAddress} dev ${view.qrDevice} table ${view.index}`;
    return finding(file, pbrTableEmpty, {
      confidence: view.certain ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: the SNAT redirect of ${networkName(file)} leads to an empty table`,
      detail: `The rule is there; table ${view.index} has no route to ${view.sgAddress}.`,
      evidence: [...routerEvidence(file, view), walkLine(view), ...noRouteCounter(file, view)],
      affects: affectsNetworkOnNode(file, node),
      fixes: [
        fixNow(
          `on ${node}; adds one route`,
          [inside(netns, `ip route add ${route} proto static`)],
          inside(netns, `ip route del ${route}`),
        ),
        restartL3Agent(node),
      ],
      references: ['LP#1611964'],
    });
  },
};
