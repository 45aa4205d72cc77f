// What is worth reading once the place of a loss is known and nothing explains it yet: vswitchd's
// own trace of the very packet that was lost, from the port by which it entered the guilty segment,
// the members of groups that a firewall rule asked for, filters that only a person can have made,
// and the devices that Nova plugs. Pure; it reads nothing itself.

import { type Correlation } from '../correlate/journeys.ts';
import { type Localisation } from '../localise/finding.ts';
import { portFirewall } from '../neutron-names.ts';
import { type EvidenceNeed } from '../plan/needs.ts';
import { hasDevice, type Point, type Role, type SegmentKind } from '../resolve/path.ts';
import { type Recording } from '../run/recording.ts';
import { arpSilenceNeeds } from './arp-silence.ts';
import { arpFlow, arpPlace } from './arp-outside.ts';
import { type CaseFile, createCaseFile } from './case-file.ts';
import { filteredPort } from './filtered-port.ts';
import { forwardingKey } from './forwarding.ts';
import { lostPacket } from './lost-packet.ts';
import { isForeign } from './nft-view.ts';
import { VXLAN_PORT } from './outer-packet.ts';
import { pluggedPort, plugsOf } from './plumbing.ts';
import { ROUTED } from './routed-view.ts';
import { lostSample } from './sample.ts';
import { TUNNEL_BRIDGE, tunnelView } from './tunnel-view.ts';

interface Entry {
  readonly node: string;
  readonly bridge: string;
  readonly port: string;
  /** 0 when it does not come out of a tunnel. */
  readonly vni: number;
}

/** Segments that a switch is in. */
export const SWITCHED: readonly SegmentKind[] = [
  'integration-bridge',
  'tunnel-out',
  'tunnel-in',
  'external-bridge',
];

/** Reads of ipsets at most: a firewall chain names a handful of remote groups. */
const SETS_MAX = 8;

/** The bridge of a node that its external network is mapped to. */
export const externalBridgeOf = (file: CaseFile, { node }: Pick<Point, 'node'>): string =>
  file.path.nodes.find(({ name }) => name === node)?.externalBridge || 'br-ex';

/** The switch port by which the packet enters the guilty segment; null where no switch is. */
export const switchEntry = (file: CaseFile): Entry | null => {
  const { place } = file;
  if (place === null || !SWITCHED.includes(place.kind)) return null;
  if (place.kind === 'tunnel-in') {
    const view = tunnelView(file);
    if (view === null) return null;
    return { node: view.to.node, bridge: TUNNEL_BRIDGE, port: view.to.portName, vni: view.vni };
  }
  const { from } = place;
  if (from === null) return null;
  const outside = from.role === 'ext-nic' || from.role === 'provider-nic';
  const bridge = outside ? externalBridgeOf(file, from) : 'br-int';
  return { node: from.node, bridge, port: from.device, vni: 0 };
};

/**
 * The bridge that holds the tunnel's endpoint on the receiving node, and the port by which the
 * outer packet enters it; null when the endpoint is on no bridge, or nothing was lost behind it.
 */
export const outerEntry = (file: CaseFile): Entry | null => {
  const { place, path } = file;
  const view = place?.kind === 'tunnel-in' ? tunnelView(file) : null;
  if (view === null) return null;
  const { node } = view.to;
  const port = path.nodes.find(({ name }) => name === node)?.tunnelDevices[0];
  const local = file.routeGet(node, '', view.from.address)?.route?.device;
  const isBridge = file
    .ovsInterfaces(node)
    ?.some(({ name, type }) => name === local && type === 'internal');
  if (port === undefined || local === undefined || isBridge !== true) return null;
  return { node, bridge: local, port, vni: 0 };
};

const outerFlow = (file: CaseFile, { port }: Entry): string => {
  const view = tunnelView(file);
  const ends = [`nw_src=${view?.from.address ?? ''}`, `nw_dst=${view?.to.address ?? ''}`];
  return [`in_port=${port}`, 'udp', ...ends, 'nw_ttl=64', `udp_dst=${VXLAN_PORT}`].join(',');
};

/** vswitchd's own answer for the outer packet, where it arrives on a bridge. */
const outerNeeds = (file: CaseFile): EvidenceNeed[] => {
  const entry = outerEntry(file);
  if (entry === null) return [];
  const selectors = [`bridge=${entry.bridge}`, `flow=${outerFlow(file, entry)}`];
  return [{ node: entry.node, reader: 'ofproto-trace', netns: '', selectors, phase: 'after' }];
};

/** The lost packet in ovs-fields(7), as it was seen. */
const flowOf = (file: CaseFile, entry: Entry): string | null => {
  const sample = lostSample(file);
  if (sample === null || file.place === null) return null;
  const { protocol } = file.path.flow;
  const packet = lostPacket(file, file.place.direction);
  const ports =
    protocol === 'icmp'
      ? [`icmp_type=${packet.icmpType ?? 8}`, 'icmp_code=0']
      : [
          `${protocol}_src=${sample.sourcePort ?? 0}`,
          `${protocol}_dst=${sample.destinationPort ?? 0}`,
        ];
  return [
    `in_port=${entry.port}`,
    ...(entry.vni === 0 ? [] : [`tun_id=${entry.vni}`]),
    protocol,
    `dl_src=${sample.sourceMac}`,
    `dl_dst=${sample.destinationMac}`,
    `nw_src=${sample.source}`,
    `nw_dst=${sample.destination}`,
    'nw_ttl=64',
    ...ports,
  ].join(',');
};

const traceNeeds = (file: CaseFile): EvidenceNeed[] => {
  const entry = switchEntry(file);
  const flow = entry === null ? null : flowOf(file, entry);
  if (entry === null || flow === null || file.place === null) return [];
  const state = file.place.direction === 'reply' ? 'trk,est,rpl' : 'trk,new';
  const filtered = filteredPort(file)?.port ?? file.path.neutron.port;
  const tracked = portFirewall(file.path, filtered) === 'openvswitch' ? [`ct=${state}`] : [];
  const selectors = [`bridge=${entry.bridge}`, `flow=${flow}`, ...tracked];
  return [{ node: entry.node, reader: 'ofproto-trace', netns: '', selectors, phase: 'after' }];
};

/** Where ARP vanishes it is the request, or the answer, that is traced. */
const arpNeeds = (file: CaseFile): EvidenceNeed[] => {
  const place = arpPlace(file);
  const entry = place === null ? null : switchEntry({ ...file, place });
  const flow = arpFlow(file);
  if (entry === null || flow === null) return [];
  const selectors = [`bridge=${entry.bridge}`, `flow=in_port=${entry.port},${flow}`];
  return [{ node: entry.node, reader: 'ofproto-trace', netns: '', selectors, phase: 'after' }];
};

/** Sets that rules of the VM's own chains look addresses up in. */
const setNeeds = (file: CaseFile): EvidenceNeed[] => {
  const filtered = filteredPort(file);
  if (file.place?.kind !== 'security-group' || filtered === null) return [];
  const { node } = filtered;
  const chains = file.iptables(node, '', 'filter')?.chains;
  if (chains === undefined) return [];
  const id = filtered.port.id.slice(0, 10);
  const names = new Set<string>();
  for (const { name, rules } of chains.values())
    if (name.endsWith(id))
      for (const { matches } of rules)
        for (const match of matches) if (match.name === 'set') names.add(match.values[0] ?? '');
  return [...names].slice(0, SETS_MAX).map((name) => ({
    node,
    reader: 'ipset',
    netns: '',
    selectors: [`set=${name}`],
    phase: 'after',
  }));
};

/**
 * Inside a router: other filters than FORWARD, what rewrites destinations, and whether the device
 * that the packet came in by forwards. Neutron has nothing there that drops.
 */
const filterNeeds = (file: CaseFile): EvidenceNeed[] => {
  const { place } = file;
  if (place === null || place.from === null || !ROUTED.has(place.kind)) return [];
  const { node, netns, device } = place.from;
  const at = { node, netns, phase: 'after' } as const;
  const tables = ['raw', 'nat'].filter((table) => file.iptables(node, netns, table) === null);
  return [
    ...tables.map((table): EvidenceNeed => ({
      ...at,
      reader: 'iptables',
      selectors: [`table=${table}`],
    })),
    { ...at, reader: 'sysctls', selectors: [`key=${forwardingKey(device)}`] },
  ];
};

const NFT = { selectors: [], phase: 'after' } as const;

/** Devices are asked for where chains hang at some, or may: nft 1.0.6 does not say them in JSON. */
const nftReads = (file: CaseFile, at: { node: string; netns: string }): EvidenceNeed[] => {
  const chains = file.nft(at.node, at.netns);
  const isUnsaid = chains?.some(
    ({ hook, devices }) => (hook === 'ingress' || hook === 'egress') && devices === null,
  );
  // What was read while packets flew counted some of them only.
  const isCounted = chains === null || chains.some(isForeign);
  return [
    ...(isCounted ? [{ ...at, ...NFT, reader: 'nft-ruleset' as const }] : []),
    ...(isUnsaid !== false ? [{ ...at, ...NFT, reader: 'nft-chains' as const }] : []),
  ];
};

/**
 * Chains of nftables behind the device that packets, or the ARP before them, came in by, and before
 * the one they should leave by: beyond the two nothing of a segment is asked.
 */
const nftNeeds = (file: CaseFile): EvidenceNeed[] => {
  const namespaces = new Map<string, { node: string; netns: string }>();
  for (const place of [file.place, arpPlace(file)]) {
    const [from, to] = [place?.from ?? null, place?.to ?? null];
    const ends = [from?.side === 'in' ? from : null, to?.side === 'out' ? to : null];
    for (const end of ends)
      if (end !== null && hasDevice(end)) {
        const { node, netns } = end;
        namespaces.set(`${node}\n${netns}`, { node, netns });
      }
  }
  return [...namespaces.values()].flatMap((at) => nftReads(file, at));
};

/** Tables that br_netfilter asks beside filter: Neutron drops nothing there. */
const bridgedNeeds = (file: CaseFile): EvidenceNeed[] => {
  const filtered = filteredPort(file);
  if (file.place?.kind !== 'security-group' || filtered === null) return [];
  if (portFirewall(file.path, filtered.port) !== 'iptables_hybrid') return [];
  return ['raw', 'mangle'].map((table) => ({
    node: filtered.node,
    reader: 'iptables',
    netns: '',
    selectors: [`table=${table}`],
    phase: 'after',
  }));
};

const VM_SIDE: readonly SegmentKind[] = ['vm', 'security-group', 'veth', 'integration-bridge'];

/** The devices between a VM and br-int. */
const plugNeeds = (file: CaseFile): EvidenceNeed[] => {
  const { place } = file;
  const isLast = place?.to?.role === 'tap' || place?.to?.role === 'qvo';
  if (place === null || (!VM_SIDE.includes(place.kind) && !isLast)) return [];
  const port = pluggedPort(file);
  return plugsOf(port).map(({ device }) => ({
    node: port.host,
    reader: 'links',
    netns: '',
    selectors: [`dev=${device}`],
    phase: 'after',
  }));
};

const CARDS: readonly Role[] = ['tunnel-nic', 'provider-nic', 'ext-nic'];

const isRead = (file: CaseFile, { node, netns, device }: Point): boolean =>
  file.links(node, netns)?.some(({ name }) => name === device) === true;

/** The node's own cards at the two ends: switched on, with a carrier? */
const cardNeeds = (file: CaseFile): EvidenceNeed[] =>
  [file.place?.from ?? null, file.place?.to ?? null]
    .filter((point): point is Point => point !== null && CARDS.includes(point.role))
    .filter((point) => hasDevice(point) && !isRead(file, point))
    .map(({ node, netns, device }) => ({
      node,
      reader: 'links',
      netns,
      selectors: [`dev=${device}`],
      phase: 'after',
    }));

/** Queues and filters (tc) of the two devices between which packets vanish. */
const queueNeeds = (file: CaseFile): EvidenceNeed[] => {
  // Where ARP vanishes it is the same devices that may take it.
  return [file.place, arpPlace(file)]
    .flatMap((place) => [place?.from ?? null, place?.to ?? null])
    .filter((point): point is Point => point !== null && hasDevice(point))
    .filter(({ node, netns, device }) => file.qdiscs(node, netns, device) === null)
    .map(({ node, netns, device }) => ({
      node,
      reader: 'qdiscs',
      netns,
      selectors: [`dev=${device}`],
      phase: 'after',
    }));
};

const NEEDS = [
  ...[traceNeeds, outerNeeds, arpNeeds, queueNeeds],
  ...[setNeeds, filterNeeds, nftNeeds, bridgedNeeds, plugNeeds, cardNeeds, arpSilenceNeeds],
] as const;

/** Reads that may turn an unexplained loss into an explained one; few, and each narrow. */
export const followUps = (
  recording: Recording,
  correlation: Correlation,
  localisation: Localisation,
): EvidenceNeed[] => {
  const file = createCaseFile(recording, correlation, localisation);
  return NEEDS.flatMap((needsOf) => needsOf(file));
};
