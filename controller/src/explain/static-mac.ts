// Where the bridges on the lost packet's way know its destination by an entry that somebody set
// (`fdb/add`): such an entry has no age, is never learned anew, and Neutron sets none.

import { type LearnedMac } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { lostSample } from './sample.ts';
import { type Crossed, INTEGRATION_BRIDGE, switchWay } from './switch-way.ts';

export interface StaticMac {
  readonly crossed: Crossed;
  readonly entry: LearnedMac;
}

/** MAC that the packet of the place goes to; null when nobody knows. */
export const destinationMac = (file: CaseFile): string | null => {
  const from = file.place?.from ?? null;
  const sample = lostSample(file);
  if (sample !== null && sample.point === from?.id) return sample.destinationMac;
  return from?.expect.destinationMac ?? null;
};

/** VLAN in which a bridge looks the MAC up; null when that is not known. */
const vlanOf = (file: CaseFile, { node, bridge, enters, leaves }: Crossed): number | null => {
  if (bridge === INTEGRATION_BRIDGE) {
    const tags = [enters, leaves].map(
      (name) => file.ovsPorts(node)?.find((port) => port.name === name)?.tag ?? null,
    );
    return tags.find((tag) => tag !== null) ?? null;
  }
  const { externalNetwork } = file.path.neutron;
  if (file.place?.kind !== 'external-bridge' || externalNetwork === null) return null;
  if (externalNetwork.type === 'flat') return 0;
  return externalNetwork.type === 'vlan' ? externalNetwork.segmentationId : null;
};

/** The first entry that sends the packet out of another port than its way leaves the bridge by. */
export const wrongStaticMac = (file: CaseFile): StaticMac | null => {
  const mac = destinationMac(file);
  if (mac === null) return null;
  for (const crossed of switchWay(file)) {
    const right = file.ofports(crossed.node).get(crossed.leaves);
    const vlan = vlanOf(file, crossed);
    const entry = file
      .learned(crossed.node, crossed.bridge, mac)
      ?.find((one) => one.ageSec < 0 && (vlan === null || one.vlan === vlan));
    if (right !== undefined && entry !== undefined && entry.port !== String(right))
      return { crossed, entry };
  }
  return null;
};
