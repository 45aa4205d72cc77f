// Rows of the catalogue at the edges: the VM's port, floating IPs, what the API itself says, what
// comes from outside, and notes about what is delivered.

import { readFileSync } from 'node:fs';
import { type Path } from '../../src/resolve/path.ts';
import { extraRecord } from './case-builder.ts';
import { type CatalogueRow, device } from './catalogue-row.ts';
import { entries, keepLines, replaced, row } from './edits.ts';

const atPort = { after: 'tap', lost: 20 } as const;
const silent = { status: 'NOT_SENT', after: 'vm', lost: 0 } as const;
const delivered = { status: 'DELIVERED', after: 'none' } as const;

const change = (path: Path, facts: Partial<Path['neutron']>): Path => ({
  ...path,
  neutron: { ...path.neutron, ...facts },
});

const sample = (name: string): string =>
  readFileSync(
    new URL(`../../../packages/nodestate/test/samples/${name}`, import.meta.url),
    'utf8',
  );

const tapPoint = (path: Path): string => path.points[0]?.id ?? '';
const gateway = (path: Path): string => path.neutron.routerPort?.addresses[0]?.address ?? '';
const portDevice = (path: Path): string =>
  `${path.neutron.port.hybridPlug ? 'qvo' : 'tap'}${path.flow.portId.slice(0, 11)}`;

const queue = (drops: number): string =>
  JSON.stringify([
    { kind: 'tbf', handle: '1:', dev: 'x', packets: 9, drops, overlimits: 0, qlen: 0 },
  ]);

export const EDGE_ROWS: readonly CatalogueRow[] = [
  {
    code: 'GATEWAY_MAC_DUPLICATE',
    confidence: 'likely',
    loss: atPort,
    correlation: (path) => ({
      arp: [
        {
          point: tapPoint(path),
          operation: 'reply',
          senderAddress: gateway(path),
          senderMac: 'fa:16:3e:66:66:66',
          targetAddress: '',
          timeNs: 0,
        },
      ],
    }),
  },
  {
    code: 'FLOW_DROP',
    confidence: 'confirmed',
    loss: atPort,
    extra: (path) => [
      extraRecord({
        node: 'cn1',
        reader: 'ofproto-trace',
        selectors: ['bridge=br-int', `flow=in_port=${portDevice(path)},icmp`],
        text: sample('trace-no-match.txt'),
      }),
    ],
  },
  {
    code: 'QOS_DROP',
    confidence: 'confirmed',
    loss: { direction: 'reply', after: 'tunnel-nic', out: true, status: 'DEGRADED', lost: 20 },
    extra: (path) => {
      const node = 'cn1';
      const segmentEnd = portDevice(path);
      return (['before', 'after'] as const).map((phase) =>
        extraRecord({
          node,
          reader: 'qdiscs',
          selectors: [`dev=${segmentEnd}`],
          phase,
          text: queue(phase === 'before' ? 3 : 23),
        }),
      );
    },
  },
  {
    // tc filter add dev qr-... ingress ... action drop
    code: 'QOS_DROP',
    confidence: 'likely',
    loss: { after: 'qr', lost: 20 },
    extra: (path) => [
      extraRecord({
        node: 'cn1',
        netns: `qrouter-${path.neutron.router?.id ?? ''}`,
        reader: 'qdiscs',
        selectors: [`dev=${device(path, 'qr')}`],
        text: JSON.stringify([
          { kind: 'noqueue', dev: 'qr', drops: 99 },
          { kind: 'ingress', dev: 'qr', drops: 20 },
        ]),
      }),
    ],
    decoy: () => [],
  },
  {
    code: 'QOS_DROP',
    confidence: 'likely',
    source: 'a1',
    loss: { after: 'tap', status: 'DEGRADED', lost: 20 },
    edits: (path) => [row('Interface', 'cn1', portDevice(path), { ingress_policing_rate: 1 })],
    decoy: (path) => [row('Interface', 'cn1', device(path, 'qr'), { ingress_policing_rate: 1 })],
  },
  {
    code: 'ROUTER_DISABLED',
    confidence: 'likely',
    loss: atPort,
    path: (path) => {
      const { router } = path.neutron;
      return change(path, { router: router === null ? null : { ...router, adminUp: false } });
    },
  },
  {
    code: 'PORT_DISABLED',
    confidence: 'likely',
    loss: atPort,
    path: (path) => change(path, { port: { ...path.neutron.port, adminUp: false } }),
  },
  {
    code: 'PORT_UNBOUND',
    confidence: 'likely',
    loss: atPort,
    path: (path) => change(path, { port: { ...path.neutron.port, vifType: 'binding_failed' } }),
  },
  {
    code: 'SERVER_NOT_ACTIVE',
    confidence: 'confirmed',
    loss: silent,
    path: (path) => {
      const { server } = path.neutron;
      return change(path, { server: server === null ? null : { ...server, status: 'SHUTOFF' } });
    },
  },
  {
    code: 'GATEWAY_MISMATCH',
    confidence: 'confirmed',
    loss: silent,
    path: (path) => change(path, { subnet: { ...path.neutron.subnet, gateway: '10.1.0.254' } }),
    correlation: (path) => ({
      arp: [
        {
          point: tapPoint(path),
          operation: 'request',
          senderAddress: path.flow.localAddress,
          senderMac: path.flow.mac,
          targetAddress: '10.1.0.254',
          timeNs: 0,
        },
      ],
    }),
  },
  {
    code: 'REJECTED_OUTSIDE',
    confidence: 'confirmed',
    loss: { status: 'REJECTED', after: 'ext-nic', lost: 20 },
    correlation: (path) => ({
      witnesses: [
        {
          kind: 'rst',
          point: path.points.at(-1)?.id ?? '',
          timeNs: 0,
          from: path.flow.remoteAddress,
          icmpType: -1,
          icmpCode: -1,
          journey: 0,
          mtu: 0,
        },
      ],
    }),
  },
  {
    code: 'GUEST_IGNORES_REPLY',
    confidence: 'likely',
    loss: { direction: 'reply', after: 'tap', lost: 20 },
  },
  {
    code: 'FIP_RULE_MISSING',
    confidence: 'confirmed',
    source: 'a2',
    loss: { after: 'qr', lost: 20 },
    edits: (path) => [
      entries('rules', { node: 'cn2', netns: 'qrouter-' }, (all) =>
        all.filter((rule) => rule['src'] !== path.flow.localAddress),
      ),
    ],
    decoy: () => [
      entries('rules', { node: 'cn1', netns: 'qrouter-' }, (all) =>
        all.filter((rule) => rule['table'] !== '16'),
      ),
    ],
  },
  {
    code: 'FIP_ROUTE_MISSING',
    confidence: 'confirmed',
    source: 'a2',
    loss: { after: 'qr', lost: 20 },
    edits: () => [
      entries('routes', { node: 'cn2', netns: 'qrouter-' }, (all) =>
        all.filter((route) => route['table'] !== '16'),
      ),
    ],
  },
  {
    code: 'FIP_NAT_MISSING',
    confidence: 'confirmed',
    source: 'a2',
    loss: { after: 'qr', lost: 20 },
    edits: () => [
      keepLines(
        'iptables',
        { node: 'cn2', netns: 'qrouter-', selector: 'table=nat' },
        (line) => !/float-snat .*-j SNAT/.test(line),
      ),
    ],
  },
  {
    code: 'FIP_NAMESPACE_MISSING',
    confidence: 'confirmed',
    source: 'a2',
    loss: { after: 'rfp', lost: 20 },
    path: (path) => ({
      ...path,
      nodes: path.nodes.map((node) => ({
        ...node,
        namespaces: node.namespaces.filter(({ name }) => !name.startsWith('fip-')),
      })),
    }),
  },
  {
    code: 'FIP_LEFT_BY_SNAT',
    confidence: 'likely',
    source: 'a2',
    loss: delivered,
    edits: (path) => [
      entries('rules', { node: 'cn2', netns: 'qrouter-' }, (all) =>
        all.filter((rule) => rule['src'] !== path.flow.localAddress),
      ),
    ],
  },
  {
    code: 'ICMP_REDIRECTS',
    confidence: 'likely',
    loss: delivered,
    edits: () => [
      replaced(
        'sysctls',
        { netns: 'qrouter-' },
        'conf.all.send_redirects = 0',
        'conf.all.send_redirects = 1',
      ),
    ],
  },
];
