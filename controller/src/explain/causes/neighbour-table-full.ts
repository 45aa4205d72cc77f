// Output trap 12: the neighbour table is one per kernel, not per namespace; many routers fill it.
// New addresses are then not resolved, in whatever namespace.

import { isResolved } from '@hopscope/nodestate';
import { affected } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, counted } from '../lines.ts';
import { routedView } from '../routed-view.ts';

/** So near to the limit that the next router fills it. */
const FULL_SHARE = 0.98;

export const neighbourTableFull: Cause = {
  code: 'NEIGHBOUR_TABLE_FULL',
  owner: 'platform',
  summary: "The node's one neighbour table is full: new addresses are not resolved.",
  segments: ['router', 'snat-router', 'fip-router', 'tunnel-out'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const node = file.place?.from?.node ?? '';
    const table = file.neighbourTable(node);
    if (table === null || table.limit === 0) return null;
    const refused = table.refused ?? 0;
    if (refused === 0 && table.entries < table.limit * FULL_SHARE) return null;
    const entry = routedView(file)?.neighbour?.entry ?? null;
    // A next hop that is known needs no new entry: then a full table is not this loss.
    if (entry !== null && isResolved(entry)) return null;
    const where = { node, netns: '' };
    const key = 'net.ipv4.neigh.default.gc_thresh3';
    return finding(file, neighbourTableFull, {
      confidence: refused > 0 ? 'likely' : 'possible',
      title: `on ${node}: the neighbour table is full (${table.entries} of ${table.limit})`,
      detail: 'One table serves all namespaces of the node; every router puts its ports into it.',
      evidence: [
        checked(
          where,
          'neighbour entries, all namespaces',
          `below ${table.limit}`,
          String(table.entries),
          table.entries < table.limit * FULL_SHARE,
          `cat /proc/net/stat/arp_cache; sysctl ${key}`,
        ),
        ...counted(
          where,
          'refused entries, before/after',
          table.refused,
          file.place?.lost ?? 0,
          false,
          'cat /proc/net/stat/arp_cache',
        ),
      ],
      affects: affected(file, `on ${node}`, ({ host }) => host === node),
      fixes: [
        fixNow(
          `on ${node}; memory for more entries`,
          [`sysctl -w ${key}=${table.limit * 4}`],
          `sysctl -w ${key}=${table.limit}`,
          'about half a kilobyte of kernel memory an entry',
        ),
      ],
    });
  },
};
