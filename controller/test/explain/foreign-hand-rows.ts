// Rows of what no agent of OpenStack does: a person or another program changed a router, a device
// or a filter beside Neutron.

import { type Path } from '../../src/resolve/path.ts';
import { extraRecord } from './case-builder.ts';
import { type CatalogueRow, device, vm } from './catalogue-row.ts';
import { entries, replaced, row } from './edits.ts';

const router = { after: 'qr', lost: 20 } as const;
const snat = { after: 'sg', lost: 20 } as const;
const qrouter = { netns: 'qrouter-' } as const;
const inSnat = { netns: 'snat-' } as const;

const namespaceOf = (path: Path, role: string): { node: string; netns: string } => {
  const point = path.points.find((one) => one.role === role);
  return { node: point?.node ?? '', netns: point?.netns ?? '' };
};

const nft = (hook: string, condition: object, verdict: string): string =>
  JSON.stringify({
    nftables: [
      { table: { family: 'inet', name: 'other' } },
      {
        chain: {
          family: 'inet',
          table: 'other',
          name: 'stop',
          hook,
          type: 'filter',
          prio: 0,
          policy: 'accept',
        },
      },
      {
        rule: {
          family: 'inet',
          table: 'other',
          chain: 'stop',
          handle: 4,
          expr: [{ match: condition }, { counter: { packets: 1 } }, { [verdict]: null }],
        },
      },
    ],
  });

const toward = (address: string) => ({
  op: '==',
  left: { payload: { protocol: 'ip', field: 'daddr' } },
  right: { prefix: { addr: address, len: 24 } },
});

const rawTable = (source: string): string =>
  `*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n` +
  `[20:1680] -A PREROUTING -s ${source} -j DROP\nCOMMIT\n`;

const FIP = { node: 'cn2', netns: 'fip-' } as const;
const outside = { status: 'UNANSWERED', after: 'ext-nic', lost: 20 } as const;

export const FOREIGN_HAND_ROWS: readonly CatalogueRow[] = [
  {
    code: 'ROUTE_REFUSED',
    confidence: 'confirmed',
    loss: router,
    edits: (path) => [
      entries('rules', qrouter, (all) => [
        ...all,
        { priority: 100, src: vm(path), action: 'unreachable' },
      ]),
    ],
    decoy: () => [
      entries('rules', qrouter, (all) => [
        ...all,
        { priority: 100, src: '10.1.0.250', action: 'unreachable' },
      ]),
    ],
  },
  {
    code: 'ROUTE_REFUSED',
    confidence: 'confirmed',
    loss: snat,
    edits: () => [
      entries('routes', inSnat, (all) => [
        ...all,
        { type: 'blackhole', dst: '198.51.100.0/24', flags: [] },
      ]),
    ],
    decoy: () => [
      entries('routes', inSnat, (all) => [
        ...all,
        { type: 'blackhole', dst: '203.0.113.0/24', flags: [] },
      ]),
    ],
  },
  {
    code: 'ROUTER_MAC_WRONG',
    confidence: 'confirmed',
    loss: snat,
    edits: (path) => [
      entries('addresses', inSnat, (all) =>
        all.map((one) =>
          one['ifname'] === device(path, 'sg') ? { ...one, address: '00:11:22:33:44:66' } : one,
        ),
      ),
    ],
  },
  {
    code: 'ROUTER_FILTER_DROP',
    confidence: 'confirmed',
    loss: snat,
    extra: (path) => [
      extraRecord({
        ...namespaceOf(path, 'sg'),
        reader: 'iptables',
        selectors: ['table=raw'],
        phase: 'later',
        text: rawTable('10.1.0.0/24'),
      }),
    ],
  },
  {
    code: 'ROUTER_FILTER_DROP',
    confidence: 'confirmed',
    loss: router,
    edits: () => [
      replaced(
        'iptables',
        { ...qrouter, selector: 'table=mangle' },
        'COMMIT',
        '[20:1680] -A PREROUTING -d 198.51.100.10/32 -j DROP\nCOMMIT',
      ),
    ],
    decoy: () => [
      replaced(
        'iptables',
        { ...qrouter, selector: 'table=mangle' },
        'COMMIT',
        '[20:1680] -A PREROUTING -d 203.0.113.10/32 -j DROP\nCOMMIT',
      ),
    ],
  },
  {
    code: 'ROUTER_NFT_DROP',
    confidence: 'confirmed',
    loss: router,
    extra: (path) => [
      extraRecord({
        ...namespaceOf(path, 'qr'),
        reader: 'nft-ruleset',
        phase: 'later',
        text: nft('forward', toward('198.51.100.0'), 'drop'),
      }),
    ],
  },
  {
    code: 'ROUTER_NFT_DROP',
    confidence: 'possible',
    loss: router,
    extra: (path) => [
      extraRecord({
        ...namespaceOf(path, 'qr'),
        reader: 'nft-ruleset',
        phase: 'later',
        text: nft('forward', { op: '==', left: { ct: { key: 'mark' } }, right: 7 }, 'drop'),
      }),
    ],
  },
  {
    code: 'PORT_UNPLUGGED',
    confidence: 'confirmed',
    loss: { after: 'tap', lost: 20 },
    extra: (path) => [
      extraRecord({
        node: path.neutron.port.host,
        reader: 'links',
        selectors: [`dev=${device(path, 'tap')}`],
        phase: 'later',
        text: JSON.stringify([{ ifname: device(path, 'tap'), flags: ['BROADCAST'], mtu: 1450 }]),
      }),
    ],
  },
  {
    code: 'TUNNEL_BRIDGE_UNJOINED',
    confidence: 'confirmed',
    loss: { after: 'qr', out: true, lost: 20 },
    edits: () => [row('Interface', 'cn1', 'patch-int', null)],
    decoy: () => [row('Interface', 'cn2', 'patch-int', null)],
  },
  {
    code: 'ROUTER_PORT_DOWN',
    confidence: 'confirmed',
    source: 'a2',
    loss: router,
    edits: (path) => [
      entries('addresses', { node: 'cn2', ...qrouter }, (all) =>
        all.map((one) =>
          one['ifname'] === device(path, 'rfp')
            ? { ...one, flags: ['NO-CARRIER', 'BROADCAST', 'UP'] }
            : one,
        ),
      ),
    ],
  },
  {
    code: 'FIP_RETURN_ROUTE_MISSING',
    confidence: 'confirmed',
    source: 'a2',
    loss: outside,
    edits: (path) => [
      entries('routes', FIP, (all) =>
        all.filter((route) => route['dst'] !== path.neutron.floatingIp?.address),
      ),
    ],
    decoy: () => [
      entries('routes', { node: 'cn1', netns: 'fip-' }, (all) =>
        all.filter((route) => !String(route['dev']).startsWith('fpr-')),
      ),
    ],
  },
  {
    code: 'FIP_PROXY_ARP_OFF',
    confidence: 'confirmed',
    source: 'a2',
    loss: outside,
    edits: (path) => [
      replaced(
        'sysctls',
        FIP,
        `${device(path, 'fg')}.proxy_arp = 1`,
        `${device(path, 'fg')}.proxy_arp = 0`,
      ),
    ],
  },
];
