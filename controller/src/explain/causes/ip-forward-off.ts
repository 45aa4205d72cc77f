// Row 10: forwarding is switched off in a router namespace, or for the device that the packet comes
// in by. It arrives, and nothing comes out: no ICMP error, no counter but the silence of
// IpForwDatagrams.

import { affectsNetworkOnNode, affectsRouter } from '../affects.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, fixRoot } from '../fixes.ts';
import { FORWARD_KEY, forwardingKey } from '../forwarding.ts';
import { checked, inside, noted, type Where } from '../lines.ts';
import { inRouter } from '../words.ts';

const namespaceOf = (file: CaseFile): Where | null => {
  const { place, parts } = file;
  if (place === null) return null;
  if (place.kind === 'snat-router') return { node: parts.network, netns: parts.snat };
  if (place.kind === 'fip-router') return { node: place.node, netns: parts.fip };
  return { node: place.node, netns: parts.qrouter };
};

/** The switch that is off; null when none is, or none was read. */
const switchedOff = (file: CaseFile, { node, netns }: Where): string | null => {
  if (file.sysctl(node, netns, FORWARD_KEY) === '0') return FORWARD_KEY;
  const from = file.place?.from;
  if (from?.node !== node || from.netns !== netns) return null;
  const key = forwardingKey(from.device);
  return file.sysctl(node, netns, key) === '0' ? key : null;
};

const forwarded = (file: CaseFile, where: Where): EvidenceLine[] => {
  const delta = file.nstatDelta(where.node, where.netns, 'IpForwDatagrams');
  if (delta === null) return [];
  return [noted(where, 'IpForwDatagrams, before/after', `+${delta}`, 'nstat -asz IpForwDatagrams')];
};

export const ipForwardOff: Cause = {
  code: 'IP_FORWARD_OFF',
  owner: 'platform',
  summary: 'IP forwarding is switched off in a router namespace, or for one device of it.',
  segments: ['router', 'snat-router', 'fip-router'],
  directions: ['forward', 'reply'],
  catalogue: [10],
  test: (file) => {
    const where = namespaceOf(file);
    if (where === null) return null;
    const key = switchedOff(file, where);
    if (key === null) return null;
    // Somebody's packets were forwarded after all: then all was switched off only later.
    const moved = file.nstatDelta(where.node, where.netns, 'IpForwDatagrams');
    const isAll = key === FORWARD_KEY;
    const place = isAll ? `in ${where.netns.split('-')[0]}` : `for ${file.place?.from?.device}`;
    return finding(file, ipForwardOff, {
      confidence: isAll && moved !== null && moved > 0 ? 'possible' : 'confirmed',
      title: `${inRouter(file, where.node)}: IP forwarding is off ${place}`,
      detail: 'The kernel drops every packet that is not for the router itself, and says nothing.',
      evidence: [checked(where, key, '1', '0', false, `sysctl ${key}`), ...forwarded(file, where)],
      affects:
        file.place?.kind === 'snat-router'
          ? affectsRouter(file)
          : affectsNetworkOnNode(file, where.node),
      fixes: [
        fixNow(
          `on ${where.node}; one namespace`,
          [inside(where.netns, `sysctl -w ${key}=1`)],
          inside(where.netns, `sysctl -w ${key}=0`),
        ),
        fixRoot(
          'find what reset it',
          ['grep -rsE "ip_forward|forwarding" /etc/sysctl.conf /etc/sysctl.d /usr/lib/sysctl.d'],
          'reads only',
        ),
      ],
    });
  },
};
