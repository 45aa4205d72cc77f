// Which state each node is asked for, so that explain can name a cause: few reads, each as narrow
// as its reader allows. Counters are read before and after the window, state after it only: arming
// must stay short. This is explain's shopping list; it decides nothing else.

import type { ReaderName } from '@hopscope/proto';
import { partsOf, tunnelPort, type Parts } from '../neutron-names.ts';
import type { Path } from '../resolve/path.ts';
import { traceFlow } from './trace-flow.ts';

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

const INTEGRATION = 'bridge=br-int';
const TUNNEL = 'bridge=br-tun';

const read = (
  reader: ReaderName,
  netns: string,
  selectors: readonly string[] = [],
  phase: Phase = 'after',
): Read => ({ reader, netns, selectors, phase });

const keys = (...names: string[]): string[] => names.map((name) => `key=${name}`);

/** Everywhere: ports and interfaces of Open vSwitch (names, ofports, tags, tunnels). */
const ovsReads = (): Read[] => [
  read('ovsdb', '', ['table=Interface']),
  read('ovsdb', '', ['table=Port']),
];

/** Flows that only this port's packets reach: reg5 is its ofport (openvswitch firewall). */
const ownFlows = (path: Path, parts: Parts): Read[] => {
  const own = path.nodes
    .find(({ name }) => name === parts.compute)
    ?.interfaces.find(({ portId }) => portId === path.flow.portId);
  if (own === undefined || own.ofport <= 0) return [];
  return [read('flows', '', [INTEGRATION, `match=reg5=${own.ofport}`], 'both')];
};

/** What filters the VM's port on its own node. */
const firewallReads = (path: Path, parts: Parts): Read[] => {
  if (path.firewall === 'openvswitch')
    return [
      read('flows', '', [INTEGRATION, 'table=0'], 'both'),
      read('flows', '', [INTEGRATION, 'table=1']),
      read('flows', '', [INTEGRATION, 'table=60'], 'both'),
      ...ownFlows(path, parts),
      // Addresses of a remote group are flows without the port: ask for this peer's only.
      read('flows', '', [INTEGRATION, `match=ip,nw_dst=${path.flow.remoteAddress}`]),
      read('flows', '', [INTEGRATION, `match=ip,nw_src=${path.flow.remoteAddress}`]),
    ];
  // Without the openvswitch firewall br-int has a dozen flows a port: whole is cheap.
  const flows = read('flows', '', [INTEGRATION], 'both');
  if (path.firewall === 'none') return [flows];
  return [
    flows,
    read('iptables', '', ['table=filter'], 'both'),
    read('iptables', '', ['table=filter', 'backend=legacy']),
    read('nft-ruleset', ''),
    read('sysctls', '', keys('net.bridge.bridge-nf-call-iptables')),
  ];
};

/** A namespace that routes: policy, tables, neighbours of the next hops, switches, counters. */
const routerReads = (
  netns: string,
  devices: readonly string[],
  neighbours: readonly string[],
): Read[] => [
  read('rules', netns),
  read('routes', netns, ['table=all']),
  ...neighbours.filter((to) => to !== '').map((to) => read('neighbours', netns, [`to=${to}`])),
  read('addresses', netns),
  read(
    'sysctls',
    netns,
    keys(
      'net.ipv4.ip_forward',
      'net.ipv4.conf.all.rp_filter',
      'net.ipv4.conf.all.send_redirects',
      'net.netfilter.nf_conntrack_count',
      'net.netfilter.nf_conntrack_max',
      'net.netfilter.nf_conntrack_tcp_loose',
      ...devices.map((device) => `net.ipv4.conf.${device}.rp_filter`),
    ),
  ),
  read('iptables', netns, ['table=filter'], 'both'),
  read('nstat', netns, [], 'both'),
];

const first = (port: { addresses: readonly { address: string }[] } | null): string =>
  port?.addresses[0]?.address ?? '';

const computeReads = (path: Path, parts: Parts, remoteVtep: string): Read[] => {
  const { neutron, flow } = path;
  const reads = [...ovsReads(), ...firewallReads(path, parts)];
  const gateway = neutron.routerPort;
  if (gateway !== null) {
    reads.push(
      ...routerReads(parts.qrouter, [parts.qr], [first(neutron.snatPort), flow.localAddress]),
      read('route-get', parts.qrouter, [
        `to=${flow.remoteAddress}`,
        `from=${flow.localAddress}`,
        `iif=${parts.qr}`,
      ]),
      read('iptables', parts.qrouter, ['table=mangle']),
      read('ofproto-trace', '', [
        INTEGRATION,
        `flow=${traceFlow(path, { inPort: parts.vmPort, from: flow.mac, to: gateway.mac })}`,
        ...(path.firewall === 'openvswitch' ? ['ct=trk,new'] : []),
      ]),
    );
  }
  if (remoteVtep === '') return reads;
  reads.push(
    read('flows', '', [TUNNEL, 'table=0']),
    read('flows', '', [TUNNEL, 'table=4', `match=tun_id=${neutron.network.segmentationId}`]),
    read('links', '', tunnelDevice(path, parts.compute)),
    read('route-get', '', [`to=${remoteVtep}`]),
  );
  if (gateway !== null && neutron.snatPort !== null)
    reads.push(
      read('flows', '', [TUNNEL, 'table=1', `match=dl_src=${gateway.mac}`]),
      read('flows', '', [TUNNEL, 'table=20', `match=dl_dst=${neutron.snatPort.mac}`]),
      read('ofproto-trace', '', [
        INTEGRATION,
        `flow=${traceFlow(path, { inPort: parts.qr, from: gateway.mac, to: neutron.snatPort.mac })}`,
      ]),
      read('ofproto-trace', '', [
        TUNNEL,
        `flow=${traceFlow(path, {
          inPort: tunnelPort(remoteVtep),
          from: neutron.snatPort.mac,
          to: flow.mac,
          reply: true,
          vni: neutron.network.segmentationId,
        })}`,
        ...(path.firewall === 'openvswitch' ? ['ct=trk,est,rpl'] : []),
      ]),
    );
  return reads;
};

const tunnelDevice = (path: Path, node: string): string[] => {
  const device = path.nodes.find(({ name }) => name === node)?.tunnelDevices[0];
  return device === undefined ? [] : [`dev=${device}`];
};

const networkReads = (path: Path, parts: Parts, remoteVtep: string): Read[] => {
  const { neutron, flow } = path;
  const sgMac = neutron.snatPort?.mac ?? '';
  const external = path.nodes.find(({ name }) => name === parts.network)?.externalBridge || 'br-ex';
  const { snat } = parts;
  return [
    ...(parts.network === parts.compute ? [] : ovsReads()),
    read('flows', '', [INTEGRATION, 'table=0']),
    read('flows', '', [INTEGRATION, 'table=1', `match=dl_dst=${sgMac}`]),
    read('flows', '', [INTEGRATION, 'table=60', `match=dl_dst=${sgMac}`]),
    read('flows', '', [TUNNEL, 'table=0']),
    read(
      'flows',
      '',
      [TUNNEL, 'table=4', `match=tun_id=${neutron.network.segmentationId}`],
      'both',
    ),
    read('flows', '', [TUNNEL, 'table=9']),
    read('flows', '', [TUNNEL, 'table=20', `match=dl_dst=${flow.mac}`]),
    read('flows', '', [`bridge=${external}`], 'both'),
    read('links', '', tunnelDevice(path, parts.network)),
    ...routerReads(
      snat,
      [parts.sg, parts.qg],
      [neutron.externalSubnet?.gateway ?? '', flow.localAddress],
    ),
    read('route-get', snat, [
      `to=${flow.remoteAddress}`,
      `from=${flow.localAddress}`,
      `iif=${parts.sg}`,
    ]),
    read('iptables', snat, ['table=nat'], 'both'),
    read('iptables', snat, ['table=mangle']),
    read('conntrack', snat, [`src=${flow.localAddress}`, `dst=${flow.remoteAddress}`], 'both'),
    read('conntrack-stats', snat, [], 'both'),
    ...tunnelArrivals(path, parts, remoteVtep),
  ];
};

/** vswitchd's own word on the two ways through a network node. */
const tunnelArrivals = (path: Path, parts: Parts, remoteVtep: string): Read[] => {
  const { neutron, flow } = path;
  if (neutron.snatPort === null) return [];
  const arrival = {
    inPort: tunnelPort(remoteVtep),
    from: neutron.routerPort?.mac ?? '',
    to: neutron.snatPort.mac,
    vni: neutron.network.segmentationId,
  };
  const reply = { inPort: parts.sg, from: neutron.snatPort.mac, to: flow.mac, reply: true };
  return [
    ...(remoteVtep === ''
      ? []
      : [read('ofproto-trace', '', [TUNNEL, `flow=${traceFlow(path, arrival)}`])]),
    read('ofproto-trace', '', [INTEGRATION, `flow=${traceFlow(path, reply)}`]),
  ];
};

/** Floating IP: the compute node's own exit through fip-. */
const floatingReads = (path: Path, parts: Parts): Read[] => {
  if (path.exit !== 'fip' || path.neutron.router === null) return [];
  const id = path.neutron.router.id.slice(0, 10);
  return [
    ...routerReads(parts.fip, [`fpr-${id}`], [path.neutron.externalSubnet?.gateway ?? '']),
    read('iptables', parts.qrouter, ['table=nat'], 'both'),
    read('conntrack', parts.qrouter, [`src=${path.flow.localAddress}`], 'both'),
    read('neighbours', parts.qrouter, [`dev=rfp-${id}`]),
  ];
};

/**
 * The reads every cause of explain needs, per node of the path. Pure. Nodes whose agent was not
 * reached are left to the caller. At most 40 reads a node, about a third of them before the window.
 */
export const evidenceNeeds = (path: Path): EvidenceNeed[] => {
  const parts = partsOf(path);
  const vtep = (node: string): string =>
    path.nodes.find(({ name }) => name === node)?.tunnelAddress ?? '';
  const apart = parts.network !== '' && parts.network !== parts.compute;
  const needs: EvidenceNeed[] = [];
  const add = (node: string, reads: readonly Read[]): void => {
    for (const one of reads) if (node !== '') needs.push({ node, ...one });
  };
  add(parts.compute, computeReads(path, parts, apart ? vtep(parts.network) : ''));
  add(parts.compute, floatingReads(path, parts));
  add(parts.network, networkReads(path, parts, apart ? vtep(parts.compute) : ''));
  return withoutRepeats(needs);
};

const withoutRepeats = (needs: readonly EvidenceNeed[]): EvidenceNeed[] => {
  const kept = new Map<string, EvidenceNeed>();
  for (const need of needs) {
    const key = [need.node, need.reader, need.netns, ...need.selectors].join('\n');
    const earlier = kept.get(key);
    if (earlier === undefined || need.phase === 'both') kept.set(key, need);
  }
  return [...kept.values()];
};
