// Rows of tunnel ports that Open vSwitch made anew or could not open, and of flows that name them.

import { type Path } from '../../src/resolve/path.ts';
import { type CatalogueRow } from './catalogue-row.ts';
import { replaced, row } from './edits.ts';
import { COOKIE, traceFrom } from './switch-made.ts';

const leaving = { after: 'qr', out: true, lost: 20 } as const;
const entering = { after: 'tunnel-nic', out: true, lost: 20 } as const;

const SNAT_NODE = 'net1';
const VM_NODE = 'cn1';
const TO_NET1 = 'vxlan-0a140014';
const TO_CN1 = 'vxlan-0a14000b';

/** br-tun of the VM's node, towards the SNAT port. */
const wayToSnat = (path: Path) =>
  ({ node: VM_NODE, selector: `match=dl_dst=${path.neutron.snatPort?.mac ?? ''}` }) as const;

const asNumber = (node: string, name: string, number: number) => (path: Path) => [
  replaced('flows', { ...wayToSnat(path), node }, `"${name}"`, String(number)),
  replaced('flows', { ...wayToSnat(path), node }, `output:${name}`, `output:${number}`),
  row('Interface', node, name, { ofport: 7 }),
];

const OTHER_VLAN = /set_field:40\d\d/g;

/** br-tun of the network node, towards the VM. */
const wayBack = (path: Path, from: string, to: string) => [
  replaced('flows', { node: SNAT_NODE, selector: `match=dl_dst=${path.flow.mac}` }, from, to),
];

const atDefault = () => [
  traceFrom(SNAT_NODE, TO_CN1, 'drop', ['br-tun', [` 0. priority 0, ${COOKIE}`, 'drop']]),
];

const failed = (node: string, name: string) => () => [
  row('Interface', node, name, { ofport: -1, error: `${name}: cannot be configured so` }),
];

export const TUNNEL_ROWS: readonly CatalogueRow[] = [
  {
    code: 'TUNNEL_PORT_FAILED',
    confidence: 'confirmed',
    loss: leaving,
    edits: failed(VM_NODE, TO_NET1),
    decoy: failed(VM_NODE, 'vxlan-0a14000c'),
  },
  {
    code: 'TUNNEL_PORT_FAILED',
    confidence: 'confirmed',
    loss: entering,
    edits: failed(SNAT_NODE, TO_CN1),
    decoy: failed(SNAT_NODE, 'vxlan-0a14000c'),
  },
  {
    code: 'TUNNEL_PORT_RENUMBERED',
    confidence: 'confirmed',
    loss: leaving,
    edits: asNumber(VM_NODE, TO_NET1, 2),
    decoy: asNumber('cn2', TO_NET1, 2),
  },
  {
    code: 'TUNNEL_PORT_RENUMBERED',
    confidence: 'confirmed',
    loss: entering,
    edits: (path) => wayBack(path, `"${TO_CN1}"`, '77'),
    extra: atDefault,
    decoy: (path) => wayBack(path, `"${TO_CN1}"`, '77'),
    // What another tunnel brings in is nobody's loss here.
    decoyExtra: () => [
      traceFrom(SNAT_NODE, 'vxlan-0a14000c', 'drop', [
        'br-tun',
        [` 0. priority 0, ${COOKIE}`, 'drop'],
      ]),
    ],
  },
  {
    code: 'TUNNEL_FLOW_MISSING',
    confidence: 'confirmed',
    loss: entering,
    edits: () => [
      replaced('flows', { node: SNAT_NODE, selector: 'table=4' }, OTHER_VLAN, 'set_field:4090'),
    ],
    decoy: () => [
      replaced('flows', { node: 'cn2', selector: 'table=4' }, OTHER_VLAN, 'set_field:4090'),
    ],
  },
];
