// Row 22: distributed routing without l2population: nobody answers ARP for ports of other nodes.
// A setting that fits a loss, never its proof.

import { affectsNetworkPorts } from '../affects.ts';
import { report } from '../api-fact.ts';
import { type Cause } from '../cause.ts';
import { fixRoot } from '../fixes.ts';

export const l2populationOff: Cause = {
  code: 'L2POPULATION_OFF',
  owner: 'platform',
  summary: 'Distributed routing runs without l2population, which it needs.',
  segments: ['tunnel-out', 'underlay', 'tunnel-in', 'router', 'snat-router'],
  directions: ['forward', 'reply'],
  catalogue: [22],
  test: (file) => {
    if (file.path.neutron.router?.distributed !== true) return null;
    const off = file.path.neutron.agents.find(
      ({ type, configurations }) =>
        type === 'Open vSwitch agent' && configurations['l2_population'] === false,
    );
    if (off === undefined) return null;
    return report(file, l2populationOff, {
      confidence: 'possible',
      what: `l2_population on ${off.host}`,
      expected: 'true',
      found: 'false',
      command: `openstack network agent list --host ${off.host}`,
      title: `on ${off.host}: l2population is off, distributed routers need it`,
      detail: 'Without it nobody answers ARP for ports of other nodes.',
      affects: affectsNetworkPorts(file, off.host),
      fixes: [
        fixRoot(
          `l2_population = true in [agent] of ${off.host}`,
          ['systemctl restart neutron-openvswitch-agent'],
          `it replays the flows of every port on ${off.host}`,
        ),
      ],
      references: ['LP#1417633', 'LP#1774459'],
    });
  },
};
