// Rows of what somebody did to ports, cards and flows of a node beside Neutron and Nova.

import { type Path } from '../../src/resolve/path.ts';
import { extraRecord } from './case-builder.ts';
import { type CatalogueRow, device } from './catalogue-row.ts';
import { entries, row } from './edits.ts';

const snat = { after: 'sg', lost: 20 } as const;
const leaving = { after: 'qr', out: true, lost: 20 } as const;
const toWire = { after: 'qg', lost: 20 } as const;
const outside = { status: 'UNANSWERED', after: 'ext-nic', lost: 20 } as const;
const inSnat = { netns: 'snat-' } as const;

const flagged = (role: string, flag: string) => (path: Path) => [
  entries('addresses', inSnat, (all) =>
    all.map((one) =>
      one['ifname'] === device(path, role)
        ? { ...one, flags: [...(one['flags'] as string[]), flag] }
        : one,
    ),
  ),
];

const prefixed = (role: string, prefixlen: number) => (path: Path) => [
  entries('addresses', inSnat, (all) =>
    all.map((one) =>
      one['ifname'] === device(path, role)
        ? {
            ...one,
            addr_info: (one['addr_info'] as Record<string, unknown>[]).map((address) =>
              address['family'] === 'inet' ? { ...address, prefixlen } : address,
            ),
          }
        : one,
    ),
  ),
];

/** The card of the external network, looked at when packets vanish there. */
const card =
  (...flags: string[]) =>
  () => [
    extraRecord({
      node: 'net1',
      reader: 'links',
      selectors: ['dev=ext0'],
      phase: 'later',
      text: JSON.stringify([{ ifname: 'ext0', flags, mtu: 1500 }]),
    }),
  ];

/** A device of the VM's own bridge, with what the bridge says of it as a port. */
const bridged =
  (...ports: readonly (readonly [role: 'tap' | 'qvb', data: object])[]) =>
  (path: Path) =>
    ports.map(([role, data]) =>
      extraRecord({
        node: path.neutron.port.host,
        reader: 'links',
        selectors: [`dev=${device(path, role)}`],
        phase: 'later',
        text: JSON.stringify([
          {
            ifname: device(path, role),
            flags: ['BROADCAST', 'UP', 'LOWER_UP'],
            mtu: 1450,
            master: device(path, 'qbr'),
            linkinfo: {
              info_slave_kind: 'bridge',
              info_slave_data: { state: 'forwarding', ...data },
            },
          },
        ]),
      }),
    );

/** Somebody outside asks for an address, as often as each point saw it. */
const askedOutside = (address: string, roles: readonly string[]) => (path: Path) => ({
  arp: path.points
    .filter(({ role, direction }) => roles.includes(role) && direction === 'reply')
    .flatMap(({ id }) =>
      [1, 2].map((timeNs) => ({
        point: id,
        operation: 'request' as const,
        senderAddress: path.neutron.externalSubnet?.gateway ?? '',
        senderMac: '02:00:00:00:00:01',
        targetAddress: address === '' ? path.flow.natAddress : address,
        timeNs,
      })),
    ),
});

const tracedFrom =
  (role: 'qvo' | 'tap', node: string, ...lines: string[]) =>
  (path: Path) => {
    const port = device(path, role) || device(path, 'tap');
    return [
      extraRecord({
        node,
        reader: 'ofproto-trace',
        selectors: ['bridge=br-int', `flow=in_port=${port},icmp`],
        phase: 'later',
        text: [
          'Flow: icmp,in_port=3',
          '',
          'bridge("br-int")',
          '----------------',
          ...lines,
          '',
          'Final flow: unchanged',
          'Megaflow: recirc_id=0,eth,ip,in_port=3',
          'Datapath actions: 8',
        ].join('\n'),
      }),
    ];
  };

/** The raw table of the VM's node, read once the place is known. */
const rawOf = (rule: string) => (path: Path) => [
  extraRecord({
    node: path.neutron.port.host,
    reader: 'iptables',
    selectors: ['table=raw'],
    phase: 'later',
    text: `*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n[20:9] -A PREROUTING ${rule}\nCOMMIT\n`,
  }),
];

export const FOREIGN_PORT_ROWS: readonly CatalogueRow[] = [
  {
    code: 'FOREIGN_FIREWALL',
    confidence: 'confirmed',
    firewalls: ['hybrid'],
    // The group lets ICMP in from anywhere.
    path: (path) => ({ ...path, flow: { ...path.flow, protocol: 'tcp', remotePort: 80 } }),
    loss: { direction: 'reply', after: 'qbr', lost: 20 },
    extra: rawOf('-s 198.51.100.10/32 -j CT --notrack'),
    decoyExtra: rawOf('-s 203.0.113.10/32 -j CT --notrack'),
  },
  {
    code: 'NAT_ADDRESS_NO_ARP',
    confidence: 'confirmed',
    loss: outside,
    correlation: askedOutside('', ['ext-nic', 'qg']),
    extra: (path) => {
      const qg = path.points.find(({ role }) => role === 'qg');
      return [
        extraRecord({
          node: qg?.node ?? '',
          netns: qg?.netns ?? '',
          reader: 'sysctls',
          phase: 'later',
          text: `net.ipv4.conf.all.arp_ignore = 0\nnet.ipv4.conf.${qg?.device}.arp_ignore = 8\n`,
        }),
      ];
    },
  },
  {
    code: 'NAT_ADDRESS_NO_ARP',
    confidence: 'confirmed',
    loss: outside,
    correlation: askedOutside('', ['ext-nic']),
  },
  // Another address of that network is not this router's.
  {
    code: 'UPSTREAM_NO_REPLY',
    confidence: 'likely',
    loss: outside,
    correlation: askedOutside('172.24.4.250', ['ext-nic', 'qg']),
  },
  {
    code: 'PORT_UNPLUGGED',
    confidence: 'confirmed',
    firewalls: ['hybrid'],
    loss: { after: 'qbr', lost: 20 },
    extra: bridged(['tap', {}], ['qvb', { state: 'disabled' }]),
  },
  {
    code: 'PORT_UNPLUGGED',
    confidence: 'confirmed',
    firewalls: ['hybrid'],
    loss: { after: 'qbr', lost: 20 },
    extra: bridged(['tap', { isolated: true }], ['qvb', { isolated: true }]),
    decoyExtra: bridged(['tap', {}], ['qvb', { isolated: true }]),
  },
  {
    code: 'ROUTER_PORT_NOARP',
    confidence: 'confirmed',
    loss: snat,
    edits: flagged('qg', 'NOARP'),
    decoy: flagged('qg', 'ALLMULTI'),
  },
  {
    code: 'ROUTER_ADDRESS_MISSING',
    confidence: 'confirmed',
    loss: { direction: 'reply', after: 'qg', lost: 20 },
    edits: prefixed('sg', 32),
  },
  {
    code: 'ADDRESS_TAKEN',
    confidence: 'confirmed',
    loss: snat,
    edits: (path) => [
      entries('routes', inSnat, (all) => [
        ...all,
        { type: 'local', dst: path.flow.localAddress, dev: 'lo', table: 'local', flags: [] },
      ]),
    ],
  },
  {
    code: 'NIC_DOWN',
    confidence: 'confirmed',
    loss: toWire,
    extra: card('BROADCAST', 'MULTICAST'),
  },
  {
    code: 'NIC_DOWN',
    confidence: 'confirmed',
    loss: toWire,
    extra: card('NO-CARRIER', 'BROADCAST', 'UP'),
  },
  {
    code: 'PORT_VLANS_WRONG',
    confidence: 'confirmed',
    loss: leaving,
    edits: () => [row('Port', 'cn1', 'patch-tun', { trunks: ['set', [999]] })],
    decoy: () => [row('Port', 'net1', 'int-br-ex', { trunks: ['set', [999]] })],
  },
  {
    code: 'PORT_VLANS_WRONG',
    confidence: 'confirmed',
    loss: toWire,
    edits: () => [row('Port', 'net1', 'ext0', { tag: 7 })],
  },
  {
    code: 'FLOW_MISDIRECTS',
    confidence: 'confirmed',
    loss: { after: 'tap', lost: 20 },
    extra: tracedFrom(
      'qvo',
      'cn1',
      ' 0. in_port=3, priority 9, cookie 0x145768eb35357619',
      '    goto_table:60',
      '60. dl_dst=fa:16:3e:40:4e:ad, priority 20, cookie 0x145768eb35357619',
      '    output:999',
    ),
  },
  {
    code: 'FLOW_MISDIRECTS',
    confidence: 'likely',
    loss: { after: 'tap', lost: 20 },
    extra: tracedFrom(
      'qvo',
      'cn1',
      ' 0. ip,in_port=3, priority 200',
      '    set_field:02:00:00:00:00:01->eth_dst',
      '    goto_table:60',
      '60. priority 3, cookie 0x145768eb35357619',
      '    NORMAL',
      '     -> no learned MAC for destination, flooding',
    ),
    decoy: () => [],
  },
];
