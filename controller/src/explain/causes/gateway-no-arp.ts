// Row 42: the external gateway does not answer ARP. The router keeps the packet for some seconds,
// then says "host unreachable" to the VM.

import { isResolved } from '@hopscope/nodestate';
import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked, inside } from '../lines.ts';
import { neighbourLine, snatEvidence, snatView } from '../snat-view.ts';
import { inRouter } from '../words.ts';

interface Asking {
  readonly requests: number;
  readonly replies: number;
}

/** ARP for the gateway as the captures saw it on this node. */
const arpFor = (file: CaseFile, gateway: string, node: string): Asking => {
  const here = new Set(
    file.path.points
      .filter((point) => point.node === node && ['qg', 'fg', 'ext-nic'].includes(point.role))
      .map(({ id }) => id),
  );
  const seen = file.correlation.arp.filter(({ point }) => here.has(point));
  return {
    requests: seen.filter(
      ({ operation, targetAddress }) => operation === 'request' && targetAddress === gateway,
    ).length,
    replies: seen.filter(
      ({ operation, senderAddress }) => operation === 'reply' && senderAddress === gateway,
    ).length,
  };
};

/** Whether a request for the gateway would have been seen there. */
const isWatched = (file: CaseFile, node: string): boolean =>
  file.recording.plan.nodes
    .filter((plan) => plan.node === node)
    .flatMap(({ captures }) => captures)
    .filter(({ points }) =>
      file.path.points.some(({ id, role }) => role === 'qg' && points.includes(id)),
    )
    .some(({ capture }) =>
      file.recording.captures.some(
        (one) => one.node === node && one.capture === capture && one.armed,
      ),
    );

export const gatewayNoArp: Cause = {
  code: 'GATEWAY_NO_ARP',
  owner: 'upstream',
  summary: 'The external gateway does not answer ARP.',
  segments: ['snat-router', 'fip-router'],
  directions: ['forward'],
  catalogue: [42],
  test: (file) => {
    const view = snatView(file);
    if (view === null || view.gateway === '' || view.walk?.route === null) return null;
    if (view.walk !== null && view.walk.route.gateway !== view.gateway) return null;
    const entry = view.neighbour?.entry ?? null;
    const unresolved = view.neighbour !== null && (entry === null || !isResolved(entry));
    const arp = arpFor(file, view.gateway, view.where.node);
    const silent = arp.requests > 0 && arp.replies === 0;
    if (arp.replies > 0 || (!unresolved && !silent)) return null;
    const failed = entry !== null && unresolved;
    return finding(file, gatewayNoArp, {
      // Whoever forwards to an entry that failed asks anew: unasked, it is of another time.
      confidence:
        silent || (failed && !isWatched(file, view.where.node)) ? 'confirmed' : 'possible',
      title: `${inRouter(file, view.where.node)}: the external gateway ${view.gateway} does not answer ARP`,
      detail: 'The packet is routed to the gateway, whose MAC nobody tells.',
      evidence: [
        ...neighbourLine(view),
        checked(
          view.where,
          `ARP for ${view.gateway}`,
          'answered',
          `${arp.requests} requests, ${arp.replies} replies`,
          false,
          `tcpdump -nei ${file.parts.qg} arp`,
        ),
        ...snatEvidence(file, view),
      ],
      affects: affectsRouter(file),
      fixes: [
        fixRoot(
          'whoever runs the external network: is the gateway up, is the VLAN right on the switch port?',
          [inside(view.where.netns, `arping -c 3 -I ${file.parts.qg} ${view.gateway}`)],
          'asks only',
        ),
      ],
      references: ['LP#1690165'],
      objects: { 'gateway-port': file.path.neutron.gatewayPort?.id },
    });
  },
};
