// Output trap 15: delivered, but by another exit than planned: the rule of the floating IP is
// missing, or the route it leads to. A note, never the cause of a loss.

import { type CaseFile } from '../case-file.ts';
import { type Cause, type CauseFinding } from '../cause.ts';
import { evidenceOf, floatingView, report } from '../floating-view.ts';
import { checked } from '../lines.ts';
import { natWalk } from '../snat-view.ts';
import { inRouter, vmName } from '../words.ts';

/** On a network node the router's own address is what is left when the rule is missing. */
const centrally = (file: CaseFile): CauseFinding | null => {
  const { path, parts } = file;
  const { router, floatingIp } = path.neutron;
  if (path.exit !== 'fip' || router === null || floatingIp === null || parts.network === '')
    return null;
  const where = { node: parts.network, netns: router.distributed ? parts.snat : parts.qrouter };
  const walk = natWalk(file, where);
  const { address } = floatingIp;
  if (walk === null || walk.verdict !== 'NAT' || walk.natTo === address) return null;
  return report(file, fipLeftBySnat, where.node, {
    confidence: 'likely',
    title: `${inRouter(file, where.node)}: ${vmName(file)} leaves by ${walk.natTo}, not by ${address}`,
    detail: 'The rule that translates it to its floating IP is missing; peers see another address.',
    evidence: [
      checked(
        where,
        'packet walked through nat',
        `SNAT to ${address}`,
        `SNAT to ${walk.natTo}`,
        false,
        'iptables -t nat -nvxL neutron-l3-agent-float-snat',
      ),
    ],
    fixes: [],
  });
};

/** Output trap 15: delivered, but by another exit than planned. A note, never a proof of a loss. */
export const fipLeftBySnat: Cause = {
  code: 'FIP_LEFT_BY_SNAT',
  owner: 'platform',
  summary:
    'Delivered, but not as planned: a VM with a floating IP leaves by the address of the router.',
  segments: [],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    if (file.localisation.status !== 'DELIVERED') return null;
    const view = floatingView(file);
    if (view === null) return centrally(file);
    if (view.hasRule && view.hasRoute) return null;
    const missing = view.hasRule ? 'route' : 'rule';
    return report(file, fipLeftBySnat, view.where.node, {
      confidence: 'likely',
      title: `${inRouter(file, view.where.node)}: ${vmName(file)} leaves by the router's address, not by ${view.address}`,
      detail: `The ${missing} of the floating IP is missing on the node; peers see another address.`,
      evidence: evidenceOf(file, view),
      fixes: [],
    });
  },
};
