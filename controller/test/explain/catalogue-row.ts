// One row of the catalogue: the edits of recorded state that make a fault, the place of the loss,
// and the same fault on somebody else.

import { type Confidence } from '../../src/explain/cause.ts';
import { type Path } from '../../src/resolve/path.ts';
import { type EvidenceRecord } from '../../src/run/recording.ts';
import { type CaseSpec, type Edit, type Firewall } from './case-builder.ts';
import { type Entry } from './edits.ts';

export interface CatalogueRow {
  readonly code: string;
  readonly confidence: Confidence;
  readonly loss: CaseSpec['loss'];
  readonly edits?: (path: Path) => readonly Edit[];
  readonly extra?: (path: Path) => readonly EvidenceRecord[];
  readonly path?: (path: Path) => Path;
  readonly correlation?: (path: Path) => CaseSpec['correlation'];
  /** The same fault on another VM, subnet, router or node. */
  readonly decoy?: (path: Path) => readonly Edit[];
  /** The same of what no recording has. */
  readonly decoyExtra?: (path: Path) => readonly EvidenceRecord[];
  /** a1 leaves by the router's address, a2 by a floating IP. */
  readonly source?: 'a1' | 'a2';
  /** Both when not given. */
  readonly firewalls?: readonly Firewall[];
}

/** Names of what lies on a path, for edits. */
export const vm = (path: Path): string => path.flow.localAddress;
export const sgAddress = (path: Path): string => path.neutron.snatPort?.addresses[0]?.address ?? '';
export const device = (path: Path, role: string): string =>
  path.points.find((point) => point.role === role)?.device ?? '';

/** The path with other facts of Neutron. */
export const neutron = (path: Path, change: Partial<Path['neutron']>): Path => ({
  ...path,
  neutron: { ...path.neutron, ...change },
});

/** A device that somebody switched off. */
export const withoutUp =
  (name: string) =>
  (all: Entry[]): Entry[] =>
    all.map((one) => (one['ifname'] === name ? { ...one, flags: ['BROADCAST'] } : one));
