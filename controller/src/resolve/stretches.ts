// The stretches every path is made of, each a few points long. Sides and rewriting as in the
// assertion table of Neutron DVR: E1-E11 out, R1-R8 back; which devices exist is decided per port.

import { fipOf, portDevice, qrouterOf, snatOf } from '../neutron-names.ts';
import type { PortFacts, Role, Side } from './path.ts';
import { bridgeOf, firewallOf, tunnelAddressOf, type Guest, type Scene } from './scene.ts';
import {
  lastOf,
  named,
  seen,
  type DeviceRef,
  type Stretch,
  type Travel,
  type Way,
} from './travel.ts';

const BR_INT = 'br-int';

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
const leaving = (scene: Scene, travel: Travel): string => {
  const before = lastOf(travel);
  if (before?.role !== 'tap') return BR_INT;
  const guest =
    before.node === scene.vm.node && travel.direction === 'forward' ? scene.vm : scene.peer;
  return guest === null ? BR_INT : filteredBy(guest);
};

const bridgeRef = (scene: Scene, node: string, physnet: string): DeviceRef => ({
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

const place = (port: RouterPort, side: Side) => ({
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

/** Routed in a namespace and out of one of its ports. */
export const routedOut =
  (
    port: RouterPort,
    kind: 'router' | 'snat-router' | 'fip-router',
    next: { readonly destinationMac: string | null; readonly localAddress?: string },
  ): Stretch =>
  (start) =>
    seen(start, { kind, via: [`${port.netns}: routing`] }, place(port, 'out'), {
      sourceMac: port.port.mac,
      hops: start.look.hops + 1,
      ...next,
    });

/** Between what faces outside and the wire, through br-int and the mapped bridge. */
const externalRef = (scene: Scene, node: string): { ref: DeviceRef; way: Way } => {
  const network =
    scene.shape === 'provider-network' ? scene.facts.network : scene.facts.externalNetwork;
  const ref = bridgeRef(scene, node, network?.physicalNetwork ?? '');
  const bridge = ref.kind === 'bridge' && ref.bridge !== '' ? ref.bridge : 'external bridge';
  return { ref, way: { kind: 'external-bridge', via: [BR_INT, bridge] } };
};

export const wireOut =
  (scene: Scene, node: string): Stretch =>
  (start) => {
    const { ref, way } = externalRef(scene, node);
    const via = [leaving(scene, start), ...way.via.slice(1)];
    return seen(start, { ...way, via }, { node, ref, side: 'out', role: 'ext-nic' });
  };

export const wireIn =
  (scene: Scene, node: string): Stretch =>
  (start) => {
    const { ref } = externalRef(scene, node);
    return seen(
      start,
      { kind: 'external', via: ['outside'] },
      { node, ref, side: 'in', role: 'ext-nic' },
    );
  };

/** From the wire into the port that faces outside. */
export const outsidePortIn =
  (scene: Scene, port: RouterPort): Stretch =>
  (start) =>
    seen(start, externalRef(scene, port.node).way, place(port, 'in'), {
      destinationMac: port.port.mac,
    });

const rfpOf = (scene: Scene, node: string) => ({
  node,
  ref: named(qrouterOf(routerId(scene)), `rfp-${routerId(scene).slice(0, 10)}`),
  role: 'rfp' as const,
});
const fprOf = (scene: Scene, node: string) => ({
  node,
  ref: named(fipNetns(scene), `fpr-${routerId(scene).slice(0, 10)}`),
  role: 'fpr' as const,
});
const routerId = (scene: Scene): string => scene.facts.router?.id ?? '';
const fipNetns = (scene: Scene): string => fipOf(scene.facts.externalNetwork?.id ?? '');

/** qrouter's NAT to the floating address, and over the veth pair into fip-. */
export const floatingOut =
  (scene: Scene, node: string): Stretch =>
  (start) => {
    const rfp = seen(
      start,
      { kind: 'router', via: [`${qrouterOf(routerId(scene))}: routing and NAT`] },
      { ...rfpOf(scene, node), side: 'out' },
      {
        sourceMac: null,
        destinationMac: null,
        hops: start.look.hops + 1,
        localAddress: scene.natAddress,
      },
    );
    return seen(
      rfp,
      { kind: 'fip-link', via: ['veth pair'] },
      { ...fprOf(scene, node), side: 'in' },
    );
  };

/** From fip- over the veth pair back into qrouter. */
export const floatingIn =
  (scene: Scene, node: string): Stretch =>
  (start) => {
    const fpr = seen(
      start,
      { kind: 'fip-router', via: [`${fipNetns(scene)}: routing`] },
      { ...fprOf(scene, node), side: 'out' },
      { sourceMac: null, destinationMac: null, hops: start.look.hops + 1 },
    );
    return seen(
      fpr,
      { kind: 'fip-link', via: ['veth pair'] },
      { ...rfpOf(scene, node), side: 'in' },
    );
  };

/** The namespace of the part of a router that faces outside. */
export const centralNetns = (scene: Scene): string =>
  scene.facts.router?.distributed === true ? snatOf(routerId(scene)) : qrouterOf(routerId(scene));
