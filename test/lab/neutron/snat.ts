// The snat- namespace of a router on its SNAT node, and the fip- namespace of a node
// (L3/dvr_edge_router.py, dvr_snat_ns.py, dvr_fip_ns.py; recordings). Pure.
import { externalNetwork, networkOf, nodeOf, routersOn } from '../model.ts';
import type { LabRouter, Topology } from '../model.ts';
import {
  fgName,
  fipNamespace,
  fprName,
  ipToNumber,
  qgName,
  sgName,
  snatNamespace,
} from '../names.ts';
import { fipIptables, snatIptables } from './iptables-router.ts';
import { broadcastOf, deviceUp, ROUTER_SYSCTLS } from './namespace-setup.ts';
import type { NamespaceSetup } from './namespace-setup.ts';
import { floatingOn, rfpMac } from './qrouter.ts';

/** The snat- namespace of a router. */
export const snatSetup = (t: Topology, router: LabRouter): NamespaceSetup => {
  const external = externalNetwork(t);
  const { gateway } = router;
  const qg = qgName(gateway.id);
  const sgDevices = router.interfaces.map((i) => sgName(i.sg.id));
  const tenant = router.interfaces.flatMap(({ network, sg }) => {
    const { mtu, prefix } = networkOf(t, network);
    return deviceUp(sgName(sg.id), sg.mac, mtu, `${sg.ip}/${prefix}`, broadcastOf(sg.ip));
  });
  return {
    namespace: snatNamespace(router.id),
    devices: [...sgDevices, qg],
    ip: [
      'link set lo up',
      ...tenant,
      ...deviceUp(
        qg,
        gateway.mac,
        external.mtu,
        `${gateway.ip}/${external.prefix}`,
        broadcastOf(gateway.ip),
      ),
      `route add default via ${external.gatewayIp} dev ${qg} proto static`,
    ],
    sysctls: [
      ...ROUTER_SYSCTLS,
      'net.ipv4.ip_nonlocal_bind=1',
      'net.netfilter.nf_conntrack_tcp_loose=0',
    ],
    iptables: snatIptables(sgDevices, qg, gateway.ip),
  };
};

/** The fip- namespace of a node: all its routers' fpr- ends and the node's own fg- port. */
export const fipSetup = (t: Topology, nodeName: string): NamespaceSetup | null => {
  const node = nodeOf(t, nodeName);
  const external = externalNetwork(t);
  const fg = t.agentGateways.find((p) => p.node === nodeName);
  if (fg === undefined) return null;
  const device = fgName(fg.id);
  const links = routersOn(t, nodeName).flatMap((router) => {
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
    ip: [
      'link set lo up',
      ...deviceUp(device, fg.mac, external.mtu, `${fg.ip}/${external.prefix}`, broadcastOf(fg.ip)),
      ...links,
    ],
    sysctls: [
      ...ROUTER_SYSCTLS,
      'net.ipv4.ip_nonlocal_bind=1',
      `net.ipv4.conf.${device}.proxy_arp=1`,
    ],
    iptables: fipIptables(),
  };
};
