// How answers to a floating IP find their way back on the VM's node: its fip namespace answers ARP
// for the address (proxy_arp on fg-) because it has a route for it over fpr-. dvr_fip_ns.py.

import { type CaseFile } from './case-file.ts';
import { type Where } from './lines.ts';
import { walkRouting } from './walk/routing.ts';

export interface FipReturn {
  readonly where: Where;
  readonly address: string;
  readonly fg: string;
  readonly fpr: string;
  /** Device the kernel would send an answer out of; '' = no route. null: not read. */
  readonly routedTo: string | null;
  /** null: not read. */
  readonly proxyArp: boolean | null;
}

/** null when the flow does not leave by a floating IP of its own node. */
export const fipReturn = (file: CaseFile): FipReturn | null => {
  const { path, parts } = file;
  const { router, floatingIp } = path.neutron;
  if (path.exit !== 'fip' || router?.distributed !== true || floatingIp === null) return null;
  const where = { node: parts.compute, netns: parts.fip };
  const fg = path.points.find(({ role }) => role === 'fg')?.device ?? '';
  const rules = file.rules(where.node, where.netns);
  const routes = file.routes(where.node, where.netns);
  const walk =
    rules === null || routes === null
      ? null
      : walkRouting(rules, routes, {
          source: path.flow.remoteAddress,
          destination: floatingIp.address,
          inDevice: fg,
          mark: 0,
        });
  const setting = file.sysctl(where.node, where.netns, `net.ipv4.conf.${fg}.proxy_arp`);
  return {
    where,
    address: floatingIp.address,
    fg,
    fpr: `fpr-${router.id.slice(0, 10)}`,
    routedTo: walk === null ? null : walk.outcome === 'forward' ? (walk.route?.device ?? '') : '',
    proxyArp: setting === null ? null : setting !== '0',
  };
};
