// What a cause may look at: the path, where packets were lost, sample headers, and the evidence
// of every node behind typed, memoised accessors. Causes never parse text themselves.

import type { Correlation } from '../correlate/journeys.ts';
import type { Localisation } from '../localise/finding.ts';
import type { Path } from '../resolve/path.ts';
import type { EvidenceRecord, Recording } from '../run/recording.ts';

export interface CaseFile {
  readonly path: Path;
  readonly recording: Recording;
  readonly correlation: Correlation;
  readonly localisation: Localisation;
  /** First record that fits, or null. `later` is a re-read after the window. */
  readonly find: (
    node: string,
    reader: string,
    netns: string,
    phase: 'before' | 'after' | 'later',
    selectors?: readonly string[],
  ) => EvidenceRecord | null;
}
