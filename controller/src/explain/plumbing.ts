// The devices Nova's os-vif puts between a VM and br-int: tap, and with a hybrid plug the VM's own
// bridge qbr and the veth pair qvb - qvo. Which of them is down, gone, or out of its bridge.
// (os-vif vif_plug_ovs/ovs.py, _plug_bridge.)

import { type Link } from '@hopscope/nodestate';
import { portDevice } from '../neutron-names.ts';
import { type Path } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { type Where } from './lines.ts';

export interface PlugFault {
  readonly where: Where;
  readonly device: string;
  readonly kind: 'missing' | 'down' | 'unbridged';
  readonly link: Link | null;
  /** Bridge it belongs into; '' for none. */
  readonly bridge: string;
}

interface Plug {
  readonly device: string;
  readonly bridge: string;
}

/** From the VM on; a tap of the OVS firewall belongs to br-int, which is no bridge of the kernel. */
export const plugsOf = ({ neutron, flow }: Path): Plug[] => {
  const name = (prefix: string): string => portDevice(prefix, flow.portId);
  if (!neutron.port.hybridPlug) return [{ device: name('tap'), bridge: '' }];
  const qbr = name('qbr');
  return [
    { device: name('tap'), bridge: qbr },
    { device: qbr, bridge: '' },
    { device: name('qvb'), bridge: qbr },
    { device: name('qvo'), bridge: '' },
  ];
};

const faultOf = (
  links: readonly Link[],
  where: Where,
  { device, bridge }: Plug,
): PlugFault | null => {
  const link = links.find(({ name }) => name === device) ?? null;
  const fault = (kind: PlugFault['kind']): PlugFault => ({ where, device, kind, link, bridge });
  if (link === null) return null;
  if (!link.up) return fault('down');
  return bridge !== '' && link.master !== bridge ? fault('unbridged') : null;
};

/** The first device on the VM's side that cannot carry a packet; null when all can, or are unread. */
export const plugFault = (file: CaseFile): PlugFault | null => {
  const where = { node: file.parts.compute, netns: '' };
  const links = file.links(where.node, '');
  if (links === null) return null;
  for (const plug of plugsOf(file.path)) {
    const fault = faultOf(links, where, plug);
    if (fault !== null) return fault;
  }
  return null;
};
