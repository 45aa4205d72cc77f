// Row 51: the agent that keeps a node's state right is dead by its heartbeat. State then grows old;
// it is the reason behind another cause, seldom the drop itself.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked } from '../lines.ts';

const serviceOf = (type: string): string =>
  type === 'L3 agent' ? 'neutron-l3-agent' : 'neutron-openvswitch-agent';

export const agentDead: Cause = {
  code: 'AGENT_DEAD',
  owner: 'platform',
  summary: 'The agent that keeps the state of the node of the loss right is dead or switched off.',
  segments: [
    'security-group',
    'integration-bridge',
    'router',
    'tunnel-out',
    'tunnel-in',
    'snat-router',
    'fip-router',
    'external-bridge',
  ],
  directions: ['forward', 'reply'],
  catalogue: [51],
  test: (file) => {
    const { place, path } = file;
    if (place === null) return null;
    const dead = path.neutron.agents.filter(
      ({ host, alive, adminUp }) => place.segment.nodes.includes(host) && (!alive || !adminUp),
    );
    const [first] = dead;
    if (first === undefined) return null;
    return finding(file, agentDead, {
      confidence: 'possible',
      title: `on ${first.host}: the ${first.type} ${first.alive ? 'is switched off' : 'is dead'}`,
      detail: 'Changes in the API no longer reach this node.',
      evidence: dead.map(({ host, type, alive, adminUp }) =>
        checked(
          { node: host, netns: '' },
          type,
          'alive, up',
          `${alive ? 'alive' : 'dead'}, ${adminUp ? 'up' : 'down'}`,
          false,
          `openstack network agent list --host ${host}`,
        ),
      ),
      affects: affectsNetworkPorts(file, first.host),
      fixes: [
        fixRoot(
          `start the agent on ${first.host}`,
          [`systemctl restart ${serviceOf(first.type)}`],
          `it resyncs everything on ${first.host}`,
        ),
      ],
      references: ['LP#1470889'],
    });
  },
};
