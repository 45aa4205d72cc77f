// A router that does not know its gateway's MAC sends no packet: it asks by ARP, and only that goes
// on. Where the requests, or the answers, vanish between the router's external port and the card
// is where the packets would vanish. Only requests that left the card make the gateway silent.

import { captureOf } from '../localise/observability.ts';
import { type Direction, NO_DEVICE, type Point } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { type Place } from './place.ts';

export interface ArpOutside {
  /** Address of the router that asks, and its MAC as it was seen. */
  readonly asker: { readonly address: string; readonly mac: string };
  readonly gateway: string;
  /** MAC of the gateway, where an answer of it was seen. */
  readonly gatewayMac: string | null;
  readonly port: Point;
  /** null: the external card was not captured. */
  readonly nic: Point | null;
  /** Requests seen at the port and at the card; 0 at a card that was not captured. */
  readonly asked: { readonly port: number; readonly nic: number };
  /** Answers to them, likewise. */
  readonly answered: { readonly port: number; readonly nic: number };
}

const ROUTED: readonly Place['kind'][] = ['snat-router', 'fip-router'];

/** True when the capture of that point was armed. */
export const isCaptured = (file: CaseFile, point: Point): boolean =>
  captureOf(file.recording, point)?.armed === true;

/** Points of one device, whichever direction they were made for. */
const idsAt = (file: CaseFile, point: Point): ReadonlySet<string> =>
  new Set(
    file.path.points
      .filter(
        ({ node, netns, device }) =>
          node === point.node && netns === point.netns && device === point.device,
      )
      .map(({ id }) => id),
  );

/** What was asked of `gateway` while packets ended in the router; null when nothing was. */
export const arpOutside = (file: CaseFile, gateway: string): ArpOutside | null => {
  const { place, path, correlation } = file;
  const port = place?.to ?? null;
  if (place === null || port === null || !ROUTED.includes(place.kind)) return null;
  if (place.direction !== 'forward' || (port.role !== 'qg' && port.role !== 'fg')) return null;
  const outward = path.points.find(
    ({ node, role, direction }) =>
      node === port.node && role === 'ext-nic' && direction === 'forward',
  );
  const isKnown = outward?.device === NO_DEVICE || (outward && isCaptured(file, outward));
  const nic = outward !== undefined && isKnown === true ? outward : null;
  const [atPort, atNic] = [port, nic].map((point) =>
    point === null ? new Set() : idsAt(file, point),
  );
  const requests = correlation.arp.filter(
    ({ operation, targetAddress }) => operation === 'request' && targetAddress === gateway,
  );
  const first = requests.find(({ point }) => atPort?.has(point));
  if (first === undefined) return null;
  const { senderAddress: address, senderMac: mac } = first;
  // Others ask for the same gateway through the same card.
  const own = requests.filter(({ senderAddress }) => senderAddress === address);
  const answers = correlation.arp.filter(
    ({ operation, senderAddress, targetAddress }) =>
      operation === 'reply' && senderAddress === gateway && targetAddress === address,
  );
  const count = (all: typeof own) => ({
    port: all.filter(({ point }) => atPort?.has(point)).length,
    nic: all.filter(({ point }) => atNic?.has(point)).length,
  });
  return {
    asker: { address, mac },
    gateway,
    gatewayMac: answers[0]?.senderMac ?? null,
    port,
    nic,
    asked: count(own),
    answered: count(answers),
  };
};

/** The way on which ARP vanishes inside the node; null when it does not, or nobody looked. */
export const lostWay = ({ nic, asked, answered }: ArpOutside): Direction | null => {
  if (nic === null || answered.port > 0) return null;
  if (asked.nic === 0) return 'forward';
  return answered.nic > 0 ? 'reply' : null;
};

/** The address a router asks for on the way out. */
export const gatewayOf = ({ path }: CaseFile): string => path.neutron.externalSubnet?.gateway ?? '';

/** The stretch between port and card as the place of the loss, of ARP; null when it is not there. */
export const arpPlace = (file: CaseFile): Place | null => {
  const arp = arpOutside(file, gatewayOf(file));
  const way = arp === null ? null : lostWay(arp);
  if (arp === null || way === null) return null;
  const { points, segments } = file.path;
  const segment = segments.find(
    ({ kind, direction, nodes }) =>
      kind === 'external-bridge' && direction === way && nodes.includes(arp.port.node),
  );
  if (segment === undefined) return null;
  const point = (id: string): Point | null => points.find((one) => one.id === id) ?? null;
  const [from, to] = [point(segment.from), point(segment.to)];
  const lost = way === 'forward' ? arp.asked.port : arp.answered.nic;
  const { kind, direction } = segment;
  const { node, netns } = from ?? arp.port;
  return { segment, kind, direction, from, to, node, netns, lost, sent: lost };
};

const BROADCAST = 'ff:ff:ff:ff:ff:ff';
const NOBODY = '00:00:00:00:00:00';

/** The vanished ARP packet in ovs-fields(7), without its port; null when there is none. */
export const arpFlow = (file: CaseFile): string | null => {
  const arp = arpOutside(file, gatewayOf(file));
  const way = arp === null ? null : lostWay(arp);
  if (arp === null || way === null) return null;
  const { asker, gateway, gatewayMac } = arp;
  const there = { mac: gatewayMac ?? NOBODY, address: gateway };
  const [from, to] = way === 'forward' ? [asker, there] : [there, asker];
  return [
    'arp',
    `dl_src=${from.mac}`,
    `dl_dst=${way === 'forward' ? BROADCAST : to.mac}`,
    `arp_op=${way === 'forward' ? 1 : 2}`,
    `arp_spa=${from.address}`,
    `arp_tpa=${to.address}`,
    `arp_sha=${from.mac}`,
    `arp_tha=${to.mac}`,
  ].join(',');
};
