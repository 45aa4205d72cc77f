// Which state each node is asked for, so that explain can name a cause: few reads, each as narrow
// as its reader allows. Counters are read before and after the window, state after it only: arming
// must stay short. This is explain's shopping list; it decides nothing else.

import type { ReaderName } from '@hopscope/proto';
import { partsOf, portDevice, portFirewall, type Parts } from '../neutron-names.ts';
import { hasDevice, type NodeFacts, type Path, type PortFacts } from '../resolve/path.ts';

export interface EvidenceNeed {
  readonly node: string;
  readonly reader: ReaderName;
  readonly netns: string;
  /** `key=value`, see proto/src/readers.ts. */
  readonly selectors: readonly string[];
  readonly phase: 'before' | 'after' | 'both';
}

type Read = Omit<EvidenceNeed, 'node'>;
type Phase = EvidenceNeed['phase'];

const read = (
  reader: ReaderName,
  netns: string,
  selectors: readonly string[] = [],
  phase: Phase = 'after',
): Read => ({ reader, netns, selectors, phase });

/** Flows of one bridge: a table, a match, or both. Never a whole bridge. */
const flows = (bridge: string, table: number | null, match: string, phase?: Phase): Read =>
  read(
    'flows',
    '',
    [
      `bridge=${bridge}`,
      ...(table === null ? [] : [`table=${table}`]),
      ...(match === '' ? [] : [`match=${match}`]),
    ],
    phase,
  );

const factsOf = (path: Path, node: string): NodeFacts | null =>
  path.nodes.find(({ name }) => name === node) ?? null;

/** What describe knew of a port on a node: its OpenFlow number and local VLAN. */
const wiringOf = (path: Path, node: string, portId: string | undefined) =>
  factsOf(path, node)?.interfaces.find((one) => one.portId === portId) ?? null;

/** Everywhere: ports and interfaces of Open vSwitch (names, ofports, tags, tunnels). */
const ovsReads = (): Read[] => [
  read('ovsdb', '', ['table=Interface']),
  read('ovsdb', '', ['table=Port']),
  // Empty after a restart of Open vSwitch that the agent has not noticed.
  flows('br-int', 23, ''),
  read('ovs-upcalls', ''),
  read('ovs-coverage', '', [], 'both'),
];

/** What the kernel of a node throws away by itself: files, no program is run for them. */
const kernelReads = (): Read[] => [
  read('softnet', '', [], 'both'),
  read('neighbour-stats', '', [], 'both'),
];

/** What filters one VM port on its node, and its own flows in br-int. */
const vmPortReads = (path: Path, node: string, port: PortFacts): Read[] => {
  const device = portDevice(port.hybridPlug ? 'qvo' : 'tap', port.id);
  const reads = [
    flows('br-int', null, `in_port=${device}`, 'both'),
    // Frames that a distributed router routed to this VM: only east-west has them.
    ...(path.exit === 'none' ? [flows('br-int', null, `dl_dst=${port.mac}`)] : []),
  ];
  const firewall = portFirewall(path, port);
  if (firewall === 'iptables_hybrid')
    return [
      ...reads,
      read('iptables', '', ['table=filter'], 'both'),
      read('iptables', '', ['table=filter', 'backend=legacy']),
      read('nft-ruleset', ''),
      read('sysctls', '', ['key=net.bridge.bridge-nf-call-iptables']),
    ];
  const own = wiringOf(path, node, port.id);
  const isOwn = port.id === path.flow.portId;
  const peer = isOwn ? path.flow.remoteAddress : path.flow.localAddress;
  if (firewall !== 'openvswitch' || own === null || own.ofport <= 0) return reads;
  // Addresses of a remote group are flows without the port: ask for this peer's only.
  return [
    ...reads,
    flows('br-int', null, `reg5=${own.ofport}`, 'both'),
    flows('br-int', null, `ip,nw_dst=${peer}`),
    flows('br-int', null, `ip,nw_src=${peer}`),
  ];
};

const ROUTER_SWITCHES = [
  'net.ipv4.ip_forward',
  'net.ipv4.conf.all.rp_filter',
  'net.ipv4.conf.all.send_redirects',
  'net.netfilter.nf_conntrack_count',
  'net.netfilter.nf_conntrack_max',
  'net.netfilter.nf_conntrack_tcp_loose',
] as const;

/** A namespace that routes: policy, tables, next hops, switches, counters. */
const routerReads = (
  netns: string,
  devices: readonly string[],
  neighbours: readonly string[],
): Read[] => [
  read('rules', netns),
  read('routes', netns, ['table=all']),
  ...neighbours.filter((to) => to !== '').map((to) => read('neighbours', netns, [`to=${to}`])),
  read('addresses', netns),
  read('sysctls', netns, [
    ...ROUTER_SWITCHES.map((key) => `key=${key}`),
    ...devices.map((device) => `key=net.ipv4.conf.${device}.rp_filter`),
    ...devices.map((device) => `key=net.ipv4.conf.${device}.send_redirects`),
  ]),
  read('iptables', netns, ['table=filter'], 'both'),
  // Marks of address scopes, which filter asks for.
  read('iptables', netns, ['table=mangle']),
  read('nstat', netns, [], 'both'),
];

const routeGet = (path: Path, netns: string, device: string): Read =>
  read('route-get', netns, [
    `to=${path.flow.remoteAddress}`,
    `from=${path.flow.localAddress}`,
    `iif=${device}`,
  ]);

const addressOf = (port: PortFacts | null): string => port?.addresses[0]?.address ?? '';

const computeReads = (path: Path, parts: Parts): Read[] => {
  const { neutron, flow } = path;
  const tap = path.points.find(({ role }) => role === 'tap')?.device;
  const reads = [
    ...ovsReads(),
    ...kernelReads(),
    ...vmPortReads(path, parts.compute, neutron.port),
    ...[...new Set([tap, parts.vmPort])]
      .filter((device) => device !== undefined && device !== '')
      .map((device) => read('qdiscs', '', [`dev=${device}`], 'both')),
  ];
  if (neutron.routerPort === null || neutron.router?.distributed !== true) return reads;
  return [
    ...reads,
    ...routerReads(
      parts.qrouter,
      [parts.qr],
      [addressOf(neutron.snatPort), flow.localAddress, neutron.remote ? flow.remoteAddress : ''],
    ),
    routeGet(path, parts.qrouter, parts.qr),
  ];
};

/** br-tun of a node: the way to `to` on the other one, and back from it. */
const tunnelReads = (
  path: Path,
  end: { node: string; peer: string; wiredPort: string | undefined; to: string; vni?: number },
): Read[] => {
  const facts = factsOf(path, end.node);
  const vlan = wiringOf(path, end.node, end.wiredPort)?.tag ?? 0;
  const peerAddress = factsOf(path, end.peer)?.tunnelAddress ?? '';
  const device = facts?.tunnelDevices[0];
  if (peerAddress === '') return [];
  return [
    flows('br-tun', 4, `tun_id=${end.vni ?? path.neutron.network.segmentationId}`),
    flows('br-tun', 20, `dl_dst=${end.to}`),
    ...(vlan > 0
      ? [flows('br-tun', 22, `dl_vlan=${vlan}`), flows('br-tun', 1, `dl_vlan=${vlan}`)]
      : []),
    ...(device === undefined ? [] : [read('links', '', [`dev=${device}`])]),
    read('route-get', '', [`to=${peerAddress}`]),
    // Empty with the kernel datapath, where the kernel's own neighbours serve the tunnels.
    read('tunnel-neighbours', ''),
    // With the kernel datapath the tunnel is a UDP socket behind the node's own firewall.
    read('iptables', '', ['table=filter']),
  ];
};

/** Between a port that faces outside and the wire: which VLANs are let out, and in. */
const outerReads = (path: Path, node: string): Read[] => {
  const external = factsOf(path, node)?.externalBridge || 'br-ex';
  return [flows(external, 2, ''), flows('br-int', 0, `in_port=int-${external}`)];
};

const networkReads = (path: Path, parts: Parts): Read[] => {
  const { neutron, flow } = path;
  const distributed = neutron.router?.distributed === true;
  const netns = distributed ? parts.snat : parts.qrouter;
  const inner = distributed ? neutron.snatPort : neutron.routerPort;
  const innerDevice = distributed ? parts.sg : parts.qr;
  return [
    ...ovsReads(),
    ...kernelReads(),
    ...(inner === null ? [] : [flows('br-int', null, `dl_dst=${inner.mac}`)]),
    ...outerReads(path, parts.network),
    ...(neutron.router?.ha === true ? [read('ha-state', '', [`router=${neutron.router.id}`])] : []),
    ...routerReads(
      netns,
      [innerDevice, parts.qg],
      [neutron.externalSubnet?.gateway ?? '', flow.localAddress],
    ),
    routeGet(path, netns, innerDevice),
    read('iptables', netns, ['table=nat'], 'both'),
    read('conntrack', netns, [`src=${flow.localAddress}`, `dst=${flow.remoteAddress}`], 'both'),
    read('conntrack-stats', netns, [], 'both'),
  ];
};

/** Both ends of the tunnel between the VM's node and the one that translates. */
const overlayReads = (path: Path, parts: Parts, add: Add): void => {
  const { neutron, flow } = path;
  const { compute, network } = parts;
  const distributed = neutron.router?.distributed === true;
  const inner = distributed ? neutron.snatPort : neutron.routerPort;
  if (inner === null || network === '' || network === compute) return;
  const outward = { node: compute, peer: network, wiredPort: flow.portId, to: inner.mac };
  const back = { node: network, peer: compute, wiredPort: inner.id, to: flow.mac };
  add(compute, tunnelReads(path, outward));
  add(network, tunnelReads(path, back));
};

/** Ports of a network on the path, by id: any of them tells its local VLAN on a node. */
const portsOfNetwork = ({ neutron }: Path, vni: number): Set<string> => {
  const { port, network, remote, routerPorts } = neutron;
  const { id } =
    remote !== null && remote.network.segmentationId === vni ? remote.network : network;
  const ports = [port, ...routerPorts, ...(remote === null ? [] : [remote.port])];
  return new Set(ports.filter(({ networkId }) => networkId === id).map((one) => one.id));
};

/** East-west: every tunnel that the packets and their answers take. */
const crossingReads = (path: Path, add: Add): void => {
  if (path.exit !== 'none') return;
  for (const direction of ['forward', 'reply'] as const) {
    const nics = path.points.filter(
      (point) => point.role === 'tunnel-nic' && point.direction === direction,
    );
    for (const [index, out] of nics.entries()) {
      const peer = nics[index + 1];
      const to = out.expect.destinationMac;
      if (out.side !== 'out' || peer === undefined || to === null) continue;
      const ports = portsOfNetwork(path, out.vni);
      const wired = (node: string) =>
        factsOf(path, node)?.interfaces.find(({ portId }) => ports.has(portId))?.portId;
      const end = { node: out.node, peer: peer.node, wiredPort: wired(out.node), to };
      add(out.node, tunnelReads(path, { ...end, vni: out.vni }));
      add(peer.node, [flows('br-tun', 4, `tun_id=${out.vni}`)]);
    }
  }
};

/** Floating IP: the compute node's own exit through fip-. */
const floatingReads = (path: Path, parts: Parts): Read[] => {
  if (path.exit !== 'fip' || path.neutron.router === null) return [];
  const id = path.neutron.router.id.slice(0, 10);
  const fg = path.points.find(({ role }) => role === 'fg')?.device;
  return [
    ...outerReads(path, parts.compute),
    ...routerReads(parts.fip, [`fpr-${id}`], [path.neutron.externalSubnet?.gateway ?? '']),
    ...(fg === undefined
      ? []
      : [read('sysctls', parts.fip, [`key=net.ipv4.conf.${fg}.proxy_arp`])]),
    read('iptables', parts.qrouter, ['table=nat'], 'both'),
    read('conntrack', parts.qrouter, [`src=${path.flow.localAddress}`], 'both'),
    read('neighbours', parts.qrouter, [`dev=rfp-${id}`]),
  ];
};

/** East-west: the other VM's port and router. */
const remoteReads = (path: Path, parts: Parts): [string, Read[]] => {
  const { remote, router } = path.neutron;
  if (remote === null) return ['', []];
  const node = remote.port.host;
  return [
    node,
    [
      ...(node === parts.compute ? [] : [...ovsReads(), ...kernelReads()]),
      ...vmPortReads(path, node, remote.port),
      ...(router?.distributed === true && node !== parts.compute
        ? routerReads(parts.qrouter, [], [path.flow.localAddress])
        : []),
    ],
  ];
};

type Add = (node: string, reads: readonly Read[]) => void;

/** Errors and drops of every device that packets of the path cross: one file per namespace. */
const deviceReads = ({ points }: Path, add: Add): void => {
  const places = new Map<string, { node: string; netns: string; devices: Set<string> }>();
  for (const { node, netns, device } of points.filter(hasDevice)) {
    const key = `${node}\n${netns}`;
    const place = places.get(key) ?? { node, netns, devices: new Set<string>() };
    place.devices.add(device);
    places.set(key, place);
  }
  for (const { node, netns, devices } of places.values()) {
    const selectors = [...devices].map((device) => `dev=${device}`);
    add(node, [read('device-counters', netns, selectors, 'both')]);
  }
};

/** What the kernel of each node drops of this very flow; lasts as long as the order. */
const dropReads = ({ points, flow }: Path, add: Add): void => {
  const addresses = new Set([flow.localAddress, flow.natAddress, flow.remoteAddress]);
  const selectors = [...addresses].filter(Boolean).map((address) => `address=${address}`);
  for (const node of new Set(points.map((point) => point.node)))
    add(node, [read('drop-reasons', '', selectors, 'both')]);
};

/**
 * The reads every cause of explain needs, per node of the path. Pure. Nodes whose agent was not
 * reached are left to the caller. At most 25 programs a node, 8 of them before the window; what is
 * read from files of the kernel, or asked of it, costs next to nothing.
 */
export const evidenceNeeds = (path: Path): EvidenceNeed[] => {
  const parts = partsOf(path);
  const needs: EvidenceNeed[] = [];
  const add: Add = (node, reads) => {
    for (const one of reads) if (node !== '') needs.push({ node, ...one });
  };
  add(parts.compute, computeReads(path, parts));
  add(parts.compute, floatingReads(path, parts));
  if (parts.network !== '') add(parts.network, networkReads(path, parts));
  overlayReads(path, parts, add);
  crossingReads(path, add);
  add(...remoteReads(path, parts));
  deviceReads(path, add);
  dropReads(path, add);
  return withoutRepeats(needs);
};

/** The same question once; `both` when anybody wants both. */
const withoutRepeats = (needs: readonly EvidenceNeed[]): EvidenceNeed[] => {
  const kept = new Map<string, EvidenceNeed>();
  for (const need of needs) {
    const key = [need.node, need.reader, need.netns, ...need.selectors].join('\n');
    const earlier = kept.get(key);
    if (earlier === undefined || need.phase === 'both') kept.set(key, need);
  }
  return [...kept.values()];
};
