// Chains of nftables that hang at a device itself (hooks ingress and egress of the families netdev
// and inet). A packet that comes in is captured before ingress is asked, one that goes out after
// egress was: what they drop is lost behind X in, and before X out.

import { type NftChain } from '@hopscope/nodestate';
import { type Point } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { isUserspace } from './datapath.ts';
import { lostPacket } from './lost-packet.ts';
import { type NftHook, type NftView, nftView } from './nft-view.ts';
import { outerPacket, VXLAN_PORT } from './outer-packet.ts';
import { packetAt } from './packet-at.ts';
import { placeOf } from './place.ts';
import { tunnelView } from './tunnel-view.ts';
import { deviceFits } from './walk/nft-values.ts';

export type DeviceHook = 'ingress' | 'egress';

export interface DeviceEnd {
  readonly point: Point;
  readonly hook: DeviceHook;
}

/** The two ends of the guilty segment at which a device's own chains are asked. */
export const deviceEnds = ({ place }: CaseFile): DeviceEnd[] => {
  const { from = null, to = null } = place ?? {};
  const ends: DeviceEnd[] = [];
  if (from?.side === 'in') ends.push({ point: from, hook: 'ingress' });
  if (to?.side === 'out') ends.push({ point: to, hook: 'egress' });
  // A bridge is handed a copy of what it forwards: what drops the copy drops nothing.
  return ends.filter(({ point }) => point.role !== 'qbr');
};

/** Whether a chain hangs at a device; null when nft did not say. */
const hangsAt = ({ devices }: NftChain, device: string): boolean | null =>
  devices === null ? null : devices.some((pattern) => deviceFits(pattern, device));

/** Where ARP vanishes instead of the packet, which then is not sent at all. */
const arpOf = ({ path, localisation, place }: CaseFile): 'request' | 'reply' | null => {
  if (place === null || place.segment.id === placeOf(path, localisation)?.segment.id) return null;
  return place.direction === 'forward' ? 'request' : 'reply';
};

/** The packet as a chain at that device sees it: on a tunnel's card the one around it. */
const seenAt = (file: CaseFile, { point }: DeviceEnd): Pick<NftHook, 'packet' | 'inner'> => {
  if (point.role !== 'tunnel-nic') return { packet: packetAt(file, point) };
  const view = tunnelView(file);
  const sender = view?.from.port;
  const option = sender && sender !== 'absent' ? sender.options['dst_port'] : undefined;
  const port = option === undefined ? VXLAN_PORT : Number(option);
  return {
    packet: outerPacket(view?.from.address ?? '', view?.to.address ?? '', port),
    inner: { packet: lostPacket(file, point.direction), vni: point.vni },
  };
};

/** How a chain at one end sees the packet; null when it hangs elsewhere. */
export const deviceHook = (file: CaseFile, end: DeviceEnd, base: NftChain): NftHook | null => {
  const { point, hook } = end;
  const hangs = hangsAt(base, point.device);
  if (base.hook !== hook || hangs === false) return null;
  return {
    ...seenAt(file, end),
    inDevice: hook === 'ingress' ? point.device : '',
    outDevice: hook === 'egress' ? point.device : '',
    arp: arpOf(file),
    unsure: hangs === null,
  };
};

/** The packet through the chains at one end. */
export const deviceNft = (file: CaseFile, end: DeviceEnd): NftView =>
  nftView({
    chains: file.nft(end.point.node, end.point.netns),
    hooks: [end.hook],
    at: (base) => deviceHook(file, end, base),
  });

/**
 * True when Open vSwitch forwards in userspace and reads what comes in by this port itself: it has
 * its copy before ingress is asked.
 */
export const isReadBefore = (file: CaseFile, { point, hook }: DeviceEnd): boolean => {
  const { node, netns, device } = point;
  if (hook !== 'ingress' || netns !== '') return false;
  const isPort = file
    .ovsInterfaces(node)
    ?.some(({ name, type }) => name === device && (type === '' || type === 'system'));
  return isPort === true && isUserspace(file, node);
};
