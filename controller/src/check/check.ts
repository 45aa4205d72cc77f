// A pre-flight check: what the API says against what a node has, judged without a packet. The ten
// of the reference (consistency checks) are one file each in checks/. What was not read, or could
// not be parsed, is unknown: a check never takes silence for absence.

import type { EvidenceLine } from '../explain/cause.ts';
import type { CheckState } from './state.ts';

export type Outcome = 'ok' | 'bad' | 'unknown';

/**
 * What a fact belongs to, and so who shares it: the VM's own port, its host, the network (wherever
 * it is), or the router.
 */
export type Scope = 'vm' | 'host' | 'network' | 'router';

/** One comparison. `verdict` is `note` when the outcome is unknown, or when it accuses nobody. */
export interface CheckRow extends EvidenceLine {
  readonly outcome: Outcome;
  /** Code of the cause that a bad row suggests; '' for the others. */
  readonly cause: string;
  readonly scope: Scope;
}

/** A check of one path: the worst of its rows. */
export interface CheckResult {
  /** 1 to 10, as the reference numbers them. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly outcome: Outcome;
  readonly rows: readonly CheckRow[];
}

export interface Check {
  readonly number: number;
  readonly id: string;
  /** What is true when it is ok. */
  readonly title: string;
  /** No rows: it does not apply to this kind of path. Must not throw on missing evidence. */
  readonly rows: (state: CheckState) => readonly CheckRow[];
}
