// Row 46: no port of the router's address is free towards this peer. Silent: no RST, no ICMP, only
// counters that every VM behind the router moves.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { counted } from '../lines.ts';
import { trackingPlace } from '../tracking-place.ts';
import { inRouter } from '../words.ts';

export const natPortsExhausted: Cause = {
  code: 'NAT_PORTS_EXHAUSTED',
  owner: 'platform',
  summary: "No free port of the router's address is left towards this peer.",
  segments: ['snat-router'],
  directions: ['forward'],
  catalogue: [46],
  test: (file) => {
    const where = trackingPlace(file);
    if (where === null) return null;
    const delta = (counter: string): number =>
      file.conntrackStatsDelta(where.node, where.netns, counter) ?? 0;
    const failed = delta('insert_failed') + delta('drop');
    const lost = file.place?.lost ?? 0;
    if (failed === 0 || lost === 0) return null;
    const peer = file.path.flow.remoteAddress;
    return finding(file, natPortsExhausted, {
      // Every VM behind the router moves these counters.
      confidence: failed >= lost ? 'likely' : 'possible',
      title: `${inRouter(file, where.node)}: it cannot translate more connections to ${peer}`,
      detail: 'Each address has about 64,000 ports towards one peer, port and protocol.',
      evidence: counted(
        where,
        'conntrack insert_failed + drop, before/after',
        failed,
        lost,
        false,
        'conntrack -S',
      ),
      affects: affectsRouter(file),
      fixes: [
        fixRoot(
          'give busy VMs a floating IP of their own',
          [`openstack floating ip create ${file.path.neutron.externalNetwork?.id ?? 'NETWORK'}`],
          'their connections start anew with another address',
        ),
      ],
      references: ['LP#1814002'],
    });
  },
};
