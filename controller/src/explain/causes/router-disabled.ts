// Row 56: the router is switched off in the API: its ports and namespaces are taken down on every
// node. What the API says fits; it is no proof.

import { affectsRouter } from '../affects.ts';
import { report } from '../api-fact.ts';
import { type Cause } from '../cause.ts';
import { fixNow } from '../fixes.ts';
import { routerName } from '../words.ts';

export const routerDisabled: Cause = {
  code: 'ROUTER_DISABLED',
  owner: 'tenant',
  summary: 'The router is switched off in the API.',
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [56],
  explains: [
    'QROUTER_NAMESPACE_MISSING',
    'SNAT_NAMESPACE_MISSING',
    'ROUTER_PORT_MISSING',
    'ROUTER_PORT_DOWN',
  ],
  test: (file) => {
    const { router } = file.path.neutron;
    if (router === null || router.adminUp) return null;
    return report(file, routerDisabled, {
      what: `router ${routerName(file)}`,
      expected: 'up',
      found: 'admin_state_up=false',
      command: `openstack router show -c admin_state_up ${router.id}`,
      title: `router ${routerName(file)} is switched off`,
      detail: 'Its ports and namespaces are taken down on every node.',
      affects: affectsRouter(file),
      fixes: [
        fixNow(
          "the project's decision; one router",
          [`openstack router set --enable ${router.id}`],
          `openstack router set --disable ${router.id}`,
        ),
      ],
      references: ['LP#1472163'],
    });
  },
};
