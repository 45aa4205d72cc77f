// Local VLANs of the ports a segment goes through: which tag each has, which it should have.
// Neutron writes the right one into other_config; ports of one network on one node share it.

import { type OvsPort } from '@hopscope/nodestate';
import { DEAD_VLAN } from '../neutron-names.ts';
import { type Point, type Role } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';

export interface PortTag {
  readonly node: string;
  readonly port: OvsPort;
  /** null: Neutron left no trace of the right one. */
  readonly expected: number | null;
}

const SWITCHED: readonly Role[] = ['tap', 'qvo', 'qr', 'sg', 'qg', 'fg', 'ha'];

const expectedTag = (port: OvsPort, ports: readonly OvsPort[]): number | null => {
  const noted = Number(port.otherConfig['tag'] ?? '');
  if (noted > 0 && noted !== DEAD_VLAN) return noted;
  const network = port.otherConfig['net_uuid'];
  if (network === undefined) return null;
  const sibling = ports.find(
    (one) =>
      one.name !== port.name &&
      one.otherConfig['net_uuid'] === network &&
      one.tag !== null &&
      one.tag !== DEAD_VLAN,
  );
  return sibling?.tag ?? null;
};

/** Ports of br-int at both ends of the guilty segment whose tag is known. */
export const portTags = (file: CaseFile): PortTag[] => {
  const { place } = file;
  if (place === null) return [];
  const ends = [place.from, place.to].filter((point): point is Point => point !== null);
  return ends.flatMap((point) => {
    if (!SWITCHED.includes(point.role)) return [];
    const ports = file.ovsPorts(point.node);
    const port = ports?.find(({ name }) => name === point.device);
    if (ports === null || port === undefined) return [];
    return [{ node: point.node, port, expected: expectedTag(port, ports) }];
  });
};
