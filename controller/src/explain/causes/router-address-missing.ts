// Row 41: a port of the router is up, and has not the address that the API gives it: nobody answers
// for it, and nothing is routed over it.

import { type CaseFile } from '../case-file.ts';
import { type Cause } from '../cause.ts';
import { type DeviceState } from '../routed-view.ts';
import { endsOf, portOf, report, SEGMENTS } from '../router-ports.ts';

/** The address the API gives a port, when its device does not have it. */
const missingAddress = (file: CaseFile, { point, link }: DeviceState): string | null => {
  const wanted = portOf(file, point)?.addresses[0]?.address;
  if (wanted === undefined || link === null || link.addresses.length === 0) {
    const bare = link !== null && wanted !== undefined && !wanted.includes(':');
    return bare ? (wanted ?? null) : null;
  }
  return link.addresses.some(({ address }) => address === wanted) ? null : wanted;
};

export const routerAddressMissing: Cause = {
  code: 'ROUTER_ADDRESS_MISSING',
  owner: 'platform',
  summary: "A router's port has not the address the API gives it.",
  segments: SEGMENTS,
  directions: ['forward', 'reply'],
  catalogue: [41],
  test: (file) => {
    for (const bad of endsOf(file)) {
      const wanted = bad.state === 'up' ? missingAddress(file, bad) : null;
      if (wanted === null) continue;
      const { device } = bad.point;
      const has = bad.link?.addresses.filter(({ family }) => family === 'inet') ?? [];
      return report(file, routerAddressMissing, bad, {
        title: `its port ${device} has not the address ${wanted}`,
        expected: wanted,
        found: has.map(({ address }) => address).join(', ') || 'no address',
        fix: null,
      });
    }
    return null;
  },
};
