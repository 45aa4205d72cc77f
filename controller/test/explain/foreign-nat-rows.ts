// Rows of what a person or another program did to how routers translate, filter and forward: rules
// that Neutron never makes, beside its own.

import { type Path } from '../../src/resolve/path.ts';
import { extraRecord } from './case-builder.ts';
import { type CatalogueRow, device, vm } from './catalogue-row.ts';
import { entries, insertedRule, replaced, row } from './edits.ts';

const router = { after: 'qr', lost: 20 } as const;
const snat = { after: 'sg', lost: 20 } as const;
const leaving = { after: 'qr', out: true, lost: 20 } as const;
const entering = { after: 'tunnel-nic', out: true, lost: 20 } as const;
const outside = { status: 'UNANSWERED', after: 'ext-nic', lost: 20 } as const;
const qrouter = { netns: 'qrouter-' } as const;
const inSnat = { netns: 'snat-' } as const;

const gateway = (path: Path): string => path.neutron.externalSubnet?.gateway ?? '';

/** A table of the namespace where packets vanish, as it is read once that is known. */
const later = (role: 'qr' | 'sg', table: string, lines: string) => (path: Path) => {
  const point = path.points.find((one) => one.role === role);
  return [
    extraRecord({
      node: point?.node ?? '',
      netns: point?.netns ?? '',
      reader: 'iptables',
      selectors: [`table=${table}`],
      phase: 'later',
      text: `*${table}\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n${lines}\nCOMMIT\n`,
    }),
  ];
};

/** The switch of one device, read once the place is known. */
const deviceForwarding = (role: 'qr' | 'sg', value: string) => (path: Path) => {
  const point = path.points.find((one) => one.role === role);
  return [
    extraRecord({
      node: point?.node ?? '',
      netns: point?.netns ?? '',
      reader: 'sysctls',
      phase: 'later',
      text: `net.ipv4.conf.${point?.device ?? ''}.forwarding = ${value}\n`,
    }),
  ];
};

const options = (...pairs: [string, string][]) => ({
  options: [
    'map',
    [
      ['remote_ip', '10.20.0.20'],
      ['local_ip', '10.20.0.11'],
      ['in_key', 'flow'],
      ['out_key', 'flow'],
      ...pairs,
    ].filter(([key], at, all) => all.findLastIndex(([other]) => other === key) === at),
  ],
});

const toGateway = (mac: string, state: string) => (path: Path) => [
  entries('neighbours', { ...inSnat, selector: `to=${gateway(path)}` }, () => [
    { dst: gateway(path), dev: device(path, 'qg'), lladdr: mac, state: [state] },
  ]),
];

export const FOREIGN_NAT_ROWS: readonly CatalogueRow[] = [
  {
    code: 'SNAT_ADDRESS_WRONG',
    confidence: 'confirmed',
    loss: snat,
    edits: (path) => [
      replaced(
        'iptables',
        { ...inSnat, selector: 'table=nat' },
        `--to-source ${path.flow.natAddress}`,
        '--to-source 172.24.4.250',
      ),
    ],
  },
  {
    code: 'NAT_UNTRACKED',
    confidence: 'confirmed',
    loss: snat,
    extra: later('sg', 'raw', '[20:1680] -A PREROUTING -s 10.1.0.0/24 -j CT --notrack'),
    decoy: () =>
      insertedRule({ ...inSnat, table: 'raw' }, 'PREROUTING', '-s 10.9.0.1 -j CT --notrack', {
        before: 0,
        after: 20,
      }),
  },
  {
    code: 'DESTINATION_REWRITTEN',
    confidence: 'confirmed',
    loss: router,
    extra: later(
      'qr',
      'nat',
      '[20:1680] -A PREROUTING -d 198.51.100.10/32 -j DNAT --to-destination 10.1.0.77',
    ),
  },
  {
    code: 'SOURCE_REWRITTEN',
    confidence: 'confirmed',
    loss: router,
    extra: (path) =>
      later('qr', 'nat', `[20:1680] -A POSTROUTING -o ${device(path, 'qr')} -j MASQUERADE`)(path),
    decoyExtra: later('qr', 'nat', '[20:1680] -A POSTROUTING -o qr-other -j MASQUERADE'),
  },
  {
    code: 'DESTINATION_REWRITTEN',
    confidence: 'confirmed',
    loss: snat,
    edits: () =>
      insertedRule({ ...inSnat, table: 'nat' }, 'PREROUTING', '-d 198.51.100.0/24 -j REDIRECT', {
        before: 0,
        after: 20,
      }),
    decoy: () =>
      insertedRule({ ...inSnat, table: 'nat' }, 'PREROUTING', '-d 203.0.113.0/24 -j REDIRECT', {
        before: 0,
        after: 20,
      }),
  },
  {
    code: 'IP_FORWARD_OFF',
    confidence: 'confirmed',
    loss: router,
    extra: deviceForwarding('qr', '0'),
  },
  {
    code: 'IP_FORWARD_OFF',
    confidence: 'confirmed',
    loss: snat,
    extra: deviceForwarding('sg', '0'),
  },
  {
    code: 'GATEWAY_NEIGHBOUR_STATIC',
    confidence: 'likely',
    loss: outside,
    edits: toGateway('02:00:00:00:be:ef', 'PERMANENT'),
    decoy: toGateway('02:00:00:00:be:ef', 'REACHABLE'),
  },
  {
    code: 'GATEWAY_NEIGHBOUR_STATIC',
    confidence: 'confirmed',
    loss: outside,
    edits: toGateway('02:00:00:00:be:ef', 'PERMANENT'),
    correlation: (path) => ({
      arp: [
        {
          point: '',
          operation: 'request',
          senderAddress: gateway(path),
          senderMac: '02:00:00:00:00:01',
          targetAddress: path.flow.natAddress,
          timeNs: 0,
        },
      ],
    }),
  },
  {
    code: 'TTL_EXPIRED',
    confidence: 'likely',
    loss: router,
    edits: () => [
      replaced(
        'iptables',
        { ...qrouter, selector: 'table=mangle' },
        'COMMIT',
        '[20:1680] -A PREROUTING -d 198.51.100.10/32 -j TTL --ttl-set 1\nCOMMIT',
      ),
    ],
    decoy: () => [
      replaced(
        'iptables',
        { ...qrouter, selector: 'table=mangle' },
        'COMMIT',
        '[20:1680] -A PREROUTING -d 203.0.113.10/32 -j TTL --ttl-set 1\nCOMMIT',
      ),
    ],
  },
  {
    code: 'TTL_EXPIRED',
    confidence: 'confirmed',
    loss: snat,
    edits: () => [
      replaced(
        'iptables',
        { ...qrouter, selector: 'table=mangle' },
        'COMMIT',
        '[20:1680] -A POSTROUTING -d 198.51.100.10/32 -j TTL --ttl-set 1\nCOMMIT',
      ),
    ],
    correlation: (path) => ({
      witnesses: [
        {
          kind: 'icmp-error',
          point: path.points.at(-1)?.id ?? '',
          timeNs: 0,
          from: '10.1.0.99',
          icmpType: 11,
          icmpCode: 0,
          journey: 0,
          mtu: 0,
        },
      ],
    }),
  },
  {
    code: 'TUNNEL_PORT_WRONG',
    confidence: 'confirmed',
    loss: leaving,
    edits: () => [row('Interface', 'cn1', 'vxlan-0a140014', options(['dst_port', '4790']))],
    decoy: () => [row('Interface', 'cn2', 'vxlan-0a140014', options(['dst_port', '4790']))],
  },
  {
    code: 'TUNNEL_PORT_WRONG',
    confidence: 'confirmed',
    loss: entering,
    edits: () => [
      row(
        'Interface',
        'net1',
        'vxlan-0a14000b',
        options(['remote_ip', '10.20.0.11'], ['local_ip', '10.20.0.20'], ['in_key', '5']),
      ),
    ],
  },
  {
    code: 'ROUTER_FILTER_DROP',
    confidence: 'likely',
    loss: router,
    edits: (path) =>
      insertedRule(
        { ...qrouter, table: 'filter' },
        'FORWARD',
        `-s ${vm(path)}/32 -m u32 --u32 "0x0&0xffff=0x54" -j DROP`,
        { before: 3, after: 23 },
      ),
    // It did not take what was lost.
    decoy: (path) =>
      insertedRule(
        { ...qrouter, table: 'filter' },
        'FORWARD',
        `-s ${vm(path)}/32 -m u32 --u32 "0x0&0xffff=0x54" -j DROP`,
        { before: 3, after: 5 },
      ),
  },
  // Nobody reads the queue: the kernel drops what is put into it.
  {
    code: 'ROUTER_FILTER_DROP',
    confidence: 'likely',
    loss: snat,
    edits: () =>
      insertedRule({ ...inSnat, table: 'filter' }, 'FORWARD', '-p icmp -j NFQUEUE --queue-num 5', {
        before: 3,
        after: 23,
      }),
    decoy: () =>
      insertedRule(
        { ...inSnat, table: 'filter' },
        'FORWARD',
        '-p icmp -j NFQUEUE --queue-num 5 --queue-bypass',
        { before: 3, after: 23 },
      ),
  },
  {
    code: 'XDP_PROGRAM',
    confidence: 'likely',
    loss: entering,
    edits: (path) => [
      entries('addresses', inSnat, (all) =>
        all.map((one) =>
          one['ifname'] === device(path, 'sg')
            ? { ...one, xdp: { mode: 2, prog: { id: 7 }, attached: [] } }
            : one,
        ),
      ),
    ],
    decoy: (path) => [
      entries('addresses', inSnat, (all) =>
        all.map((one) =>
          one['ifname'] === device(path, 'qg')
            ? { ...one, xdp: { mode: 2, prog: { id: 7 }, attached: [] } }
            : one,
        ),
      ),
    ],
  },
];
