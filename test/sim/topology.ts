// The simulated cloud: for each shape of path the points in travel order, and how a packet looks
// at each of them (MACs, VXLAN, TTL, address). Written from the assertion table of Neutron DVR,
// not from the product.

import type {
  Direction,
  Path,
  Point,
  Role,
  SegmentKind,
} from '../../controller/src/resolve/path.ts';
import type { Plan } from '../../controller/src/plan/plan.ts';
import { unknownFacts } from '../../controller/src/store/foreign/unknown-facts.ts';
import type { Wrap } from './encode.ts';

export type Shape = 'snat' | 'snat-local' | 'fip' | 'ew';

/** A point and how packets look there. */
export interface Stop {
  readonly node: string;
  readonly netns: string;
  readonly device: string;
  readonly role: Role;
  readonly side: 'in' | 'out';
  /** What lies between the stop before and this one. */
  readonly via: SegmentKind;
  readonly wrap: Wrap;
  /** The VM's side has its outside address here. */
  readonly outside: boolean;
}

export interface Topology {
  readonly shape: Shape;
  readonly forward: readonly Stop[];
  readonly reply: readonly Stop[];
  readonly path: Path;
  readonly plan: Plan;
}

export interface FlowAddresses {
  readonly local: string;
  readonly remote: string;
  /** Equal to `local` when nothing is translated. */
  readonly nat: string;
  readonly protocol: 'icmp' | 'tcp' | 'udp';
}

const mac = (last: number, middle = 0x3e): Uint8Array =>
  Uint8Array.of(0xfa, 0x16, middle, 0, 0, last);

const MAC = {
  vm: mac(1),
  qr: mac(2),
  sg: mac(3),
  qg: mac(4),
  gateway: mac(5),
  peer: mac(6),
  qrPeer: mac(7),
  fg: mac(8),
  rfp: mac(9),
  fpr: mac(10),
  nicA: mac(11),
  nicB: mac(12),
  dvrA: mac(1, 0x3f),
  dvrB: mac(2, 0x3f),
} as const;

const VTEP = { a: 0x0a14000b, b: 0x0a140014 } as const;
const VNI = { home: 1331, peer: 1442 } as const;

interface Look {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly hops: number;
  /** Set by the builder of a direction: offloaded checksums are filled in on the wire. */
  readonly partial: boolean;
}

const plain = ({ from, to, hops, partial }: Look): Wrap => ({
  sourceMac: from,
  destinationMac: to,
  hops,
  vxlan: null,
  vlan: 0,
  partialChecksum: partial,
});

const wrapped = (look: Look, vni: number, towardsB: boolean): Wrap => ({
  ...plain({ ...look, partial: false }),
  vxlan: {
    vni,
    source: towardsB ? VTEP.a : VTEP.b,
    destination: towardsB ? VTEP.b : VTEP.a,
    sourceMac: towardsB ? MAC.nicA : MAC.nicB,
    destinationMac: towardsB ? MAC.nicB : MAC.nicA,
  },
});

type Where = readonly [node: string, netns: string, device: string, role: Role, side: 'in' | 'out'];

const stop = (where: Where, via: SegmentKind, wrap: Wrap, outside = false): Stop => {
  const [node, netns, device, role, side] = where;
  return { node, netns, device, role, side, via, wrap, outside };
};

const guestOut = (node: string, hybrid: boolean, look: Look): Stop[] => [
  stop([node, '', 'tap1', 'tap', 'in'], 'vm', plain(look)),
  ...(hybrid
    ? [
        stop([node, '', 'qbr1', 'qbr', 'in'], 'security-group', plain(look)),
        stop([node, '', 'qvb1', 'qvb', 'out'], 'security-group', plain(look)),
        stop([node, '', 'qvo1', 'qvo', 'in'], 'veth', plain(look)),
      ]
    : []),
];

const guestIn = (node: string, hybrid: boolean, via: SegmentKind, look: Look): Stop[] =>
  hybrid
    ? [
        stop([node, '', 'qvo1', 'qvo', 'out'], via, plain(look)),
        stop([node, '', 'qvb1', 'qvb', 'in'], 'veth', plain(look)),
        stop([node, '', 'qbr1', 'qbr', 'in'], 'security-group', plain(look)),
        stop([node, '', 'tap1', 'tap', 'out'], 'security-group', plain(look)),
      ]
    : [stop([node, '', 'tap1', 'tap', 'out'], via, plain(look))];

const QROUTER = 'qrouter-1';
const SNAT = 'snat-1';
const FIP = 'fip-1';

interface Ways {
  readonly forward: Stop[];
  readonly reply: Stop[];
}

const snatWays = (hybrid: boolean, local: boolean, partial: boolean): Ways => {
  const net = local ? 'cn1' : 'net1';
  const first: Look = { from: MAC.vm, to: MAC.qr, hops: 0, partial };
  const routed: Look = { from: MAC.qr, to: MAC.sg, hops: 1, partial };
  const outside: Look = { from: MAC.qg, to: MAC.gateway, hops: 2, partial: partial && local };
  const back: Look = { from: MAC.gateway, to: MAC.qg, hops: 0, partial: false };
  const home: Look = { from: MAC.sg, to: MAC.vm, hops: 1, partial: false };
  const overlay = (look: Look, out: boolean): Stop[] =>
    local
      ? []
      : [
          stop(
            [out ? 'cn1' : 'net1', '', 'eth0', 'tunnel-nic', 'out'],
            'tunnel-out',
            wrapped(look, VNI.home, out),
          ),
          stop(
            [out ? 'net1' : 'cn1', '', 'eth0', 'tunnel-nic', 'in'],
            'underlay',
            wrapped(look, VNI.home, out),
          ),
        ];
  return {
    forward: [
      ...guestOut('cn1', hybrid, first),
      stop(['cn1', QROUTER, 'qr-1', 'qr', 'in'], 'integration-bridge', plain(first)),
      stop(['cn1', QROUTER, 'qr-1', 'qr', 'out'], 'router', plain(routed)),
      ...overlay({ ...routed, from: MAC.dvrA }, true),
      stop(
        [net, SNAT, 'sg-1', 'sg', 'in'],
        local ? 'integration-bridge' : 'tunnel-in',
        plain({ ...routed, from: MAC.dvrA, partial: partial && local }),
      ),
      stop([net, SNAT, 'qg-1', 'qg', 'out'], 'snat-router', plain(outside), true),
      stop([net, '', 'ext0', 'ext-nic', 'out'], 'external-bridge', plain(outside), true),
    ],
    reply: [
      stop([net, '', 'ext0', 'ext-nic', 'in'], 'external', plain(back), true),
      stop([net, SNAT, 'qg-1', 'qg', 'in'], 'external-bridge', plain(back), true),
      stop([net, SNAT, 'sg-1', 'sg', 'out'], 'snat-router', plain(home)),
      ...overlay(home, false),
      ...guestIn('cn1', hybrid, local ? 'integration-bridge' : 'tunnel-in', home),
    ],
  };
};

const fipWays = (hybrid: boolean, partial: boolean): Ways => {
  const first: Look = { from: MAC.vm, to: MAC.qr, hops: 0, partial };
  const link: Look = { from: MAC.rfp, to: MAC.fpr, hops: 1, partial };
  const out: Look = { from: MAC.fg, to: MAC.gateway, hops: 2, partial };
  const back: Look = { from: MAC.gateway, to: MAC.fg, hops: 0, partial: false };
  const linkBack: Look = { from: MAC.fpr, to: MAC.rfp, hops: 1, partial: false };
  const home: Look = { from: MAC.qr, to: MAC.vm, hops: 2, partial: false };
  return {
    forward: [
      ...guestOut('cn1', hybrid, first),
      stop(['cn1', QROUTER, 'qr-1', 'qr', 'in'], 'integration-bridge', plain(first)),
      stop(['cn1', QROUTER, 'rfp-1', 'rfp', 'out'], 'router', plain(link), true),
      stop(['cn1', FIP, 'fpr-1', 'fpr', 'in'], 'fip-link', plain(link), true),
      stop(['cn1', FIP, 'fg-1', 'fg', 'out'], 'fip-router', plain(out), true),
      stop(['cn1', '', 'ext0', 'ext-nic', 'out'], 'external-bridge', plain(out), true),
    ],
    reply: [
      stop(['cn1', '', 'ext0', 'ext-nic', 'in'], 'external', plain(back), true),
      stop(['cn1', FIP, 'fg-1', 'fg', 'in'], 'external-bridge', plain(back), true),
      stop(['cn1', FIP, 'fpr-1', 'fpr', 'out'], 'fip-router', plain(linkBack), true),
      stop(['cn1', QROUTER, 'rfp-1', 'rfp', 'in'], 'fip-link', plain(linkBack), true),
      stop(['cn1', QROUTER, 'qr-1', 'qr', 'out'], 'router', plain(home)),
      ...guestIn('cn1', hybrid, 'integration-bridge', home),
    ],
  };
};

const eastWestWays = (hybrid: boolean, partial: boolean): Ways => {
  const first: Look = { from: MAC.vm, to: MAC.qr, hops: 0, partial };
  const routed: Look = { from: MAC.qrPeer, to: MAC.peer, hops: 1, partial };
  const arrived: Look = { ...routed, partial: false };
  const answer: Look = { from: MAC.peer, to: MAC.qrPeer, hops: 0, partial };
  const home: Look = { from: MAC.qr, to: MAC.vm, hops: 1, partial };
  const tunnel = (look: Look, vni: number, out: boolean): Stop[] => [
    stop(
      [out ? 'cn1' : 'cn2', '', 'eth0', 'tunnel-nic', 'out'],
      'tunnel-out',
      wrapped(look, vni, out),
    ),
    stop(
      [out ? 'cn2' : 'cn1', '', 'eth0', 'tunnel-nic', 'in'],
      'underlay',
      wrapped(look, vni, out),
    ),
  ];
  return {
    forward: [
      ...guestOut('cn1', hybrid, first),
      stop(['cn1', QROUTER, 'qr-1', 'qr', 'in'], 'integration-bridge', plain(first)),
      stop(['cn1', QROUTER, 'qr-2', 'qr', 'out'], 'router', plain(routed)),
      ...tunnel({ ...routed, from: MAC.dvrA }, VNI.peer, true),
      stop(['cn2', '', 'tap2', 'tap', 'out'], 'tunnel-in', plain(arrived)),
    ],
    reply: [
      stop(['cn2', '', 'tap2', 'tap', 'in'], 'external', plain(answer)),
      stop(['cn2', QROUTER, 'qr-2', 'qr', 'in'], 'integration-bridge', plain(answer)),
      stop(['cn2', QROUTER, 'qr-1', 'qr', 'out'], 'router', plain(home)),
      ...tunnel({ ...home, from: MAC.dvrB }, VNI.home, false),
      ...guestIn('cn1', hybrid, 'tunnel-in', { ...home, partial: false }),
    ],
  };
};

const macText = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':');

const pointOf = (at: Stop, direction: Direction, flow: FlowAddresses): Point => ({
  id: `${at.node}/${at.netns || '-'}/${at.device}/${at.side}/${direction}`,
  node: at.node,
  netns: at.netns,
  netnsInode: 0,
  device: at.device,
  ifindex: 0,
  side: at.side,
  role: at.role,
  direction,
  vni: at.wrap.vxlan?.vni ?? 0,
  expect: {
    sourceMac: macText(at.wrap.sourceMac),
    destinationMac: macText(at.wrap.destinationMac),
    hops: at.wrap.hops,
    localAddress: at.outside ? flow.nat : flow.local,
  },
  offloaded: false,
});

const segmentsOf = (
  points: readonly Point[],
  stops: readonly Stop[],
  direction: Direction,
): Path['segments'] =>
  [...points, null].map((to, index) => {
    const from = points[index - 1];
    const ends = direction === 'forward' ? ['vm', 'external'] : ['external', 'vm'];
    const ids = [from?.id ?? ends[0] ?? '', to?.id ?? ends[1] ?? ''] as const;
    const last: SegmentKind = direction === 'forward' ? 'external' : 'vm';
    return {
      id: ids.join('>'),
      kind: stops[index]?.via ?? last,
      direction,
      from: ids[0],
      to: ids[1],
      via: [],
      nodes: [],
    };
  });

const planOf = (points: readonly Point[], flow: FlowAddresses): Plan => {
  const nodes = [...new Set(points.map(({ node }) => node))];
  return {
    probe: null,
    nodes: nodes.map((node) => {
      const mine = points.filter((point) => point.node === node);
      const devices = [...new Set(mine.map(({ netns, device }) => `${netns} ${device}`))];
      return {
        node,
        evidence: [],
        conntrack: [],
        captures: devices.map((name, capture) => {
          const shown = mine.filter(({ netns, device }) => `${netns} ${device}` === name);
          return {
            capture,
            netns: shown[0]?.netns ?? '',
            device: shown[0]?.device ?? '',
            promiscuous: false,
            vni: shown[0]?.vni ?? 0,
            locals: [...new Set([flow.local, flow.nat])],
            arp: [],
            snapBytes: 0,
            points: shown.map(({ id }) => id),
          };
        }),
      };
    }),
  };
};

export interface TopologyOptions {
  readonly shape: Shape;
  readonly hybrid: boolean;
  /** The VM leaves checksums to the device, as virtio does. */
  readonly partialChecksums: boolean;
  /** Tag of the external network on its NIC; 0 = none. */
  readonly externalVlan: number;
}

const tagged = (stops: readonly Stop[], vlan: number): Stop[] =>
  stops.map((at) => (at.role === 'ext-nic' ? { ...at, wrap: { ...at.wrap, vlan } } : at));

/** Path, plan and looks of one shape. */
export const topologyOf = (options: TopologyOptions, flow: FlowAddresses): Topology => {
  const { shape, hybrid, partialChecksums: partial } = options;
  const ways =
    shape === 'fip'
      ? fipWays(hybrid, partial)
      : shape === 'ew'
        ? eastWestWays(hybrid, partial)
        : snatWays(hybrid, shape === 'snat-local', partial);
  const forward = ways.forward.map((at) => pointOf(at, 'forward', flow));
  const reply = ways.reply.map((at) => pointOf(at, 'reply', flow));
  return {
    shape,
    forward: tagged(ways.forward, options.externalVlan),
    reply: tagged(ways.reply, options.externalVlan),
    plan: planOf([...forward, ...reply], flow),
    path: {
      flow: {
        serverId: null,
        serverName: 'vm',
        projectId: '',
        portId: '',
        mac: macText(MAC.vm),
        localAddress: flow.local,
        remoteAddress: flow.remote,
        protocol: flow.protocol,
        remotePort: null,
        natAddress: flow.nat,
      },
      exit: shape === 'ew' ? 'none' : shape === 'fip' ? 'fip' : 'snat',
      firewall: hybrid ? 'iptables_hybrid' : 'openvswitch',
      points: [...forward, ...reply],
      segments: [
        ...segmentsOf(forward, ways.forward, 'forward'),
        ...segmentsOf(reply, ways.reply, 'reply'),
      ],
      nodes: [],
      neutron: unknownFacts(flow.local),
      limits: [],
    },
  };
};
