// The snat namespace as causes see it: where the packet is routed, whether the next hop answers,
// what the NAT rules make of it. dvr_edge_router.py, router_info.py.

import { type Neighbour } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { type EvidenceLine } from './cause.ts';
import { checked, noted, type Where } from './lines.ts';
import { lostPacket } from './lost-packet.ts';
import { type ChainWalk, walkIptables } from './walk/iptables.ts';
import { routedPacket } from './packet-mark.ts';
import { type RouteWalk, walkRouting } from './walk/routing.ts';

export interface SnatView {
  readonly where: Where;
  readonly gateway: string;
  readonly natAddress: string;
  /** null: rules or routes not read. */
  readonly walk: RouteWalk | null;
  /** null: not asked for. */
  readonly neighbour: { readonly entry: Neighbour | null } | null;
  /** The packet through nat POSTROUTING; null: not read. */
  readonly nat: ChainWalk | null;
}

/** Mark of the default address scope, which mangle sets on every router port (address scopes). */
const NO_SCOPE_MARK = 0x4000000;

/** A new packet of the VM through the translation of a router's central part; null: not read. */
export const natWalk = (file: CaseFile, where: Where): ChainWalk | null => {
  const table = file.iptables(where.node, where.netns, 'nat');
  if (table === null) return null;
  return walkIptables(table, 'POSTROUTING', {
    packet: lostPacket(file, 'forward'),
    inDevice: '',
    outDevice: file.parts.qg,
    physdevIn: '',
    physdevOut: '',
    state: 'NEW',
    dnat: false,
    set: () => null,
    mark: NO_SCOPE_MARK,
    connmark: NO_SCOPE_MARK,
  });
};

/** null when the flow does not leave by a snat namespace. */
export const snatView = (file: CaseFile): SnatView | null => {
  const { parts, path } = file;
  if (path.exit !== 'snat' || parts.network === '' || parts.snat === '') return null;
  const distributed = path.neutron.router?.distributed === true;
  const where = { node: parts.network, netns: distributed ? parts.snat : parts.qrouter };
  const rules = file.rules(where.node, where.netns);
  const routes = file.routes(where.node, where.netns);
  const walk =
    rules === null || routes === null
      ? null
      : walkRouting(
          rules,
          routes,
          routedPacket(file, where, {
            source: path.flow.localAddress,
            destination: path.flow.remoteAddress,
            inDevice: distributed ? parts.sg : parts.qr,
          }),
        );
  const gateway = walk?.route?.gateway || path.neutron.externalSubnet?.gateway || '';
  return {
    where,
    gateway,
    natAddress: path.flow.natAddress,
    walk,
    neighbour: gateway === '' ? null : file.neighbour(where.node, where.netns, gateway),
    nat: natWalk(file, where),
  };
};

/** Rows every cause in the snat namespace shows. */
export const snatEvidence = (file: CaseFile, view: SnatView): EvidenceLine[] => {
  const { where, walk, nat } = view;
  const lines: EvidenceLine[] = [];
  if (walk !== null) {
    const found = walk.route === null ? walk.outcome : `via ${walk.route.gateway || 'link'}`;
    const wanted = `via ${file.path.neutron.externalSubnet?.gateway ?? '?'}`;
    lines.push(checked(where, 'default route', wanted, found, found === wanted, 'ip route'));
  }
  if (nat !== null) {
    const found = nat.verdict === 'NAT' ? `SNAT to ${nat.natTo}` : 'not translated';
    const ok = nat.verdict === 'NAT' && nat.natTo === view.natAddress;
    const command = 'iptables -t nat -nvxL neutron-l3-agent-snat';
    lines.push(
      checked(where, 'packet walked through nat', `SNAT to ${view.natAddress}`, found, ok, command),
    );
  }
  return lines;
};

export const neighbourLine = (view: SnatView): EvidenceLine[] => {
  const { where, gateway, neighbour } = view;
  if (neighbour === null) return [];
  const { entry } = neighbour;
  const found = entry === null ? 'absent' : `${entry.mac || 'no MAC'}, ${entry.states.join(' ')}`;
  return [noted(where, `neighbour ${gateway}`, found, `ip neigh show ${gateway}`)];
};
