// Check 8: each of two nodes has a tunnel port to the other, with the addresses that their agents
// announce. ovs_neutron_agent.py `get_tunnel_name`.

import type { OvsInterface } from '@hopscope/nodestate';
import { tunnelPort } from '../../neutron-names.ts';
import type { Check, CheckRow } from '../check.ts';
import { CODES } from '../codes.ts';
import { equal, judged, unknown } from '../rows.ts';
import type { CheckState } from '../state.ts';

const addressOf = ({ path }: CheckState, node: string): string =>
  path.nodes.find(({ name }) => name === node)?.tunnelAddress ?? '';

/** By name, else by what it leads to: IPv6 and hashed names are not built here. */
const findPort = (
  state: CheckState,
  node: string,
  peer: string,
): OvsInterface | 'absent' | null => {
  const named = state.ovsInterface(node, tunnelPort(peer));
  if (named !== 'absent') return named;
  const interfaces = state.ovsInterfaces(node) ?? [];
  const leading = interfaces.find(
    ({ type, options }) => type === 'vxlan' && options['remote_ip'] === peer,
  );
  return leading ?? 'absent';
};

const sideRows = (state: CheckState, node: string, other: string): CheckRow[] => {
  const [own, peer] = [addressOf(state, node), addressOf(state, other)];
  const name = peer === '' ? `to ${other}` : tunnelPort(peer);
  const base = {
    where: { node, netns: '' },
    command: `ovs-vsctl list Interface ${name}`,
    scope: 'host',
  } as const;
  const wanted = { ...base, what: `tunnel port ${name}`, expected: `vxlan to ${peer || other}` };
  if (own === '' || peer === '') return [unknown(wanted, 'no tunnel address in the API')];
  const port = findPort(state, node, peer);
  if (port === null) return [unknown(wanted)];
  if (port === 'absent') return [judged(wanted, 'absent', false, CODES.tunnelPortMissing)];
  if ((port.ofport ?? 0) < 0)
    return [judged(wanted, 'could not be opened', false, CODES.tunnelPortFailed)];
  const option = (key: string, expected: string): CheckRow[] => {
    const found = port.options[key];
    if (found === undefined || found === 'flow') return [];
    const row = { ...base, what: `${key} of ${port.name}`, expected };
    return [equal(row, found, CODES.tunnelPortWrong)];
  };
  return [
    judged(wanted, wanted.expected, true, ''),
    ...option('remote_ip', peer),
    ...option('local_ip', own),
  ];
};

export const tunnelPorts: Check = {
  number: 8,
  id: 'tunnel-ports',
  title: 'each node has the tunnel port to the other, with the right addresses',
  rows: (state) => {
    const pairs = new Map(
      state.crossings.map(({ from, to }) => [[from, to].toSorted().join(' '), { from, to }]),
    );
    return [...pairs.values()].flatMap(({ from, to }) => [
      ...sideRows(state, from, to),
      ...sideRows(state, to, from),
    ]);
  },
};
