// Packets that vswitchd itself is asked to trace: the one that was lost, from the port by which it
// entered the guilty segment, the one around it, the ARP before it, and where a router ended it for
// its time to live, the same through the switches before that router.

import { portFirewall } from '../neutron-names.ts';
import { type EvidenceNeed } from '../plan/needs.ts';
import { arpFlow, arpPlace } from './arp-outside.ts';
import { type CaseFile } from './case-file.ts';
import { filteredPort } from './filtered-port.ts';
import { lostPacket } from './lost-packet.ts';
import { VXLAN_PORT } from './outer-packet.ts';
import { lostSample } from './sample.ts';
import { outerEntry, type SwitchEntry, switchEntry } from './switch-entry.ts';
import { switchedBefore, timeExceeded } from './time-exceeded.ts';
import { tunnelView } from './tunnel-view.ts';

const outerFlow = (file: CaseFile, { port }: SwitchEntry): string => {
  const view = tunnelView(file);
  const ends = [`nw_src=${view?.from.address ?? ''}`, `nw_dst=${view?.to.address ?? ''}`];
  return [`in_port=${port}`, 'udp', ...ends, 'nw_ttl=64', `udp_dst=${VXLAN_PORT}`].join(',');
};

/** vswitchd's own answer for the outer packet, where it arrives on a bridge. */
export const outerNeeds = (file: CaseFile): EvidenceNeed[] => {
  const entry = outerEntry(file);
  if (entry === null) return [];
  const selectors = [`bridge=${entry.bridge}`, `flow=${outerFlow(file, entry)}`];
  return [{ node: entry.node, reader: 'ofproto-trace', netns: '', selectors, phase: 'after' }];
};

/** The lost packet in ovs-fields(7), as it was seen. */
const flowOf = (file: CaseFile, entry: SwitchEntry): string | null => {
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

export const traceNeeds = (file: CaseFile): EvidenceNeed[] => {
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
export const arpNeeds = (file: CaseFile): EvidenceNeed[] => {
  const place = arpPlace(file);
  const entry = place === null ? null : switchEntry({ ...file, place });
  const flow = arpFlow(file);
  if (entry === null || flow === null) return [];
  const selectors = [`bridge=${entry.bridge}`, `flow=in_port=${entry.port},${flow}`];
  return [{ node: entry.node, reader: 'ofproto-trace', netns: '', selectors, phase: 'after' }];
};

/** A flow may have set the time to live that a router ended. */
export const ttlNeeds = (file: CaseFile): EvidenceNeed[] =>
  timeExceeded(file) === null ? [] : switchedBefore(file).flatMap(traceNeeds);
