// A router has the destination as an address of its own: it takes the packets for itself and
// answers, or refuses, in the name of whoever they were for. Neutron gives it only its ports'
// addresses.

import { affectsNetworkOnNode, affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { isDelivered } from '../delivered.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside, type Where } from '../lines.ts';
import { routedView } from '../routed-view.ts';
import { routerView } from '../router-view.ts';
import { snatView } from '../snat-view.ts';
import { type RouteWalk } from '../walk/routing.ts';
import { inRouter } from '../words.ts';

interface Routed {
  readonly where: Where;
  readonly walk: RouteWalk;
}

/** Where packets are routed: the guilty router, or, when none is, all on the way out. */
const routedAt = (file: CaseFile): Routed[] => {
  if (file.place !== null) {
    const view = file.place.direction === 'forward' ? routedView(file) : null;
    return view?.walk == null ? [] : [{ where: view.where, walk: view.walk }];
  }
  return [routerView(file), snatView(file)].flatMap((view) =>
    view?.walk == null ? [] : [{ where: view.where, walk: view.walk }],
  );
};

export const destinationIsLocal: Cause = {
  code: 'DESTINATION_IS_LOCAL',
  owner: 'platform',
  summary: 'A router has the destination as an address of its own, and takes the packets.',
  segments: ['router', 'snat-router', 'fip-router'],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    const { remoteAddress } = file.path.flow;
    const found = routedAt(file).find(({ walk }) => walk.outcome === 'local');
    const route = found?.walk.route;
    if (found === undefined || route === null || route === undefined) return null;
    const { node, netns } = found.where;
    const isSure = found.walk.undecided.length === 0 && !isDelivered(file);
    const spelled = `local ${route.destination} dev ${route.device} table ${route.table}`;
    return finding(file, destinationIsLocal, {
      confidence: isSure ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: it takes what is for ${remoteAddress} for itself`,
      detail: 'Whoever answers is the router, not who was asked.',
      evidence: [
        checked(
          found.where,
          'packet walked through the rules',
          'a next hop',
          spelled,
          false,
          'ip route show table local',
        ),
      ],
      affects: node === file.parts.compute ? affectsNetworkOnNode(file, node) : affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; find who gave the router that address first`,
          [inside(netns, `ip route del ${spelled}`)],
          inside(netns, `ip route add ${spelled}`),
          'an address on a device makes the route anew: then it is the address to remove',
        ),
      ],
    });
  },
};
