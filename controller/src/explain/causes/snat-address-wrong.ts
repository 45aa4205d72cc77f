// A rule translates the VM, but to another address than the router's own: answers go to whoever has
// that address, if anybody has.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { isDelivered } from '../delivered.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { inside } from '../lines.ts';
import { snatEvidence, snatView } from '../snat-view.ts';
import { inRouter } from '../words.ts';

/** `172.24.4.5`, `172.24.4.5:1024-2047`, or a range of addresses that begins with it. */
const isTo = (natTo: string, address: string): boolean => natTo.split(/[:-]/)[0] === address;

export const snatAddressWrong: Cause = {
  code: 'SNAT_ADDRESS_WRONG',
  owner: 'platform',
  summary: "The SNAT rule translates to an address that is not the router's.",
  segments: ['snat-router', 'external-bridge', 'external'],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    const view = snatView(file);
    const rule = view?.nat?.end;
    if (view === null || view.nat?.verdict !== 'NAT' || rule === null || rule === undefined)
      return null;
    const { natTo, undecided } = view.nat;
    if (rule.target.name !== 'SNAT' || isTo(natTo, view.natAddress)) return null;
    const { node, netns } = view.where;
    const spelled = rule.text.replace(/^-A \S+ /, '');
    const replace = (spec: string): string =>
      inside(netns, `iptables -t nat -R ${rule.chain} ${rule.number} ${spec}`);
    return finding(file, snatAddressWrong, {
      confidence: undecided.length === 0 && !isDelivered(file) ? 'confirmed' : 'likely',
      title:
        `${inRouter(file, node)}: packets are translated to ${natTo}, ` +
        `the router's address is ${view.natAddress}`,
      detail: `Answers go to ${natTo}, and not to this router.`,
      evidence: snatEvidence(file, view),
      affects: affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; changes one rule`,
          [replace(spelled.replace(natTo, view.natAddress))],
          replace(spelled),
          'connections that are open keep their old address',
        ),
        restartL3Agent(node),
      ],
      objects: { 'gateway-port': file.path.neutron.gatewayPort?.id },
    });
  },
};
