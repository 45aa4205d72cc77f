// A port of a router in its namespace: it is there, switched on, and has the addresses of the API.

import type { Where } from '../explain/lines.ts';
import type { PortFacts } from '../resolve/path.ts';
import { isIpv4 } from '../resolve/subnets.ts';
import type { CheckRow, Scope } from './check.ts';
import { CODES } from './codes.ts';
import { judged, unknown } from './rows.ts';
import type { CheckState } from './state.ts';

export interface RouterDevice {
  readonly name: string;
  readonly port: PortFacts;
  readonly scope: Scope;
}

export const ipv4Of = (port: PortFacts | null): string[] =>
  (port?.addresses ?? []).map(({ address }) => address).filter(isIpv4);

export const routerPortRow = (
  state: CheckState,
  where: Where,
  { name, port, scope }: RouterDevice,
): CheckRow => {
  const expected = ipv4Of(port);
  const wanted = {
    where,
    what: `addresses of ${name}`,
    expected: expected.join(', '),
    command: `ip -br address show ${name}`,
    scope,
  };
  const links = state.links(where.node, where.netns);
  if (links === null) return unknown(wanted);
  const link = links.find((one) => one.name === name);
  if (link === undefined) return judged(wanted, 'no such device', false, CODES.routerPortMissing);
  if (!link.up) return judged(wanted, 'the device is down', false, CODES.routerPortDown);
  const found = link.addresses
    .filter(({ family }) => family === 'inet')
    .map(({ address }) => address);
  const isAll = expected.every((address) => found.includes(address));
  const said = isAll ? wanted.expected : found.join(', ') || 'none';
  return judged(wanted, said, isAll, CODES.routerAddressMissing);
};
