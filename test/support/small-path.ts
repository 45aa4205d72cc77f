// The smallest path a run can follow: one VM's tap on cn1 and one NIC on net1. What run does not
// look at is left out.

import type { Plan } from '../../controller/src/plan/plan.ts';
import type { Request } from '../../controller/src/request.ts';
import type { Path } from '../../controller/src/resolve/path.ts';

const point = (node: string, device: string, role: string, side: 'in' | 'out') => ({
  id: `${node}/-/${device}/${side}/forward`,
  node,
  netns: '',
  netnsInode: 0,
  device,
  ifindex: 1,
  side,
  role,
  direction: 'forward',
  vni: 0,
  offloaded: false,
});

export const smallRequest = (mode: Request['mode'], liveMs = 200): Request => ({
  source: 'a1',
  destination: '198.51.100.10',
  protocol: 'icmp',
  port: null,
  mode,
  liveMs,
  probes: 5,
  probeRate: 100,
  probeBytes: 16,
});

export const smallPath = (injectAllowed = true): Path =>
  ({
    flow: {
      serverId: null,
      serverName: 'a1',
      projectId: '',
      portId: 'p1',
      mac: 'fa:16:3e:00:00:01',
      localAddress: '10.0.0.5',
      remoteAddress: '198.51.100.10',
      protocol: 'icmp',
      remotePort: null,
      natAddress: '172.24.4.2',
    },
    exit: 'snat',
    firewall: 'iptables_hybrid',
    points: [point('cn1', 'tap0', 'tap', 'in'), point('net1', 'ext0', 'ext-nic', 'out')],
    segments: [],
    neutron: { externalSubnet: null },
    nodes: [
      { name: 'cn1', injectAllowed },
      { name: 'net1', injectAllowed },
    ],
    limits: [],
  }) as unknown as Path;

const capture = (number: number, device: string, points: readonly string[]) => ({
  capture: number,
  netns: '',
  device,
  promiscuous: false,
  vni: 0,
  locals: ['10.0.0.5'],
  arp: [],
  snapBytes: 192,
  points,
});

/** `devices` of net1 that begin with `missing` cannot be armed. */
export const smallPlan = (net1Device = 'ext0'): Plan => ({
  nodes: [
    {
      node: 'cn1',
      captures: [capture(1, 'tap0', ['cn1/-/tap0/in/forward'])],
      evidence: [{ evidence: 1, reader: 'rules', netns: '', selectors: [], phase: 'both' }],
      conntrack: [],
    },
    {
      node: 'net1',
      captures: [capture(1, net1Device, ['net1/-/ext0/out/forward'])],
      evidence: [],
      conntrack: [],
    },
  ],
  probe: {
    node: 'cn1',
    device: 'tap0',
    sourceMac: 'fa:16:3e:00:00:01',
    destinationMac: 'fa:16:3e:00:00:02',
    sourcePort: 4242,
    count: 5,
    rate: 100,
    payloadBytes: 16,
    dontFragment: false,
    mtu: 1450,
    dns: null,
  },
});
