// Puts a finding together from the cause's own fields and what the case adds.

import { type Cause, type CauseFinding, type Confidence, type Owner } from './cause.ts';
import { type CaseFile } from './case-file.ts';

type Part = Omit<CauseFinding, 'code' | 'confidence' | 'owner' | 'references' | 'objects'>;

export interface FindingParts extends Part {
  readonly confidence: Confidence;
  readonly owner?: Owner;
  readonly references?: readonly string[];
  readonly objects?: Readonly<Record<string, string | undefined>>;
}

/** The objects every finding names: router, port, network of the flow. */
const commonObjects = (file: CaseFile): Record<string, string | undefined> => ({
  port: file.path.neutron.port.id,
  network: file.path.neutron.network.id,
  router: file.path.neutron.router?.id,
});

const isNamed = (entry: [string, string | undefined]): entry is [string, string] =>
  entry[1] !== undefined && entry[1] !== '';

export const finding = (
  file: CaseFile,
  cause: Pick<Cause, 'code' | 'owner'>,
  parts: FindingParts,
): CauseFinding => ({
  ...parts,
  code: cause.code,
  owner: parts.owner ?? cause.owner,
  references: parts.references ?? [],
  objects: Object.fromEntries(
    Object.entries({ ...commonObjects(file), ...parts.objects }).filter(isNamed),
  ),
});
