// The side of every frame of a file that does not say (tcpdump's pcap). On most devices one
// direction passes one side, so the direction tells; where it passes both (a qr- device), the
// MAC address that the next hop accepts tells, or else which copy came first.

import { DIRECTION, KIND, macHash, parseMac, type PacketColumns } from '@hopscope/packet';
import type { MapPoint } from './map.ts';

const SIDE = { in: 0, out: 1 } as const;

interface Candidate {
  readonly side: number;
  readonly destinationMac: number | null;
}

const candidateOf = ({ side, destinationMac }: MapPoint): Candidate => {
  const bytes = destinationMac === undefined ? null : parseMac(destinationMac);
  return { side: SIDE[side], destinationMac: bytes === null ? null : macHash(bytes) };
};

const choose = (
  candidates: readonly Candidate[],
  columns: PacketColumns,
  row: number,
  occurrences: Map<string, number>,
): number => {
  const [only] = candidates;
  if (only === undefined) return 0;
  if (candidates.length === 1) return only.side;
  const mac = columns.destinationMac[row];
  const accepted = candidates.find(({ destinationMac }) => destinationMac === mac);
  if (accepted !== undefined) return accepted.side;
  const open = candidates.filter(({ destinationMac }) => destinationMac === null);
  const key = `${columns.keyHi[row]} ${columns.keyLo[row]} ${columns.localPort[row]}`;
  const before = occurrences.get(key) ?? 0;
  occurrences.set(key, before + 1);
  return (open[Math.min(before, open.length - 1)] ?? only).side;
};

export interface SidePoints {
  readonly forward: readonly MapPoint[];
  readonly reply: readonly MapPoint[];
}

/**
 * Writes the side of every row from `first` on, by direction and MACs. `occurrences` is kept from
 * one piece of a file to the next.
 */
export const inferSides = (
  columns: PacketColumns,
  first: number,
  { forward, reply }: SidePoints,
  occurrences: Map<string, number>,
): void => {
  const there = forward.map(candidateOf);
  const back = reply.map(candidateOf);
  for (let row = first; row < columns.count; row += 1) {
    const kind = columns.kind[row] ?? 0;
    if ((kind & (KIND.flow | KIND.icmpError)) === 0) continue;
    const candidates = columns.direction[row] === DIRECTION.forward ? there : back;
    columns.side[row] = choose(candidates, columns, row, occurrences);
  }
};
