// Row 34: the API disagrees with itself about the node that translates: gateway port, SNAT port and
// L3 agent of a router that is not HA must be on one node.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { rescheduleRouter } from '../fixes.ts';
import { checked } from '../lines.ts';
import { routerName } from '../words.ts';

export const snatElsewhere: Cause = {
  code: 'SNAT_ELSEWHERE',
  owner: 'platform',
  summary: 'Gateway port, SNAT port and L3 agent of the router are not on one node.',
  segments: ['tunnel-out', 'underlay', 'tunnel-in', 'snat-router', 'external-bridge', 'external'],
  directions: ['forward', 'reply'],
  catalogue: [34],
  explains: [
    'SNAT_NAMESPACE_MISSING',
    'ROUTER_PORT_MISSING',
    'TUNNEL_FLOW_MISSING',
    'TUNNEL_WRONG_NODE',
    'DVR_REWRITE_MISSING',
    'DELIVERY_FLOW_MISSING',
  ],
  test: (file) => {
    const { router, gatewayPort, snatPort, l3Agents } = file.path.neutron;
    if (router === null || router.ha || gatewayPort === null || snatPort === null) return null;
    const agents = l3Agents.map(({ host }) => host);
    const hosts = [gatewayPort.host, snatPort.host, ...agents].filter((host) => host !== '');
    if (new Set(hosts).size < 2) return null;
    const where = { node: gatewayPort.host, netns: '' };
    return finding(file, snatElsewhere, {
      confidence: 'likely',
      title: `router ${routerName(file)}: the API names several nodes that translate (${[...new Set(hosts)].join(', ')})`,
      detail: 'A move of the router was not finished; part of the cloud sends to the old node.',
      evidence: [
        checked(
          where,
          'SNAT port on',
          gatewayPort.host,
          snatPort.host,
          snatPort.host === gatewayPort.host,
          `openstack port show -c binding_host_id ${snatPort.id}`,
        ),
        checked(
          where,
          'L3 agent on',
          gatewayPort.host,
          agents.join(', ') || 'none',
          agents.includes(gatewayPort.host),
          `openstack network agent list --router ${router.id}`,
        ),
      ],
      affects: affectsRouter(file),
      fixes: [rescheduleRouter(router.id, gatewayPort.host)],
      references: ['LP#1557909', 'LP#1472205', 'LP#1649092'],
      objects: { 'gateway-port': gatewayPort.id, 'snat-port': snatPort.id },
    });
  },
};
