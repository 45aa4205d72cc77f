// Row 47: the address scopes of two networks differ, and the router drops what is not translated
// between them (chain scope of the L3 agent).

import { type Cause } from '../cause.ts';
import {
  affectedBy,
  confidenceOf,
  dropOf,
  endOf,
  evidenceOf,
  SEGMENTS,
  SCOPE_CHAIN,
} from '../filter-drop.ts';
import { finding } from '../finding.ts';
import { fixRoot, restartL3Agent } from '../fixes.ts';
import { inRouter } from '../words.ts';

export const addressScopeDrop: Cause = {
  code: 'ADDRESS_SCOPE_DROP',
  owner: 'tenant',
  summary: 'The address scopes of the two networks differ, and the router drops between them.',
  segments: SEGMENTS,
  directions: ['forward', 'reply'],
  catalogue: [47],
  test: (file) => {
    const view = dropOf(file);
    if (view === null || !SCOPE_CHAIN.test(endOf(view).chain)) return null;
    return finding(file, addressScopeDrop, {
      confidence: confidenceOf(view),
      title: `${inRouter(file, view.where.node)}: address scopes of ${view.inDevice} and ${view.outDevice} differ`,
      detail: 'Without NAT a router forwards only between networks of one address scope.',
      evidence: evidenceOf(file, view),
      affects: affectedBy(file, view),
      fixes: [
        fixRoot(
          'align the address scopes of the subnet pools',
          ['openstack subnet pool list --long', 'openstack address scope list'],
          'reads only',
        ),
        restartL3Agent(view.where.node),
      ],
      references: ['LP#1543885', 'LP#1895401'],
    });
  },
};
