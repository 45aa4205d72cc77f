// A named reason. One file per cause in explain/causes/; this is what each of them gives.

import type { Direction, SegmentKind } from '../resolve/path.ts';
import type { CaseFile } from './case-file.ts';

export type Owner = 'tenant' | 'platform' | 'upstream';
export type Confidence = 'confirmed' | 'likely' | 'possible';

/** One line of proof: what should be there, what is. */
export interface EvidenceLine {
  readonly node: string;
  readonly netns: string;
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly verdict: 'ok' | 'bad' | 'note';
  /** The command that shows it to a person. */
  readonly command: string;
}

export interface Fix {
  readonly scope: string;
  readonly commands: readonly string[];
  readonly risk: string;
  readonly undo: string;
  /** now: smallest repair. root: what makes it stay. */
  readonly kind: 'now' | 'root';
}

export interface Affects {
  /** One line for a person. */
  readonly text: string;
  readonly ports: readonly string[];
  readonly projects: readonly string[];
  readonly networks: readonly string[];
  readonly hosts: readonly string[];
}

export interface CauseFinding {
  readonly code: string;
  readonly confidence: Confidence;
  readonly owner: Owner;
  /** Follows "LOST " in the first line: `in router r1 on cn1: the policy rule ... is missing`. */
  readonly title: string;
  readonly detail: string;
  readonly evidence: readonly EvidenceLine[];
  readonly affects: Affects | null;
  readonly fixes: readonly Fix[];
  /** Neutron objects named: kind to id. */
  readonly objects: Readonly<Record<string, string>>;
  /** `LP#1611964`, with the release that fixed it when known. */
  readonly references: readonly string[];
  /** Code of the cause that brought this one about, when that was found too. */
  readonly follows?: string;
}

export interface Cause {
  readonly code: string;
  readonly owner: Owner;
  /** For docs/CAUSES.md: one sentence. */
  readonly summary: string;
  /** Segments it can be at. */
  readonly segments: readonly SegmentKind[];
  readonly directions: readonly Direction[];
  /** Rows of the failure catalogue, for docs. */
  readonly catalogue: readonly number[];
  /** Counters of flows can confirm it: they lag, and are worth waiting for. */
  readonly counted?: true;
  /** Codes of what it brings about: where both are found, this is the answer. See roots.ts. */
  readonly explains?: readonly string[];
  /** Reads the case; null = this is not it. Must not throw on missing evidence. */
  readonly test: (file: CaseFile) => CauseFinding | null;
}
