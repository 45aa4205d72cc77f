// The rule of the floating IP is there, and its table has no route to the fip namespace: the packet
// goes on to the next rule.

import { type Cause } from '../cause.ts';
import { evidenceOf, FIP_TABLE, floatingView, report } from '../floating-view.ts';
import { inRouter } from '../words.ts';

export const fipRouteMissing: Cause = {
  code: 'FIP_ROUTE_MISSING',
  owner: 'platform',
  summary: 'The table of the floating IP exit has no route to the fip namespace.',
  segments: ['router'],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    const view = floatingView(file);
    if (view === null || !view.hasRule || view.hasRoute) return null;
    const { node } = view.where;
    return report(file, fipRouteMissing, node, {
      confidence: view.walk.undecided.length === 0 ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: table ${FIP_TABLE} has no route to the floating IP exit`,
      detail: `The rule is there; the default route over ${view.rfp} is not.`,
      evidence: evidenceOf(file, view),
      fixes: [],
    });
  },
};
