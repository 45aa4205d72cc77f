// Row 42: the external gateway does not answer ARP. The router keeps the packet for some seconds,
// then says "host unreachable" to the VM.

import { isResolved } from '@hopscope/nodestate';
import { affectsRouter } from '../affects.ts';
import { type ArpOutside, arpOutside, gatewayOf, isCaptured, lostWay } from '../arp-outside.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked, inside, type Where } from '../lines.ts';
import { neighbourLine, snatEvidence, type SnatView, snatView } from '../snat-view.ts';
import { inRouter } from '../words.ts';

/** Captures of ports and card: how often the gateway was asked, and how often it answered. */
const arpLines = (arp: ArpOutside | null, view: SnatView, device: string): EvidenceLine[] => {
  const row = (where: Where, at: string, asked: number, answered: number): EvidenceLine =>
    checked(
      where,
      `ARP for ${view.gateway}`,
      'answered',
      `${asked} requests, ${answered} replies`,
      false,
      `tcpdump -nei ${at} arp`,
    );
  const { port: asked = 0 } = arp?.asked ?? {};
  const { port: answered = 0 } = arp?.answered ?? {};
  const inside = row(view.where, device, asked, answered);
  if (arp === null || arp.nic === null) return [inside];
  const { node, netns, device: card } = arp.nic;
  return [inside, row({ node, netns }, card, arp.asked.nic, arp.answered.nic)];
};

/** The fip namespace, where a floating IP leaves on the VM's own node. */
const floatingGateway = (file: CaseFile): SnatView | null => {
  const { path, parts, place } = file;
  const gateway = gatewayOf(file);
  if (path.exit !== 'fip' || place?.kind !== 'fip-router' || gateway === '') return null;
  const where = { node: parts.compute, netns: parts.fip };
  const neighbour = file.neighbour(where.node, where.netns, gateway);
  return { where, gateway, natAddress: path.flow.natAddress, walk: null, neighbour, nat: null };
};

const outerDevice = ({ path, parts }: CaseFile): string =>
  path.points.find(({ role }) => role === 'fg')?.device ?? parts.qg;

/** Whether a request for the gateway would have been seen. */
const isWatched = (file: CaseFile): boolean =>
  file.path.points.some(
    (point) => (point.role === 'qg' || point.role === 'fg') && isCaptured(file, point),
  );

export const gatewayNoArp: Cause = {
  code: 'GATEWAY_NO_ARP',
  owner: 'upstream',
  summary: 'The external gateway does not answer ARP.',
  segments: ['snat-router', 'fip-router'],
  directions: ['forward'],
  catalogue: [42],
  test: (file) => {
    const view = snatView(file) ?? floatingGateway(file);
    if (view === null || view.gateway === '' || view.walk?.route === null) return null;
    // Another next hop than the external gateway is no fault of the gateway.
    if (view.gateway !== gatewayOf(file)) return null;
    if (view.walk !== null && view.walk.route.gateway !== view.gateway) return null;
    const entry = view.neighbour?.entry ?? null;
    const unresolved = view.neighbour !== null && (entry === null || !isResolved(entry));
    const arp = arpOutside(file, view.gateway);
    const answered = arp !== null && arp.answered.port > 0;
    // What does not reach the card, or does not come back from it, is not the gateway's fault.
    if (answered || (arp === null && !unresolved)) return null;
    if (arp !== null && lostWay(arp) !== null) return null;
    const failed = entry !== null && unresolved;
    return finding(file, gatewayNoArp, {
      // Whoever forwards to an entry that failed asks anew: unasked, it is of another time.
      confidence: arp !== null || (failed && !isWatched(file)) ? 'confirmed' : 'possible',
      title: `${inRouter(file, view.where.node)}: the external gateway ${view.gateway} does not answer ARP`,
      detail: 'The packet is routed to the gateway, whose MAC nobody tells.',
      evidence: [
        ...neighbourLine(view),
        ...arpLines(arp, view, outerDevice(file)),
        ...snatEvidence(file, view),
      ],
      affects: affectsRouter(file),
      fixes: [
        fixRoot(
          'whoever runs the external network: is the gateway up, is the VLAN right on the switch port?',
          [inside(view.where.netns, `arping -c 3 -I ${outerDevice(file)} ${view.gateway}`)],
          'asks only',
        ),
      ],
      references: ['LP#1690165'],
      objects: { 'gateway-port': file.path.neutron.gatewayPort?.id },
    });
  },
};
