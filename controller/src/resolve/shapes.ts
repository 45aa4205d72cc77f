// The shapes of path, each as the list of stretches out and back. Reading one line is reading the
// way of the packet.

import { fipOf, qrouterOf } from '../neutron-names.ts';
import type { PortFacts } from './path.ts';
import type { Guest, Scene, Shape } from './scene.ts';
import {
  centralNetns,
  cross,
  guestIn,
  guestOut,
  portIn,
  routedOut,
  type RouterPort,
} from './stretches.ts';
import { floatingIn, floatingOut, outsidePortIn, wireIn, wireOut } from './stretches-outside.ts';
import { travelOf, type Look, type Stretch, type Travel } from './travel.ts';

export interface RoundTrip {
  readonly forward: Travel;
  readonly reply: Travel;
}

interface Way {
  readonly look: Pick<Look, 'sourceMac' | 'destinationMac' | 'localAddress'>;
  readonly stretches: readonly Stretch[];
}

/** Ports a shape cannot do without; scene-of.ts has seen to it that they are there. */
const need = (port: PortFacts | null, what: string): PortFacts => {
  if (port === null) throw new TypeError(`a path without ${what}`);
  return port;
};

const qrAt = (scene: Scene, node: string, port: PortFacts): RouterPort => ({
  node,
  netns: qrouterOf(scene.facts.router?.id ?? ''),
  port,
  role: 'qr',
  prefix: 'qr-',
});

const sgOf = (scene: Scene): RouterPort => ({
  node: scene.networkNode,
  netns: centralNetns(scene),
  port: need(scene.facts.snatPort, 'SNAT port'),
  role: 'sg',
  prefix: 'sg-',
});

const qgOf = (scene: Scene): RouterPort => ({
  node: scene.networkNode,
  netns: centralNetns(scene),
  port: need(scene.facts.gatewayPort, 'gateway port'),
  role: 'qg',
  prefix: 'qg-',
});

const fgOf = (scene: Scene): RouterPort => ({
  node: scene.vm.node,
  netns: fipOf(scene.facts.externalNetwork?.id ?? ''),
  port: need(scene.facts.agentGatewayPort, 'floating IP agent gateway'),
  role: 'fg',
  prefix: 'fg-',
});

const vmSide = (scene: Scene): PortFacts => need(scene.facts.routerPort, 'router interface');

const peerOf = (scene: Scene): Guest => {
  if (scene.peer === null) throw new TypeError('an east-west path without a peer');
  return scene.peer;
};

const peerSide = (scene: Scene): PortFacts => {
  const subnetId = scene.facts.remote?.subnet.id;
  const port = scene.facts.routerPorts.find((one) =>
    one.addresses.some((address) => address.subnetId === subnetId),
  );
  return need(port ?? null, 'router interface of the peer');
};

const fromGuest = (guest: Guest, to: PortFacts, localAddress: string): Way['look'] => ({
  sourceMac: guest.port.mac,
  destinationMac: to.mac,
  localAddress,
});

const fromOutside = (to: PortFacts, localAddress: string): Way['look'] => ({
  sourceMac: null,
  destinationMac: to.mac,
  localAddress,
});

const outside = { destinationMac: null };

type Plan = (scene: Scene) => { readonly out: Way; readonly back: Way };

const distributedSnat: Plan = (scene) => {
  const { vm, networkNode, natAddress } = scene;
  const [qr, sg, qg] = [qrAt(scene, vm.node, vmSide(scene)), sgOf(scene), qgOf(scene)];
  return {
    out: {
      look: fromGuest(vm, qr.port, vm.address),
      stretches: [
        guestOut(vm),
        portIn(qr, vm),
        routedOut(qr, 'router', { destinationMac: sg.port.mac }),
        cross(scene, vm.transit, { from: vm.node, to: networkNode }, 'rewritten'),
        portIn(sg),
        routedOut(qg, 'snat-router', { ...outside, localAddress: natAddress }),
        wireOut(scene, networkNode),
      ],
    },
    back: {
      look: fromOutside(qg.port, natAddress),
      stretches: [
        wireIn(scene, networkNode),
        outsidePortIn(scene, qg),
        routedOut(sg, 'snat-router', { destinationMac: vm.port.mac, localAddress: vm.address }),
        cross(scene, vm.transit, { from: networkNode, to: vm.node }, 'kept'),
        guestIn(vm),
      ],
    },
  };
};

const distributedFip: Plan = (scene) => {
  const { vm, natAddress } = scene;
  const [qr, fg] = [qrAt(scene, vm.node, vmSide(scene)), fgOf(scene)];
  return {
    out: {
      look: fromGuest(vm, qr.port, vm.address),
      stretches: [
        guestOut(vm),
        portIn(qr, vm),
        floatingOut(scene, vm.node),
        routedOut(fg, 'fip-router', outside),
        wireOut(scene, vm.node),
      ],
    },
    back: {
      look: fromOutside(fg.port, natAddress),
      stretches: [
        wireIn(scene, vm.node),
        outsidePortIn(scene, fg),
        floatingIn(scene, vm.node),
        routedOut(qr, 'router', { destinationMac: vm.port.mac, localAddress: vm.address }),
        guestIn(vm),
      ],
    },
  };
};

const centralised: Plan = (scene) => {
  const { vm, networkNode, natAddress } = scene;
  const [qr, qg] = [qrAt(scene, networkNode, vmSide(scene)), qgOf(scene)];
  return {
    out: {
      look: fromGuest(vm, qr.port, vm.address),
      stretches: [
        guestOut(vm),
        cross(scene, vm.transit, { from: vm.node, to: networkNode }, 'kept'),
        portIn(qr, vm),
        routedOut(qg, 'snat-router', { ...outside, localAddress: natAddress }),
        wireOut(scene, networkNode),
      ],
    },
    back: {
      look: fromOutside(qg.port, natAddress),
      stretches: [
        wireIn(scene, networkNode),
        outsidePortIn(scene, qg),
        routedOut(qr, 'snat-router', { destinationMac: vm.port.mac, localAddress: vm.address }),
        cross(scene, vm.transit, { from: networkNode, to: vm.node }, 'kept'),
        guestIn(vm),
      ],
    },
  };
};

/** From one guest to another through a router that is at `routerNode`. */
const routedBetween = (
  scene: Scene,
  [from, entry]: readonly [Guest, PortFacts],
  [to, exit]: readonly [Guest, PortFacts],
  routerNode: string,
): Way => {
  const isDistributed = scene.facts.router?.distributed === true;
  const [inside, leaving] = [qrAt(scene, routerNode, entry), qrAt(scene, routerNode, exit)];
  return {
    look: fromGuest(from, entry, scene.vm.address),
    stretches: [
      guestOut(from, from === scene.vm ? 'vm' : 'remote-vm'),
      cross(scene, from.transit, { from: from.node, to: routerNode }, 'kept'),
      portIn(inside, from),
      routedOut(leaving, 'router', { destinationMac: to.port.mac }),
      cross(
        scene,
        to.transit,
        { from: routerNode, to: to.node },
        isDistributed ? 'rewritten' : 'kept',
      ),
      guestIn(to),
    ],
  };
};

const distributedEastWest: Plan = (scene) => {
  const here = [scene.vm, vmSide(scene)] as const;
  const there = [peerOf(scene), peerSide(scene)] as const;
  return {
    out: routedBetween(scene, here, there, here[0].node),
    back: routedBetween(scene, there, here, there[0].node),
  };
};

const centralisedEastWest: Plan = (scene) => {
  const here = [scene.vm, vmSide(scene)] as const;
  const there = [peerOf(scene), peerSide(scene)] as const;
  return {
    out: routedBetween(scene, here, there, scene.networkNode),
    back: routedBetween(scene, there, here, scene.networkNode),
  };
};

const switched = (scene: Scene, from: Guest, to: Guest): Way => ({
  look: fromGuest(from, to.port, scene.vm.address),
  stretches: [
    guestOut(from, from === scene.vm ? 'vm' : 'remote-vm'),
    cross(scene, scene.vm.transit, { from: from.node, to: to.node }, 'kept'),
    guestIn(to),
  ],
});

const sameNetwork: Plan = (scene) => ({
  out: switched(scene, scene.vm, peerOf(scene)),
  back: switched(scene, peerOf(scene), scene.vm),
});

const providerNetwork: Plan = (scene) => {
  const { vm } = scene;
  const look = { sourceMac: vm.port.mac, destinationMac: null, localAddress: vm.address };
  return {
    out: { look, stretches: [guestOut(vm), wireOut(scene, vm.node)] },
    back: {
      look: fromOutside(vm.port, vm.address),
      stretches: [wireIn(scene, vm.node), guestIn(vm)],
    },
  };
};

const PLANS: Readonly<Record<Shape, Plan>> = {
  'distributed-snat': distributedSnat,
  'distributed-fip': distributedFip,
  centralised,
  'distributed-east-west': distributedEastWest,
  'centralised-east-west': centralisedEastWest,
  'same-network': sameNetwork,
  'provider-network': providerNetwork,
};

/** The way out and back of a scene. */
export const roundTrip = (scene: Scene): RoundTrip => {
  const { out, back } = PLANS[scene.shape](scene);
  const start = (way: Way): Look => ({ ...way.look, hops: 0, vni: 0 });
  return {
    forward: travelOf('forward', start(out), out.stretches),
    reply: travelOf('reply', start(back), back.stretches),
  };
};
