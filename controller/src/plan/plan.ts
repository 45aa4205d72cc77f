// What every agent is asked to do, derived from the path alone.

import type { ReaderName } from '@hopscope/proto';

export interface CapturePlan {
  /** Number within the node's order. */
  readonly capture: number;
  readonly netns: string;
  readonly device: string;
  readonly promiscuous: boolean;
  readonly vni: number;
  readonly locals: readonly string[];
  readonly arp: readonly string[];
  readonly snapBytes: number;
  /** Ids of the points this capture observes: both sides, both directions of one device. */
  readonly points: readonly string[];
}

export interface EvidencePlan {
  readonly evidence: number;
  readonly reader: ReaderName;
  readonly netns: string;
  /** `key=value`, see proto/src/readers.ts. */
  readonly selectors: readonly string[];
  readonly phase: 'before' | 'after' | 'both';
}

export interface NodePlan {
  readonly node: string;
  readonly captures: readonly CapturePlan[];
  readonly evidence: readonly EvidencePlan[];
  /** Namespaces whose conntrack events are watched, and for which addresses. */
  readonly conntrack: readonly { netns: string; addresses: readonly string[] }[];
}

export interface ProbePlan {
  readonly node: string;
  /** The VM's tap. */
  readonly device: string;
  readonly sourceMac: string;
  readonly destinationMac: string;
  readonly sourcePort: number;
  readonly count: number;
  readonly rate: number;
  readonly payloadBytes: number;
  readonly dontFragment: boolean;
  /** Of the VM's network: larger probes are cut as the VM itself would cut them; 0 = not known. */
  readonly mtu: number;
  /** Name that each probe asks DNS for; null = the payload is filled. */
  readonly dns: string | null;
}

export interface Plan {
  readonly nodes: readonly NodePlan[];
  readonly probe: ProbePlan | null;
}
