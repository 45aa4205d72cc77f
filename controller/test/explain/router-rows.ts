// Rows of the catalogue inside routers: policy routing, neighbours, filters, ports.

import { type Path } from '../../src/resolve/path.ts';
import { type Edit, extraRecord } from './case-builder.ts';
import { type CatalogueRow, device, sgAddress, vm, withoutUp } from './catalogue-row.ts';
import { answers, entries, insertedRule, keepLines, replaced } from './edits.ts';

const router = { after: 'qr', lost: 20 } as const;
const snatReply = { direction: 'reply', after: 'qg', lost: 20 } as const;
const inSnat = { netns: 'snat-' } as const;
const qrouter = { netns: 'qrouter-' } as const;
const counted = (counter: string, by: number, place: object): Edit => ({
  reader: 'nstat',
  phase: 'after',
  ...place,
  text: (text) => {
    const { kernel } = JSON.parse(text) as { kernel: Record<string, number> };
    return JSON.stringify({ kernel: { ...kernel, [counter]: (kernel[counter] ?? 0) + by } });
  },
});
const withNamespaces = (path: Path, gone: string): Path => ({
  ...path,
  nodes: path.nodes.map((node) => ({
    ...node,
    namespaces: node.namespaces.filter(({ name }) => !name.startsWith(gone)),
  })),
});

export const ROUTER_ROWS: readonly CatalogueRow[] = [
  {
    code: 'FIP_RULE_STALE',
    confidence: 'confirmed',
    loss: router,
    edits: (path) => [
      entries('rules', qrouter, (all) => [...all, { priority: 40000, src: vm(path), table: '16' }]),
    ],
    decoy: () => [
      entries('rules', qrouter, (all) => [
        ...all,
        { priority: 40000, src: '10.1.0.250', table: '16' },
      ]),
    ],
  },
  {
    code: 'SNAT_NEIGHBOUR_MISSING',
    confidence: 'likely',
    loss: router,
    edits: (path) => [
      answers('neighbours', { ...qrouter, selector: `to=${sgAddress(path)}` }, '[]'),
    ],
  },
  {
    code: 'SNAT_NEIGHBOUR_MISSING',
    confidence: 'confirmed',
    loss: router,
    edits: (path) => [
      entries('neighbours', { ...qrouter, selector: `to=${sgAddress(path)}` }, () => [
        { dst: sgAddress(path), dev: device(path, 'qr'), state: ['FAILED'] },
      ]),
    ],
  },
  {
    code: 'RP_FILTER_DROP',
    confidence: 'confirmed',
    loss: router,
    edits: () => [
      replaced('sysctls', qrouter, 'conf.all.rp_filter = 0', 'conf.all.rp_filter = 1'),
      entries('routes', qrouter, (all) =>
        all.map((one) => (one['dst'] === '10.1.0.0/24' ? { ...one, dev: 'qr-other' } : one)),
      ),
      counted('TcpExtIPReversePathFilter', 20, qrouter),
    ],
    decoy: () => [replaced('sysctls', qrouter, 'conf.all.rp_filter = 0', 'conf.all.rp_filter = 1')],
  },
  {
    code: 'ADDRESS_SCOPE_DROP',
    confidence: 'confirmed',
    loss: router,
    edits: (path) => [
      keepLines(
        'iptables',
        { ...qrouter, selector: 'table=mangle' },
        (line) => !line.includes(`-i ${device(path, 'qr')} -j MARK`),
      ),
    ],
    decoy: () => [
      keepLines(
        'iptables',
        { ...qrouter, selector: 'table=mangle' },
        (line) => !line.includes('-i rfp'),
      ),
    ],
  },
  {
    code: 'ROUTER_FILTER_DROP',
    confidence: 'confirmed',
    loss: router,
    edits: (path) =>
      insertedRule({ ...qrouter, table: 'filter' }, 'FORWARD', `-s ${vm(path)}/32 -j DROP`, {
        before: 0,
        after: 20,
      }),
    decoy: () =>
      insertedRule({ ...qrouter, table: 'filter' }, 'FORWARD', '-s 10.1.0.250/32 -j DROP', {
        before: 0,
        after: 20,
      }),
  },
  {
    code: 'LOSSY_RULE',
    confidence: 'confirmed',
    loss: { ...router, status: 'DEGRADED' },
    edits: () =>
      insertedRule(
        { ...qrouter, table: 'filter' },
        'FORWARD',
        '-m statistic --mode random --probability 0.01 -j DROP',
        { before: 4, after: 24 },
      ),
    decoy: () =>
      insertedRule(
        { ...qrouter, table: 'filter' },
        'FORWARD',
        '-m statistic --mode random --probability 0.01 -j DROP',
        { before: 4, after: 4 },
      ),
  },
  {
    code: 'ROUTER_PORT_DOWN',
    confidence: 'confirmed',
    loss: router,
    edits: (path) => [entries('addresses', qrouter, withoutUp(device(path, 'qr')))],
    decoy: () => [entries('addresses', qrouter, withoutUp('rfp-x'))],
  },
  {
    code: 'ROUTER_PORT_MISSING',
    confidence: 'confirmed',
    loss: router,
    edits: (path) => [
      entries('addresses', qrouter, (all) =>
        all.filter((one) => one['ifname'] !== device(path, 'qr')),
      ),
    ],
  },
  {
    code: 'QROUTER_NAMESPACE_MISSING',
    confidence: 'confirmed',
    loss: { after: 'tap', lost: 20 },
    path: (path) => withNamespaces(path, 'qrouter-'),
  },
  {
    code: 'NEIGHBOUR_TABLE_FULL',
    confidence: 'likely',
    loss: { direction: 'reply', after: 'qg', lost: 20 },
    edits: (path) => [answers('neighbours', { ...inSnat, selector: `to=${vm(path)}` }, '[]')],
    extra: () =>
      (['before', 'after'] as const).map((phase) =>
        extraRecord({
          node: 'net1',
          reader: 'neighbour-stats',
          phase,
          text: `entries table_fulls\n000003ff 0000000${phase === 'before' ? 0 : 9}\nnet.ipv4.neigh.default.gc_thresh3 = 1024\n`,
        }),
      ),
  },
  {
    code: 'ICMP_REDIRECTS',
    confidence: 'possible',
    loss: router,
    edits: () => [
      replaced('sysctls', qrouter, 'conf.all.send_redirects = 0', 'conf.all.send_redirects = 1'),
    ],
  },
  {
    code: 'VM_NEIGHBOUR_UNRESOLVED',
    confidence: 'confirmed',
    loss: snatReply,
    edits: (path) => [
      entries('neighbours', { ...inSnat, selector: `to=${vm(path)}` }, () => [
        { dst: vm(path), dev: device(path, 'sg'), state: ['INCOMPLETE'] },
      ]),
    ],
  },
  {
    code: 'VM_NEIGHBOUR_STALE',
    confidence: 'confirmed',
    loss: snatReply,
    edits: (path) => [
      entries('neighbours', { ...inSnat, selector: `to=${vm(path)}` }, () => [
        { dst: vm(path), dev: device(path, 'sg'), lladdr: 'fa:16:3e:00:00:09', state: ['STALE'] },
      ]),
    ],
  },
];
