// Check 2: the API agrees with itself where the router's central part is: SNAT port, gateway port
// and the (active) l3 agent name one node, whose agent is alive and in the right mode.

import type { NeutronFacts, Path } from '../../resolve/path.ts';
import type { Check, CheckRow } from '../check.ts';
import { CODES } from '../codes.ts';
import { API, equal, judged, unknown } from '../rows.ts';

/** Only a path that leaves through the central part depends on it. */
const isCentral = ({ points }: Path): boolean =>
  points.some(({ role }) => role === 'sg' || role === 'qg');

const agentsCommand = (routerId: string): string =>
  `openstack network agent list --router ${routerId} --long`;

const hostRows = ({ neutron, points }: Path): CheckRow[] => {
  const { gatewayPort, snatPort } = neutron;
  const expected = gatewayPort?.host ?? '';
  if (gatewayPort === null || expected === '') return [];
  const hasSnatPort = snatPort !== null && points.some(({ role }) => role === 'sg');
  if (!hasSnatPort) return [];
  const wanted = {
    where: API,
    what: 'host of the SNAT port',
    expected,
    command: `openstack port show -c binding_host_id ${snatPort.id}`,
    scope: 'router',
  } as const;
  return [equal(wanted, snatPort.host === '' ? null : snatPort.host, CODES.snatElsewhere)];
};

const activeRow = ({ router, l3Agents }: NeutronFacts): CheckRow[] => {
  if (router?.ha !== true) return [];
  const active = l3Agents.filter(({ haState }) => haState === 'active').map(({ host }) => host);
  const wanted = {
    where: API,
    what: 'active l3 agents of the HA router',
    expected: '1',
    command: agentsCommand(router.id),
    scope: 'router',
  } as const;
  const found = active.length === 0 ? '0' : `${active.length} (${active.join(', ')})`;
  const cause = active.length === 0 ? CODES.haNoneActive : CODES.haTwoActive;
  return [judged(wanted, active.length === 1 ? '1' : found, active.length === 1, cause)];
};

const agentRows = ({ neutron }: Path): CheckRow[] => {
  const { gatewayPort, l3Agents, router } = neutron;
  const host = gatewayPort?.host ?? '';
  if (router === null || host === '') return [];
  const base = { where: API, command: agentsCommand(router.id), scope: 'router' } as const;
  const wanted = { ...base, what: `l3 agent of the router on ${host}`, expected: 'alive' };
  if (l3Agents.length === 0) return [unknown(wanted, 'the API lists no l3 agent')];
  const agent = l3Agents.find((one) => one.host === host);
  if (agent === undefined) {
    const hosts = l3Agents.map((one) => one.host).join(', ');
    return [judged(wanted, `scheduled to ${hosts}`, false, CODES.snatElsewhere)];
  }
  const mode = router.distributed ? 'dvr_snat' : '';
  const modeWanted = { ...base, what: `mode of the l3 agent on ${host}`, expected: mode };
  return [
    equal(wanted, agent.alive ? 'alive' : 'not alive', CODES.agentDead),
    ...(mode === '' || agent.mode === '' ? [] : [equal(modeWanted, agent.mode, CODES.agentMode)]),
  ];
};

/** Without it the agents take the router away from every node. */
const enabledRow = ({ neutron: { router } }: Path): CheckRow[] => {
  if (router === null) return [];
  const wanted = {
    where: API,
    what: `router ${router.name || router.id}`,
    expected: 'switched on',
    command: `openstack router show -c admin_state_up ${router.id}`,
    scope: 'router',
  } as const;
  const found = router.adminUp ? wanted.expected : 'switched off';
  return [equal(wanted, found, CODES.routerDisabled)];
};

export const snatHost: Check = {
  number: 2,
  id: 'snat-host',
  title: 'the router is on; its SNAT port, gateway port and l3 agent are on one node',
  rows: ({ path }) =>
    isCentral(path)
      ? [...enabledRow(path), ...hostRows(path), ...activeRow(path.neutron), ...agentRows(path)]
      : enabledRow(path),
};
