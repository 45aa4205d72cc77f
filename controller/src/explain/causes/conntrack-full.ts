// Row 45: the connection table is full. Old connections go on; new ones vanish without a word.
// One table serves all namespaces of a kernel.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, fixRoot } from '../fixes.ts';
import { checked, counted } from '../lines.ts';
import { trackingPlace } from '../tracking-place.ts';
import { inRouter } from '../words.ts';

/** So near to the limit that bursts hit it. */
const FULL_SHARE = 0.98;

export const conntrackFull: Cause = {
  code: 'CONNTRACK_FULL',
  owner: 'platform',
  summary: 'The connection tracking table is full: new connections are dropped.',
  segments: ['snat-router', 'router', 'security-group'],
  directions: ['forward', 'reply'],
  catalogue: [45],
  test: (file) => {
    const where = trackingPlace(file);
    if (where === null) return null;
    const value = (key: string): number =>
      Number(
        file.sysctl(where.node, where.netns, `net.netfilter.nf_conntrack_${key}`) ?? Number.NaN,
      );
    const [count, max] = [value('count'), value('max')];
    if (!(max > 0) || !(count >= max * FULL_SHARE)) return null;
    const dropped = file.conntrackStatsDelta(where.node, where.netns, 'drop');
    const lost = file.place?.lost ?? 0;
    const key = 'net.netfilter.nf_conntrack_max';
    return finding(file, conntrackFull, {
      confidence: dropped !== null && dropped >= lost && lost > 0 ? 'confirmed' : 'likely',
      title: `${inRouter(file, where.node)}: the connection table is full (${count} of ${max})`,
      detail: 'The kernel drops what it cannot track; connections it knows go on.',
      evidence: [
        checked(
          where,
          'connections tracked',
          `below ${max}`,
          String(count),
          false,
          `sysctl net.netfilter.nf_conntrack_count ${key}`,
        ),
        ...counted(where, 'conntrack drop, before/after', dropped, lost, false, 'conntrack -S'),
      ],
      affects: affectsRouter(file),
      fixes: [
        fixNow(
          `on ${where.node}; memory for twice as many entries`,
          [`sysctl -w ${key}=${max * 2}`],
          `sysctl -w ${key}=${max}`,
          'about 320 bytes of kernel memory an entry',
        ),
        fixRoot(
          'find who fills it; do not track VXLAN itself',
          ['conntrack -L | cut -d" " -f4 | sort | uniq -c'],
          'reads only',
        ),
      ],
      references: ['LP#1978806'],
    });
  },
};
