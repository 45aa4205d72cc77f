// Row 20: br_netfilter is off, so that security groups on bridges are not enforced. Not a loss, but
// nothing a person should not be told.

import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { isDelivered } from '../delivered.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { judgeNewPacket } from '../group-rules.ts';
import { checked } from '../lines.ts';
import { lostPacket } from '../lost-packet.ts';
import { atPort, service } from '../words.ts';

export const sgBypassed: Cause = {
  code: 'SG_BYPASSED',
  owner: 'platform',
  summary: 'Delivered although no security group allows it: bridges of the node are not filtered.',
  segments: [],
  directions: ['forward'],
  catalogue: [20],
  test: (file) => {
    const { path, parts } = file;
    const key = 'net.bridge.bridge-nf-call-iptables';
    const value = file.sysctl(parts.compute, '', key);
    if (!isDelivered(file) || path.firewall !== 'iptables_hybrid' || value !== '0') return null;
    const judged = judgeNewPacket(path, path.neutron.port, lostPacket(file, 'forward'), 'egress');
    const denied = judged.allowed === false;
    return finding(file, sgBypassed, {
      confidence: 'likely',
      title: denied
        ? `${atPort(file)}: ${service(file)} passes although no security group allows it`
        : `on ${parts.compute}: security groups of bridged ports are not enforced`,
      detail: 'br_netfilter is off: frames on bridges do not pass iptables.',
      evidence: [
        checked({ node: parts.compute, netns: '' }, key, '1', value, false, `sysctl ${key}`),
      ],
      affects: affectsThisPort(file),
      fixes: [
        fixNow(
          `on ${parts.compute}; security groups of all its VMs work again`,
          ['modprobe br_netfilter', `sysctl -w ${key}=1`],
          `sysctl -w ${key}=0`,
          'traffic that should never have passed stops',
        ),
      ],
    });
  },
};
