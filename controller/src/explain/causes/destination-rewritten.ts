// A NAT rule inside a router sends the packets to somebody else than they were meant for: a
// transparent proxy, a leftover of a port forwarding, a person. Neutron rewrites destinations only
// of floating IPs, and of the metadata service.

import { affectsNetworkOnNode, affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { isDelivered } from '../delivered.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside, type Where } from '../lines.ts';
import { lostPacket } from '../lost-packet.ts';
import { ROUTED } from '../routed-view.ts';
import { type ChainWalk, walkIptables } from '../walk/iptables.ts';
import { inRouter } from '../words.ts';

interface Router {
  readonly where: Where;
  /** The device that the request comes in by. */
  readonly inDevice: string;
}

/** The router where packets vanish; when none do, all that they cross. */
const routersOf = ({ place, parts, path }: CaseFile): Router[] => {
  if (place !== null) {
    const { from } = place;
    if (from === null || !ROUTED.has(place.kind) || place.direction !== 'forward') return [];
    return [{ where: { node: from.node, netns: from.netns }, inDevice: from.device }];
  }
  const own = { where: { node: parts.compute, netns: parts.qrouter }, inDevice: parts.qr };
  const central = { where: { node: parts.network, netns: parts.snat }, inDevice: parts.sg };
  return path.neutron.router === null ? [] : [own, ...(parts.network === '' ? [] : [central])];
};

const walkOf = (file: CaseFile, { where, inDevice }: Router): ChainWalk | null => {
  const table = file.iptables(where.node, where.netns, 'nat');
  if (table === null) return null;
  const { localAddress, remoteAddress } = file.path.flow;
  return walkIptables(table, 'PREROUTING', {
    packet: { ...lostPacket(file, 'forward'), source: localAddress, destination: remoteAddress },
    inDevice,
    outDevice: '',
    physdevIn: '',
    physdevOut: '',
    state: 'NEW',
    dnat: false,
    set: () => null,
    mark: 0,
    connmark: 0,
  });
};

const REWRITING = ['DNAT', 'REDIRECT'];

/** The first router that rewrites the destination, and the walk that ends there. */
const rewriteOf = (file: CaseFile): { where: Where; walk: ChainWalk } | null => {
  for (const router of routersOf(file)) {
    const walk = walkOf(file, router);
    if (walk?.end != null && REWRITING.includes(walk.end.target.name))
      return { where: router.where, walk };
  }
  return null;
};

const targetOf = ({ end, natTo }: ChainWalk): string => {
  if (end?.target.name !== 'REDIRECT') return natTo;
  return natTo === '' ? 'the router itself' : `port ${natTo} of the router itself`;
};

export const destinationRewritten: Cause = {
  code: 'DESTINATION_REWRITTEN',
  owner: 'platform',
  summary: 'A NAT rule inside a router sends the packets to another address than they are for.',
  segments: ['router', 'snat-router', 'fip-router'],
  directions: ['forward'],
  catalogue: [],
  explains: ['GATEWAY_NO_ARP'],
  test: (file) => {
    const found = rewriteOf(file);
    const rule = found?.walk.end;
    if (found === null || rule === null || rule === undefined) return null;
    const { where, walk } = found;
    const { remoteAddress } = file.path.flow;
    const target = targetOf(walk);
    const spelled = rule.text.replace(/^-A /, '');
    const isSure = walk.undecided.length === 0 && !isDelivered(file);
    const isLocal = where.node === file.parts.compute;
    return finding(file, destinationRewritten, {
      confidence: isSure ? 'confirmed' : 'likely',
      title: `${inRouter(file, where.node)}: a NAT rule sends what is for ${remoteAddress} to ${target}`,
      detail: 'Neutron puts no such rule there; whoever answers is not who was asked.',
      evidence: [
        checked(
          where,
          'packet walked through nat PREROUTING',
          `to ${remoteAddress}`,
          `to ${target}`,
          false,
          `iptables -t nat -nvxL ${rule.chain} --line-numbers`,
        ),
      ],
      affects: isLocal ? affectsNetworkOnNode(file, where.node) : affectsRouter(file),
      fixes: [
        fixNow(
          `on ${where.node}; one rule, find who made it first`,
          [inside(where.netns, `iptables -t nat -D ${spelled}`)],
          inside(where.netns, `iptables -t nat -I ${spelled}`),
          'connections that are open stay as they are',
        ),
      ],
    });
  },
};
