// What the namespace that faces outside believes about the MAC of the external gateway. Neutron
// writes no such entry: it comes by ARP. One that somebody wrote stays, whatever the gateway's MAC
// becomes.

import { type Neighbour } from '@hopscope/nodestate';
import { gatewayOf } from './arp-outside.ts';
import { type CaseFile } from './case-file.ts';
import { type Where } from './lines.ts';
import { snatView } from './snat-view.ts';

export interface PinnedGateway {
  readonly where: Where;
  readonly gateway: string;
  readonly entry: Neighbour;
  /** MAC that the gateway itself was seen with; null = it was not seen. */
  readonly seenMac: string | null;
}

const WRITTEN = ['PERMANENT', 'NOARP'];

/** True when somebody wrote the entry: it does not follow the neighbour. */
export const isWritten = ({ states }: Neighbour): boolean =>
  states.some((state) => WRITTEN.includes(state));

const placeOf = (file: CaseFile): { where: Where; gateway: string } | null => {
  const { path, parts } = file;
  const view = snatView(file);
  if (view !== null) return { where: view.where, gateway: view.gateway };
  if (path.exit !== 'fip') return null;
  return { where: { node: parts.compute, netns: parts.fip }, gateway: gatewayOf(file) };
};

/** The gateway's entry, when somebody wrote it; null otherwise, or when it was not read. */
export const pinnedGateway = (file: CaseFile): PinnedGateway | null => {
  const place = placeOf(file);
  if (place === null || place.gateway === '') return null;
  const { where, gateway } = place;
  const entry = file.neighbour(where.node, where.netns, gateway)?.entry ?? null;
  if (entry === null || !isWritten(entry)) return null;
  const seen = file.correlation.arp.find(({ senderAddress }) => senderAddress === gateway);
  return { where, gateway, entry, seenMac: seen?.senderMac ?? null };
};
