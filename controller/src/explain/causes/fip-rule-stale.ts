// Row 5: a policy rule for a floating IP that the API does not know sends the VM's packets to the
// floating IP exit of its own node.

import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { isFloatingRule } from '../floating-view.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { checked, inside } from '../lines.ts';
import { routerEvidence, routerView, walkLine } from '../router-view.ts';
import { spelledRule } from '../spelled-rule.ts';
import { inRouter, vmName } from '../words.ts';

export const fipRuleStale: Cause = {
  code: 'FIP_RULE_STALE',
  owner: 'platform',
  summary:
    'A rule of a floating IP that no longer exists takes the packet before the SNAT redirect.',
  segments: ['router', 'fip-link'],
  directions: ['forward'],
  catalogue: [5],
  test: (file) => {
    const view = routerView(file);
    const rule = view?.walk.rule;
    if (view === null || rule === null || rule === undefined) return null;
    const { flow, neutron } = file.path;
    if (!isFloatingRule(rule, flow.localAddress) || neutron.floatingIp !== null) return null;
    const { node, netns } = view.where;
    const spelled = spelledRule(rule);
    return finding(file, fipRuleStale, {
      confidence: view.certain ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: ${vmName(file)} is sent to a floating IP that it no longer has`,
      detail:
        'The rule of the floating IP is still there; the API knows no floating IP of this port.',
      evidence: [
        checked(view.where, `rule ${rule.priority}`, 'absent', spelled, false, 'ip rule'),
        walkLine(view),
        ...routerEvidence(file, view),
      ],
      affects: affectsThisPort(file),
      fixes: [
        fixNow(
          `on ${node}; removes one rule`,
          [inside(netns, `ip rule del ${spelled}`)],
          inside(netns, `ip rule add ${spelled}`),
        ),
        restartL3Agent(node),
      ],
      references: ['LP#1891673', 'LP#2025129'],
    });
  },
};
