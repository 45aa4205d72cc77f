// Output trap 15: delivered, but by another exit than planned: the rule of the floating IP is
// missing, or the route it leads to. A note, never the cause of a loss.

import { type Cause } from '../cause.ts';
import { evidenceOf, floatingView, report } from '../floating-view.ts';
import { inRouter, vmName } from '../words.ts';

/** Output trap 15: delivered, but by another exit than planned. A note, never a proof of a loss. */
export const fipLeftBySnat: Cause = {
  code: 'FIP_LEFT_BY_SNAT',
  owner: 'platform',
  summary:
    'Delivered, but not as planned: a VM with a floating IP leaves by the address of the router.',
  segments: [],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    const view = floatingView(file);
    if (view === null || file.localisation.status !== 'DELIVERED') return null;
    if (view.hasRule && view.hasRoute) return null;
    const missing = view.hasRule ? 'route' : 'rule';
    return report(file, fipLeftBySnat, view.where.node, {
      confidence: 'likely',
      title: `${inRouter(file, view.where.node)}: ${vmName(file)} leaves by the router's address, not by ${view.address}`,
      detail: `The ${missing} of the floating IP is missing on the node; peers see another address.`,
      evidence: evidenceOf(file, view),
      fixes: [],
    });
  },
};
