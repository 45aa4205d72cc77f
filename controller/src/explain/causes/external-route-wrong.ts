// The namespace that faces outside has a route for the destination that does not lead to the
// external gateway: another next hop, or another device. Neutron makes it only of a router's extra
// routes.

import { type NextHop, type Route } from '@hopscope/nodestate';
import { affectsRouter } from '../affects.ts';
import { type Cause, type Fix } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { checked, inside } from '../lines.ts';
import { isInCidr } from '../../resolve/subnets.ts';
import { routedView, type RoutedView } from '../routed-view.ts';
import { parsePrefix, prefixHolds } from '../walk/address.ts';
import { inRouter } from '../words.ts';

/** The extra route of the API that this is, if it is one. */
const extraRoute = (file: CaseFile, route: Route): string | null => {
  const { remoteAddress } = file.path.flow;
  const known = file.path.neutron.router?.routes.find(
    ({ destination, nexthop }) =>
      nexthop === route.gateway &&
      prefixHolds(destination, remoteAddress) === true &&
      parsePrefix(destination)?.length === parsePrefix(route.destination)?.length,
  );
  return known === undefined ? null : `destination=${known.destination},gateway=${known.nexthop}`;
};

/** Where the route leads; several next hops share its packets. */
const hopsOf = (route: Route): readonly NextHop[] =>
  route.nextHops.length === 0 ? [route] : route.nextHops;

const wayOf = ({ gateway, device }: NextHop): string =>
  `${gateway === '' ? '' : `via ${gateway} `}dev ${device}`;

const spelledHops = (hops: readonly NextHop[]): string =>
  hops.length === 1
    ? hops.map(wayOf).join('')
    : hops.map((hop) => `nexthop ${wayOf(hop)}`).join(' ');

const isPlanned = (file: CaseFile, route: NextHop, device: string): boolean => {
  const { externalSubnet } = file.path.neutron;
  if (route.device !== device) return false;
  if (route.gateway === (externalSubnet?.gateway ?? '')) return true;
  return isInCidr(file.path.flow.remoteAddress, externalSubnet?.cidr ?? '');
};

interface WrongRoute {
  readonly spelled: string;
  readonly isDefault: boolean;
  /** The right one. */
  readonly gateway: string;
}

const routeFix = ({ where, outDevice }: RoutedView, wrong: WrongRoute): Fix => {
  const { node, netns } = where;
  const { spelled, isDefault, gateway } = wrong;
  return isDefault
    ? fixNow(
        `on ${node}; the default route of one namespace`,
        [inside(netns, `ip route replace default via ${gateway} dev ${outDevice}`)],
        inside(netns, `ip route replace ${spelled}`),
      )
    : fixNow(
        `on ${node}; removes one route`,
        [inside(netns, `ip route del ${spelled}`)],
        inside(netns, `ip route add ${spelled}`),
      );
};

export const externalRouteWrong: Cause = {
  code: 'EXTERNAL_ROUTE_WRONG',
  owner: 'platform',
  summary: 'The namespace that faces outside sends the destination elsewhere than to its gateway.',
  segments: ['snat-router', 'fip-router'],
  directions: ['forward'],
  catalogue: [],
  explains: ['GATEWAY_NO_ARP', 'RP_FILTER_DROP'],
  test: (file) => {
    const view = routedView(file);
    const route = view?.walk?.outcome === 'forward' ? view.walk.route : null;
    if (view === null || view.walk === null || route === null) return null;
    if (file.place?.to?.netns !== view.where.netns) return null;
    const hops = hopsOf(route);
    const wrong = hops.filter((hop) => !isPlanned(file, hop, view.outDevice));
    if (wrong.length === 0) return null;
    const { node } = view.where;
    const gateway = file.path.neutron.externalSubnet?.gateway ?? '';
    const way = hops.map(wayOf).join(', and ');
    const table = route.table === 'main' ? '' : ` table ${route.table}`;
    const spelled = `${route.destination} ${spelledHops(hops)}${table}`;
    const extra = extraRoute(file, route);
    const router = file.path.neutron.router?.id ?? '';
    return finding(file, externalRouteWrong, {
      confidence: view.walk.undecided.length === 0 ? 'confirmed' : 'likely',
      owner: extra === null ? 'platform' : 'tenant',
      title: `${inRouter(file, node)}: a route sends ${view.packet.destination} ${wrong.map(wayOf).join(', and ')}, not to the external gateway ${gateway}`,
      detail:
        extra === null
          ? 'Nothing in Neutron asks for this route: somebody or something added it on the node.'
          : 'The project gave the router this extra route.',
      evidence: [
        checked(
          view.where,
          'lost packet walked through the rules',
          `via ${gateway} dev ${view.outDevice}`,
          way,
          false,
          'ip route show table all',
        ),
      ],
      affects: affectsRouter(file),
      fixes:
        extra === null
          ? [
              routeFix(view, { spelled, isDefault: route.destination === 'default', gateway }),
              restartL3Agent(node),
            ]
          : [
              fixNow(
                "the project's decision; removes the extra route",
                [`openstack router unset --route ${extra} ${router}`],
                `openstack router set --route ${extra} ${router}`,
                'what was meant to use this route no longer does',
              ),
            ],
    });
  },
};
