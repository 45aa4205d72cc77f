// Rows of what somebody did to Open vSwitch beside Neutron: ports, spanning tree, MACs, meters, and
// flows put in between.

import { type Path } from '../../src/resolve/path.ts';
import { type EvidenceRecord } from '../../src/run/recording.ts';
import { type CatalogueRow, device } from './catalogue-row.ts';
import { row } from './edits.ts';
import {
  type Bridge,
  COOKIE,
  HANDED,
  learnedAt,
  meterDrops,
  meterOf,
  portsOf,
  traceFrom,
  vmPort,
} from './switch-made.ts';

const toRouter = { after: 'tap', lost: 20 } as const;
const leaving = { after: 'qr', out: true, lost: 20 } as const;
const entering = { after: 'tunnel-nic', out: true, lost: 20 } as const;
const answered = { direction: 'reply', after: 'sg', lost: 20 } as const;
const toWire = { after: 'qg', lost: 20 } as const;

const NEIGHBOUR = 'qvo6da85751-8d';
const SNAT_NODE = 'net1';
const VM_NODE = 'cn1';
const TO_NET1 = 'vxlan-0a140014';
const TO_CN1 = 'vxlan-0a14000b';

type Made = (path: Path) => readonly EvidenceRecord[];

/** Ports on br-int of the VM's node: its own, the router's, a neighbour's. */
const onIntegration =
  (own: string, router: string, neighbour = '0'): Made =>
  (path) => [
    portsOf(VM_NODE, 'br-int', {
      'patch-tun': '0',
      [vmPort(path)]: own,
      [device(path, 'qr')]: router,
      [NEIGHBOUR]: neighbour,
    }),
  ];

const flooded =
  (remark: string): Made =>
  (path) => [
    traceFrom(VM_NODE, vmPort(path), 'push_vlan(vid=1,pcp=0),1', [
      'br-int',
      [`60. priority 3, ${COOKIE}`, 'NORMAL', ` -> ${remark}`],
    ]),
  ];

const both =
  (...made: readonly Made[]): Made =>
  (path) =>
    made.flatMap((one) => one(path));

const spanning =
  (name: (path: Path) => string, column: string, key: string, state: string) => (path: Path) => [
    row('Port', VM_NODE, name(path), { [column]: ['map', [[key, state]]] }),
  ];

const routerMac = (path: Path): string => path.neutron.routerPort?.mac ?? '';

/** The router's MAC as the VM's node knows it: at the port of that number, in that VLAN. */
const routerAt =
  (port: number, vlan: number, age: string): Made =>
  (path) => [learnedAt(VM_NODE, 'br-int', { mac: routerMac(path), port, vlan, age })];

const known = flooded('forwarding to learned port');

const metered = (flow: string): Bridge => [
  'br-tun',
  [` 0. in_port=1, priority 1, ${COOKIE}`, 'goto_table:20'],
  [flow, 'meter:1', 'pop_vlan', 'set_field:0x533->tun_id', 'output:2'],
];

const throughMeter =
  (flow: string): Made =>
  (path) => [traceFrom(VM_NODE, device(path, 'qr'), 'meter(0),3', HANDED, metered(flow))];

/** Where the agent puts the limits of policies, whoever put this one there. */
const throughPolicy: Made = (path) => [
  traceFrom(
    VM_NODE,
    device(path, 'qr'),
    'meter(0),3',
    ['br-int', ['58. in_port=5, priority 100', 'meter:1', 'goto_table:59']],
    ['br-tun', [`20. priority 2, ${COOKIE}`, 'output:2']],
  ),
];

const FOREIGN_METER = '20. dl_vlan=1,dl_dst=fa:16:3e:cc:cb:b2, priority 100';

const counting =
  (dropped: number, together: number): Made =>
  () => [...meterOf(VM_NODE, 'br-tun', { id: 1, dropped }), ...meterDrops(VM_NODE, together)];

const PORT_ROWS: readonly CatalogueRow[] = [
  {
    code: 'PORT_CONFIG_BLOCKED',
    confidence: 'confirmed',
    loss: toRouter,
    extra: onIntegration('0', 'NO_FWD'),
    // What the router's port takes in is not asked on the way to it.
    decoyExtra: onIntegration('NO_FWD', 'NO_RECV', 'NO_RECV NO_FWD'),
  },
  {
    code: 'PORT_CONFIG_BLOCKED',
    confidence: 'confirmed',
    loss: toRouter,
    extra: onIntegration('NO_RECV', '0'),
  },
  {
    code: 'PORT_CONFIG_BLOCKED',
    confidence: 'likely',
    loss: { ...toRouter, status: 'DEGRADED', lost: 6, sent: 20 },
    extra: onIntegration('NO_RECV', '0'),
  },
  {
    code: 'PORT_CONFIG_BLOCKED',
    confidence: 'confirmed',
    loss: toRouter,
    extra: both(
      onIntegration('0', 'NO_FLOOD'),
      flooded('no learned MAC for destination, flooding'),
    ),
    decoyExtra: both(onIntegration('0', 'NO_FLOOD'), known),
  },
  {
    code: 'PORT_CONFIG_BLOCKED',
    confidence: 'confirmed',
    loss: answered,
    extra: () => [
      portsOf(SNAT_NODE, 'br-tun', { 'patch-int': 'NO_RECV', [TO_CN1]: '0', other: '0' }),
    ],
    decoyExtra: () => [
      portsOf(SNAT_NODE, 'br-tun', { 'patch-int': 'NO_FWD', [TO_CN1]: '0', other: 'NO_FWD' }),
      portsOf(VM_NODE, 'br-tun', { 'patch-int': 'NO_RECV', [TO_NET1]: 'NO_FWD' }),
    ],
  },
  {
    code: 'PORT_CONFIG_BLOCKED',
    confidence: 'confirmed',
    loss: leaving,
    extra: () => [portsOf(VM_NODE, 'br-tun', { 'patch-int': '0', [TO_NET1]: 'NO_FWD' })],
    decoyExtra: () => [
      portsOf(VM_NODE, 'br-tun', { 'patch-int': '0', 'vxlan-0a14000c': 'NO_FWD' }),
    ],
  },
  {
    code: 'PORT_CONFIG_BLOCKED',
    confidence: 'confirmed',
    loss: entering,
    extra: () => [portsOf(SNAT_NODE, 'br-tun', { 'patch-int': '0', [TO_CN1]: 'NO_RECV' })],
    decoyExtra: () => [
      portsOf(SNAT_NODE, 'br-tun', { 'patch-int': 'NO_RECV', 'vxlan-0a14000c': 'NO_RECV' }),
    ],
  },
  {
    code: 'PORT_CONFIG_BLOCKED',
    confidence: 'confirmed',
    loss: entering,
    extra: (path) => [
      portsOf(SNAT_NODE, 'br-int', { 'patch-tun': '0', [device(path, 'sg')]: 'NO_FWD' }),
    ],
  },
  {
    code: 'PORT_CONFIG_BLOCKED',
    confidence: 'confirmed',
    loss: toWire,
    extra: () => [portsOf(SNAT_NODE, 'br-ex', { ext0: 'NO_FWD', 'phy-br-ex': '0' })],
    decoyExtra: () => [portsOf(SNAT_NODE, 'br-ex', { ext0: 'NO_RECV', 'phy-br-ex': 'NO_FWD' })],
  },
  {
    code: 'SPANNING_TREE_BLOCKED',
    confidence: 'confirmed',
    loss: toRouter,
    edits: spanning(vmPort, 'status', 'stp_state', 'listening'),
    decoy: spanning(() => NEIGHBOUR, 'status', 'stp_state', 'listening'),
  },
  {
    code: 'SPANNING_TREE_BLOCKED',
    confidence: 'confirmed',
    loss: leaving,
    edits: spanning(() => 'patch-tun', 'rstp_status', 'rstp_port_state', 'Discarding'),
    decoy: spanning(() => 'patch-tun', 'rstp_status', 'rstp_port_state', 'Forwarding'),
  },
  {
    code: 'MAC_ENTRY_STATIC',
    confidence: 'confirmed',
    loss: toRouter,
    extra: both(routerAt(4, 1, 'static'), known),
    // Learned, however wrong, is nobody's setting.
    decoyExtra: both(routerAt(4, 1, '12'), known),
  },
  {
    code: 'MAC_ENTRY_STATIC',
    confidence: 'likely',
    loss: toRouter,
    extra: routerAt(4, 1, 'static'),
    decoyExtra: routerAt(4, 2, 'static'),
  },
  {
    code: 'METER_DROP',
    confidence: 'confirmed',
    loss: { ...leaving, status: 'DEGRADED', lost: 16, sent: 20 },
    extra: both(throughMeter(FOREIGN_METER), counting(16, 16)),
    // A limit that an agent set is of a policy.
    decoyExtra: both(throughMeter(`${FOREIGN_METER}, ${COOKIE}`), counting(16, 16)),
  },
  {
    code: 'METER_DROP',
    confidence: 'likely',
    loss: { ...leaving, status: 'DEGRADED', lost: 16, sent: 20 },
    extra: both(throughMeter(FOREIGN_METER), counting(2, 16)),
    decoyExtra: both(throughPolicy, counting(16, 16)),
  },
];

const FOREIGN_FLOW = 'ip,dl_dst=fa:16:3e:40:4e:ad,nw_dst=198.51.100.10, priority 150';

/** br-int of the VM's node: somebody's flow does this to the packet. */
const doing =
  (...actions: string[]): Made =>
  (path) => [
    traceFrom(VM_NODE, vmPort(path), '5', [
      'br-int',
      [` 0. in_port=3, priority 9, ${COOKIE}`, 'goto_table:60'],
      [`60. ${FOREIGN_FLOW}`, ...actions, 'NORMAL', ' -> forwarding to learned port'],
    ]),
  ];

/** A router of the cloud told the VM that the time to live of its packet ended. */
const exceeded = (path: Path) => ({
  witnesses: [
    {
      kind: 'icmp-error' as const,
      point: path.points.at(-1)?.id ?? '',
      timeNs: 0,
      from: '10.1.0.1',
      icmpType: 11,
      icmpCode: 0,
      journey: 0,
      mtu: 0,
    },
  ],
});

/** br-tun hands it to br-int of the node that the port is on, where that flow takes it. */
const arriving =
  (node: string, from: string, flow: string, ...actions: string[]): Made =>
  () => [
    traceFrom(
      node,
      from,
      '5',
      ['br-tun', [`10. priority 1, ${COOKIE}`, 'output:1']],
      ['br-int', [` 0. priority 0, ${COOKIE}`, 'goto_table:60'], [flow, ...actions]],
    ),
  ];

const FLOW_ROWS: readonly CatalogueRow[] = [
  {
    code: 'FLOW_MISDIRECTS',
    confidence: 'confirmed',
    loss: entering,
    extra: arriving(
      SNAT_NODE,
      TO_CN1,
      '60. dl_vlan=1,dl_dst=fa:16:3e:cc:cb:b2, priority 20',
      'pop_vlan',
      'output:999',
    ),
  },
  {
    code: 'FLOW_MISDIRECTS',
    confidence: 'confirmed',
    loss: { direction: 'reply', after: 'tunnel-nic', out: true, lost: 20 },
    extra: arriving(
      VM_NODE,
      TO_NET1,
      '60. dl_vlan=1,dl_dst=fa:16:3e:cc:0b:95, priority 20',
      'pop_vlan',
      'output:999',
    ),
  },
  {
    code: 'FLOW_MISDIRECTS',
    confidence: 'confirmed',
    loss: toRouter,
    extra: doing('set_field:198.51.100.99->ip_dst'),
  },
  {
    code: 'TTL_EXPIRED',
    confidence: 'confirmed',
    loss: { after: 'qr', lost: 20 },
    extra: doing('set_field:1->nw_ttl'),
    correlation: exceeded,
  },
];

export const SWITCH_ROWS: readonly CatalogueRow[] = [...PORT_ROWS, ...FLOW_ROWS];
