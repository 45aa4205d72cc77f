// Row 41: a port of the router is up, and has not the address that the API gives it, or has it with
// another prefix: nobody answers for it, or nothing is routed over it.

import { type LinkAddress } from '@hopscope/nodestate';
import { type Point } from '../../resolve/path.ts';
import { type CaseFile } from '../case-file.ts';
import { type Cause } from '../cause.ts';
import { type DeviceState } from '../routed-view.ts';
import { endsOf, portOf, report, SEGMENTS } from '../router-ports.ts';

/** Length of the prefix of a port's subnet; null when it is not one of this path. */
const prefixOf = (file: CaseFile, point: Point): number | null => {
  const id = portOf(file, point)?.addresses[0]?.subnetId;
  const { subnet, externalSubnet, remote } = file.path.neutron;
  const known = [subnet, externalSubnet, remote?.subnet].find((one) => one?.id === id);
  return known === undefined || known === null ? null : Number(known.cidr.split('/')[1]);
};

/** The address the API gives a port, when its device does not have it. */
const missingAddress = (file: CaseFile, { point, link }: DeviceState): string | null => {
  const wanted = portOf(file, point)?.addresses[0]?.address;
  if (wanted === undefined || link === null || link.addresses.length === 0) {
    const bare = link !== null && wanted !== undefined && !wanted.includes(':');
    return bare ? (wanted ?? null) : null;
  }
  const own = link.addresses.find(({ address }) => address === wanted);
  if (own === undefined) return wanted;
  const prefix = prefixOf(file, point);
  return prefix === null || prefix === own.prefixLength ? null : `${wanted}/${prefix}`;
};

const spelled = ({ address, prefixLength }: LinkAddress): string => `${address}/${prefixLength}`;

export const routerAddressMissing: Cause = {
  code: 'ROUTER_ADDRESS_MISSING',
  owner: 'platform',
  summary: "A router's port has not the address the API gives it.",
  segments: SEGMENTS,
  directions: ['forward', 'reply'],
  catalogue: [41],
  explains: [
    ...['PBR_TABLE_EMPTY', 'SNAT_NO_DEFAULT_ROUTE', 'VM_NEIGHBOUR_UNRESOLVED'],
    ...['SNAT_NEIGHBOUR_MISSING', 'GATEWAY_NO_ARP', 'NAT_ADDRESS_NO_ARP', 'UPSTREAM_NO_REPLY'],
  ],
  test: (file) => {
    for (const bad of endsOf(file)) {
      const wanted = bad.state === 'up' ? missingAddress(file, bad) : null;
      if (wanted === null) continue;
      const { device } = bad.point;
      const has = bad.link?.addresses.filter(({ family }) => family === 'inet') ?? [];
      return report(file, routerAddressMissing, bad, {
        title: `its port ${device} has not the address ${wanted}`,
        expected: wanted,
        found: has.map(spelled).join(', ') || 'no address',
        fix: null,
      });
    }
    return null;
  },
};
