// The VM port whose firewall lies on the guilty segment, and in which sense the packet crosses it:
// the flow's own port, or the one at the other end of an east-west flow.

import { portDevice } from '../neutron-names.ts';
import { type Point, type PortFacts } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { lostPacket } from './lost-packet.ts';
import { type WalkPacket } from './walk/packet.ts';

export interface FilteredPort {
  readonly node: string;
  readonly port: PortFacts;
  /** egress: the packet comes from this VM. */
  readonly sense: 'egress' | 'ingress';
  readonly tap: string;
  /** Its device on br-int. */
  readonly bridgePort: string;
  /** As it crosses this firewall. */
  readonly packet: WalkPacket;
  /** First packet of a flow, or an answer. */
  readonly answer: boolean;
  /** False for the port at the other end. */
  readonly own: boolean;
}

/** Which of the place's points belongs to a VM port; the sense follows from its side. */
const filteredPoint = (file: CaseFile): { point: Point; sense: 'egress' | 'ingress' } | null => {
  const { place, path } = file;
  if (place === null) return null;
  // Nothing left the VM, or its own filter let nothing out.
  if (place.kind === 'vm' && place.direction === 'forward') {
    const tap = path.points.find(
      ({ role, direction }) => role === 'tap' && direction === 'forward',
    );
    return tap === undefined ? null : { point: tap, sense: 'egress' };
  }
  const { from, to } = place;
  // qbr shows frames before the firewall in both senses; one with a MAC that is not the port's does
  // not count as seen there, and so vanishes already between the device before and qbr.
  if (to?.role === 'tap' && to.side === 'out') return { point: to, sense: 'ingress' };
  if (from?.role === 'tap' && to !== null) return { point: from, sense: 'egress' };
  if (from?.role === 'qbr' && to?.role === 'qvb') return { point: from, sense: 'egress' };
  if (from?.role === 'qvb' && to?.role === 'qbr') return { point: to, sense: 'ingress' };
  return null;
};

export const filteredPort = (file: CaseFile): FilteredPort | null => {
  const found = filteredPoint(file);
  if (found === null || file.place === null) return null;
  const { neutron } = file.path;
  const remote = neutron.remote?.port;
  const isRemote = remote !== undefined && found.point.device.endsWith(remote.id.slice(0, 11));
  const port = isRemote ? remote : neutron.port;
  const packet = lostPacket(file, file.place.direction);
  return {
    node: found.point.node,
    port,
    sense: found.sense,
    tap: portDevice('tap', port.id),
    bridgePort: portDevice(port.hybridPlug ? 'qvo' : 'tap', port.id),
    packet,
    answer: file.place.direction === 'reply',
    own: !isRemote,
  };
};
