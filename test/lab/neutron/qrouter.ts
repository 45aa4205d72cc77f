// The qrouter- namespace of a router on one node: qr- devices, the veth to fip-, policy rules,
// redirect tables, permanent neighbours (L3/dvr_local_router.py; recordings). Pure.
import { externalNetwork, networkOf, nodeOf, pairsOf, serversOn } from '../model.ts';
import type { FloatingIp, LabNode, LabPort, LabRouter, Topology } from '../model.ts';
import {
  fipNamespace,
  fprName,
  hashedMac,
  ipToNumber,
  linkLocalOf,
  qrName,
  qrouterNamespace,
  rfpName,
} from '../names.ts';
import { qrouterIptables } from './iptables-router.ts';
import { deviceUp, ROUTER_SYSCTLS } from './namespace-setup.ts';
import type { NamespaceSetup } from './namespace-setup.ts';

/** Table of the way out by a floating IP (dvr_fip_ns.py FIP_RT_TBL). */
const FLOATING_TABLE = 16;

/** MACs of the rfp-/fpr- pair of a router on a node: veths have random ones, here hashed. */
export const rfpMac = (t: Topology, node: string, router: LabRouter): string =>
  hashedMac('0e:16:3e', `${t.lab} rfp ${node} ${router.name}`);
const fprMac = (t: Topology, node: string, router: LabRouter): string =>
  hashedMac('0e:16:3e', `${t.lab} fpr ${node} ${router.name}`);

/** Number of the SNAT redirect of a subnet, as rule priority and table: int(qr address). */
const redirectIndex = (qr: LabPort): number => ipToNumber(qr.ip);

/** The arguments after `ip rule` and `ip route` of a subnet's SNAT redirect. */
const redirectRule = (qr: LabPort, prefix: number): string =>
  `from ${qr.ip}/${prefix} lookup ${redirectIndex(qr)} priority ${redirectIndex(qr)}`;
const redirectRoute = (qr: LabPort, sg: LabPort): string =>
  `default via ${sg.ip} dev ${qrName(qr.id)} table ${redirectIndex(qr)} proto static`;

/** Floating IPs whose server runs on the node and is behind the router. */
export const floatingOn = (
  t: Topology,
  node: LabNode,
  router: LabRouter,
): readonly FloatingIp[] => {
  const names = new Set(serversOn(t, node.name).map((s) => s.name));
  return t.floatingIps.filter((f) => f.router === router.name && names.has(f.server));
};

const fixedAddressOf = (t: Topology, floating: FloatingIp): string => {
  const server = t.servers.find((s) => s.name === floating.server);
  return server?.port.ip ?? '';
};

/** The permanent neighbours a qrouter has: every bound port of the subnet, pairs, and its sg. */
const neighbours = (t: Topology, router: LabRouter): readonly string[] =>
  router.interfaces.flatMap((i) => {
    const ports = t.servers.filter((s) => s.port.network === i.network).map((s) => s.port);
    const known = [...ports.flatMap(pairsOf), ...pairsOf(i.sg)];
    return known.map(
      ({ ip, mac }) => `neigh replace ${ip} lladdr ${mac} nud permanent dev ${qrName(i.qr.id)}`,
    );
  });

const toFipNamespace = (t: Topology, node: LabNode, router: LabRouter): readonly string[] => {
  const rfp = rfpName(router.id);
  const peer = fprMac(t, node.name, router);
  return [
    `link set ${rfp} up`,
    `addr add ${router.linkLocal.rfp}/31 scope global dev ${rfp}`,
    `neigh replace ${router.linkLocal.fpr} lladdr ${peer} nud permanent dev ${rfp}`,
    `route add default via ${router.linkLocal.fpr} dev ${rfp} table ${FLOATING_TABLE} proto static`,
    `route add default via ${linkLocalOf(peer)} dev ${rfp} proto static`,
    ...floatingOn(t, node, router).map(
      (f) =>
        `rule add from ${fixedAddressOf(t, f)} lookup ${FLOATING_TABLE} ` +
        `priority ${f.rulePriority}`,
    ),
  ];
};

/** `ip -batch` line that makes the veth between qrouter- and fip- of a node. */
export const fipLink = (t: Topology, nodeName: string, router: LabRouter): string =>
  `link add ${rfpName(router.id)} address ${rfpMac(t, nodeName, router)} mtu 1500 ` +
  `netns ${qrouterNamespace(router.id)} type veth peer name ${fprName(router.id)} ` +
  `address ${fprMac(t, nodeName, router)} mtu 1500 netns ${fipNamespace(externalNetwork(t).id)}`;

/** The qrouter- namespace of a distributed router on a node. */
export const qrouterSetup = (t: Topology, nodeName: string, router: LabRouter): NamespaceSetup => {
  const node = nodeOf(t, nodeName);
  const devices = router.interfaces.map((i) => qrName(i.qr.id));
  const ip = router.interfaces.flatMap((i) => {
    const network = networkOf(t, i.network);
    const { qr, sg } = i;
    return [
      ...deviceUp(qrName(qr.id), qr, network),
      `route add ${redirectRoute(qr, sg)}`,
      `rule add ${redirectRule(qr, network.prefix)}`,
    ];
  });
  return {
    namespace: qrouterNamespace(router.id),
    devices,
    ip: ['link set lo up', ...ip, ...neighbours(t, router), ...toFipNamespace(t, node, router)],
    sysctls: [
      ...ROUTER_SYSCTLS,
      'net.ipv4.conf.all.send_redirects=0',
      ...devices.map((d) => `net.ipv4.conf.${d}.send_redirects=0`),
    ],
    iptables: qrouterIptables(
      devices,
      rfpName(router.id),
      floatingOn(t, node, router).map((f) => ({
        address: f.address,
        fixed: fixedAddressOf(t, f),
      })),
    ),
  };
};
