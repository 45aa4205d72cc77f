// The API allows the flow and the node drops it: the agent has not rendered the rules. Told apart
// from a denial, because the owner is another one.

import { affectsGroups, affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { dropConfidence, groupLine, groupTexts } from '../firewall-proof.ts';
import { firewallView } from '../firewall-view.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { describeRule } from '../group-rules.ts';
import { service, vmName } from '../words.ts';

export const sgNotApplied: Cause = {
  code: 'SG_NOT_APPLIED',
  owner: 'platform',
  summary: 'The security groups allow the flow, but the node drops it.',
  segments: ['security-group', 'integration-bridge', 'tunnel-out', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [16, 17],
  counted: true,
  test: (file) => {
    const view = firewallView(file);
    if (view === null || view.walk === null || !view.walk.dropped) return null;
    const { kind } = view.walk;
    if (view.groups.allowed !== true || (kind !== 'rules' && kind !== 'invalid')) return null;
    const { rule, group } = view.groups;
    const { node, port, own } = view.port;
    const { names } = groupTexts(view);
    const allowing =
      rule === null
        ? 'port security is off'
        : `rule ${rule.id} of ${group?.name ?? '?'} (${describeRule(rule)}) allows it`;
    return finding(file, sgNotApplied, {
      confidence: dropConfidence(file, view),
      title:
        `at ${own ? vmName(file) : 'the other VM'}'s port on ${node}: ` +
        `${service(file)} is allowed, but the node drops it`,
      detail: `${allowing}; on ${node}: ${view.walk.end}. The agent has not applied the group.`,
      evidence: [...view.walk.evidence, groupLine(view)],
      affects: group === null ? affectsThisPort(file) : affectsGroups(file, [group.id], names),
      fixes: [
        fixNow(
          'makes the agent render the rules of this port again; the port blinks',
          [`openstack port set --disable ${port.id}`, `openstack port set --enable ${port.id}`],
          'none needed',
          'the VM has no network for some seconds',
        ),
        restartOvsAgent(node),
      ],
      references: ['LP#1915530', 'LP#2122495', 'LP#1668958', 'LP#1745642'],
      objects: {
        port: port.id,
        'security-group': group?.id,
        'security-group-rule': rule?.id,
      },
    });
  },
};
