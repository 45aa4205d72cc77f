// The last steps out of the cloud: the gateway's MAC is learned by ARP, which Neutron never writes
// down, and the card of the external network is up.

import { isWritten } from '../explain/gateway-neighbour.ts';
import type { Where } from '../explain/lines.ts';
import { hasDevice } from '../resolve/path.ts';
import type { CheckRow } from './check.ts';
import { CODES } from './codes.ts';
import { judged, noted, unknown } from './rows.ts';
import type { CheckState } from './state.ts';

export const gatewayMacRow = (state: CheckState, where: Where): CheckRow[] => {
  const gateway = state.path.neutron.externalSubnet?.gateway ?? '';
  if (gateway === '') return [];
  const wanted = {
    where,
    what: `MAC of the gateway ${gateway}`,
    expected: 'learned by ARP',
    command: `ip neigh show ${gateway}`,
    scope: 'router',
  } as const;
  const read = state.neighbour(where.node, where.netns, gateway);
  if (read === null) return [unknown(wanted)];
  if (read.entry === null) return [noted(wanted, 'not asked for lately')];
  const isLearned = !isWritten(read.entry);
  const { mac, states } = read.entry;
  const found = isLearned ? wanted.expected : `${mac}, ${states.join(' ')}`;
  return [judged(wanted, found, isLearned, CODES.gatewayNeighbourStatic)];
};

export const cardRow = (state: CheckState): CheckRow[] => {
  const card = state.path.points.find(({ role }) => role === 'ext-nic');
  if (card === undefined || !hasDevice(card)) return [];
  const { node, device } = card;
  const wanted = {
    where: { node, netns: '' },
    what: `card ${device}`,
    expected: 'up',
    command: `ip link show ${device}`,
    scope: 'router',
  } as const;
  const link = state.links(node, '')?.find(({ name }) => name === device);
  if (link === undefined) return [unknown(wanted)];
  const found = !link.up ? 'down' : link.carrier ? 'up' : 'no carrier';
  return [judged(wanted, found, found === 'up', CODES.nicDown)];
};
