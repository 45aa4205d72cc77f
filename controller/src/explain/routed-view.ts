// Any namespace that routes on the path (qrouter, snat, fip): the packet as it is routed there,
// where it is sent, whether the filter lets it pass, and the state of the two devices it goes
// through.

import { type Link, type Neighbour } from '@hopscope/nodestate';
import { type Point } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { type Where } from './lines.ts';
import { lostPacket } from './lost-packet.ts';
import { routedPacket } from './packet-mark.ts';
import { tookTheLost } from './rule-counter.ts';
import { type ChainWalk, walkIptables } from './walk/iptables.ts';
import { type RoutedPacket, type RouteWalk, walkRouting } from './walk/routing.ts';

export interface RoutedView {
  readonly where: Where;
  readonly packet: RoutedPacket;
  readonly inDevice: string;
  /** The device the packet should leave by. */
  readonly outDevice: string;
  /** null: rules or routes not read. */
  readonly walk: RouteWalk | null;
  /** Address the packet is handed to; '' when it is not routed. */
  readonly nextHop: string;
  /** null: not asked for. */
  readonly neighbour: { readonly entry: Neighbour | null } | null;
  /** Every base chain that it meets, as far as they were read. */
  readonly walks: readonly FilterWalk[];
  /** The chain that drops it; when none does FORWARD of the filter table; null: not read. */
  readonly filter: FilterWalk | null;
}

/** What the packet met in one base chain of iptables. */
export interface FilterWalk extends ChainWalk {
  readonly table: string;
  readonly base: string;
  /** The drop is that of a rule that could not be decided, and took as many as were lost. */
  readonly isSuspected: boolean;
}

export const ROUTED: ReadonlySet<string> = new Set(['router', 'snat-router', 'fip-router']);

/** Addresses as routing sees them: answers are translated back before, requests after routing. */
const addressesOf = (file: CaseFile, kind: string): [string, string] => {
  const { localAddress, natAddress, remoteAddress } = file.path.flow;
  const local = kind === 'fip-router' ? natAddress : localAddress;
  return file.place?.direction === 'reply' ? [remoteAddress, local] : [local, remoteAddress];
};

/** Base chains that can drop what is routed, the usual one first. */
const FILTERING = [
  ['filter', 'FORWARD'],
  ['raw', 'PREROUTING'],
  ['mangle', 'PREROUTING'],
  ['mangle', 'FORWARD'],
  ['mangle', 'POSTROUTING'],
] as const;

const isDrop = ({ verdict }: ChainWalk): boolean => verdict === 'DROP' || verdict === 'REJECT';

const walksOf = (
  file: CaseFile,
  view: Pick<RoutedView, 'where' | 'inDevice' | 'outDevice' | 'packet'>,
): FilterWalk[] => {
  const { where, inDevice, outDevice, packet } = view;
  if (file.place === null) return [];
  const { direction } = file.place;
  const routed = { source: packet.source, destination: packet.destination };
  const { mark } = packet;
  return FILTERING.flatMap(([name, base]): FilterWalk[] => {
    const table = file.iptables(where.node, where.netns, name);
    if (table === null) return [];
    const isEarly = base === 'PREROUTING';
    const walk = walkIptables(table, base, {
      packet: { ...lostPacket(file, direction), ...routed },
      inDevice: base === 'POSTROUTING' ? '' : inDevice,
      outDevice: isEarly ? '' : outDevice,
      physdevIn: '',
      physdevOut: '',
      state: direction === 'reply' ? 'ESTABLISHED' : 'NEW',
      dnat: file.path.exit === 'fip',
      set: () => null,
      nft: file.nft(where.node, where.netns),
      mark: isEarly ? 0 : mark,
      // A new connection has no mark yet.
      connmark: !isEarly ? mark : direction === 'reply' ? null : 0,
    });
    return [{ ...walk, table: name, base, isSuspected: false }];
  });
};

/** The walk that ends in a drop: a decided one first, then one whose rule took what was lost. */
const dropAmong = (
  file: CaseFile,
  where: Where,
  walks: readonly FilterWalk[],
): FilterWalk | null => {
  const suspected = walks.flatMap((walk) =>
    walk.suspects
      .filter((rule) => tookTheLost(file, where, walk.table, rule))
      .map((end): FilterWalk => ({ ...walk, verdict: 'DROP', end, isSuspected: true })),
  );
  const plain = walks.find(({ table }) => table === 'filter');
  return walks.find(isDrop) ?? suspected[0] ?? plain ?? null;
};

/** null when the guilty segment is not inside a namespace that routes. */
export const routedView = (file: CaseFile): RoutedView | null => {
  const { place } = file;
  if (place === null || !ROUTED.has(place.kind) || place.from === null) return null;
  const { node, netns, device: inDevice } = place.from;
  const where = { node, netns };
  const [source, destination] = addressesOf(file, place.kind);
  const ends = { source, destination, inDevice };
  const packet = routedPacket(file, where, ends, place.direction);
  const rules = file.rules(node, netns);
  const routes = file.routes(node, netns);
  const walk = rules === null || routes === null ? null : walkRouting(rules, routes, packet);
  const route = walk?.outcome === 'forward' ? walk.route : null;
  const nextHop = route === null ? '' : route.gateway || destination;
  const planned = place.to?.netns === netns ? place.to.device : '';
  const outDevice = planned || route?.device || '';
  const walks = walksOf(file, { where, inDevice, outDevice, packet });
  return {
    where,
    packet,
    inDevice,
    outDevice,
    walk,
    nextHop,
    neighbour: nextHop === '' ? null : file.neighbour(node, netns, nextHop),
    walks,
    filter: dropAmong(file, where, walks),
  };
};

export interface DeviceState {
  readonly point: Point;
  /** missing: the namespace was read, and the device is not in it. */
  /** dangling: switched on, without carrier: its other end is down or gone. */
  readonly state: 'up' | 'down' | 'dangling' | 'missing';
  readonly link: Link | null;
}

/** State of a point's device inside its namespace; null when the namespace was not read. */
export const deviceState = (file: CaseFile, point: Point): DeviceState | null => {
  const links = file.links(point.node, point.netns);
  if (links !== null && point.netns !== '') {
    const link = links.find(({ name }) => name === point.device) ?? null;
    if (link === null) return { point, link, state: 'missing' };
    return { point, link, state: !link.up ? 'down' : link.carrier ? 'up' : 'dangling' };
  }
  const facts = file.path.nodes
    .find(({ name }) => name === point.node)
    ?.devices.find(({ netns, device }) => netns === point.netns && device === point.device);
  return facts === undefined ? null : { point, link: null, state: facts.up ? 'up' : 'down' };
};
