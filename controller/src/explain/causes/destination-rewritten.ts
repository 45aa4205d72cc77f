// A NAT rule inside a router sends the packets to somebody else than they were meant for: a
// transparent proxy, a leftover of a port forwarding, a person. Neutron rewrites destinations only
// of floating IPs, and of the metadata service.

import { affectsNetworkOnNode, affectsRouter } from '../affects.ts';
import { type Cause, type Fix } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { isDelivered } from '../delivered.ts';
import { finding } from '../finding.ts';
import { fixNow, fixRoot } from '../fixes.ts';
import { checked, inside, type Where } from '../lines.ts';
import { lostPacket } from '../lost-packet.ts';
import { routerNft } from '../router-nft.ts';
import { ROUTED, routedView } from '../routed-view.ts';
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

interface Rewrite {
  readonly where: Where;
  /** Where the packets go instead. */
  readonly target: string;
  readonly isSure: boolean;
  readonly looked: string;
  readonly command: string;
  readonly fix: Fix;
}

const redirected = (port: string): string =>
  port === '' ? 'the router itself' : `port ${port} of the router itself`;

const byIptables = (file: CaseFile, router: Router): Rewrite | null => {
  const { where } = router;
  const walk = walkOf(file, router);
  const rule = walk?.end ?? null;
  if (walk === null || rule === null || !REWRITING.includes(rule.target.name)) return null;
  const spelled = rule.text.replace(/^-A /, '');
  return {
    where,
    target: rule.target.name === 'REDIRECT' ? redirected(walk.natTo) : walk.natTo,
    isSure: walk.undecided.length === 0,
    looked: 'packet walked through nat PREROUTING',
    command: `iptables -t nat -nvxL ${rule.chain} --line-numbers`,
    fix: fixNow(
      `on ${where.node}; one rule, find who made it first`,
      [inside(where.netns, `iptables -t nat -D ${spelled}`)],
      inside(where.netns, `iptables -t nat -I ${spelled}`),
      'connections that are open stay as they are',
    ),
  };
};

/** Chains of nftables are read only where packets vanish. */
const byNft = (file: CaseFile): Rewrite | null => {
  const view = file.place?.direction === 'forward' ? routedView(file) : null;
  const rewrite = view === null ? null : routerNft(file, view).rewrite;
  if (view === null || rewrite === null) return null;
  const { where } = view;
  const { by, to, kind } = rewrite;
  return {
    where,
    target: kind === 'redirect' ? redirected(to.replace(/^:/, '')) : to || 'another address',
    isSure: true,
    looked: `packet walked through ${by}`,
    command: inside(where.netns, 'nft -a list ruleset'),
    fix: fixRoot(
      `find who made ${by} in ${where.netns}`,
      [inside(where.netns, 'nft -a list ruleset')],
      'reads only',
    ),
  };
};

/** The first router that rewrites the destination. */
const rewriteOf = (file: CaseFile): Rewrite | null => {
  for (const router of routersOf(file)) {
    const rewrite = byIptables(file, router);
    if (rewrite !== null) return rewrite;
  }
  return byNft(file);
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
    const rewrite = rewriteOf(file);
    if (rewrite === null) return null;
    const { where, target, looked, command, fix } = rewrite;
    const { remoteAddress } = file.path.flow;
    const isLocal = where.node === file.parts.compute;
    return finding(file, destinationRewritten, {
      confidence: rewrite.isSure && !isDelivered(file) ? 'confirmed' : 'likely',
      title: `${inRouter(file, where.node)}: a NAT rule sends what is for ${remoteAddress} to ${target}`,
      detail: 'Neutron puts no such rule there; whoever answers is not who was asked.',
      evidence: [checked(where, looked, `to ${remoteAddress}`, `to ${target}`, false, command)],
      affects: isLocal ? affectsNetworkOnNode(file, where.node) : affectsRouter(file),
      fixes: [fix],
    });
  },
};
