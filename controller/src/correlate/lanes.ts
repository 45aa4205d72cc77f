// What the stages of correlate hand each other: one lane per point of a direction, in travel
// order, with the sightings' rows and the flow (local port) each of them belongs to.

import type { PacketColumns } from '@hopscope/packet';
import type { Lane } from './sightings.ts';

/** A lane whose rows know their flow. */
export interface FlowLane {
  readonly lane: Lane;
  readonly columns: PacketColumns;
  readonly rows: Uint32Array;
  /** Per row of `rows`: the VM's own port or ICMP identifier, or one of PORT. */
  readonly ports: Int32Array;
}
