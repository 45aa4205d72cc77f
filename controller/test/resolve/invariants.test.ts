// What holds for every path, whatever its shape: drawn from facts made at random.
import test from 'ava';
import fc from 'fast-check';
import type { Request } from '../../src/request.ts';
import { buildPath, type Answers, type Path, type Point } from '../../src/resolve/mod.ts';
import { describeOrders } from '../../src/resolve/describe-orders.ts';
import type { NetworkFacts, NeutronFacts, PortFacts } from '../../src/resolve/path.ts';
import { sceneOf } from '../../src/resolve/scene-of.ts';
import { roundTrip } from '../../src/resolve/shapes.ts';
import { ask } from './replayed.ts';

const HOSTS = ['n1', 'n2', 'n3'] as const;

interface Draw {
  readonly vmHost: string;
  readonly peerHost: string;
  readonly networkHost: string;
  readonly vmHybrid: boolean;
  readonly peerHybrid: boolean;
  readonly distributed: boolean;
  readonly floating: boolean;
  readonly noExternal: boolean;
  readonly snat: boolean;
  readonly vlan: boolean;
  readonly target: 'outside' | 'same network' | 'other network';
}

const host = fc.constantFrom(...HOSTS);
const draws: fc.Arbitrary<Draw> = fc.record({
  vmHost: host,
  peerHost: host,
  networkHost: host,
  vmHybrid: fc.boolean(),
  peerHybrid: fc.boolean(),
  distributed: fc.boolean(),
  floating: fc.boolean(),
  noExternal: fc.boolean(),
  snat: fc.boolean(),
  vlan: fc.boolean(),
  target: fc.constantFrom('outside', 'same network', 'other network'),
});

const port = (id: string, owner: string, change: Partial<PortFacts>): PortFacts => ({
  id: `${id}-0000-0000`,
  name: '',
  mac: `fa:16:3e:00:00:${id.slice(-2)}`,
  addresses: [],
  networkId: 'A',
  projectId: 'p',
  deviceId: 'router',
  deviceOwner: owner,
  status: 'ACTIVE',
  adminUp: true,
  host: '',
  vifType: 'ovs',
  vnicType: 'normal',
  hybridPlug: true,
  portSecurity: true,
  securityGroups: [],
  qosPolicy: '',
  allowedPairs: [],
  ...change,
});

const at = (address: string, subnetId: string): Pick<PortFacts, 'addresses'> => ({
  addresses: [{ address, subnetId }],
});

const network = (id: string, vlan: boolean): NetworkFacts => ({
  id,
  name: id,
  mtu: 1450,
  type: vlan ? 'vlan' : 'vxlan',
  segmentationId: id === 'A' ? 11 : 12,
  physicalNetwork: vlan ? 'tenants' : '',
});

const factsOf = (draw: Draw): NeutronFacts => {
  const isSame = draw.target === 'same network';
  const peer = port('000000b1', 'compute:nova', {
    ...at(isSame ? '10.1.0.7' : '10.2.0.7', isSame ? 'a' : 'b'),
    networkId: isSame ? 'A' : 'B',
    host: draw.peerHost,
    hybridPlug: draw.peerHybrid,
  });
  const routerPort = port('000000c1', 'router', at('10.1.0.1', 'a'));
  const peerSide = port('000000c2', 'router', { ...at('10.2.0.1', 'b'), networkId: 'B' });
  return {
    server: null,
    port: port('000000a1', 'compute:nova', {
      ...at('10.1.0.5', 'a'),
      host: draw.vmHost,
      hybridPlug: draw.vmHybrid,
    }),
    network: network('A', draw.vlan),
    subnet: { id: 'a', cidr: '10.1.0.0/24', gateway: '10.1.0.1' },
    securityGroups: [],
    router: {
      id: 'r0000000000',
      name: 'r',
      distributed: draw.distributed,
      ha: false,
      adminUp: true,
      enableSnat: draw.snat,
      routes: [],
    },
    routerPort,
    routerPorts: [routerPort, peerSide],
    snatPort: draw.distributed
      ? port('000000d1', 'sg', { ...at('10.1.0.9', 'a'), host: draw.networkHost })
      : null,
    gatewayPort: port('000000e1', 'qg', { ...at('172.24.4.5', 'x'), host: draw.networkHost }),
    floatingIp: draw.floating ? { id: 'f', address: '172.24.4.9', status: 'ACTIVE' } : null,
    externalNetwork: { ...network('X', true), physicalNetwork: 'external' },
    externalSubnet: { id: 'x', cidr: '172.24.4.0/24', gateway: '172.24.4.1' },
    agents: HOSTS.flatMap((name, index) => [
      {
        host: name,
        type: 'Open vSwitch agent',
        alive: true,
        adminUp: true,
        configurations: {
          tunneling_ip: `10.20.0.${index + 1}`,
          bridge_mappings: { external: 'br-ex', tenants: 'br-vlan' },
        },
      },
      {
        host: name,
        type: 'L3 agent',
        alive: true,
        adminUp: true,
        configurations: { agent_mode: draw.noExternal ? 'dvr_no_external' : 'dvr' },
      },
    ]),
    l3Agents: [],
    agentGatewayPort: port('000000f1', 'fg', { ...at('172.24.4.8', 'x'), host: draw.vmHost }),
    remote:
      draw.target === 'outside'
        ? null
        : {
            name: 'peer',
            port: peer,
            network: network(peer.networkId, draw.vlan),
            subnet: isSame
              ? { id: 'a', cidr: '10.1.0.0/24', gateway: '10.1.0.1' }
              : { id: 'b', cidr: '10.2.0.0/24', gateway: '10.2.0.1' },
          },
    unjoined: null,
    remoteGroups: {},
    floatingPorts: [],
    neighbourPorts: [],
  };
};

const pathOf = (draw: Draw): Path => {
  const facts = factsOf(draw);
  const destination = facts.remote?.port.addresses[0]?.address ?? '198.51.100.10';
  const request: Request = ask('a', { destination });
  const scene = sceneOf(facts, '10.1.0.5', request);
  const orders = describeOrders(scene, roundTrip(scene), 't');
  const answers: Answers = new Map(
    [...orders].map(([node, order]) => [
      node,
      {
        failure: '' as const,
        description: {
          devices: (order.devices ?? []).map((name) => ({ name, ifindex: 1, netnsInode: 1 })),
          leads: (order.vteps ?? []).map((vtep) => ({ vtep, devices: ['eth0'] })),
          bridges: (order.bridges ?? []).map((bridge) => ({ bridge, devices: [`${bridge}-nic`] })),
        },
      },
    ]),
  );
  return buildPath(scene, request, answers);
};

const ROUTERS = ['router', 'snat-router', 'fip-router'];

/** Every rule a path breaks, in words. */
const broken = (path: Path, draw: Draw): string[] => {
  const faults: string[] = [];
  const demand = (holds: boolean, rule: string): void => {
    if (!holds) faults.push(rule);
  };
  demand(new Set(path.points.map((one) => one.id)).size === path.points.length, 'ids differ');
  const byId = new Map(path.points.map((one) => [one.id, one]));
  for (const segment of path.segments) {
    const [from, to] = [byId.get(segment.from), byId.get(segment.to)];
    if (from === undefined || to === undefined) continue;
    const isRouted = ROUTERS.includes(segment.kind);
    const step = to.expect.hops - from.expect.hops;
    demand(step === (isRouted ? 1 : 0), `${segment.kind} adds ${step} hops`);
    const isUnderlay = segment.kind === 'underlay';
    demand((from.node !== to.node) === isUnderlay, `${segment.kind} between nodes`);
    demand(
      isRouted || from.expect.localAddress === to.expect.localAddress,
      `${segment.kind} changes the address`,
    );
    demand(!isRouted || from.netns === to.netns, `${segment.kind} leaves its namespace`);
  }
  for (const one of path.points) {
    demand((one.vni !== 0) === (one.role === 'tunnel-nic'), `${one.id} vni ${one.vni}`);
    demand(!(draw.vlan && one.role === 'tunnel-nic'), 'a VLAN network has no tunnel');
  }
  const ends = (direction: string): (Point | undefined)[] => {
    const points = path.points.filter((one) => one.direction === direction);
    return [points[0], points.at(-1)];
  };
  const [first, exit] = ends('forward');
  const [entry, last] = ends('reply');
  demand(first?.role === 'tap' && first.side === 'in', 'starts at the tap');
  demand(last?.role === 'tap' && last.side === 'out', 'ends at the tap');
  demand(first?.node === draw.vmHost && last?.node === draw.vmHost, 'on the node of the VM');
  demand(exit?.device === entry?.device && exit?.node === entry?.node, 'one way in and out');
  demand(exit?.expect.localAddress === path.flow.natAddress, 'leaves with the outside address');
  demand(last?.expect.localAddress === '10.1.0.5', 'arrives with the own address');
  demand(last?.expect.destinationMac === path.flow.mac, 'arrives at the own MAC');
  demand(
    path.limits.every((limit) => limit.includes('enable_snat')),
    path.limits.join(),
  );
  return faults;
};

test('every path that can be drawn keeps the rules of travel', (t) => {
  fc.assert(
    fc.property(draws, (draw) => {
      t.deepEqual(broken(pathOf(draw), draw), []);
    }),
    { numRuns: 500 },
  );
});
