// Whom each fault hits in this bench: servers that are silent but for what the bench makes them
// say, one or more for every shape of path. Drawn from the seed. Pure.

import { victimsOf } from '../../lab/faults/catalogue.ts';
import type { Fault } from '../../lab/faults/fault.ts';
import { victimOf, type Protocol, type Victim } from '../../lab/faults/victim.ts';
import type { Topology } from '../../lab/mod.ts';
import { seeded, type Random } from '../../sim/random.ts';

/**
 * snat with both firewalls and on the SNAT node itself; fip; legacy and ha with both firewalls;
 * dvr-ha; vlan. All others are bystanders.
 */
export const QUIET: readonly string[] = [
  ...['a1', 'b1', 'an', 'a2'],
  ...['l1', 'm1', 'h1', 'h2', 'x1', 'v1'],
];

const PROTOCOLS: readonly Protocol[] = ['icmp', 'tcp', 'udp'];

/** A generator for one purpose: what is drawn for one fault depends on no other. */
const drawFor = (seed: number, purpose: string): Random => {
  let mixed = seed >>> 0;
  for (const char of purpose) mixed = (Math.imul(mixed, 31) + char.charCodeAt(0)) >>> 0;
  return seeded(mixed);
};

/** One victim of a fault: first the shape is drawn, so that rare shapes are not left out. */
export const victimFor = (topology: Topology, fault: Fault, seed: number): Victim => {
  const random = drawFor(seed, fault.name);
  const all = victimsOf(topology, fault).filter(({ server }) => QUIET.includes(server.name));
  const shape = random.pick([...new Set(all.map((victim) => victim.shape))]);
  return random.pick(all.filter((victim) => victim.shape === shape));
};

/** Whom the n-th healthy control traces. */
export const controlFor = (topology: Topology, nth: number, seed: number): Victim => {
  const random = drawFor(seed, `control ${nth}`);
  return victimOf(topology, random.pick(QUIET), random.pick(PROTOCOLS));
};
