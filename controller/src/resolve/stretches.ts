// The stretches every path is made of, each a few points long. Sides and rewriting as in the
// assertion table of Neutron DVR: E1-E11 out, R1-R8 back; which devices exist is decided per port.

import { firewallOf, portDevice, qrouterOf, snatOf } from '../neutron-names.ts';
import type { PortFacts, Role, Side } from './path.ts';
import { bridgeOf, tunnelAddressOf, type Guest, type Scene } from './scene.ts';
import {
  lastOf,
  named,
  seen,
  type DeviceRef,
  type Stretch,
  type Travel,
  type Way,
} from './travel.ts';

export const BR_INT = 'br-int';

/** The way through br-int to a port of the same node, from a port or from outside the node. */
const toPort = (travel: Travel, words: string = BR_INT): Way => {
  const before = lastOf(travel);
  if (before?.role === 'tunnel-nic') return { kind: 'tunnel-in', via: ['br-tun', words] };
  if (before?.role === 'provider-nic')
    return { kind: 'tunnel-in', via: ['provider bridge', words] };
  if (before?.role === 'ext-nic')
    return { kind: 'external-bridge', via: ['provider bridge', words] };
  return { kind: 'integration-bridge', via: [words] };
};

/** br-int with the filter that sits in it, for ports without a qbr. */
const filteredBy = (guest: Guest): string =>
  firewallOf(guest.port) === 'openvswitch' ? 'br-int (openvswitch firewall)' : BR_INT;

const device = (prefix: string, guest: Guest): DeviceRef =>
  named('', portDevice(prefix, guest.port.id));

/** From the guest to br-int: tap, and with a hybrid plug qbr, qvb, qvo. */
export const guestOut =
  (guest: Guest, kind: 'vm' | 'remote-vm' = 'vm'): Stretch =>
  (start) => {
    const { node } = guest;
    const tap = seen(
      start,
      { kind, via: ['guest'] },
      { node, ref: device('tap', guest), side: 'in', role: 'tap' },
    );
    if (!guest.port.hybridPlug) return tap;
    const qbr = seen(
      tap,
      { kind: 'security-group', via: [portDevice('qbr', guest.port.id)] },
      { node, ref: device('qbr', guest), side: 'in', role: 'qbr' },
    );
    const qvb = seen(
      qbr,
      { kind: 'security-group', via: [`iptables on ${portDevice('qbr', guest.port.id)}`] },
      { node, ref: device('qvb', guest), side: 'out', role: 'qvb' },
    );
    return seen(
      qvb,
      { kind: 'veth', via: ['veth pair'] },
      { node, ref: device('qvo', guest), side: 'in', role: 'qvo' },
    );
  };

/** From br-int to the guest. */
export const guestIn =
  (guest: Guest): Stretch =>
  (start) => {
    const { node } = guest;
    const destinationMac = guest.port.mac;
    const tapRef = device('tap', guest);
    if (!guest.port.hybridPlug)
      return seen(
        start,
        toPort(start, filteredBy(guest)),
        { node, ref: tapRef, side: 'out', role: 'tap' },
        { destinationMac },
      );
    const qvo = seen(
      start,
      toPort(start),
      { node, ref: device('qvo', guest), side: 'out', role: 'qvo' },
      { destinationMac },
    );
    const qvb = seen(
      qvo,
      { kind: 'veth', via: ['veth pair'] },
      { node, ref: device('qvb', guest), side: 'in', role: 'qvb' },
    );
    const qbr = seen(
      qvb,
      { kind: 'security-group', via: [portDevice('qbr', guest.port.id)] },
      { node, ref: device('qbr', guest), side: 'in', role: 'qbr' },
    );
    return seen(
      qbr,
      { kind: 'security-group', via: [`iptables on ${portDevice('qbr', guest.port.id)}`] },
      { node, ref: tapRef, side: 'out', role: 'tap' },
    );
  };

/** br-int as it is left: a tap just before means that its filter is in it. */
export const leaving = (scene: Scene, travel: Travel): string => {
  const before = lastOf(travel);
  if (before?.role !== 'tap') return BR_INT;
  const guest =
    before.node === scene.vm.node && travel.direction === 'forward' ? scene.vm : scene.peer;
  return guest === null ? BR_INT : filteredBy(guest);
};

export const bridgeRef = (scene: Scene, node: string, physnet: string): DeviceRef => ({
  kind: 'bridge',
  bridge: bridgeOf(scene.facts, node, physnet),
});

const provider =
  (scene: Scene, from: string, to: string, physnet: string): Stretch =>
  (start) => {
    const ref = (node: string): DeviceRef => bridgeRef(scene, node, physnet);
    const out = seen(
      start,
      { kind: 'tunnel-out', via: [leaving(scene, start), 'provider bridge'] },
      { node: from, ref: ref(from), side: 'out', role: 'provider-nic' },
    );
    return seen(
      out,
      { kind: 'underlay', via: [`physical network ${physnet}`] },
      { node: to, ref: ref(to), side: 'in', role: 'provider-nic' },
    );
  };

/**
 * From one node to another in a tenant network; nothing when both are one. `rewritten`: the source
 * MAC is a distributed router's, which leaves the node as the node's DVR host MAC.
 */
export const cross =
  (
    scene: Scene,
    network: Guest['transit'],
    nodes: { readonly from: string; readonly to: string },
    source: 'kept' | 'rewritten',
  ): Stretch =>
  (start) => {
    const { from, to } = nodes;
    if (from === to) return start;
    const change = source === 'rewritten' ? { sourceMac: null } : {};
    if (network.kind === 'provider') {
      const before = { ...start, look: { ...start.look, ...change } };
      return provider(scene, from, to, network.physicalNetwork)(before);
    }
    const out = seen(
      start,
      { kind: 'tunnel-out', via: [leaving(scene, start), 'br-tun'] },
      {
        node: from,
        ref: { kind: 'towards', vtep: tunnelAddressOf(scene.facts, to) },
        side: 'out',
        role: 'tunnel-nic',
      },
      { ...change, vni: network.vni },
    );
    const arrived = seen(
      out,
      { kind: 'underlay', via: ['underlay network'] },
      {
        node: to,
        ref: { kind: 'towards', vtep: tunnelAddressOf(scene.facts, from) },
        side: 'in',
        role: 'tunnel-nic',
      },
    );
    return { ...arrived, look: { ...arrived.look, vni: 0 } };
  };

/** A router port of Neutron as a place. */
export interface RouterPort {
  readonly node: string;
  readonly netns: string;
  readonly port: PortFacts;
  readonly role: Role;
  readonly prefix: string;
}

export const place = (port: RouterPort, side: Side) => ({
  node: port.node,
  ref: named(port.netns, portDevice(port.prefix, port.port.id)),
  side,
  role: port.role,
});

/** Into a router port from br-int. From a VM port the openvswitch firewall is on the way. */
export const portIn =
  (port: RouterPort, from: Guest | null = null): Stretch =>
  (start) => {
    const isFromGuest = from !== null && lastOf(start)?.role === 'tap';
    const way = toPort(start, isFromGuest ? filteredBy(from) : BR_INT);
    return seen(start, way, place(port, 'in'), { destinationMac: port.port.mac });
  };

const DOES = {
  router: 'routing',
  'snat-router': 'routing and NAT',
  'fip-router': 'routing',
} as const;

/** Routed in a namespace and out of one of its ports. */
export const routedOut =
  (
    port: RouterPort,
    kind: keyof typeof DOES,
    next: { readonly destinationMac: string | null; readonly localAddress?: string },
  ): Stretch =>
  (start) =>
    seen(start, { kind, via: [`${port.netns}: ${DOES[kind]}`] }, place(port, 'out'), {
      sourceMac: port.port.mac,
      hops: start.look.hops + 1,
      ...next,
    });

/** The namespace of the part of a router that faces outside. */
export const centralNetns = (scene: Scene): string => {
  const { router } = scene.facts;
  const id = router?.id ?? '';
  return router?.distributed === true ? snatOf(id) : qrouterOf(id);
};
