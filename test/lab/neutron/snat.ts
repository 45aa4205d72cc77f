// The central part of a router on one of its hosts: snat- of a distributed router, qrouter- of a
// centralised one. Of an HA router the devices are the same on all hosts; addresses and routes are
// what keepalived gives to the active one (L3/dvr_edge_router.py, dvr_snat_ns.py, legacy_router.py,
// ha_router.py, keepalived.py; recordings for dvr). Pure.
import { externalNetwork, isDistributed, isHa, networkOf } from '../model.ts';
import type { FloatingIp, LabNode, LabPort, LabRouter, Topology } from '../model.ts';
import { haName, qgName, qrName, sgName } from '../names.ts';
import { centralIptables, snatIptables } from './iptables-router.ts';
import type { FloatingNat } from './iptables-router.ts';
import { addressLine, deviceUp, linkUp, ROUTER_SYSCTLS } from './namespace-setup.ts';
import type { NamespaceSetup } from './namespace-setup.ts';
import { centralNamespace } from './plugged.ts';

/** keepalived.py: 169.254.0.0/24 by VRRP id, beside the HA port's own address. */
const primaryVip = (router: LabRouter): string => `169.254.0.${router.vrId}/24`;

interface InnerPort {
  readonly device: string;
  readonly port: LabPort;
}

/** The ports by which the central part is on the tenant networks. */
const innerPorts = (router: LabRouter): readonly InnerPort[] =>
  router.interfaces.map(({ sg }) => ({
    device: (isDistributed(router) ? sgName : qrName)(sg.id),
    port: sg,
  }));

/** Floating IPs that are NATed in the central part: those of centralised routers. */
const centralFloating = (t: Topology, router: LabRouter): readonly FloatingIp[] =>
  isDistributed(router) ? [] : t.floatingIps.filter((f) => f.router === router.name);

const natOf = (t: Topology, floating: FloatingIp): FloatingNat => ({
  address: floating.address,
  fixed: t.servers.find((s) => s.name === floating.server)?.port.ip ?? '',
});

const plainLines = (t: Topology, router: LabRouter): readonly string[] => {
  const external = externalNetwork(t);
  const qg = qgName(router.gateway.id);
  return [
    ...innerPorts(router).flatMap((p) => deviceUp(p.device, p.port, networkOf(t, p.port.network))),
    ...deviceUp(qg, router.gateway, external),
    ...centralFloating(t, router).map((f) => addressLine(qg, f.address, 32)),
    `route add default via ${external.gatewayIp} dev ${qg} proto static`,
  ];
};

/** What keepalived adds when a copy becomes active, and takes away when it no longer is. */
export const activeLines = (t: Topology, router: LabRouter, host: string): readonly string[] => {
  const external = externalNetwork(t);
  const qg = qgName(router.gateway.id);
  const ha = router.haPorts.find((p) => p.node === host);
  const vip = (device: string, address: string): string =>
    `addr add ${address} scope global dev ${device}`;
  return [
    ...(ha === undefined ? [] : [vip(haName(ha.id), primaryVip(router))]),
    ...innerPorts(router).map((p) =>
      vip(p.device, `${p.port.ip}/${networkOf(t, p.port.network).prefix}`),
    ),
    vip(qg, `${router.gateway.ip}/${external.prefix}`),
    ...centralFloating(t, router).map((f) => vip(qg, `${f.address}/32`)),
    `route add default via ${external.gatewayIp} dev ${qg} proto keepalived`,
  ];
};

const haLines = (t: Topology, router: LabRouter, host: string): readonly string[] => {
  const inner = innerPorts(router);
  const qg = qgName(router.gateway.id);
  return [
    ...router.haPorts
      .filter((p) => p.node === host)
      .flatMap((p) => deviceUp(haName(p.id), p, networkOf(t, p.network))),
    ...inner.flatMap((p) => linkUp(p.device, p.port.mac, networkOf(t, p.port.network).mtu)),
    ...linkUp(qg, router.gateway.mac, externalNetwork(t).mtu),
    ...(router.active.includes(host) ? activeLines(t, router, host) : []),
  ];
};

const sysctlsOf = (router: LabRouter, quiet: readonly string[]): readonly string[] => [
  ...ROUTER_SYSCTLS,
  ...(isDistributed(router)
    ? ['net.ipv4.ip_nonlocal_bind=1', 'net.netfilter.nf_conntrack_tcp_loose=0']
    : []),
  ...quiet.map((device) => `net.ipv6.conf.${device}.disable_ipv6=1`),
];

/** What an active copy announces when it becomes active: its devices and their addresses. */
export const announcements = (
  t: Topology,
  router: LabRouter,
): readonly { readonly device: string; readonly ip: string }[] => [
  ...innerPorts(router).map(({ device, port }) => ({ device, ip: port.ip })),
  ...[router.gateway.ip, ...centralFloating(t, router).map((f) => f.address)].map((ip) => ({
    device: qgName(router.gateway.id),
    ip,
  })),
];

/** The namespace of a router's central part on one of its hosts. */
export const centralSetup = (t: Topology, node: LabNode, router: LabRouter): NamespaceSetup => {
  const qg = qgName(router.gateway.id);
  const ha = router.haPorts.filter((p) => p.node === node.name).map((p) => haName(p.id));
  const inner = innerPorts(router).map((p) => p.device);
  return {
    namespace: centralNamespace(router),
    devices: [...inner, qg, ...ha],
    ip: [
      'link set lo up',
      ...(isHa(router) ? haLines(t, router, node.name) : plainLines(t, router)),
    ],
    // a copy on standby that speaks moves the router's MACs to its node (LP#1859832)
    sysctls: sysctlsOf(router, isHa(router) ? [...inner, qg] : []),
    iptables: isDistributed(router)
      ? snatIptables(inner, qg, router.gateway.ip)
      : centralIptables(
          inner,
          qg,
          router.gateway.ip,
          centralFloating(t, router).map((f) => natOf(t, f)),
        ),
  };
};
