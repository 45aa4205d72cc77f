// The stretch between a router's external port and the wire: bridge, node, local VLAN, patch ports.

import { type CaseFile } from './case-file.ts';
import { type Where } from './lines.ts';

interface Outer {
  readonly where: Where;
  readonly bridge: string;
  /** The tag of the router's external port. */
  readonly vlan: number | null;
}

export const outerOf = (file: CaseFile): Outer | null => {
  const { place, path } = file;
  if (place === null || place.kind !== 'external-bridge') return null;
  const inner = [place.from, place.to].find(
    (point) => point?.role === 'qg' || point?.role === 'fg',
  );
  if (inner === null || inner === undefined) return null;
  const bridge = path.nodes.find(({ name }) => name === inner.node)?.externalBridge || 'br-ex';
  const port = file.ovsPorts(inner.node)?.find(({ name }) => name === inner.device);
  return { where: { node: inner.node, netns: '' }, bridge, vlan: port?.tag ?? null };
};
