// Rows of nftables made by hand: at devices, in routers, with sets, maps and shares. Each has the
// same rule for somebody else beside it.

import { type Path, type Point } from '../../src/resolve/path.ts';
import { type EvidenceRecord } from '../../src/run/recording.ts';
import { extraRecord } from './case-builder.ts';
import { type CatalogueRow, device, vm } from './catalogue-row.ts';
import { unread } from './edits.ts';
import { ct, ip, is, meta, nftText, of } from './nft-made.ts';

type Where = Pick<Point, 'node' | 'netns'>;

const REMOTE = '198.51.100.10';
const ELSEWHERE = '203.0.113.10';

const took = (packets: number) => ({ counter: { packets, bytes: packets * 84 } });
const DROP = { drop: null };
const toward = (address: string) => is(ip('daddr'), { prefix: { addr: address, len: 24 } });

const inside = (path: Path, role: string): Where => {
  const point = path.points.find((one) => one.role === role);
  return { node: point?.node ?? '', netns: point?.netns ?? '' };
};
const onNode = (path: Path, role: string): Where => ({ ...inside(path, role), netns: '' });
const lastNode = (path: Path): Where => ({ node: path.points.at(-1)?.node ?? '', netns: '' });
const networkNode = (path: Path): Where => onNode(path, 'ext-nic');

const read = (where: Where, text: string): EvidenceRecord =>
  extraRecord({ ...where, reader: 'nft-ruleset', phase: 'later', text });

/** A chain at a hook of a router, or of a device. */
const chain = (hook: string, expr: readonly object[], dev?: unknown): string =>
  nftText({ family: dev === undefined ? 'inet' : 'netdev', hook, dev }, [expr]);

/** Open vSwitch in the kernel: its internal ports are of another kind, and it asks for no MACs. */
const inKernel = (path: Path): Path => ({
  ...path,
  nodes: path.nodes.map((node) => ({
    ...node,
    devices: node.devices.map((one) =>
      one.kind === 'tun' ? { ...one, kind: 'openvswitch' } : one,
    ),
  })),
});
const kernelEdits = () => [unread('tunnel-neighbours')];

const router = { after: 'qr', lost: 20 } as const;
const vtep = (path: Path, node: string): string =>
  path.nodes.find(({ name }) => name === node)?.tunnelAddress ?? '';
const outer = (path: Path): object[] => [
  is(of('udp', 'dport'), 4789),
  is(ip('daddr'), vtep(path, networkNode(path).node)),
];

const routerRow = (
  good: (path: Path) => string,
  other: (path: Path) => string,
  confidence: CatalogueRow['confidence'] = 'confirmed',
): CatalogueRow => ({
  ...{ code: 'ROUTER_NFT_DROP', confidence, loss: router },
  extra: (path) => [read(inside(path, 'qr'), good(path))],
  decoyExtra: (path) => [read(inside(path, 'qr'), other(path))],
});

const ROUTER: readonly CatalogueRow[] = [
  routerRow(
    (path) => chain('egress', [toward(REMOTE), DROP], device(path, 'qr')),
    () => chain('egress', [toward(REMOTE), DROP], 'rfp-other'),
  ),
  routerRow(
    (path) => chain('ingress', [toward(REMOTE), DROP], ['qr-other', device(path, 'qr')]),
    () => chain('ingress', [toward(REMOTE), DROP], ['qr-other']),
  ),
  routerRow(
    (path) => chain('egress', [toward(REMOTE), DROP], device(path, 'qr')),
    (path) => chain('egress', [toward(ELSEWHERE), DROP], device(path, 'qr')),
  ),
  routerRow(
    () => chain('forward', [{ vmap: { key: ip('daddr'), data: { set: [[REMOTE, DROP]] } } }]),
    () => chain('forward', [{ vmap: { key: ip('daddr'), data: { set: [[ELSEWHERE, DROP]] } } }]),
  ),
  routerRow(
    () => chain('forward', [is(ip('daddr'), { set: [ELSEWHERE, REMOTE] }), DROP]),
    () => chain('forward', [is(ip('daddr'), { set: [ELSEWHERE] }), DROP]),
  ),
  routerRow(
    () => chain('prerouting', [is(ip('daddr'), '@blocked'), took(20), DROP]),
    () => chain('prerouting', [is(ip('saddr'), '@blocked'), took(0), DROP]),
  ),
  routerRow(
    () => chain('forward', [is(ct('state'), { set: ['new', 'invalid'] }), { reject: null }]),
    () => chain('forward', [is(ct('state'), { set: ['established', 'related'] }), DROP]),
  ),
  routerRow(
    () => chain('postrouting', [is(meta('mark'), 7), took(20), DROP]),
    () => chain('postrouting', [is(meta('mark'), 7), is(ip('daddr'), ELSEWHERE), took(90), DROP]),
    'likely',
  ),
];

/** A chain of nat that gives the packet another destination. */
const dnat = (destination: string): string =>
  nftText({ hook: 'prerouting', type: 'nat', prio: -100 }, [
    [is(ip('daddr'), destination), { dnat: { family: 'ip', addr: '10.9.9.9' } }],
  ]);

const REWRITING: readonly CatalogueRow[] = [
  {
    ...{ code: 'DESTINATION_REWRITTEN', confidence: 'confirmed', loss: router },
    extra: (path) => [read(inside(path, 'qr'), dnat(REMOTE))],
    decoyExtra: (path) => [read(inside(path, 'qr'), dnat(ELSEWHERE))],
  },
];

const deviceRow = (
  loss: CatalogueRow['loss'],
  extra: NonNullable<CatalogueRow['extra']>,
  decoyExtra: NonNullable<CatalogueRow['extra']>,
  change: Partial<CatalogueRow> = {},
): CatalogueRow => ({
  ...{ code: 'DEVICE_FILTER_DROP', confidence: 'confirmed', loss, extra, decoyExtra },
  ...change,
});

const KERNEL: Partial<CatalogueRow> = { path: inKernel, edits: kernelEdits };
/** The device by which the VM's packets reach br-int. */
const plug = (path: Path): string => device(path, 'qvo') || device(path, 'tap');

const DEVICES: readonly CatalogueRow[] = [
  // The tunnel's card of the compute node; of what is inside it knows nothing.
  deviceRow(
    { after: 'qr', out: true, lost: 20 },
    (path) => [read(onNode(path, 'tap'), chain('egress', [...outer(path), DROP], 'eth0'))],
    (path) => [read(onNode(path, 'tap'), chain('egress', [toward(REMOTE), DROP], 'eth0'))],
  ),
  deviceRow(
    { after: 'tunnel-nic', out: true, lost: 20 },
    (path) => [read(networkNode(path), chain('ingress', [...outer(path), DROP], ['eth0', 'x']))],
    (path) => [read(networkNode(path), chain('ingress', [...outer(path), DROP], ['ext0', 'x']))],
    KERNEL,
  ),
  deviceRow(
    { after: 'tap', lost: 20 },
    (path) => [read(onNode(path, 'tap'), chain('ingress', [toward(REMOTE), DROP], plug(path)))],
    (path) => [read(onNode(path, 'tap'), chain('ingress', [toward(ELSEWHERE), DROP], plug(path)))],
    KERNEL,
  ),
  // Behind SNAT the packet has the router's address.
  deviceRow(
    { after: 'qg', lost: 20 },
    (path) => [
      read(
        networkNode(path),
        chain('egress', [is(ip('saddr'), path.flow.natAddress), DROP], device(path, 'ext-nic')),
      ),
    ],
    (path) => [
      read(
        networkNode(path),
        chain('egress', [is(ip('saddr'), vm(path)), DROP], device(path, 'ext-nic')),
      ),
    ],
  ),
  deviceRow(
    { after: 'ext-nic', direction: 'reply', lost: 20 },
    (path) => [
      read(
        networkNode(path),
        chain('ingress', [is(ip('daddr'), path.flow.natAddress), DROP], device(path, 'ext-nic')),
      ),
    ],
    (path) => [
      read(
        networkNode(path),
        chain('ingress', [is(ip('saddr'), ELSEWHERE), DROP], device(path, 'ext-nic')),
      ),
    ],
    KERNEL,
  ),
  deviceRow(
    { after: 'tunnel-nic', out: true, direction: 'reply', lost: 20 },
    (path) => [
      read(lastNode(path), chain('egress', [is(ip('saddr'), REMOTE), took(20), DROP], plug(path))),
    ],
    (path) => [read(lastNode(path), chain('ingress', [is(ip('saddr'), REMOTE), DROP], plug(path)))],
  ),
  // nft 1.0.6 says no devices in JSON: then the counter of the rule is what is left.
  deviceRow(
    { after: 'qr', out: true, lost: 20 },
    (path) => [
      read(
        onNode(path, 'tap'),
        nftText({ family: 'netdev', hook: 'egress' }, [[...outer(path), took(20), DROP]]),
      ),
    ],
    (path) => [
      read(
        onNode(path, 'tap'),
        nftText({ family: 'netdev', hook: 'egress' }, [[toward(REMOTE), took(20), DROP]]),
      ),
    ],
    { confidence: 'likely' },
  ),
];

const RANDOM = is({ numgen: { mode: 'random', mod: 10 } }, 3, '<');
const OVER = { limit: { rate: 5, burst: 5, per: 'second', inv: true } };
const METER = { meter: { name: 'm', stmt: OVER } };

const shareRow = (
  confidence: CatalogueRow['confidence'],
  expr: readonly object[],
  other: readonly object[],
): CatalogueRow => ({
  ...{ code: 'LOSSY_RULE', confidence, loss: { ...router, lost: 6, sent: 20 } },
  extra: (path) => [read(inside(path, 'qr'), chain('forward', expr))],
  decoyExtra: (path) => [read(inside(path, 'qr'), chain('forward', other))],
});

const SHARES: readonly CatalogueRow[] = [
  shareRow('likely', [RANDOM, took(6), DROP], [toward(ELSEWHERE), RANDOM, took(6), DROP]),
  shareRow('likely', [OVER, took(8), DROP], [is(meta('l4proto'), 'sctp'), OVER, took(8), DROP]),
  shareRow('possible', [METER, DROP], [toward(ELSEWHERE), METER, DROP]),
  // The counter before the condition counts what the rule lets go.
  shareRow('possible', [took(99), RANDOM, DROP], [toward(ELSEWHERE), RANDOM, DROP]),
];

export const NFT_ROWS: readonly CatalogueRow[] = [...ROUTER, ...REWRITING, ...DEVICES, ...SHARES];
