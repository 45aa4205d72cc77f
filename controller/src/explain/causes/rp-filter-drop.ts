// Row 11: strict reverse path filtering drops a packet whose sender would be answered by another
// device than it came in by. rp_filter in force is the larger of `all` and the device's own.

import { affectsNetworkOnNode, affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked, counted, inside } from '../lines.ts';
import { type RoutedView, routedView } from '../routed-view.ts';
import { walkRouting } from '../walk/routing.ts';
import { inRouter } from '../words.ts';

const STRICT = 1;

/** Filtering in force on the device the packet came in by; null = not read. */
const filtering = (file: CaseFile, { where, inDevice }: RoutedView): number | null => {
  const value = (name: string): number | null => {
    const text = file.sysctl(where.node, where.netns, `net.ipv4.conf.${name}.rp_filter`);
    return text === null ? null : Number(text);
  };
  const [all, own] = [value('all'), value(inDevice)];
  return all === null && own === null ? null : Math.max(all ?? 0, own ?? 0);
};

/** The device an answer to the packet's sender would leave by; '' = no way back at all. */
const wayBack = (file: CaseFile, { where, packet }: RoutedView): string | null => {
  const rules = file.rules(where.node, where.netns);
  const routes = file.routes(where.node, where.netns);
  if (rules === null || routes === null) return null;
  const back = { source: packet.destination, destination: packet.source, inDevice: 'lo', mark: 0 };
  return walkRouting(rules, routes, back).route?.device ?? '';
};

export const rpFilterDrop: Cause = {
  code: 'RP_FILTER_DROP',
  owner: 'platform',
  summary:
    'Strict reverse path filtering drops packets that come in by another device than answers leave.',
  segments: ['router', 'snat-router', 'fip-router'],
  directions: ['forward', 'reply'],
  catalogue: [11],
  test: (file) => {
    const view = routedView(file);
    if (view === null || filtering(file, view) !== STRICT) return null;
    const back = wayBack(file, view);
    if (back === null || back === view.inDevice) return null;
    const { where, inDevice } = view;
    const delta = file.nstatDelta(where.node, where.netns, 'TcpExtIPReversePathFilter');
    if (delta === 0) return null;
    const keys = [`net.ipv4.conf.all.rp_filter`, `net.ipv4.conf.${inDevice}.rp_filter`];
    const lost = file.place?.lost ?? 0;
    return finding(file, rpFilterDrop, {
      confidence: delta === null ? 'likely' : 'confirmed',
      title: `${inRouter(file, where.node)}: reverse path filtering on ${inDevice} drops ${view.packet.source}`,
      detail: `An answer to it would leave by ${back || 'no device'}.`,
      evidence: [
        checked(where, 'rp_filter in force', '0 or 2', '1', false, `sysctl ${keys.join(' ')}`),
        checked(
          where,
          `way back to ${view.packet.source}`,
          inDevice,
          back || 'none',
          false,
          'ip route',
        ),
        ...counted(
          where,
          'TcpExtIPReversePathFilter, before/after',
          delta,
          lost,
          false,
          'nstat -asz TcpExtIPReversePathFilter',
        ),
      ],
      affects:
        file.place?.kind === 'router'
          ? affectsNetworkOnNode(file, where.node)
          : affectsRouter(file),
      fixes: [
        fixNow(
          `on ${where.node}; one namespace`,
          keys.map((key) => inside(where.netns, `sysctl -w ${key}=2`)),
          keys.map((key) => inside(where.netns, `sysctl -w ${key}=1`)).join('; '),
        ),
      ],
    });
  },
};
