// Builds small verdicts over the path of the target picture: how many packets each point saw, and
// whatever a test wants to be different.

import type { Verdict, VerdictPoint, VerdictSegment } from '../../src/report/verdict.ts';

export const ROUTER = '438d9786-cee6-4d89-9ed9-9c56278ab5b3';

export interface Hop {
  readonly node: string;
  readonly netns?: string;
  readonly device: string;
  readonly side: 'in' | 'out';
  readonly role: string;
  readonly kind: string;
  readonly us: number;
  readonly note?: string;
}

const PORT = '489316e2-c7';
const snat = `snat-${ROUTER}`;
const qrouter = `qrouter-${ROUTER}`;

export const FORWARD: readonly Hop[] = [
  {
    node: 'cn1',
    device: `tap${PORT}`,
    side: 'in',
    role: 'tap',
    kind: 'vm',
    us: 0,
    note: 'VM port',
  },
  {
    node: 'cn1',
    device: `qbr${PORT}`,
    side: 'in',
    role: 'qbr',
    kind: 'security-group',
    us: 2,
    note: 'before the firewall (promiscuous copy)',
  },
  {
    node: 'cn1',
    device: `qvb${PORT}`,
    side: 'out',
    role: 'qvb',
    kind: 'security-group',
    us: 42,
    note: 'passed security group web (c1e40654)',
  },
  {
    node: 'cn1',
    device: `qvo${PORT}`,
    side: 'in',
    role: 'qvo',
    kind: 'veth',
    us: 3,
    note: 'br-int, local vlan 1',
  },
  {
    node: 'cn1',
    netns: qrouter,
    device: 'qr-6ffc5d4a-3c',
    side: 'in',
    role: 'qr',
    kind: 'integration-bridge',
    us: 211,
    note: 'router r1; answers never pass here (normal with DVR)',
  },
  {
    node: 'cn1',
    netns: qrouter,
    device: 'qr-6ffc5d4a-3c',
    side: 'out',
    role: 'qr',
    kind: 'router',
    us: 76,
    note: 'ttl 63, next hop 10.1.0.99 by policy rule 167837697',
  },
  {
    node: 'cn1',
    device: 'eth0',
    side: 'out',
    role: 'tunnel-nic',
    kind: 'tunnel-out',
    us: 135,
    note: 'vxlan 1937 to 10.20.0.20',
  },
  {
    node: 'net1',
    device: 'eth0',
    side: 'in',
    role: 'tunnel-nic',
    kind: 'underlay',
    us: 10,
    note: 'underlay, +-30 us (clock bound)',
  },
  {
    node: 'net1',
    netns: snat,
    device: 'sg-18baabad-63',
    side: 'in',
    role: 'sg',
    kind: 'tunnel-in',
    us: 171,
    note: 'snat-438d9786',
  },
  {
    node: 'net1',
    netns: snat,
    device: 'qg-df2d6dae-fb',
    side: 'out',
    role: 'qg',
    kind: 'snat-router',
    us: 28,
    note: '10.1.0.121:49152 becomes 172.24.4.194:19837',
  },
  {
    node: 'net1',
    device: 'ext0',
    side: 'out',
    role: 'ext-nic',
    kind: 'external-bridge',
    us: 120,
    note: 'leaves the cloud',
  },
];

/** The answer passes the same devices, less those of qrouter. */
export const REPLY: readonly Hop[] = FORWARD.filter(({ role }) => role !== 'qr')
  .toReversed()
  .map((hop) => ({
    ...hop,
    side: hop.role === 'qbr' || hop.side === 'out' ? 'in' : 'out',
    note: '',
  }));

export const idOf = (hop: Hop, direction: string): string =>
  `${hop.node}/${hop.netns ?? '-'}/${hop.device}/${hop.side}/${direction}`;

export interface Shape {
  /** Packets at each forward point; later ones repeat the last number. */
  readonly out: readonly number[];
  readonly back: readonly number[];
  readonly forward?: readonly Hop[];
  readonly reply?: readonly Hop[];
}

const at = (counts: readonly number[], index: number): number =>
  counts[Math.min(index, counts.length - 1)] ?? 0;

type Way = 'forward' | 'reply';

const pointsOf = (
  hops: readonly Hop[],
  counts: readonly number[],
  direction: Way,
): VerdictPoint[] =>
  hops.map((hop, index) => {
    const packets = at(counts, index);
    return {
      id: idOf(hop, direction),
      node: hop.node,
      netns: hop.netns ?? '',
      device: hop.device,
      side: hop.side,
      role: hop.role,
      direction,
      armed: true,
      problem: '',
      packets,
      seen: packets,
      matched: packets,
      droppedByKernel: 0,
      droppedByAgent: 0,
      missRate: 0,
      note: packets > 0 ? (hop.note ?? '') : '',
    };
  });

const segmentsOf = (
  hops: readonly Hop[],
  counts: readonly number[],
  direction: Way,
): VerdictSegment[] =>
  hops.map((hop, index) => {
    const before = hops[index - 1];
    const sent = index === 0 ? at(counts, 0) : at(counts, index - 1);
    const passed = at(counts, index);
    const ns = hop.us * 1000;
    const latency = {
      count: passed,
      p50Ns: ns,
      p90Ns: ns,
      p99Ns: ns,
      maxNs: ns,
      boundNs: hop.kind === 'underlay' ? 30_000 : 0,
      histogram: [20],
    };
    return {
      from:
        before === undefined
          ? direction === 'forward'
            ? 'vm'
            : 'external'
          : idOf(before, direction),
      to: idOf(hop, direction),
      kind: hop.kind,
      direction,
      sent,
      lost: sent - passed,
      lossLow: 0,
      lossHigh: 1,
      reordered: 0,
      duplicated: 0,
      latency: passed > 0 && before !== undefined ? latency : null,
      observable: true,
    };
  });

/** A verdict over the path of the picture, changed by `change`. */
export const verdictOf = (shape: Shape, change: Partial<Verdict>): Verdict => {
  const forward = shape.forward ?? FORWARD;
  const reply = shape.reply ?? REPLY;
  return {
    schema: 'hopscope.verdict/1',
    trace: 't-7f3a',
    startedAt: '2026-11-23T15:50:32.000Z',
    request: {
      source: 'a1',
      destination: '198.51.100.10',
      protocol: 'tcp',
      port: 80,
      mode: 'auto',
    },
    flow: {
      server: { id: '1c0d', name: 'a1' },
      project: 'web-prod',
      port: '489316e2-c7aa-4e3b-9f3d-0d1f8b6a8d11',
      protocol: 'tcp',
      localAddress: '10.1.0.121',
      remoteAddress: '198.51.100.10',
      remotePort: 80,
      natAddress: '172.24.4.194',
      exit: 'snat',
      exitText: 'SNAT to 172.24.4.194 by router r1 on net1; leaves by ext0',
    },
    status: 'DELIVERED',
    owner: null,
    direction: null,
    summary: 'a1 10.1.0.121 -> 198.51.100.10 tcp/80, out and back, 20 of 20 answered',
    segment: null,
    packets: { sent: 20, answered: 20, injected: 20, lossRateBelow: null },
    roundTrip: null,
    points: [...pointsOf(forward, shape.out, 'forward'), ...pointsOf(reply, shape.back, 'reply')],
    segments: [
      ...segmentsOf(forward, shape.out, 'forward'),
      ...segmentsOf(reply, shape.back, 'reply'),
    ],
    causes: [],
    clock: {},
    limits: [],
    timings: { resolve: 700, plan: 1, arm: 250, collect: 1100, correlate: 20, explain: 29 },
    ...change,
  };
};
