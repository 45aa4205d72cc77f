// What is plugged into br-int of one node: VM ports, router ports, and how each is called there.
// Every generator of this folder starts from this list. Pure.
import assert from 'node:assert/strict';
import { externalNetwork, isDistributed, networkOf, routersOn, serversOn } from '../model.ts';
import type { LabNetwork, LabNode, LabPort, LabRouter, Topology } from '../model.ts';
import {
  fgName,
  fipNamespace,
  haName,
  qgName,
  qrName,
  qrouterNamespace,
  qvoName,
  sgName,
  snatNamespace,
  tapName,
} from '../names.ts';

export type PluggedKind = 'vm' | 'qr' | 'sg' | 'qg' | 'ha' | 'fg';

export interface PluggedPort {
  readonly kind: PluggedKind;
  /** The port of br-int: qvo or tap of a VM, else the internal port of a router. */
  readonly device: string;
  readonly port: LabPort;
  readonly network: LabNetwork;
  /** The local VLAN of the network on this node. */
  readonly vlan: number;
  /** The namespace an internal port is moved into; null for VM ports. */
  readonly namespace: string | null;
}

/** The local VLAN a node uses for a network. */
export const localVlanOf = (node: LabNode, network: string): number => {
  const vlan = node.localVlans[network];
  assert(vlan !== undefined, `${node.name} has no local VLAN for ${network}`);
  return vlan;
};

/** Where the part of a router is that faces outside: snat- of a distributed one, else qrouter-. */
export const centralNamespace = (router: LabRouter): string =>
  isDistributed(router) ? snatNamespace(router.id) : qrouterNamespace(router.id);

const routerPorts = (t: Topology, node: LabNode, router: LabRouter): readonly PluggedPort[] => {
  const plug = (
    kind: PluggedKind,
    device: string,
    port: LabPort,
    namespace: string,
  ): PluggedPort => ({
    kind,
    device,
    port,
    namespace,
    network: networkOf(t, port.network),
    vlan: localVlanOf(node, port.network),
  });
  const qrouter = qrouterNamespace(router.id);
  const qr = router.interfaces.map((i) => plug('qr', qrName(i.qr.id), i.qr, qrouter));
  if (!router.hosts.includes(node.name)) return qr;
  const central = centralNamespace(router);
  const sg = isDistributed(router)
    ? router.interfaces.map((i) => plug('sg', sgName(i.sg.id), i.sg, central))
    : [];
  const ha = router.haPorts
    .filter((p) => p.node === node.name)
    .map((p) => plug('ha', haName(p.id), p, central));
  return [...qr, ...sg, plug('qg', qgName(router.gateway.id), router.gateway, central), ...ha];
};

/** All Neutron ports on br-int of a node, VM ports first. */
export const pluggedPorts = (t: Topology, node: LabNode): readonly PluggedPort[] => {
  const external = externalNetwork(t);
  return [
    ...serversOn(t, node.name).map((s): PluggedPort => ({
      kind: 'vm',
      device: node.firewall === 'openvswitch' ? tapName(s.port.id) : qvoName(s.port.id),
      port: s.port,
      network: networkOf(t, s.port.network),
      vlan: localVlanOf(node, s.port.network),
      namespace: null,
    })),
    ...routersOn(t, node.name).flatMap((r) => routerPorts(t, node, r)),
    ...t.agentGateways
      .filter((p) => p.node === node.name)
      .map((p): PluggedPort => ({
        kind: 'fg',
        device: fgName(p.id),
        port: p,
        network: external,
        vlan: localVlanOf(node, external.name),
        namespace: fipNamespace(external.id),
      })),
  ];
};

export interface PresentNetwork {
  readonly network: LabNetwork;
  readonly vlan: number;
}

/** The networks that have a port on a node, but for the external one. */
export const presentNetworks = (t: Topology, node: LabNode): readonly PresentNetwork[] => {
  const names = new Set(pluggedPorts(t, node).map((p) => p.network.name));
  return t.networks
    .filter((n) => names.has(n.name) && !n.external)
    .map((network) => ({ network, vlan: localVlanOf(node, network.name) }));
};

export interface ServedNetwork extends PresentNetwork {
  readonly gateway: LabPort;
  readonly device: string;
}

/** Networks that a distributed router serves on a node, with its interface there. */
export const servedNetworks = (t: Topology, node: LabNode): readonly ServedNetwork[] =>
  routersOn(t, node.name)
    .filter(isDistributed)
    .flatMap((r) =>
      r.interfaces.map((i) => ({
        network: networkOf(t, i.network),
        vlan: localVlanOf(node, i.network),
        gateway: i.qr,
        device: qrName(i.qr.id),
      })),
    );

/**
 * The VLAN by which DVR's own tables know a network: of a provider VLAN its provider number,
 * because these tables are before the translation (ovs_dvr_neutron_agent.py vlan_to_use).
 */
export const dvrVlanOf = ({ network, vlan }: PresentNetwork): number => network.vlan ?? vlan;
