// A router has an address of the flow as its own: what is for it the router takes, and answers or
// refuses in its name; what comes from it the kernel throws away (a martian source). Neutron gives
// a router only its ports' addresses.

import { type Route } from '@hopscope/nodestate';
import { affectsNetworkOnNode, affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { isDelivered } from '../delivered.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside, type Where } from '../lines.ts';
import { routedPacket } from '../packet-mark.ts';
import { routedView } from '../routed-view.ts';
import { walkRouting } from '../walk/routing.ts';
import { inRouter } from '../words.ts';

interface Routed {
  readonly where: Where;
  readonly source: string;
  readonly destination: string;
  readonly inDevice: string;
}

/** Where packets are routed: the guilty router, or, when none is, all on the way out. */
const routedAt = (file: CaseFile): Routed[] => {
  const { place, parts, path } = file;
  if (place !== null) {
    const view = routedView(file);
    return view === null ? [] : [{ where: view.where, ...view.packet }];
  }
  const ends = { source: path.flow.localAddress, destination: path.flow.remoteAddress };
  const own = { where: { node: parts.compute, netns: parts.qrouter }, inDevice: parts.qr };
  const central = { where: { node: parts.network, netns: parts.snat }, inDevice: parts.sg };
  return [own, central].map((router) => ({ ...router, ...ends }));
};

interface Taken {
  readonly where: Where;
  readonly address: string;
  readonly isSource: boolean;
  readonly route: Route;
  readonly certain: boolean;
}

/** The address that is the router's, if one is; nothing when rules or routes were not read. */
const takenOf = (file: CaseFile, { where, source, destination, inDevice }: Routed): Taken[] => {
  const rules = file.rules(where.node, where.netns);
  const routes = file.routes(where.node, where.netns);
  if (rules === null || routes === null) return [];
  const direction = file.place?.direction ?? 'forward';
  return [
    { from: source, address: destination, isSource: false },
    { from: destination, address: source, isSource: true },
  ].flatMap(({ from, address, isSource }) => {
    const ends = { source: from, destination: address, inDevice };
    const packet = routedPacket(file, where, ends, direction);
    const { outcome, route, undecided } = walkRouting(rules, routes, packet);
    if (outcome !== 'local' || route === null) return [];
    return [{ where, address, isSource, route, certain: undecided.length === 0 }];
  });
};

export const addressTaken: Cause = {
  code: 'ADDRESS_TAKEN',
  owner: 'platform',
  summary: 'A router has an address of the flow as its own, and takes or refuses the packets.',
  segments: ['router', 'snat-router', 'fip-router'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['GATEWAY_NO_ARP', 'VM_NEIGHBOUR_UNRESOLVED'],
  test: (file) => {
    const [taken] = routedAt(file).flatMap((routed) => takenOf(file, routed));
    if (taken === undefined) return null;
    const { where, address, isSource, route } = taken;
    const { node, netns } = where;
    const spelled = `local ${route.destination} dev ${route.device} table ${route.table}`;
    const what = isSource ? 'it has the address of the sender' : 'it takes for itself what is for';
    return finding(file, addressTaken, {
      confidence: taken.certain && !isDelivered(file) ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: ${what} ${address}`,
      detail: isSource
        ? 'The kernel drops packets that come in with an address of its own (martian source).'
        : 'Whoever answers is the router, not who was asked.',
      evidence: [
        checked(
          where,
          `route to ${address}`,
          'a next hop',
          spelled,
          false,
          'ip route show table all',
        ),
      ],
      affects: node === file.parts.compute ? affectsNetworkOnNode(file, node) : affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; find who gave the router that address first`,
          [inside(netns, `ip address del ${route.destination} dev ${route.device}`)],
          inside(netns, `ip address add ${route.destination} dev ${route.device}`),
          `without such an address it is a route of its own: ip route del ${spelled}`,
        ),
      ],
    });
  },
};
