// Check 3: the port is bound where Nova runs the VM, it is active, and the OVS agent of that host
// is alive and in the mode that DVR needs.

import type { NeutronFacts, PortFacts } from '../../resolve/path.ts';
import type { Check, CheckRow } from '../check.ts';
import { CODES } from '../codes.ts';
import { API, equal, judged, unknown } from '../rows.ts';

const UNBOUND = new Set(['', 'unbound', 'binding_failed']);

const portRows = (port: PortFacts): CheckRow[] => {
  const show = (column: string): string => `openstack port show -c ${column} ${port.id}`;
  const name = port.id.slice(0, 11);
  const base = { where: API, scope: 'vm' } as const;
  const status = {
    ...base,
    what: `status of port ${name}`,
    expected: 'ACTIVE',
    command: show('status'),
  };
  const binding = {
    ...base,
    what: `binding of port ${name}`,
    expected: 'bound',
    command: show('binding_vif_type'),
  };
  const found = port.adminUp ? port.status : `${port.status}, administratively down`;
  const type = port.vifType;
  return [
    equal(
      status,
      port.status === '' ? null : found,
      port.adminUp ? CODES.portUnbound : CODES.portDisabled,
    ),
    type === ''
      ? unknown(binding)
      : judged(binding, UNBOUND.has(type) ? type : 'bound', !UNBOUND.has(type), CODES.portUnbound),
  ];
};

const hostRow = ({ server, port }: NeutronFacts): CheckRow[] => {
  if (server === null || server.host === '' || port.host === '') return [];
  const wanted = {
    where: API,
    what: 'host of the port',
    expected: server.host,
    command: `openstack port show -c binding_host_id ${port.id}`,
    scope: 'vm',
  } as const;
  return [equal(wanted, port.host, CODES.portHostMismatch)];
};

const agentRows = ({ agents, router }: NeutronFacts, host: string): CheckRow[] => {
  const command = `openstack network agent list --host ${host} --long`;
  const base = { where: API, command, scope: 'host' } as const;
  const wanted = { ...base, what: `OVS agent on ${host}`, expected: 'alive' };
  const agent = agents.find((one) => one.host === host && one.type === 'Open vSwitch agent');
  if (agent === undefined) return [unknown(wanted, 'the API lists none')];
  const switched = (key: string, cause: string): CheckRow[] => {
    const value = agent.configurations[key];
    const row = { ...base, what: `${key} of the OVS agent on ${host}`, expected: 'true' };
    return typeof value === 'boolean' ? [equal(row, String(value), cause)] : [];
  };
  // A distributed router is kept on every node by the agent there; absent where it is legacy.
  const routing = router?.distributed === true ? 'L3 agent' : '';
  const l3 = agents.filter((one) => one.host === host && one.type === routing);
  return [
    equal(wanted, agent.alive ? 'alive' : 'not alive', CODES.agentDead),
    ...l3.map(({ alive }) => {
      const l3Wanted = { ...base, what: `L3 agent on ${host}`, expected: 'alive' };
      return equal(l3Wanted, alive ? 'alive' : 'not alive', CODES.agentDead);
    }),
    ...(router?.distributed === true
      ? [
          ...switched('in_distributed_mode', CODES.agentMode),
          ...switched('l2_population', CODES.l2populationOff),
        ]
      : []),
  ];
};

export const portBinding: Check = {
  number: 3,
  id: 'port-binding',
  title: 'the port is bound and active on the host of its VM, and the agent there is alive',
  rows: ({ path: { neutron } }) => {
    const { port, remote } = neutron;
    const hosts = [port.host, remote?.port.host ?? ''].filter((host) => host !== '');
    return [
      ...hostRow(neutron),
      ...portRows(port),
      ...(remote === null ? [] : portRows(remote.port)),
      ...[...new Set(hosts)].flatMap((host) => agentRows(neutron, host)),
    ];
  },
};
