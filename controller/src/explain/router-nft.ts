// nftables in a namespace that routes, as the packet passes it: at the device it comes in by,
// before and after routing, and at the device it leaves by. Neutron has no such chains there.

import { type NftChain } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { deviceEnds, deviceHook } from './device-hooks.ts';
import { type NftHook, type NftView, nftView } from './nft-view.ts';
import { packetAt, withLocal } from './packet-at.ts';
import { type RoutedView } from './routed-view.ts';

const HOOKS = ['ingress', 'prerouting', 'forward', 'postrouting', 'egress'];

/** Priorities of netfilter: conntrack, and translation before and after routing. */
const CONNTRACK = -200;
const TRANSLATED_FIRST = -100;
const TRANSLATED_LAST = 100;

/**
 * New, as long as no answer was seen: where some packets pass, others may be answered. A router
 * that sees one direction of a connection only knows nothing of it.
 */
const stateOf = (file: CaseFile, { where }: RoutedView): string | null => {
  const { place } = file;
  if (place?.direction !== 'reply')
    return place !== null && place.lost >= place.sent ? 'new' : null;
  const isSeen = file.path.points.some(
    ({ node, netns, direction }) =>
      direction === 'forward' && node === where.node && netns === where.netns,
  );
  return isSeen ? 'established' : null;
};

/** The VM's side as a chain of that priority sees it: not yet, or already, translated. */
const localAt = (file: CaseFile, { hook, priority }: NftChain): string | null => {
  const { from = null, to = null } = file.place ?? {};
  if (hook === 'prerouting' && priority < TRANSLATED_FIRST) return from?.expect.localAddress ?? '';
  if (hook === 'postrouting' && priority > TRANSLATED_LAST)
    return to?.netns === from?.netns ? (to?.expect.localAddress ?? '') : '';
  return null;
};

const routedHook = (file: CaseFile, view: RoutedView, base: NftChain): NftHook | null => {
  const { place } = file;
  if (place === null || place.from === null) return null;
  const { source, destination } = view.packet;
  const routed = { ...packetAt(file, place.from), source, destination };
  const local = localAt(file, base);
  const isEarly = base.hook === 'prerouting';
  return {
    packet: local === null ? routed : withLocal(routed, place.direction, local),
    inDevice: view.inDevice,
    outDevice: isEarly ? '' : view.outDevice,
    state: isEarly && base.priority <= CONNTRACK ? null : stateOf(file, view),
    answer: place.direction === 'reply',
  };
};

/** The packet through all chains of the namespace. */
export const routerNft = (file: CaseFile, view: RoutedView): NftView => {
  const { node, netns } = view.where;
  const ends = deviceEnds(file).filter(({ point }) => point.netns === netns);
  return nftView({
    chains: file.nft(node, netns),
    hooks: HOOKS,
    printed: (table) => file.iptables(node, netns, table) !== null,
    at: (base) => {
      if (base.hook !== 'ingress' && base.hook !== 'egress') return routedHook(file, view, base);
      const end = ends.find(({ hook }) => hook === base.hook);
      return end === undefined ? null : deviceHook(file, end, base);
    },
  });
};
