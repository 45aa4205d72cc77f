// What a cause may look at: the path, where packets were lost, and the state of every node. Made
// once per run, each record parsed at most once per kind.

import { type Correlation } from '../correlate/journeys.ts';
import { type Localisation } from '../localise/finding.ts';
import { partsOf } from '../neutron-names.ts';
import { type Path } from '../resolve/path.ts';
import { type Recording } from '../run/recording.ts';
import { counters, devices, namespaceOf, routing } from './lookups.ts';
import { type NodeState } from './node-state.ts';
import { placeOf, type Place } from './place.ts';
import { createReadings, type Readings } from './readings.ts';
import { switching } from './switch-lookups.ts';

export { type NodeState } from './node-state.ts';

export interface CaseFile extends NodeState {
  readonly recording: Recording;
  readonly correlation: Correlation;
  readonly localisation: Localisation;
  /** Where packets vanish; null when none do. */
  readonly place: Place | null;
}

/** The state of a path without packets: what checks judge. Pure. */
export const createNodeState = (path: Path, readings: Readings): NodeState => ({
  path,
  parts: partsOf(path),
  find: (node, reader, netns, phase, selectors = []) =>
    readings.find({ node, reader, netns, phase, selectors }),
  namespace: namespaceOf(path),
  ...routing(readings),
  ...devices(readings),
  ...counters(readings),
  ...switching(readings),
});

/** The case of one run. Pure; parses each record at most once per kind. */
export const createCaseFile = (
  recording: Recording,
  correlation: Correlation,
  localisation: Localisation,
): CaseFile => ({
  ...createNodeState(recording.path, createReadings(recording)),
  recording,
  correlation,
  localisation,
  place: placeOf(recording.path, localisation),
});
