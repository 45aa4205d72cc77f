// The devices Nova's os-vif puts between a VM and br-int: tap, and with a hybrid plug the VM's own
// bridge qbr and the veth pair qvb - qvo. Which of them is down, gone, out of its bridge, or not
// let through by it.
// (os-vif vif_plug_ovs/ovs.py, _plug_bridge.)

import { type Link } from '@hopscope/nodestate';
import { portDevice } from '../neutron-names.ts';
import { type PortFacts } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { type Where } from './lines.ts';

export interface PlugFault {
  readonly where: Where;
  readonly device: string;
  /** `blocked`: its bridge passes nothing on through it. */
  readonly kind: 'down' | 'unbridged' | 'blocked';
  readonly link: Link;
  /** Bridge it belongs into; '' for none. */
  readonly bridge: string;
  /** What its bridge says of it as a port, when that is the fault; else ''. */
  readonly blocked: string;
}

interface Plug {
  readonly device: string;
  readonly bridge: string;
}

const tail = ({ id }: PortFacts): string => id.slice(0, 11);

/** The port whose VM is at the end where the packets vanish: the flow's own, or the other one's. */
export const pluggedPort = ({ path, place }: CaseFile): PortFacts => {
  const { port, remote } = path.neutron;
  if (remote === null || place === null) return port;
  const isOther = [place.from, place.to].some((point) => point?.device.endsWith(tail(remote.port)));
  return isOther ? remote.port : port;
};

/** From the VM on; a tap of the OVS firewall belongs to br-int, which is no bridge of the kernel. */
export const plugsOf = ({ id, hybridPlug }: PortFacts): Plug[] => {
  const name = (prefix: string): string => portDevice(prefix, id);
  if (!hybridPlug) return [{ device: name('tap'), bridge: '' }];
  const qbr = name('qbr');
  return [
    { device: name('tap'), bridge: qbr },
    { device: qbr, bridge: '' },
    { device: name('qvb'), bridge: qbr },
    { device: name('qvo'), bridge: '' },
  ];
};

/**
 * Why the bridge passes nothing on through its port; '' when it does. The VM's own bridge runs no
 * spanning tree: its ports always forward. Isolated ports reach those that are not.
 */
const blockedBy = (links: readonly Link[], { bridgePort, master, name }: Link): string => {
  if (bridgePort === null) return '';
  if (bridgePort.state !== 'forwarding') return `state ${bridgePort.state}`;
  if (bridgePort.locked) return 'locked';
  const isAlone = !links.some(
    (other) => other.name !== name && other.master === master && other.bridgePort?.isolated,
  );
  return bridgePort.isolated && !isAlone ? 'isolated' : '';
};

const faultOf = (
  links: readonly Link[],
  where: Where,
  { device, bridge }: Plug,
): PlugFault | null => {
  const link = links.find(({ name }) => name === device) ?? null;
  if (link === null) return null;
  const fault = (kind: PlugFault['kind'], blocked = ''): PlugFault => ({
    where,
    device,
    kind,
    link,
    bridge,
    blocked,
  });
  if (!link.up) return fault('down');
  if (bridge !== '' && link.master !== bridge) return fault('unbridged');
  const blocked = blockedBy(links, link);
  return blocked === '' ? null : fault('blocked', blocked);
};

/** The first device beside that VM that cannot carry a packet; null when all can, or are unread. */
export const plugFault = (file: CaseFile): PlugFault | null => {
  const port = pluggedPort(file);
  const where = { node: port.host, netns: '' };
  const links = file.links(where.node, '');
  if (links === null) return null;
  for (const plug of plugsOf(port)) {
    const fault = faultOf(links, where, plug);
    if (fault !== null) return fault;
  }
  return null;
};
