// No rule in qrouter translates the VM to its floating IP: it leaves with an address that nobody
// outside can answer.

import { type Cause } from '../cause.ts';
import { fixNow } from '../fixes.ts';
import { floatingView, report } from '../floating-view.ts';
import { checked, inside } from '../lines.ts';
import { lostPacket } from '../lost-packet.ts';
import { walkIptables } from '../walk/iptables.ts';
import { inRouter, vmName } from '../words.ts';

export const fipNatMissing: Cause = {
  code: 'FIP_NAT_MISSING',
  owner: 'platform',
  summary: 'No rule in qrouter translates the VM to its floating IP.',
  segments: ['router', 'fip-link', 'fip-router', 'external-bridge', 'external'],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    const view = floatingView(file);
    const table = view === null ? null : file.iptables(view.where.node, view.where.netns, 'nat');
    if (view === null || table === null) return null;
    const { where, rfp, address } = view;
    const walk = walkIptables(table, 'POSTROUTING', {
      // Before translation, wherever it was lost.
      packet: { ...lostPacket(file, 'forward'), source: file.path.flow.localAddress },
      inDevice: '',
      outDevice: rfp,
      physdevIn: '',
      physdevOut: '',
      state: 'NEW',
      dnat: false,
      set: () => null,
      mark: 0x4000000,
      connmark: 0x4000000,
    });
    if (walk.verdict === 'NAT' && walk.natTo === address) return null;
    const found = walk.verdict === 'NAT' ? `SNAT to ${walk.natTo}` : 'not translated';
    const rule = `neutron-l3-agent-float-snat -s ${file.path.flow.localAddress}/32 -j SNAT --to-source ${address} --random-fully`;
    return report(file, fipNatMissing, where.node, {
      confidence: walk.undecided.length === 0 ? 'confirmed' : 'likely',
      title: `${inRouter(file, where.node)}: ${vmName(file)} is not translated to ${address}`,
      detail: 'It leaves with an address that nobody outside can answer.',
      evidence: [
        checked(
          where,
          'packet walked through nat',
          `SNAT to ${address}`,
          found,
          false,
          'iptables -t nat -nvxL neutron-l3-agent-float-snat',
        ),
      ],
      fixes: [
        fixNow(
          `on ${where.node}; adds one rule`,
          [inside(where.netns, `iptables -t nat -A ${rule}`)],
          inside(where.netns, `iptables -t nat -D ${rule}`),
        ),
      ],
    });
  },
};
