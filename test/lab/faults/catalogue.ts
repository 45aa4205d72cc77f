// All faults of the lab, and who can be hit by which: the victims of a fault, and for a decoy a
// server that the fault does not touch while another is traced. Pure but for `applyFault`.

import { heal, makeChanges, type LabAccess, type Undo } from './changes.ts';
import type { Fault, Scope } from './fault.ts';
import { OVERLAY_FAULTS } from './overlay-faults.ts';
import { PORT_FAULTS } from './port-faults.ts';
import { QROUTER_FAULTS } from './qrouter-faults.ts';
import { SNAT_FAULTS } from './snat-faults.ts';
import type { Topology } from '../model.ts';
import { victimOf, type Protocol, type Victim } from './victim.ts';

export const FAULTS: readonly Fault[] = [
  ...PORT_FAULTS,
  ...OVERLAY_FAULTS,
  ...QROUTER_FAULTS,
  ...SNAT_FAULTS,
];

export const faultNamed = (name: string): Fault | null =>
  FAULTS.find((fault) => fault.name === name) ?? null;

/** Every server and protocol the fault can be shown on, in the order of the topology. */
export const victimsOf = (topology: Topology, fault: Fault): readonly Victim[] =>
  topology.servers.flatMap((server) =>
    fault.protocols
      .map((protocol: Protocol) => victimOf(topology, server.name, protocol))
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
