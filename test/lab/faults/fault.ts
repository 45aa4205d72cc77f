// What every fault says of itself: what it does, whom it can hit, how a trace should show it. The
// expected verdict stands beside the deed, once.

import type { Owner } from '../../../controller/src/explain/cause.ts';
import type { Status } from '../../../controller/src/localise/finding.ts';
import type { Direction, SegmentKind } from '../../../controller/src/resolve/path.ts';
import type { Changes } from './changes.ts';
import type { Protocol, Shape, Victim } from './victim.ts';

export interface Expected {
  readonly status: Status;
  /** Kind of the guilty segment; null when nothing is lost inside. */
  readonly segment: SegmentKind | null;
  readonly direction: Direction | null;
  readonly cause: string;
  readonly owner: Owner;
}

/**
 * Whom it breaks beside its victim: nobody; the subnet on that node or everywhere; all behind the
 * router; all of the node that use the tunnel; all that leave by the SNAT node.
 */
export type Scope = 'port' | 'subnet-on-node' | 'subnet' | 'router' | 'node' | 'all';

export interface Fault {
  /** `hopscope lab break NAME`. */
  readonly name: string;
  /** Row of the failure catalogue (neutron-dvr.md section 6); 0 = none of its rows. */
  readonly row: number;
  readonly summary: string;
  readonly scope: Scope;
  /** Paths it can be made on; none given: those of the default lab. */
  readonly shapes?: readonly Shape[];
  /**
   * live: only the server's own packets show it, or their absence. check: packets pass, only the
   * comparison of state (`hopscope check`) shows it.
   */
  readonly mode: 'inject' | 'live' | 'check';
  readonly protocols: readonly Protocol[];
  /** Bytes of payload that probes need to show it; none given: any. */
  readonly size?: number;
  /** The guest talks by itself while the fault is there: nobody else should let it talk. */
  readonly talks?: true;
  /** Where to, when it is not the internet host: as the command line takes a destination. */
  readonly destination?: (victim: Victim) => string;
  readonly fits: (victim: Victim) => boolean;
  readonly apply: (changes: Changes, victim: Victim) => Promise<void>;
  readonly expected: (victim: Victim) => Expected;
}

export const DEFAULT_SHAPES: readonly Shape[] = ['snat', 'fip'];
/** All shapes whose packets are translated on a network node. */
export const CENTRAL_SHAPES: readonly Shape[] = ['snat', 'dvr-ha', 'vlan', 'legacy', 'ha'];
/** Those of them whose packets cross in VXLAN. */
export const TUNNELLED: readonly Shape[] = ['snat', 'dvr-ha', 'legacy', 'ha'];
/** Distributed routers with SNAT on a network node. */
export const SNAT_SHAPES: readonly Shape[] = ['snat', 'dvr-ha', 'vlan'];
export const ALL_SHAPES: readonly Shape[] = [...CENTRAL_SHAPES, 'fip'];

export const ALL_PROTOCOLS: readonly Protocol[] = ['icmp', 'tcp', 'udp'];

/** Packets lost in one segment inside the cloud, by the platform's doing. */
export const lost = (
  segment: SegmentKind,
  cause: string,
  direction: Direction = 'forward',
): Expected => ({ status: 'LOST', segment, direction, cause, owner: 'platform' });

/** Packets arrive all the same: what is wrong shows in the state alone. */
export const passing = (cause: string): Expected => ({
  status: 'DELIVERED',
  segment: null,
  direction: null,
  cause,
  owner: 'platform',
});

/** Packets leave the cloud and nothing comes back. */
export const unanswered = (cause: string, owner: Owner = 'platform'): Expected => ({
  status: 'UNANSWERED',
  segment: 'external',
  direction: 'forward',
  cause,
  owner,
});
