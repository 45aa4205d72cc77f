// All faults of the lab, and who can be hit by which: the victims of a fault, and for a decoy a
// server that the fault does not touch while another is traced. Pure but for `applyFault`.

import { heal, makeChanges, type LabAccess, type Undo } from './changes.ts';
import { DEFAULT_SHAPES, type Fault, type Scope } from './fault.ts';
import { BRIDGE_FAULTS } from './bridge-faults.ts';
import { CENTRAL_FAULTS } from './central-faults.ts';
import { EAST_WEST_FAULTS } from './east-west-faults.ts';
import { EXTERNAL_FAULTS } from './external-faults.ts';
import { FLOATING_FAULTS } from './floating-faults.ts';
import { GUEST_FAULTS } from './guest-faults.ts';
import { HA_FAULTS } from './ha-faults.ts';
import { ROUTING_FAULTS } from './routing-faults.ts';
import { TUNNEL_FAULTS } from './tunnel-faults.ts';
import { OVERLAY_FAULTS } from './overlay-faults.ts';
import { PORT_FAULTS } from './port-faults.ts';
import { QROUTER_FAULTS } from './qrouter-faults.ts';
import { SNAT_FAULTS } from './snat-faults.ts';
import type { Topology } from '../model.ts';
import { victimOf, type Protocol, type Victim } from './victim.ts';

/** The faults every test run makes. */
export const FAULTS: readonly Fault[] = [
  ...PORT_FAULTS,
  ...OVERLAY_FAULTS,
  ...QROUTER_FAULTS,
  ...SNAT_FAULTS,
];

/** The rest of the failure catalogue. */
export const MORE_FAULTS: readonly Fault[] = [
  ...ROUTING_FAULTS,
  ...BRIDGE_FAULTS,
  ...EXTERNAL_FAULTS,
  ...TUNNEL_FAULTS,
  ...CENTRAL_FAULTS,
  ...HA_FAULTS,
  ...FLOATING_FAULTS,
  ...GUEST_FAULTS,
  ...EAST_WEST_FAULTS,
];

export const ALL_FAULTS: readonly Fault[] = [...FAULTS, ...MORE_FAULTS];

export const faultNamed = (name: string): Fault | null =>
  ALL_FAULTS.find((fault) => fault.name === name) ?? null;

/** Every server and protocol the fault can be shown on, in the order of the topology. */
export const victimsOf = (topology: Topology, fault: Fault): readonly Victim[] =>
  topology.servers.flatMap((server) =>
    fault.protocols
      .map((protocol: Protocol) => victimOf(topology, server.name, protocol))
      .filter((victim) => (fault.shapes ?? DEFAULT_SHAPES).includes(victim.shape))
      .filter((victim) => fault.fits(victim)),
  );

/** Does the fault, made on `victim`, leave the packets of `other` alone? */
export const isSpared = (fault: Fault, victim: Victim, other: Victim): boolean => {
  if (victim.server.name === other.server.name) return false;
  const sameNode = victim.node.name === other.node.name;
  const sameSubnet = victim.network.name === other.network.name;
  const spared: Readonly<Record<Scope, boolean>> = {
    port: true,
    'subnet-on-node': !sameSubnet || !sameNode,
    subnet: !sameSubnet,
    router: victim.router.name !== other.router.name,
    node: !sameNode,
    all: other.floating,
  };
  return spared[fault.scope];
};

/** Makes the fault; when that fails half way, takes back what was done. */
export const applyFault = async (lab: LabAccess, fault: Fault, victim: Victim): Promise<Undo> => {
  const changes = makeChanges(lab);
  try {
    await fault.apply(changes, victim);
  } catch (error) {
    await heal(lab, changes.undo());
    throw error;
  }
  return changes.undo();
};
