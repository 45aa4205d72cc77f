// The qrouter of the VM's node as causes see it: what Neutron should have put there for this flow,
// what is there, and where the lost packet is really routed. dvr_local_router.py.

import { type PolicyRule, type Route } from '@hopscope/nodestate';
import { redirectIndex } from '../neutron-names.ts';
import { type EvidenceLine } from './cause.ts';
import { type CaseFile } from './case-file.ts';
import { checked, counted, noted, type Where } from './lines.ts';
import { routedPacket } from './packet-mark.ts';
import { lookUpTable, type RouteWalk, walkRouting } from './walk/routing.ts';

export interface RouterView {
  readonly where: Where;
  readonly index: string;
  readonly qrAddress: string;
  /** `10.1.0.1/24`, as the rule prints its source. */
  readonly qrPrefix: string;
  readonly qrDevice: string;
  readonly sgAddress: string;
  readonly sgMac: string;
  /** null when rules or routes were not read. */
  readonly rule: PolicyRule | null;
  readonly tableRoute: Route | null;
  readonly walk: RouteWalk;
  /** True when nothing on the packet's way was undecided. */
  readonly certain: boolean;
  readonly neighbour: { readonly mac: string; readonly states: string } | null;
  readonly neighbourRead: boolean;
  readonly routeGet: string | null;
  readonly forwarding: string | null;
}

const prefixLengthOf = (cidr: string): string => cidr.split('/')[1] ?? '24';

const describeRoute = (route: Route): string =>
  route.gateway === '' ? `dev ${route.device}` : `via ${route.gateway}`;

const routeAnswer = (file: CaseFile, where: Where): string | null => {
  const answer = file.routeGet(where.node, where.netns, file.path.flow.remoteAddress);
  if (answer === null) return null;
  return answer.route === null ? answer.said : describeRoute(answer.route);
};

/** null when the path has no such router, or its rules and routes were not read. */
export const routerView = (file: CaseFile): RouterView | null => {
  const { neutron, flow } = file.path;
  const { routerPort, snatPort, subnet } = neutron;
  const qrAddress = routerPort?.addresses[0]?.address;
  const sgAddress = snatPort?.addresses[0]?.address;
  if (routerPort === null || snatPort === null || neutron.router?.distributed !== true) return null;
  if (qrAddress === undefined || sgAddress === undefined || file.path.exit !== 'snat') return null;
  const where = { node: file.parts.compute, netns: file.parts.qrouter };
  const rules = file.rules(where.node, where.netns);
  const routes = file.routes(where.node, where.netns);
  if (rules === null || routes === null) return null;
  const index = String(redirectIndex(qrAddress));
  const ends = { source: flow.localAddress, destination: flow.remoteAddress };
  const packet = routedPacket(file, where, { ...ends, inDevice: file.parts.qr });
  const walk = walkRouting(rules, routes, packet);
  const entry = file.neighbour(where.node, where.netns, sgAddress);
  return {
    where,
    index,
    qrAddress,
    qrPrefix: `${qrAddress}/${prefixLengthOf(subnet.cidr)}`,
    qrDevice: file.parts.qr,
    sgAddress,
    sgMac: snatPort.mac,
    rule: rules.find(({ table }) => table === index) ?? null,
    tableRoute: lookUpTable(routes, index, flow.remoteAddress),
    walk,
    certain: walk.undecided.length === 0,
    neighbour:
      entry?.entry === null || entry === null
        ? null
        : { mac: entry.entry.mac, states: entry.entry.states.join(' ') },
    neighbourRead: entry !== null,
    routeGet: routeAnswer(file, where),
    forwarding: file.sysctl(where.node, where.netns, 'net.ipv4.ip_forward'),
  };
};

const ruleText = (rule: PolicyRule | null): string =>
  rule === null ? 'absent' : `from ${rule.source}/${rule.sourceLength}`;

const neighbourLine = (view: RouterView): EvidenceLine[] => {
  if (!view.neighbourRead) return [];
  const { neighbour, sgMac, sgAddress } = view;
  const same = neighbour?.mac.toLowerCase() === sgMac.toLowerCase();
  const found =
    neighbour === null
      ? 'absent'
      : `${same ? 'same' : neighbour.mac || 'no MAC'}, ${neighbour.states}`;
  const command = `ip neigh show ${sgAddress}`;
  return [checked(view.where, `neighbour ${sgAddress}`, sgMac, found, same, command)];
};

/** The table of evidence about policy routing: the same rows for every cause in the router. */
export const routerEvidence = (file: CaseFile, view: RouterView): EvidenceLine[] => {
  const { where, index, sgAddress, rule, tableRoute, routeGet } = view;
  const { localAddress, remoteAddress } = file.path.flow;
  const lines = [
    checked(
      where,
      `ip rule ${index}`,
      `from ${view.qrPrefix}`,
      ruleText(rule),
      rule !== null,
      'ip rule',
    ),
    checked(
      where,
      `table ${index}`,
      `via ${sgAddress}`,
      tableRoute === null ? 'empty' : describeRoute(tableRoute),
      tableRoute?.gateway === sgAddress,
      `ip route show table ${index}`,
    ),
    ...neighbourLine(view),
  ];
  if (routeGet !== null)
    lines.push(
      checked(
        where,
        `route get ${remoteAddress} from ${localAddress}`,
        `via ${sgAddress}`,
        routeGet,
        routeGet === `via ${sgAddress}`,
        `ip route get ${remoteAddress} from ${localAddress} iif ${view.qrDevice}`,
      ),
    );
  if (view.forwarding !== null)
    lines.push(
      checked(
        where,
        'ip_forward',
        '1',
        view.forwarding,
        view.forwarding === '1',
        'sysctl net.ipv4.ip_forward',
      ),
    );
  return lines;
};

/** Counter of packets the router had no route for; every VM behind the router moves it. */
export const noRouteCounter = (file: CaseFile, view: RouterView): EvidenceLine[] =>
  counted(
    view.where,
    'IpExtInNoRoutes, before/after',
    file.nstatDelta(view.where.node, view.where.netns, 'IpExtInNoRoutes'),
    file.place?.lost ?? 0,
    false,
    'nstat -asz IpExtInNoRoutes',
  );

/** What the walk did, as a line. */
export const walkLine = (view: RouterView): EvidenceLine => {
  const { walk, where } = view;
  const end =
    walk.route === null
      ? `${walk.outcome}: ${walk.tried.length} tables asked`
      : `rule ${walk.rule?.priority ?? '?'}, ${describeRoute(walk.route)} dev ${walk.route.device}`;
  return noted(
    where,
    'lost packet walked through the rules',
    end,
    'ip rule; ip route show table all',
  );
};
