// The stage: asks every cause that can be at the guilty segment, and ranks what they answer. Pure.
// Nothing is blamed when nothing is lost.

import { type Correlation } from '../correlate/journeys.ts';
import { type Localisation } from '../localise/finding.ts';
import { type Recording } from '../run/recording.ts';
import { arpPlace } from './arp-outside.ts';
import { type Cause, type CauseFinding } from './cause.ts';
import { type CaseFile, createCaseFile } from './case-file.ts';
import { proven, witnessed } from './corroborate.ts';
import { CAUSES, FALLBACKS, LAST_NOTE, LAST_RESORT, NOTES } from './registry.ts';
import { rootsFirst } from './roots.ts';

export interface Explanation {
  /** The most certain first, of these roots before what follows, then the more specific. */
  readonly causes: readonly CauseFinding[];
}

/** A cause is asked where it can be; without a place, those that know what to do without one. */
const canBe = (cause: Cause, file: CaseFile): boolean => {
  const { place } = file;
  if (place === null) return true;
  return cause.segments.includes(place.kind) && cause.directions.includes(place.direction);
};

/** Delivered, but not as planned: said, and never confirmed, for nothing was lost. */
const notesOf = (file: CaseFile): CauseFinding[] => {
  const notes = NOTES.map((note) => note.test(file))
    .filter((one) => one !== null)
    .filter(({ confidence }) => confidence !== 'confirmed');
  const last = notes.length === 0 ? LAST_NOTE.test(file) : null;
  return last === null ? notes : [last];
};

const asked = (causes: readonly Cause[], file: CaseFile): CauseFinding[] =>
  causes
    .filter((cause) => canBe(cause, file))
    .map((cause) => cause.test(file))
    .filter((one) => one !== null);

/** The case, and before it the same where ARP vanishes: without it no packet is sent on. */
const placesOf = (file: CaseFile): readonly CaseFile[] => {
  const place = arpPlace(file);
  return place === null ? [file] : [{ ...file, place }, file];
};

/** Causes of the guilty segment, ranked. */
export const explain = (
  recording: Recording,
  correlation: Correlation,
  localisation: Localisation,
  causes: readonly Cause[] = CAUSES,
): Explanation => {
  const file = createCaseFile(recording, correlation, localisation);
  if (localisation.status === 'DELIVERED') return { causes: notesOf(file) };
  const files = placesOf(file);
  const named = files
    .flatMap((one) => asked(causes, one))
    // Where packets vanish was not seen: a mere possibility would pass for an answer.
    .filter(
      ({ confidence }) => localisation.status !== 'INCONCLUSIVE' || confidence !== 'possible',
    );
  const judged = proven(file, named);
  const isSure = judged.some(({ confidence }) => confidence === 'confirmed');
  const found = rootsFirst(
    isSure ? judged : [...judged, ...files.flatMap((one) => asked(FALLBACKS, one))],
  );
  const last = found.length === 0 ? LAST_RESORT.test(file) : null;
  const [best, ...others] = last === null ? found : [last];
  return { causes: best === undefined ? [] : [witnessed(file, best), ...others] };
};
