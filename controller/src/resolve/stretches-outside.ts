// The stretches between a router and the outside: the wire behind the mapped bridge, and the two
// halves of a distributed floating IP (qrouter's NAT, the veth pair, fip-'s routing).

import { fipOf, qrouterOf } from '../neutron-names.ts';
import { bridgeRef, leaving, place, BR_INT, type RouterPort } from './stretches.ts';
import type { Scene } from './scene.ts';
import { named, seen, type DeviceRef, type Stretch, type Way } from './travel.ts';

const routerId = (scene: Scene): string => scene.facts.router?.id ?? '';
const fipNetns = (scene: Scene): string => fipOf(scene.facts.externalNetwork?.id ?? '');

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
