// The packet's time to live ends inside the cloud: a rule of the mangle table or a flow of a switch
// sets it, or packets go in circles. The router that ends it tells the sender so by ICMP.

import { type IptablesRule } from '@hopscope/nodestate';
import { type Witness } from '../../correlate/journeys.ts';
import { affectsFlow, affectsNetworkOnNode, affectsRouter } from '../affects.ts';
import { type Affects, type Cause, type CauseFinding, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, fixRoot, restartOvsAgent } from '../fixes.ts';
import { deleteFlow, flowText, FOREIGN, isForeign } from '../flow-fixes.ts';
import { checked, inside, noted, type Where } from '../lines.ts';
import { lostPacket } from '../lost-packet.ts';
import { routedView } from '../routed-view.ts';
import { timeExceeded } from '../time-exceeded.ts';
import { type TtlFlow, ttlFlow } from '../ttl-flow.ts';
import { walkIptables } from '../walk/iptables.ts';
import { inRouter } from '../words.ts';

type Said = Pick<CauseFinding, 'title' | 'detail' | 'evidence' | 'affects' | 'fixes'>;

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

/** Neutron has no flow that does this. */
const byFlow = (file: CaseFile, { entry, step, ttl }: TtlFlow): Said => {
  const { node } = entry;
  return {
    title: `in ${step.bridge} of ${node}: a flow sets the time to live of the packets to ${ttl} (${flowText(step)})`,
    detail: isForeign(step) ? FOREIGN : 'Neutron sets no such flow.',
    evidence: [
      checked(
        { node, netns: '' },
        'vswitchd traces it before that router',
        'its time to live stays',
        `becomes ${ttl} in table ${step.table} of ${step.bridge}`,
        false,
        `ovs-appctl ofproto/trace ${entry.bridge} 'in_port=${entry.port},...'`,
      ),
    ],
    affects: affectsFlow(file, node, step.match),
    fixes: [...deleteFlow(node, step), restartOvsAgent(node)],
  };
};

const byRule = (file: CaseFile, { where, rule }: Culprit): Said => {
  const { node } = where;
  const spelled = rule.text.replace(/^-A /, '');
  return {
    title: `${inRouter(file, node)}: the time to live of the packets ends: a rule sets it (${spelled})`,
    detail: 'Neutron puts no such rule there.',
    evidence: [noted(where, 'packet walked through mangle', spelled, 'iptables -t mangle -nvxL')],
    affects: affectsAt(file, node),
    fixes: [
      fixNow(
        `on ${node}; one rule, find who made it first`,
        [inside(where.netns, `iptables -t mangle -D ${spelled}`)],
        inside(where.netns, `iptables -t mangle -I ${spelled}`),
      ),
    ],
  };
};

const byNobody = (file: CaseFile, node: string): Said => ({
  title: `${inRouter(file, node)}: the time to live of the packets ends`,
  detail: 'They go in circles between routers, or the VM sends them with a small one.',
  evidence: [],
  affects: affectsAt(file, node),
  fixes: [fixRoot('look which routers they pass', ['traceroute from the VM'], 'asks only')],
});

const affectsAt = (file: CaseFile, node: string): Affects =>
  file.place?.kind === 'router' ? affectsNetworkOnNode(file, node) : affectsRouter(file);

const witnessLine = (file: CaseFile, node: string, { from }: Witness): EvidenceLine =>
  noted(
    { node, netns: '' },
    `said by ${from}`,
    'ICMP time exceeded',
    `tcpdump -nei ${file.parts.vmPort} 'icmp[0] == 11'`,
  );

export const ttlExpired: Cause = {
  code: 'TTL_EXPIRED',
  owner: 'platform',
  summary: "The packet's time to live ends inside the cloud.",
  segments: ['router', 'snat-router', 'fip-router'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const rule = culpritOf(file);
    const flow = rule === null ? ttlFlow(file) : null;
    const witness = timeExceeded(file);
    const { place } = file;
    if (place === null || (rule === null && flow === null && witness === null)) return null;
    const said =
      rule !== null
        ? byRule(file, rule)
        : flow !== null
          ? byFlow(file, flow)
          : byNobody(file, place.node);
    const isNamed = rule !== null || flow !== null;
    return finding(file, ttlExpired, {
      ...said,
      confidence: isNamed && witness !== null ? 'confirmed' : 'likely',
      evidence: [
        ...said.evidence,
        ...(witness === null ? [] : [witnessLine(file, place.node, witness)]),
      ],
    });
  },
};
