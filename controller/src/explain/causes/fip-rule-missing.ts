// The rule that takes a VM with a floating IP out on its own node is missing (output trap 15): its
// packets go the way of the router's address instead.

import { type Cause } from '../cause.ts';
import { fixNow } from '../fixes.ts';
import { evidenceOf, FIP_TABLE, floatingView, report } from '../floating-view.ts';
import { inside } from '../lines.ts';
import { inRouter, vmName } from '../words.ts';

export const fipRuleMissing: Cause = {
  code: 'FIP_RULE_MISSING',
  owner: 'platform',
  summary:
    'The rule of the floating IP is missing: packets leave by the address of the router instead.',
  segments: ['router'],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    const view = floatingView(file);
    if (view === null || view.hasRule) return null;
    const { node, netns } = view.where;
    const from = file.path.flow.localAddress;
    const instead =
      view.walk.route === null
        ? 'and then finds no route'
        : `and leaves via ${view.walk.route.gateway || view.walk.route.device} instead`;
    return report(file, fipRuleMissing, node, {
      confidence: view.walk.undecided.length === 0 ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: the rule that takes ${vmName(file)} out by ${view.address} is missing`,
      detail: `The packet passes the floating IP's exit by ${instead}.`,
      evidence: evidenceOf(file, view),
      fixes: [
        fixNow(
          `on ${node}; adds one rule`,
          [inside(netns, `ip rule add from ${from} lookup ${FIP_TABLE} priority 40000`)],
          inside(netns, `ip rule del from ${from} lookup ${FIP_TABLE} priority 40000`),
        ),
      ],
    });
  },
};
