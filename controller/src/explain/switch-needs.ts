// What the bridges of the guilty segment are asked: what their ports are set to, where they know
// the lost packet's destination, and, where packets ended in a meter, which.

import { type EvidenceNeed } from '../plan/needs.ts';
import { arpPlace } from './arp-outside.ts';
import { type CaseFile } from './case-file.ts';
import { METER_DROPS } from './meters.ts';
import { destinationMac } from './static-mac.ts';
import { type Crossed, switchWay } from './switch-way.ts';
import { TUNNEL_BRIDGE } from './tunnel-view.ts';

const METERS = ['ovs-meters', 'ovs-meter-limits'] as const;

const needsOf = (file: CaseFile, { node, bridge }: Crossed): EvidenceNeed[] => {
  const ask = (reader: EvidenceNeed['reader'], ...more: string[]): EvidenceNeed => ({
    node,
    reader,
    netns: '',
    selectors: [`bridge=${bridge}`, ...more],
    phase: 'after',
  });
  const mac = destinationMac(file);
  // br-tun sends by its flows alone.
  const learns = mac !== null && bridge !== TUNNEL_BRIDGE;
  const meters = (file.coverageDelta(node, METER_DROPS) ?? 0) > 0 ? METERS : [];
  return [
    ask('openflow-ports'),
    ...(learns ? [ask('fdb', `mac=${mac}`)] : []),
    ...meters.map((reader) => ask(reader)),
  ];
};

/** Of the packets' way, and where the ARP before them vanishes of its way. */
export const switchNeeds = (file: CaseFile): EvidenceNeed[] =>
  [file.place, arpPlace(file)].flatMap((place) => {
    const at = { ...file, place };
    return switchWay(at).flatMap((crossed) => needsOf(at, crossed));
  });
