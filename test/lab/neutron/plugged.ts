// What is plugged into br-int of one node: VM ports, router ports, and how each is called there.
// Every generator of this folder starts from this list. Pure.
import assert from 'node:assert/strict';
import { externalNetwork, networkOf, routersOn, serversOn } from '../model.ts';
import type { LabNetwork, LabNode, LabPort, LabRouter, Topology } from '../model.ts';
import {
  fgName,
  fipNamespace,
  qgName,
  qrName,
  qrouterNamespace,
  qvoName,
  sgName,
  snatNamespace,
  tapName,
} from '../names.ts';

export type PluggedKind = 'vm' | 'qr' | 'sg' | 'qg' | 'fg';

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
  const central = router.snatNode === node.name;
  const snat = snatNamespace(router.id);
  return [
    ...router.interfaces.map((i) => plug('qr', qrName(i.qr.id), i.qr, qrouterNamespace(router.id))),
    ...(central ? router.interfaces.map((i) => plug('sg', sgName(i.sg.id), i.sg, snat)) : []),
    ...(central ? [plug('qg', qgName(router.gateway.id), router.gateway, snat)] : []),
  ];
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

/** Tenant networks present on a node, with the router interface that serves each there. */
export const servedNetworks = (
  t: Topology,
  node: LabNode,
): readonly { network: LabNetwork; vlan: number; gateway: LabPort; device: string }[] =>
  routersOn(t, node.name).flatMap((r) =>
    r.interfaces.map((i) => ({
      network: networkOf(t, i.network),
      vlan: localVlanOf(node, i.network),
      gateway: i.qr,
      device: qrName(i.qr.id),
    })),
  );
