// The fip- namespace of a node: all its distributed routers' fpr- ends and the node's own fg- port
// (L3/dvr_fip_ns.py; recordings). Pure.
import { externalNetwork, isDistributed, nodeOf, routersOn } from '../model.ts';
import type { Topology } from '../model.ts';
import { fgName, fipNamespace, fprName, ipToNumber } from '../names.ts';
import { fipIptables } from './iptables-router.ts';
import { deviceUp, ROUTER_SYSCTLS } from './namespace-setup.ts';
import type { NamespaceSetup } from './namespace-setup.ts';
import { floatingOn, rfpMac } from './qrouter.ts';

/** The fip- namespace of a node; null where no distributed router is. */
export const fipSetup = (t: Topology, nodeName: string): NamespaceSetup | null => {
  const node = nodeOf(t, nodeName);
  const external = externalNetwork(t);
  const fg = t.agentGateways.find((p) => p.node === nodeName);
  if (fg === undefined) return null;
  const device = fgName(fg.id);
  const routers = routersOn(t, nodeName).filter(isDistributed);
  const links = routers.flatMap((router) => {
    const fpr = fprName(router.id);
    const index = ipToNumber(router.linkLocal.fpr);
    const { rfp } = router.linkLocal;
    return [
      `link set ${fpr} up`,
      `addr add ${router.linkLocal.fpr}/31 scope global dev ${fpr}`,
      `neigh replace ${rfp} lladdr ${rfpMac(t, nodeName, router)} nud permanent dev ${fpr}`,
      `rule add from all iif ${fpr} lookup ${index} priority ${index}`,
      `route add default via ${external.gatewayIp} dev ${device} table ${index} proto static`,
      ...floatingOn(t, node, router).map(
        (f) => `route add ${f.address}/32 via ${rfp} dev ${fpr} proto static`,
      ),
    ];
  });
  return {
    namespace: fipNamespace(external.id),
    devices: [device],
    ip: ['link set lo up', ...deviceUp(device, fg, external), ...links],
    sysctls: [
      ...ROUTER_SYSCTLS,
      'net.ipv4.ip_nonlocal_bind=1',
      `net.ipv4.conf.${device}.proxy_arp=1`,
    ],
    iptables: fipIptables(),
  };
};
