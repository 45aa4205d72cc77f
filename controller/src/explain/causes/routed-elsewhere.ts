// On the way to a VM a router sends the packet out of another port than that of the VM's network:
// somebody added a longer route, or an address that brings one with it. Ways out of the cloud are
// judged by other causes: policy routing, floating IPs, the external gateway.

import { type Route } from '@hopscope/nodestate';
import { affectsNetworkOnNode, affectsRouter } from '../affects.ts';
import { type Cause, type Fix } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside, type Where } from '../lines.ts';
import { routedView } from '../routed-view.ts';
import { parsePrefix } from '../walk/address.ts';
import { inRouter } from '../words.ts';

/** Answers, and all between two VMs. */
const leadsToVm = ({ place, path }: CaseFile): boolean =>
  place !== null && (place.direction === 'reply' || path.neutron.remote !== null);

const isExtra = ({ path }: CaseFile, { gateway }: Route): boolean =>
  path.neutron.router?.routes.some(({ nexthop }) => nexthop === gateway) === true;

const spelled = ({ destination, gateway, device }: Route): string =>
  `${destination} ${gateway === '' ? '' : `via ${gateway} `}dev ${device}`;

/** Routes of the kernel come and go with an address. */
const fixOf = ({ node, netns }: Where, route: Route): Fix => {
  const length = parsePrefix(route.destination)?.length ?? 32;
  const isKernels = route.protocol === 'kernel' && route.source !== '';
  const [object, what] = isKernels
    ? ['address', `${route.source}/${length} dev ${route.device}`]
    : ['route', spelled(route)];
  return fixNow(
    `on ${node}; one ${object}, find who made it first`,
    [inside(netns, `ip ${object} del ${what}`)],
    inside(netns, `ip ${object} add ${what}`),
  );
};

export const routedElsewhere: Cause = {
  code: 'ROUTED_ELSEWHERE',
  owner: 'platform',
  summary: "A route in a router sends packets for a VM out of another port than its network's.",
  segments: ['router', 'snat-router'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['VM_NEIGHBOUR_UNRESOLVED', 'VM_NEIGHBOUR_STALE', 'RP_FILTER_DROP'],
  test: (file) => {
    const view = routedView(file);
    const route = view?.walk?.outcome === 'forward' ? view.walk.route : null;
    const planned = file.place?.to;
    if (view === null || view.walk === null || route === null) return null;
    if (!leadsToVm(file) || planned?.netns !== view.where.netns) return null;
    const isPlanned = route.device === planned.device && route.gateway === '';
    if (isPlanned || isExtra(file, route)) return null;
    const { destination } = view.packet;
    return finding(file, routedElsewhere, {
      confidence: view.walk.undecided.length === 0 ? 'confirmed' : 'likely',
      title:
        `${inRouter(file, view.where.node)}: a route (${spelled(route)}) takes what is for ` +
        `${destination}, which is behind ${planned.device}`,
      detail: 'Neutron gives a router the routes of its ports and the extra routes of the API.',
      evidence: [
        checked(
          view.where,
          `route to ${destination}`,
          `dev ${planned.device}`,
          spelled(route),
          false,
          `ip route get ${destination}`,
        ),
      ],
      affects:
        file.place?.kind === 'router'
          ? affectsNetworkOnNode(file, view.where.node)
          : affectsRouter(file),
      fixes: [fixOf(view.where, route)],
    });
  },
};
