// What is worth reading once the place of a loss is known and nothing explains it yet: vswitchd's
// own trace of the very packet that was lost, what its ports are set to, the members of groups that
// a firewall rule asked for, filters that only a person can have made, and the devices that Nova
// plugs. Pure; it reads nothing itself.

import { type Correlation } from '../correlate/journeys.ts';
import { type Localisation } from '../localise/finding.ts';
import { portFirewall } from '../neutron-names.ts';
import { type EvidenceNeed } from '../plan/needs.ts';
import { hasDevice, type Point, type Role, type SegmentKind } from '../resolve/path.ts';
import { type Recording } from '../run/recording.ts';
import { arpSilenceNeeds } from './arp-silence.ts';
import { arpPlace } from './arp-outside.ts';
import { type CaseFile, createCaseFile } from './case-file.ts';
import { filteredPort } from './filtered-port.ts';
import { forwardingKey } from './forwarding.ts';
import { isForeign } from './nft-view.ts';
import { pluggedPort, plugsOf } from './plumbing.ts';
import { ROUTED } from './routed-view.ts';
import { switchNeeds } from './switch-needs.ts';
import { arpNeeds, outerNeeds, traceNeeds, ttlNeeds } from './trace-needs.ts';

/** Reads of ipsets at most: a firewall chain names a handful of remote groups. */
const SETS_MAX = 8;

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
  ...[traceNeeds, outerNeeds, arpNeeds, ttlNeeds, switchNeeds, queueNeeds],
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
