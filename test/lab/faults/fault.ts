// What every fault says of itself: what it does, whom it can hit, how a trace should show it. The
// expected verdict stands beside the deed, once.

import type { Owner } from '../../../controller/src/explain/cause.ts';
import type { Status } from '../../../controller/src/localise/finding.ts';
import type { Direction, SegmentKind } from '../../../controller/src/resolve/path.ts';
import type { Changes } from './changes.ts';
import type { Protocol, Victim } from './victim.ts';

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
 * router; all of the node that use the tunnel.
 */
export type Scope = 'port' | 'subnet-on-node' | 'subnet' | 'router' | 'node';

export interface Fault {
  /** `hopscope lab break NAME`. */
  readonly name: string;
  /** Row of the failure catalogue (neutron-dvr.md section 6). */
  readonly row: number;
  readonly summary: string;
  readonly scope: Scope;
  /** live: only the server's own packets show it, or their absence. */
  readonly mode: 'inject' | 'live';
  readonly protocols: readonly Protocol[];
  readonly fits: (victim: Victim) => boolean;
  readonly apply: (changes: Changes, victim: Victim) => Promise<void>;
  readonly expected: (victim: Victim) => Expected;
}

export const ALL_PROTOCOLS: readonly Protocol[] = ['icmp', 'tcp', 'udp'];

/** Packets lost in one segment inside the cloud, by the platform's doing. */
export const lost = (
  segment: SegmentKind,
  cause: string,
  direction: Direction = 'forward',
): Expected => ({ status: 'LOST', segment, direction, cause, owner: 'platform' });
