// Row 53: qrouter tells VMs to send to the SNAT port directly (ICMP redirect), which takes them
// around the router. Either of two switches is enough.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { isDelivered } from '../delivered.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, inside } from '../lines.ts';
import { inRouter } from '../words.ts';

export const icmpRedirects: Cause = {
  code: 'ICMP_REDIRECTS',
  owner: 'platform',
  summary: 'qrouter sends ICMP redirects to VMs: their way out changes to the SNAT port directly.',
  segments: ['router', 'integration-bridge', 'tunnel-out'],
  directions: ['forward'],
  catalogue: [53],
  test: (file) => {
    const { parts, path } = file;
    if (path.neutron.router?.distributed !== true || path.exit !== 'snat') return null;
    const where = { node: parts.compute, netns: parts.qrouter };
    const keys = ['all', parts.qr].map((name) => `net.ipv4.conf.${name}.send_redirects`);
    const on = keys.filter((key) => file.sysctl(where.node, where.netns, key) === '1');
    if (on.length === 0) return null;
    return finding(file, icmpRedirects, {
      confidence: isDelivered(file) ? 'likely' : 'possible',
      title: `${inRouter(file, where.node)}: it tells VMs to send to the SNAT port directly (ICMP redirect)`,
      detail: 'The kernel sends redirects when either switch is on; Neutron sets both to 0.',
      evidence: on.map((key) => checked(where, key, '0', '1', false, `sysctl ${key}`)),
      affects: affectsNetworkPorts(file, where.node),
      fixes: [
        fixNow(
          `on ${where.node}; one namespace`,
          on.map((key) => inside(where.netns, `sysctl -w ${key}=0`)),
          on.map((key) => inside(where.netns, `sysctl -w ${key}=1`)).join('; '),
        ),
      ],
    });
  },
};
