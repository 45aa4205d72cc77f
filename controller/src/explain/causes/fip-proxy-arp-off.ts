// The fip namespace does not answer ARP for floating IPs: proxy_arp of its fg- device is off. What
// knows the MAC already still answers, for some minutes.

import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { fipReturn } from '../fip-return.ts';
import { finding } from '../finding.ts';
import { fixNow, restartL3Agent } from '../fixes.ts';
import { checked, inside } from '../lines.ts';

export const fipProxyArpOff: Cause = {
  code: 'FIP_PROXY_ARP_OFF',
  owner: 'platform',
  summary: 'The fip namespace does not answer ARP for its floating IPs.',
  segments: ['external'],
  directions: ['forward'],
  catalogue: [],
  explains: ['NAT_ADDRESS_NO_ARP', 'UPSTREAM_NO_REPLY'],
  test: (file) => {
    const back = fipReturn(file);
    if (back === null || back.proxyArp !== false) return null;
    const { where, address, fg } = back;
    const key = `net.ipv4.conf.${fg}.proxy_arp`;
    return finding(file, fipProxyArpOff, {
      confidence: 'confirmed',
      title: `in ${where.netns.slice(0, 12)} on ${where.node}: ${fg} does not answer ARP for ${address}`,
      detail: `${key} is 0: the gateway outside cannot learn where ${address} is.`,
      evidence: [checked(where, key, '1', '0', false, `sysctl ${key}`)],
      affects: affectsThisPort(file),
      fixes: [
        fixNow(
          `on ${where.node}; every floating IP of this external network there`,
          [inside(where.netns, `sysctl -w ${key}=1`)],
          inside(where.netns, `sysctl -w ${key}=0`),
        ),
        restartL3Agent(where.node),
      ],
      references: ['LP#1891673'],
      objects: { 'floating-ip': file.path.neutron.floatingIp?.id },
    });
  },
};
