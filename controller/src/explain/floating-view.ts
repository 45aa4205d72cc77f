// A floating IP on the VM's own node: rule, table and route that take the packet out there.
// dvr_local_router.py, dvr_fip_ns.py.

import { type PolicyRule } from '@hopscope/nodestate';
import { affectsThisPort } from './affects.ts';
import { type CaseFile } from './case-file.ts';
import {
  type Affects,
  type Cause,
  type CauseFinding,
  type Confidence,
  type EvidenceLine,
  type Fix,
} from './cause.ts';
import { finding } from './finding.ts';
import { restartL3Agent } from './fixes.ts';
import { checked, noted, type Where } from './lines.ts';
import { routedPacket } from './packet-mark.ts';
import { lookUpTable, type RouteWalk, walkRouting } from './walk/routing.ts';

/** Table of the floating IP exit in qrouter (dvr_fip_ns.py FIP_RT_TBL). */
export const FIP_TABLE = '16';

/** The rule that the agent sets for a floating IP of the VM: of its address alone. */
export const isFloatingRule = (
  { table, source, sourceLength }: PolicyRule,
  address: string,
): boolean => table === FIP_TABLE && source === address && sourceLength === 32;

interface FloatingView {
  readonly where: Where;
  readonly address: string;
  readonly walk: RouteWalk;
  readonly rfp: string;
  readonly hasRule: boolean;
  readonly hasRoute: boolean;
}

export const floatingView = (file: CaseFile): FloatingView | null => {
  const { path, parts } = file;
  const { router, floatingIp } = path.neutron;
  if (path.exit !== 'fip' || router === null || floatingIp === null || !router.distributed)
    return null;
  const where = { node: parts.compute, netns: parts.qrouter };
  const rules = file.rules(where.node, where.netns);
  const routes = file.routes(where.node, where.netns);
  if (rules === null || routes === null) return null;
  const { localAddress, remoteAddress } = path.flow;
  return {
    where,
    address: floatingIp.address,
    rfp: `rfp-${router.id.slice(0, 10)}`,
    walk: walkRouting(
      rules,
      routes,
      routedPacket(file, where, {
        source: localAddress,
        destination: remoteAddress,
        inDevice: parts.qr,
      }),
    ),
    hasRule: rules.some((rule) => isFloatingRule(rule, localAddress)),
    hasRoute: lookUpTable(routes, FIP_TABLE, remoteAddress) !== null,
  };
};

export const evidenceOf = (file: CaseFile, view: FloatingView): EvidenceLine[] => {
  const { where, walk } = view;
  const from = file.path.flow.localAddress;
  const route = walk.route;
  const end = route === null ? walk.outcome : `via ${route.gateway || 'link'} dev ${route.device}`;
  return [
    checked(
      where,
      `rule from ${from} lookup ${FIP_TABLE}`,
      'present',
      view.hasRule ? 'present' : 'absent',
      view.hasRule,
      'ip rule',
    ),
    checked(
      where,
      `table ${FIP_TABLE}`,
      `default dev ${view.rfp}`,
      view.hasRoute ? 'present' : 'empty',
      view.hasRoute,
      `ip route show table ${FIP_TABLE}`,
    ),
    noted(where, 'lost packet walked through the rules', end, 'ip rule; ip route show table all'),
  ];
};

interface Words {
  readonly title: string;
  readonly detail: string;
  readonly evidence: readonly EvidenceLine[];
  readonly fixes: readonly Fix[];
  readonly confidence: Confidence;
  readonly affects?: Affects;
}

export const report = (file: CaseFile, cause: Cause, node: string, words: Words): CauseFinding =>
  finding(file, cause, {
    affects: affectsThisPort(file),
    ...words,
    fixes: [...words.fixes, restartL3Agent(node)],
    references: ['LP#1891673', 'LP#2025129'],
    objects: { 'floating-ip': file.path.neutron.floatingIp?.id },
  });
