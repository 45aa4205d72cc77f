// Rows of routes, policy rules and addresses inside routers that Neutron did not make.

import { type Path } from '../../src/resolve/path.ts';
import { type Edit } from './case-builder.ts';
import { type CatalogueRow, device, vm } from './catalogue-row.ts';
import { entries, replaced } from './edits.ts';

const router = { after: 'qr', lost: 20 } as const;
const snat = { after: 'sg', lost: 20 } as const;
const backInside = { direction: 'reply', after: 'qg', lost: 20 } as const;
const qrouter = { netns: 'qrouter-' } as const;
const inSnat = { netns: 'snat-' } as const;

const routeAdded = (route: object): Edit =>
  entries('routes', inSnat, (all) => [...all, { flags: [], ...route }]);

/** The default route of the snat namespace with a second next hop. */
const shared = (path: Path, second: string): Edit =>
  entries('routes', inSnat, (all) =>
    all.map((one) => {
      if (one['dst'] !== 'default' || 'pref' in one) return one;
      const { gateway, dev, ...rest } = one;
      const hop = { dev: device(path, 'qg'), weight: 1, flags: [] };
      return {
        ...rest,
        nexthops: [
          { gateway, ...hop, dev },
          { gateway: second, ...hop },
        ],
      };
    }),
  );

export const FOREIGN_ROUTE_ROWS: readonly CatalogueRow[] = [
  {
    code: 'EXTERNAL_ROUTE_WRONG',
    confidence: 'confirmed',
    loss: snat,
    edits: (path) => [
      routeAdded({ dst: '198.51.100.10', gateway: '172.24.4.77', dev: device(path, 'qg') }),
    ],
    decoy: (path) => [
      routeAdded({ dst: '203.0.113.10', gateway: '172.24.4.77', dev: device(path, 'qg') }),
    ],
  },
  {
    code: 'EXTERNAL_ROUTE_WRONG',
    confidence: 'confirmed',
    loss: snat,
    edits: (path) => [routeAdded({ dst: '198.51.100.10', dev: device(path, 'sg'), scope: 'link' })],
  },
  // Two gateways share the flows, and one of them is not Neutron's.
  {
    code: 'EXTERNAL_ROUTE_WRONG',
    confidence: 'confirmed',
    loss: { after: 'sg', lost: 10, sent: 20 },
    edits: (path) => [shared(path, '172.24.4.250')],
    decoy: (path) => [shared(path, path.neutron.externalSubnet?.gateway ?? '')],
  },
  // A longer route, and an address that brings one with it.
  {
    code: 'ROUTED_ELSEWHERE',
    confidence: 'confirmed',
    loss: backInside,
    edits: (path) => [routeAdded({ dst: vm(path), gateway: '10.1.0.77', dev: 'sg-other' })],
    decoy: () => [routeAdded({ dst: '10.1.0.99', gateway: '10.1.0.77', dev: 'sg-other' })],
  },
  {
    code: 'ROUTED_ELSEWHERE',
    confidence: 'confirmed',
    loss: backInside,
    edits: () => [
      routeAdded({
        ...{ dst: '10.1.0.0/25', dev: 'sg-other', protocol: 'kernel', scope: 'link' },
        prefsrc: '10.1.0.9',
      }),
    ],
  },
  {
    code: 'PBR_SHADOWED',
    confidence: 'confirmed',
    loss: router,
    edits: (path) => [
      entries('rules', qrouter, (all) => [
        ...all,
        { priority: 50, src: 'all', fwmark: '0x7', table: '77' },
      ]),
      entries('routes', qrouter, (all) => [
        ...all,
        { dst: 'default', gateway: '10.1.0.88', dev: device(path, 'qr'), table: '77', flags: [] },
      ]),
      replaced(
        'iptables',
        { ...qrouter, selector: 'table=mangle' },
        'COMMIT',
        '[20:1680] -A PREROUTING -d 198.51.100.10/32 -j MARK --set-xmark 0x7/0xffffffff\nCOMMIT',
      ),
    ],
    // Nobody sets the mark.
    decoy: (path) => [
      entries('rules', qrouter, (all) => [
        ...all,
        { priority: 50, src: 'all', fwmark: '0x7', table: '77' },
      ]),
      entries('routes', qrouter, (all) => [
        ...all,
        { dst: 'default', gateway: '10.1.0.88', dev: device(path, 'qr'), table: '77', flags: [] },
      ]),
    ],
  },
  {
    code: 'ADDRESS_TAKEN',
    confidence: 'confirmed',
    loss: router,
    edits: () => [
      entries('routes', qrouter, (all) => [
        ...all,
        { type: 'local', dst: '198.51.100.10', dev: 'lo', table: 'local', flags: [] },
      ]),
    ],
    decoy: () => [
      entries('routes', qrouter, (all) => [
        ...all,
        { type: 'local', dst: '203.0.113.10', dev: 'lo', table: 'local', flags: [] },
      ]),
    ],
  },
];
