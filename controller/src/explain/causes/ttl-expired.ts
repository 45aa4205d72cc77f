// The packet's time to live ends inside the cloud: a rule of the mangle table sets it, or packets
// go in circles. The router that ends it tells the sender by ICMP "time exceeded".

import { type IptablesRule } from '@hopscope/nodestate';
import { type Witness } from '../../correlate/journeys.ts';
import { affectsNetworkOnNode, affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, fixRoot } from '../fixes.ts';
import { inside, noted, type Where } from '../lines.ts';
import { lostPacket } from '../lost-packet.ts';
import { routedView } from '../routed-view.ts';
import { walkIptables } from '../walk/iptables.ts';
import { inRouter } from '../words.ts';

const TIME_EXCEEDED = 11;

interface Culprit {
  readonly where: Where;
  readonly rule: IptablesRule;
}

const setsTtl = ({ target }: IptablesRule): boolean => target.name === 'TTL';

/** A rule of the qrouter before the central router: the last thing that it does to a packet. */
const earlier = (file: CaseFile): Culprit[] => {
  const { place, parts, path } = file;
  if (place?.kind !== 'snat-router' || path.neutron.router?.distributed !== true) return [];
  const where = { node: parts.compute, netns: parts.qrouter };
  const table = file.iptables(where.node, where.netns, 'mangle');
  if (table === null) return [];
  const { localAddress: source, remoteAddress: destination } = path.flow;
  return ['PREROUTING', 'FORWARD', 'POSTROUTING'].flatMap((base) =>
    walkIptables(table, base, {
      packet: { ...lostPacket(file, 'forward'), source, destination },
      inDevice: base === 'POSTROUTING' ? '' : parts.qr,
      outDevice: base === 'PREROUTING' ? '' : parts.qr,
      physdevIn: '',
      physdevOut: '',
      state: 'NEW',
      dnat: false,
      set: () => null,
      mark: null,
      connmark: null,
    })
      .effects.filter(setsTtl)
      .map((rule) => ({ where, rule })),
  );
};

const culpritOf = (file: CaseFile): Culprit | null => {
  const view = routedView(file);
  if (view === null) return null;
  const here = view.walks
    .flatMap(({ effects }) => effects)
    .filter(setsTtl)
    .map((rule) => ({ where: view.where, rule }));
  return [...here, ...(file.place?.direction === 'forward' ? earlier(file) : [])][0] ?? null;
};

/** What a router of the cloud said; from outside it is a refusal, not a loss. */
const exceeded = ({ correlation }: CaseFile): Witness | null => {
  const entry = correlation.reply.points[0];
  return (
    correlation.witnesses.find(
      ({ kind, icmpType, point }) =>
        kind === 'icmp-error' && icmpType === TIME_EXCEEDED && point !== entry,
    ) ?? null
  );
};

export const ttlExpired: Cause = {
  code: 'TTL_EXPIRED',
  owner: 'platform',
  summary: "The packet's time to live ends inside the cloud.",
  segments: ['router', 'snat-router', 'fip-router'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const culprit = culpritOf(file);
    const witness = exceeded(file);
    const { place } = file;
    if (place === null || (culprit === null && witness === null)) return null;
    const node = culprit?.where.node ?? place.node;
    const spelled = culprit?.rule.text.replace(/^-A /, '') ?? '';
    const where = culprit?.where ?? { node: place.node, netns: place.netns };
    const rule = culprit === null ? '' : `: a rule sets it (${spelled})`;
    return finding(file, ttlExpired, {
      confidence: culprit !== null && witness !== null ? 'confirmed' : 'likely',
      title: `${inRouter(file, node)}: the time to live of the packets ends${rule}`,
      detail:
        culprit === null
          ? 'They go in circles between routers, or the VM sends them with a small one.'
          : 'Neutron puts no such rule there.',
      evidence: [
        ...(culprit === null
          ? []
          : [noted(where, 'packet walked through mangle', spelled, 'iptables -t mangle -nvxL')]),
        ...(witness === null
          ? []
          : [
              noted(
                { node: place.node, netns: '' },
                `said by ${witness.from}`,
                'ICMP time exceeded',
                `tcpdump -nei ${file.parts.vmPort} 'icmp[0] == 11'`,
              ),
            ]),
      ],
      affects: place.kind === 'router' ? affectsNetworkOnNode(file, node) : affectsRouter(file),
      fixes:
        culprit === null
          ? [fixRoot('look which routers they pass', ['traceroute from the VM'], 'asks only')]
          : [
              fixNow(
                `on ${node}; one rule, find who made it first`,
                [inside(where.netns, `iptables -t mangle -D ${spelled}`)],
                inside(where.netns, `iptables -t mangle -I ${spelled}`),
              ),
            ],
    });
  },
};
