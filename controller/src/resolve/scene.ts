// Who takes part in one path: nodes with their parts, addresses, devices by Neutron's rules. What
// the stretches are written in terms of. Pure.

import { ovsAgent } from './facts.ts';
import type { ExitKind, NetworkFacts, NeutronFacts, PortFacts } from './path.ts';

/** How frames of a tenant network cross between nodes. */
export type Transit =
  | { readonly kind: 'vxlan'; readonly vni: number }
  | { readonly kind: 'provider'; readonly physicalNetwork: string; readonly vlan: number };

/** A VM at either end. */
export interface Guest {
  readonly node: string;
  readonly port: PortFacts;
  readonly address: string;
  readonly transit: Transit;
}

export type Shape =
  /** qrouter at the VM, SNAT in snat- on a network node. */
  | 'distributed-snat'
  /** qrouter and fip- at the VM. */
  | 'distributed-fip'
  /** One router on a network node, by itself or the active one of an HA group. */
  | 'centralised'
  /** Between two subnets of a distributed router. */
  | 'distributed-east-west'
  /** Between two subnets of a centralised router. */
  | 'centralised-east-west'
  /** Within one network, no router. */
  | 'same-network'
  /** The VM is on a network whose gateway is no router of Neutron. */
  | 'provider-network';

export interface Scene {
  readonly shape: Shape;
  readonly exit: ExitKind;
  readonly facts: NeutronFacts;
  readonly vm: Guest;
  /** The other guest of an east-west path. */
  readonly peer: Guest | null;
  /** Where the router's central part is; '' when the path has none. */
  readonly networkNode: string;
  readonly remoteAddress: string;
  readonly natAddress: string;
  readonly limits: readonly string[];
}

export const transitOf = (network: NetworkFacts): Transit =>
  network.type === 'vxlan'
    ? { kind: 'vxlan', vni: network.segmentationId }
    : {
        kind: 'provider',
        physicalNetwork: network.physicalNetwork,
        vlan: network.type === 'vlan' ? network.segmentationId : 0,
      };

/** Tunnel address of a node, '' when its OVS agent is unknown. */
export const tunnelAddressOf = (facts: NeutronFacts, node: string): string =>
  ovsAgent(facts.agents, node)?.tunnelAddress ?? '';

/** The bridge of a node that carries a physical network, '' when it maps none. */
export const bridgeOf = (facts: NeutronFacts, node: string, physicalNetwork: string): string =>
  ovsAgent(facts.agents, node)?.bridgeMappings[physicalNetwork] ?? '';
